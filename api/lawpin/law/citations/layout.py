"""Where the words of a text stand: which provision each stretch of it belongs to."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lawpin.law.citations.squeezing import Squeezed, squeeze
from lawpin.law.portion import Portion

# Further on than this a provision is not looked for in the text around it: it is not there.
_FARTHEST = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """A provision and where its text stands in the text around it: code points [start, end)."""

    portion: Portion
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words [start, end) of the text that belong to a provision and to none inside it."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True)
class Laid:
    """A text with its places in document order, the whole first, and its stretches, which cover it without gaps."""

    text: str
    places: tuple[Place, ...]
    stretches: tuple[Stretch, ...]

    @cached_property
    def squeezed(self) -> Squeezed:
        """The text squeezed."""
        return squeeze(self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where the stretches begin."""
        return [stretch.start for stretch in self.stretches]

    @cached_property
    def joints(self) -> frozenset[int]:
        """Where provisions, numbers and headings meet."""
        numbered = (place for place in self.places if place.portion.num)
        return frozenset(self.starts) | {
            place.start + len(place.portion.num or "")
            for place in numbered
            if self.text.startswith(place.portion.num or "", place.start)
        }

    def is_joint(self, at: int) -> bool:
        """Whether what stands at a code point, white space or nothing, only parts one piece of law from the next."""
        return at in self.joints or self.text[at] == "\n" or (self.text[at].isspace() and at + 1 in self.joints)

    @cached_property
    def by_position(self) -> dict[int, Place]:
        """The places by the position of their portion."""
        return {place.portion.position: place for place in self.places}

    def own_words(self) -> Iterator[tuple[Stretch, str]]:
        """The stretches with their words, in order."""
        return ((stretch, self.text[stretch.start : stretch.end]) for stretch in self.stretches)

    def stretches_of(self, start: int, end: int) -> list[Stretch]:
        """The stretches that have words in [start, end) of the text, in order."""
        first = max(0, bisect_right(self.starts, start) - 1)
        found: list[Stretch] = []
        for stretch in self.stretches[first:]:
            if stretch.start >= end:
                break
            if self.squeezed.holds_any(max(start, stretch.start), min(end, stretch.end)):
                found.append(stretch)
        return found

    def touched(self, start: int, end: int) -> list[Place]:
        """The smallest provisions that have words in [start, end), in order.

        A provision whose number or heading is touched counts where nothing inside it is.
        """
        places = list(dict.fromkeys(stretch.place for stretch in self.stretches_of(start, end)))
        around = {portion.position for place in places for portion in self.ancestors(place)}
        return [place for place in places if place.portion.position not in around]

    def ancestors(self, place: Place) -> list[Portion]:
        """The provisions around a place as far as they are laid out, the nearest first."""
        found: list[Portion] = []
        parent = place.portion.parent
        while parent is not None and parent in self.by_position and len(found) < len(self.places):
            around = self.by_position[parent].portion
            found.append(around)
            parent = around.parent
        return found


def lay_out(portions: Sequence[Portion]) -> Laid:
    """The layout of a portion and all that is inside it: the first one, then its descendants by position."""
    whole = portions[0]
    around = [Place(whole, 0, len(whole.text))]
    cursors = [0]
    places = [around[0]]
    stretches: list[Stretch] = []
    for portion in portions[1:]:
        if not portion.provision:
            continue
        while portion.position >= around[-1].portion.end and len(around) > 1:
            _close(around, cursors, stretches)
        start = _find(portion.text, whole.text, cursors[-1], around[-1].end)
        if start is None or not portion.text:
            continue
        place = Place(portion, start, start + len(portion.text))
        if start > cursors[-1]:
            stretches.append(Stretch(around[-1], cursors[-1], start))
        cursors[-1] = place.end
        places.append(place)
        around.append(place)
        cursors.append(start)
    while len(around) > 1:
        _close(around, cursors, stretches)
    if cursors[0] < around[0].end:
        stretches.append(Stretch(around[0], cursors[0], around[0].end))
    return Laid(whole.text, tuple(places), tuple(stretches))


def _close(around: list[Place], cursors: list[int], stretches: list[Stretch]) -> None:
    place, cursor = around.pop(), cursors.pop()
    if cursor < place.end:
        stretches.append(Stretch(place, cursor, place.end))


def _find(text: str, whole: str, start: int, end: int) -> int | None:
    found = whole.find(text, start, min(end, start + _FARTHEST + len(text)))
    return None if found < 0 else found
