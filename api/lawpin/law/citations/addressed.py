"""Citations as styles of reference print them: with the address of what they cite at the end, or in GB/T 7714's order.

《…》第五条第二项（2017年1月15日文本），/akn/cn/…/~art_5__item_2        words, then an address
中共中央办公厅. 关于…的意见[EB/OL]. 2017: 第五条第二项(2017-01-15)    who. title[kind]. year: pinpoint(date)
"""

import re

# What is longer is no address (`identifiers.reader`), and a citation is no longer either.
_ADDRESS = re.compile(r"(?:https?://[^\s/?#]{1,255})?/akn/[^\s]+\Z", re.IGNORECASE | re.ASCII)
_CLOSING = " \t\r\n.,;。，；)）]>》\"'”’"
_OPENING = " \t\r\n.,;:。，；：(（[<《\"'“‘"
_KIND = re.compile(r"\[(?:[A-Z]{1,2}/(?:OL|CD|DK|MT)|[ADGJMNPRSZ])\]")
_YEAR = re.compile(r"[ .,]*[12][0-9]{3}(?=[:(\[ .,]|\Z)[ :]*")


def part_address(written: str) -> tuple[str, str] | None:
    """The words of a citation and the address after them; None where it does not end in one, or has no words."""
    text = written.rstrip(_CLOSING)
    # An address has no white space; the words before it may end in a mark that belongs to neither.
    last = max(text.rfind(mark) for mark in ' \t\r\n,;，；。(（[<"“')
    found = _ADDRESS.match(text, last + 1)
    words = text[: last + 1].rstrip(_OPENING)
    return (words, found[0]) if found is not None and words.strip(_OPENING) else None


def ordered(written: str) -> str:
    """A reference in GB/T 7714's order as a citation; what is none stays as it is."""
    kind = _KIND.search(written)
    if kind is None or not written[: kind.start()].strip():
        return written
    who, _, title = written[: kind.start()].rpartition(". ")
    year = _YEAR.match(written, kind.end())
    rest = written[year.end() if year else kind.end() :].lstrip(" .,:")
    return f"{who}《{title.strip()}》{rest}"
