"""Citations for readers: one line, the pinned address at its end.

    zh        中共中央办公厅、国务院办公厅《关于…的意见》第五条第二项（2017年1月15日文本），/akn/…
    en        Opinions on …, art. 5(2) (English translation, version of 15 January 2017), /akn/…
    gbt7714   中共中央办公厅, 国务院办公厅. 关于…的意见[EB/OL]. 2017: 第五条第二项(2017-01-15). /akn/…
    bluebook  Opinions on … (Jan. 15, 2017) art. 5(2) (China) (English translation, version of Jan. 15, 2017), /akn/…
    oscola    Opinions on … (China) (15 January 2017) art 5(2) (English translation, version of 15 January 2017), /akn/…

They follow GB/T 7714-2015, the Bluebook and OSCOLA as far as these have a form for what the metadata say; none of the
three has one for an address that pins the version of a provision.
"""

from collections.abc import Callable, Iterator

from lawpin.law.citations.citing import (
    HAN_NAMES,
    LATIN_NAMES,
    Source,
    american_date,
    english_date,
    han_date,
    is_han,
)
from lawpin.law.citations.pinpointing import AMERICAN, BRITISH, ENGLISH, Manner, han_pinpoint, has_latin, latin_pinpoint

_NESTED = str.maketrans("《》", "〈〉")


def write_zh(source: Source) -> str:
    """As Chinese lawyers cite: issuers, title in 《》, pinpoint, which text it is."""
    title = source.title("zho")
    named = "、".join(source.authors(han=True)) if title and is_han(title) else ""
    marked = f"《{title.translate(_NESTED)}》" if title else ""
    said = "，".join([*_han_language(source), f"{han_date(source.version)}文本"])
    return f"{named}{marked}{han_pinpoint(source.steps, source.jurisdiction)}（{said}），{source.iri}"


def write_en(source: Source) -> str:
    """Title, pinpoint, which text it is."""
    name = _name(source, "eng", _latin(source, ENGLISH))
    return f"{name} ({_said(source, english_date)}), {source.iri}"


def write_gbt7714(source: Source) -> str:
    """The pattern for electronic resources: who. title[EB/OL]. year: pinpoint(date). address."""
    title = source.title() or ""
    is_chinese = is_han(title)
    who = ", ".join(source.authors(han=is_chinese))
    steps = source.steps
    pinpoint = han_pinpoint(steps, source.jurisdiction) if is_chinese else _latin(source, ENGLISH)
    named = f"{who}. {title}" if who else title
    where = f"{source.date[:4]}: {pinpoint}" if pinpoint else source.date[:4]
    return f"{named}[EB/OL]. {where}({source.version}). {source.iri}"


def write_bluebook(source: Source) -> str:
    """Title, date of the work, pinpoint, country, which text it is."""
    pinpoint = _latin(source, AMERICAN)
    country = f" ({source.jurisdiction.name})" if source.jurisdiction.name else ""
    name = f"{source.title() or ''} ({american_date(source.date)}) {pinpoint}".strip()
    return f"{name}{country} ({_said(source, american_date)}), {source.iri}"


def write_oscola(source: Source) -> str:
    """Title, country, date of the work, pinpoint without full stops, which text it is."""
    country = f" ({source.jurisdiction.name})" if source.jurisdiction.name else ""
    dated = f"{source.title() or ''}{country} ({english_date(source.date)})"
    name = f"{dated} {_latin(source, BRITISH)}".strip()
    return f"{name} ({_said(source, english_date)}), {source.iri}"


def _name(source: Source, language: str, pinpoint: str) -> str:
    return ", ".join(filter(None, [source.title(language), pinpoint]))


def _latin(source: Source, manner: Manner) -> str:
    if source.jurisdiction.name and not has_latin(source.steps):
        return han_pinpoint(source.steps, source.jurisdiction)
    return latin_pinpoint(source.steps, manner)


def _han_language(source: Source) -> Iterator[str]:
    name = HAN_NAMES.get(source.language)
    if name is not None and (source.is_translation or source.language != "zho"):
        yield f"{name}译本" if source.is_translation else f"{name}文本"


def _said(source: Source, dated: Callable[[str], str]) -> str:
    """Which text it is: its language where it is a translation or not English, and the date of the version."""
    name = LATIN_NAMES.get(source.language)
    kind = "translation" if source.is_translation else "text"
    is_said = name is not None and (source.is_translation or source.language != "eng")
    return ", ".join([*([f"{name} {kind}"] if is_said else []), f"version of {dated(source.version)}"])
