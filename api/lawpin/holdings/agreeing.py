"""Citations that say a place twice, in words and by its address: both must mean the same."""

from collections.abc import Callable
from dataclasses import replace

from lawpin.holdings.judgement import Judgement, Place

# Words that are no citation by themselves: 参见 /akn/…
_NO_WORDS = frozenset({"empty", "not-a-citation"})
IsInside = Callable[[Place, Place], bool]


def agreed(words: Judgement, address: Judgement, is_inside: IsInside) -> Judgement:
    """What both come to: the address, which says the version as well, where the words mean it or what it stands in.

    `is_inside` tells whether the first place is the second or lies in it. Else nothing is resolved.
    """
    if address.outcome != "resolved" or words.reason in _NO_WORDS:
        return address
    if words.outcome in {"not_found", "invalid"}:
        meant = tuple(replace(place, why="address") for place in address.targets)
        return replace(words, suggestions=(*words.suggestions, *meant))
    named = words.targets if words.outcome == "resolved" else words.candidates
    if _is_same_text(words, address) and _is_same_place(words, address, named, is_inside):
        return replace(address, remarks=(*words.remarks, *address.remarks))
    both = [
        *(replace(place, why="words") for place in named),
        *(replace(place, why="address") for place in address.targets),
    ]
    detail = "the words and the address of the citation contradict each other"
    return Judgement("ambiguous", candidates=tuple(both), reason="contradiction", detail=detail, remarks=words.remarks)


def _is_same_text(words: Judgement, address: Judgement) -> bool:
    return words.language is None or address.language is None or words.language == address.language


def _is_same_place(words: Judgement, address: Judgement, named: tuple[Place, ...], is_inside: IsInside) -> bool:
    held = all(any(is_inside(target, place) for place in named) for target in address.targets)
    if words.outcome == "ambiguous":
        return held
    return held and all(any(is_inside(target, place) for target in address.targets) for place in named)
