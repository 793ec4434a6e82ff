"""Ranges of provisions."""

from collections.abc import Iterator, Sequence

from lawpin.law.portion import Portion


def outermost(portions: Sequence[Portion], first: Portion, last: Portion) -> Iterator[Portion]:
    """The largest provisions that lie wholly between two places; those themselves begin and end the row."""
    position = first.position
    while position < last.end:
        portion = portions[position]
        is_whole = portion.end <= last.position or position >= last.position
        is_shown = is_whole and (portion.provision or position in {first.position, last.position})
        if is_shown:
            yield portion
        position = portion.end if is_shown else position + 1
