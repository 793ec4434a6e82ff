"""The grammar of a pinpoint, by productions. All of it reads folded text in lower case, forward, in linear time.

    pinpoint  = member { separator member }              第五条、第六条    art. 5(2), (3) and 6    第五条至第七条
    member    = chain [ to chain ] | chain of chain      item 2 of article 5
    chain     = group { [","] [的] group }               第二部分第5点第2句    Part II, art. 5, item 2
    group     = 第 numbers unit | unit numbers | the ordinal unit | shift unit | bracket
    numbers   = number { separator number | to number }  第五、六条    arts 5, 7-9    第五至七条
    number    = digits | Chinese | Roman | words, each with { (2) | .2 | ② } after it where the unit stands before

A chain goes from the outermost level in. What a later member leaves out it inherits from the one before: in
5(2)-(4) the (4) is that of 5. A group of several numbers ends its chain: 第五、六条第二项 says too little.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lawpin.law.citations.citation import Claim, Member, Pinpoint, Step
from lawpin.law.citations.groups import (
    AND,
    MAX_MEMBERS,
    TO,
    Place,
    named_as,
    read_after_part,
    read_bare_numbers,
    read_group,
    read_outline_number,
)
from lawpin.law.citations.numbering import read_bracketed, read_han_number, read_inserted
from lawpin.law.citations.qualifiers import read_qualifier
from lawpin.law.citations.units import BASIC, KUAN_IN_XIANG, RANKS, RELATIVE_UNITS, scan_han_unit

_OF = re.compile(r",? ?(?:of|in|under|within)(?![a-z]) ?(?:the(?![a-z]) ?)?")
_NEXT = re.compile(r",? ?的?中?的? ?")
_SAYS = re.compile(r",? ?(?:中|的|所)?(?:规定|明确规定|提出|指出|明确|要求|称|写明)?[,:]? ?")
_ROUND = re.compile(r"[()]")
_LONGEST_CLAIM = 500
_COMMA = re.compile(r",? ?")
_FROM = re.compile(r"(?:from|between)(?![a-z]) ?|自|从")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Groups from the outermost in: the steps of all but the last, the places of the last."""

    prefix: tuple[Step, ...]
    places: tuple[Place, ...]
    start: int
    end: int
    claims: tuple[Claim, ...] = ()


def read_pinpoint(lower: str, start: int) -> Pinpoint | None:
    """The pinpoint that begins at `start` with a unit word, 第 or a word like 前条, as far as it goes.

    `lower` is `Folded.lower`; the offsets count its characters. None: none begins here, or one begins that says too
    little, or that lists more than 200 places. What follows it the caller must read: a pinpoint that is followed by
    more of one (第五条之, 5(2)(a)(b] ...) is for nobody to shorten.
    """
    return _few(_read_members(lower, start, _chain))


def read_first_places(lower: str, start: int) -> Pinpoint | None:
    """The same in running text: of a longer list the first 200 places or a few more, so that reading goes on behind."""
    return _read_members(lower, start, _chain)


def read_bare_pinpoint(lower: str, start: int) -> Pinpoint | None:
    """The same, and what can only stand after a document's name or by itself: 5.2, 5(2), 二、5, 二（5）, II, `5.`."""
    return _few(_read_members(lower, start, _bare_chain))


def rank(step: Step, deepest: int) -> int:
    """How deep a step stands after one of rank `deepest`, -1 after none."""
    if step.unit == "kuan" and deepest == RANKS["xiang"]:
        return KUAN_IN_XIANG
    return BASIC if step.unit in RELATIVE_UNITS and deepest < BASIC else RANKS[step.unit]


def _read_members(lower: str, start: int, read: Callable[[str, int], _Chain | None]) -> Pinpoint | None:
    at = found.end() if (found := _FROM.match(lower, start)) else start
    first = _with_outer(lower, read(lower, at))
    if first is None:
        return None
    members = list(_members_of(first, ()))
    end = first.end
    while len(members) <= MAX_MEMBERS:
        further = _further(lower, end, members)
        if further is None:
            break
        members, end = further
    return Pinpoint(tuple(members), start, end)


def _few(pinpoint: Pinpoint | None) -> Pinpoint | None:
    return pinpoint if pinpoint is not None and len(pinpoint.members) <= MAX_MEMBERS else None


def _further(lower: str, end: int, members: list[Member]) -> tuple[list[Member], int] | None:
    to, also = TO.match(lower, end), AND.match(lower, end)
    last = members[-1]
    joint = to or also
    if joint is None:
        return None
    chain = _with_outer(lower, _chain(lower, joint.end()) or _loose(lower, joint.end(), last))
    if chain is None:
        return None
    following = list(_members_of(chain, last.until or last.steps))
    if to is None:
        return [*members, *following], chain.end
    if last.until or len(following) > 1 or following[0].until:
        return None
    return [*members[:-1], replace(last, until=following[0].steps, end=chain.end)], chain.end


def _members_of(chain: _Chain, before: tuple[Step, ...]) -> list[Member]:
    inherited = _inherited(before, (*chain.prefix, *chain.places[0].steps)[0])
    above = (*inherited, *chain.prefix)
    claims = tuple(replace(claim, depth=claim.depth + len(inherited)) for claim in chain.claims)
    members = [
        Member((*above, *place.steps), place.start, place.end, (*above, *place.until) if place.until else (), claims)
        for place in chain.places
    ]
    members[0] = replace(members[0], start=chain.start)
    members[-1] = replace(members[-1], end=chain.end)
    return members


def _inherited(before: tuple[Step, ...], first: Step) -> tuple[Step, ...]:
    """The steps of the member before that one which begins with this step stands under."""
    alike = [index for index, step in enumerate(before) if _alike(step, first)]
    if alike:
        return before[: alike[-1]]
    deep = RANKS[first.unit]
    if first.unit in RELATIVE_UNITS and not any(RANKS[step.unit] >= BASIC for step in before):
        deep = BASIC
    return tuple(step for step in before if RANKS[step.unit] < deep)


def _alike(one: Step, other: Step) -> bool:
    if one.unit != other.unit:
        return one.unit == "dotted" and other.unit == "bracket"
    # (b) follows (a), and (3) follows (2): a letter is no number.
    return one.unit != "bracket" or (one.value is None) == (other.value is None)


def _with_outer(lower: str, chain: _Chain | None) -> _Chain | None:
    """A chain with the outer ones that follow it: item 2 of article 5 of Part II; item 2, article 5."""
    while chain is not None:
        of = _OF.match(lower, chain.end)
        comma = None if of else _COMMA.match(lower, chain.end)
        joint = of or comma
        outer = None if joint is None or joint.end() == chain.end else _chain(lower, joint.end())
        if outer is None or len(outer.places) > 1 or outer.places[0].until:
            return chain
        around = (*outer.prefix, *outer.places[0].steps)
        first = (*chain.prefix, *chain.places[0].steps)[0]
        if rank(first, _deepest(around)) <= _deepest(around) or (comma and len(chain.places) > 1):
            return chain
        if comma and first.unit in {"no", "point"}:
            # Straight after a name it would be an article: No. 2, art. 5 is read as neither.
            return None
        shifted = tuple(replace(claim, depth=claim.depth + len(around)) for claim in chain.claims)
        chain = _Chain((*around, *chain.prefix), chain.places, chain.start, outer.end, (*outer.claims, *shifted))
    return None


def _deepest(steps: tuple[Step, ...]) -> int:
    deepest = -1
    for step in steps:
        deepest = max(deepest, rank(step, deepest))
    return deepest


def _chain(lower: str, start: int) -> _Chain | None:
    places = read_group(lower, start)
    return None if places is None else _deeper(lower, start, (), places)


def _bare_chain(lower: str, start: int) -> _Chain | None:
    regular = _chain(lower, start)
    if regular is not None:
        return regular
    places = read_outline_number(lower, start) or read_bare_numbers(lower, start)
    return None if places is None else _deeper(lower, start, (), places)


def _loose(lower: str, start: int, last: Member) -> _Chain | None:
    """What can go on a list: 六条 after 第五条、, (3) after 5(2), and 6(1) after 5(2) where that is bare."""
    steps = last.until or last.steps
    number = read_han_number(lower, start)
    unit = None if number is None else scan_han_unit(lower, number.end)
    if number is not None and unit is not None and any(step.unit == unit[0] for step in steps):
        read = read_inserted(lower, replace(number, end=unit[1]))
        step = Step(unit[0], read.keys, read.value, start, read.end)
        return _deeper(lower, start, (), (Place((step,), start, read.end),))
    bracket = read_bracketed(lower, start)
    if bracket is not None and steps[-1].unit in {"bracket", "dotted"}:
        return _deeper(lower, start, (), (Place((bracket,), start, bracket.end),))
    owner = next((step.unit for step in reversed(steps) if step.unit not in {"bracket", "dotted"}), None)
    if owner is not None and steps[-1].unit in {"bracket", "dotted"}:
        further = tuple(named_as(place, owner) for place in read_bare_numbers(lower, start) or ())
        # A bare number after 5(2) may be an article or an item.
        is_plain = any(len(place.steps) == 1 for place in further)
        return _deeper(lower, start, (), further) if further and not is_plain else None
    if steps[0].unit in {"printed", "number"}:
        places = read_bare_numbers(lower, start)
        return None if places is None else _deeper(lower, start, (), places)
    return None


def _deeper(lower: str, start: int, prefix: tuple[Step, ...], places: tuple[Place, ...]) -> _Chain | None:
    claims: list[Claim] = []
    end = places[-1].end
    while True:
        steps = (*prefix, *places[-1].steps)
        claim = _claim(lower, end, len(steps))
        if claim is not None and len(places) == 1:
            claims.append(claim)
            end = claim.end
            continue
        joint = _NEXT.match(lower, end)
        at = joint.end() if joint else end
        following = read_group(lower, at) or (read_after_part(lower, at) if _deepest(steps) < BASIC else None)
        if following is None or rank(following[0].steps[0], _deepest(steps)) <= _deepest(steps):
            return _Chain(prefix, places, start, end, tuple(claims))
        if len(places) > 1 or places[0].until:
            return None
        prefix, places, end = steps, following, following[-1].end


def _claim(lower: str, at: int, depth: int) -> Claim | None:
    """Words in quotation marks or brackets that are said to stand there: 第五条“…”, 第二部分（…）, 第五条规定：“…”."""
    joint = _SAYS.match(lower, at)
    begin = joint.end() if joint else at
    opened = begin + (lower[begin : begin + 2] == '("')
    if lower[opened : opened + 1] == '"':
        closing = lower.find('"', opened + 1)
        end = closing + 1 + (opened > begin and lower[closing + 1 : closing + 2] == ")")
        return None if closing < opened + 3 else Claim(lower[opened + 1 : closing], depth, begin, end)
    if lower[begin : begin + 1] != "(" or read_bracketed(lower, begin) or read_qualifier(lower, begin):
        return None
    closing = _closing(lower, begin)
    return None if closing < begin + 5 else Claim(lower[begin + 1 : closing], depth, begin, closing + 1, quoted=False)


def _closing(lower: str, opening: int) -> int:
    """Where the bracket stands that closes the one here; -1 where none does."""
    depth = 0
    for found in _ROUND.finditer(lower, opening, opening + _LONGEST_CLAIM):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.start()
    return -1
