"""What a text points to, by provision: the works and places that its Akoma Ntoso IRIs name, held or not.

Each is kept once for the innermost provision in which it stands, under a key that says what place it names:

    /~art_5, /!annex_1          that id, in whatever version is asked about; empty: the work
    =/~art_5                    that provision by its wId: what a text says of itself
    @/eng@2017-01-15/~art_5     that id of that version; and every range
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import ExpressionId, WorkId, place
from lawpin.law.portion import Pointer, Portion, Span
from lawpin.law.reference import read_range, read_target

BY_WID, BY_VERSION = "=", "@"

# The wId of a place of the pointing text itself, by component and eId; None where it is not there.
WidOf = Callable[[str | None, str], str | None]


@dataclass(frozen=True, slots=True)
class Reference:
    """How often the words of one provision, those of provisions inside it aside, point to one place of a work."""

    work: WorkId
    key: str
    position: int
    times: int


@dataclass(frozen=True, slots=True)
class Referrer:
    """A provision that points somewhere: the one at `position` of the expression that entry `seq` recorded."""

    expression: ExpressionId
    seq: int
    position: int


def references_of(expression: ExpressionId, portions: Sequence[Portion]) -> tuple[Reference, ...]:
    """What a whole text points to, by position, then in the order of its words."""
    wids = {(p.component, p.eid): p.wid for p in portions}

    def wid_of(component: str | None, eid: str) -> str | None:
        return wids.get((component, eid))

    found: Counter[tuple[int, WorkId, str]] = Counter()
    for position, written in _own(portions).items():
        for pointer, times in written.items():
            target = target_of(pointer, expression, portions[position].component)
            if target is not None:
                found[position, target.work, key_of(target, expression, wid_of)] += times
    return tuple(Reference(work, key, position, times) for (position, work, key), times in found.items())


def target_of(pointer: Pointer, base: ExpressionId, component: str | None = None) -> Address | None:
    """The place or the range that a reference in that component of a text names; None: none of ours."""
    first = None if pointer.href is None else read_target(pointer.href, base, component)
    return first if pointer.until is None else read_range(first, read_target(pointer.until, base, component))


def settled(target: Address, expression: ExpressionId, wid_of: WidOf) -> Address:
    """What a text says of itself, where it is: an id that the component does not have is one of the main text."""
    is_own = target.component is not None and target.eid is not None and target.pinned() == expression
    if is_own and target.eid and wid_of(target.component, target.eid) is None and wid_of(None, target.eid) is not None:
        return Address(target.work, target.language, target.moment, target.author, None, target.eid, target.last)
    return target


def key_of(target: Address, expression: ExpressionId, wid_of: WidOf) -> str:
    """The key under which a reference to that place is kept that stands in an expression."""
    pinned = target.pinned()
    if target.last is None and pinned is None:
        return place(target.eid, target.component)
    target = settled(target, expression, wid_of)
    if target.last is None and pinned == expression:
        wid = None if target.eid is None else wid_of(target.component, target.eid) or target.eid
        return f"{BY_WID}{place(wid, target.component)}"
    return f"{BY_VERSION}{str(target).removeprefix(str(target.work))}"


def pointers_in(portion: Portion) -> Iterator[tuple[Pointer, Span | None]]:
    """The references of a portion, those of provisions inside it among them, with their words, then those without."""
    yield from ((Pointer(s.kind, s.href, s.until), s) for s in portion.spans if s.href is not None)
    yield from ((pointer, None) for pointer in portion.pointers)


def _own(portions: Sequence[Portion]) -> Mapping[int, Counter[Pointer]]:
    """What each provision points to that no provision inside it does."""
    all_in = {
        p.position: Counter(pointer for pointer, span in pointers_in(p) if span is not None)
        for p in portions
        if p.provision or p.position == 0
    }
    own = {position: Counter(pointers) for position, pointers in all_in.items()}
    for portion in portions:
        if portion.parent is not None and portion.position in all_in:
            own[portion.parent] -= all_in[portion.position]
    for portion in portions:
        own.setdefault(portion.position, Counter()).update(portion.pointers)
    return own
