"""A citation as read: what its words say, before any document is asked whether it is so.

    Citation
    ├── mention     the document as it is named, or `ibid`, or 本意见           Mention
    ├── pinpoint    where in it                                                Pinpoint
    │   └── members     one place, or those of a list, each perhaps a range    Member
    │       ├── steps       from the outermost in: 第五条 第二项                Step
    │       ├── until       the steps to the last place of a range
    │       └── claims      words that it says stand there                     Claim
    ├── version     in which language, as of which day                         Qualifiers
    └── unread      what no rule of the grammar reads; such a citation resolves to nothing

All offsets count characters of the folded text (`folding`), whose map leads back to the input.
"""

from dataclasses import dataclass

from lawpin.law.citations.units import Unit


@dataclass(frozen=True, slots=True)
class Shift:
    """A place by its distance from the one where the citation stands: 本条 0, 前条 -1, 次条 1, 前两条 -1 with 2."""

    by: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One level of an address: 第五条, art. 5, (2).

    `keys` are the spellings that the number may have in a document, the likeliest first: ("5",), ("5-1",), ("5a",),
    ("iv", "4"); empty where it is larger than any provision's. `value` is its integer, None for a letter. Where it
    says no number but a distance, `shift` has that and `keys` are empty.
    """

    unit: Unit
    keys: tuple[str, ...]
    value: int | None
    start: int
    end: int
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Words at [start, end) that the citation says are those of a place, the first `depth` steps of its member.

    `quoted`: in quotation marks; else in brackets or bare, as headings are.
    """

    text: str
    depth: int
    start: int
    end: int
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Member:
    """One place of a pinpoint, or the row from `steps` to `until`; inherited steps stand among `steps`.

    [start, end) are its own words, without those that it inherits.
    """

    steps: tuple[Step, ...]
    start: int
    end: int
    until: tuple[Step, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Where in a document: its members in the order of the citation, at [start, end)."""

    members: tuple[Member, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A document as it is named, at [start, end): `text` is folded, with issuers, dates and brackets around the title.

    `marked`: the title stands in 《》 or quotation marks, which are part of [start, end). `relative`: it is a word
    that means the document of the context (本意见, 同法, ibid., thereof); `text` is then the kind that it names.
    """

    text: str
    start: int
    end: int
    marked: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What a citation says of the version that it means. Dates are ISO, of four, seven or ten characters.

    `on`: as it stood on that day; `edition`: the version of that date. `dates`, `numbers`, `issuers` only describe it.
    """

    language: str | None = None
    on: str | None = None
    edition: str | None = None
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    faulty: bool = False

    def __or__(self, other: "Qualifiers") -> "Qualifiers":
        return Qualifiers(
            self.language or other.language,
            self.on or other.on,
            self.edition or other.edition,
            self.dates + other.dates,
            self.numbers + other.numbers,
            self.issuers + other.issuers,
            self.faulty or other.faulty or self._contradicts(other),
        )

    def _contradicts(self, other: "Qualifiers") -> bool:
        pairs = ((self.language, other.language), (self.on, other.on), (self.edition, other.edition))
        return any(one is not None and two is not None and one != two for one, two in pairs)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation read as a whole.

    Without `mention` its document is that of the context; without `pinpoint` it is all of the document. `place`: it
    means the very place of the context (ibid.). `iri`: it is an address, as written. `unread`: what no rule reads.
    """

    mention: Mention | None = None
    pinpoint: Pinpoint | None = None
    version: Qualifiers = Qualifiers()
    place: bool = False
    iri: str | None = None
    unread: tuple[tuple[int, int], ...] = ()
