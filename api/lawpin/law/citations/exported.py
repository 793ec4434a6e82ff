"""Citations for programs: CSL-JSON, BibTeX, RIS. The pinned address stands in each as the address of the source."""

import re
from collections.abc import Iterable

from lawpin.law.citations.citing import Source, is_han
from lawpin.law.citations.pinpointing import ENGLISH, han_pinpoint, latin_pinpoint
from lawpin.law.languages import language_tag

# What a document of a type is to reference managers; everything else is a regulation.
_CSL_TYPES = {"act": "legislation", "bill": "bill", "judgment": "legal_case"}
_RIS_TYPES = {"act": "STAT", "bill": "BILL", "judgment": "CASE"}
_TEX = {
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_KEY = re.compile(r"[^A-Za-z0-9_:.+/-]+")
_LINE_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CslItem = dict[str, object]


def csl_item(source: Source) -> CslItem:
    """One item of CSL-JSON 1.0.2. What is not known has no member."""
    expression = source.expression
    said: CslItem = {
        "id": source.iri,
        "type": _CSL_TYPES.get(expression.doctype, "regulation"),
        "title": source.title(),
        "original-title": _original_title(source),
        "author": [{"literal": name} for name in _authors(source)],
        "translator": [{"literal": agent.name} for agent in source.translators],
        "issued": {"date-parts": [[int(number) for number in source.date.split("-")]]},
        "section": pinpoint_of(source),
        "version": source.version,
        "jurisdiction": source.jurisdiction.name or expression.id.work.country,
        "language": language_tag(source.language, expression.id.work.country),
        "publisher": expression.provenance.publisher,
        "URL": source.iri,
    }
    return {name: value for name, value in said.items() if value}


def write_bibtex(source: Source) -> str:
    """One entry; `misc`, since BibTeX has no type for law."""
    expression = source.expression
    year, *rest = source.date.split("-")
    fields = {
        "title": _tex(source.title()),
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _authors(source)),
        "translator": " and ".join(f"{{{_tex(agent.name)}}}" for agent in source.translators),
        "year": year,
        "month": _MONTHS[int(rest[0]) - 1] if rest else None,
        "note": _tex(pinpoint_of(source)),
        "version": source.version,
        "language": language_tag(source.language, expression.id.work.country),
        "publisher": _tex(expression.provenance.publisher),
        "url": source.iri.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
    }
    key = _KEY.sub("-", source.iri.removeprefix("/akn/")).strip("-").replace("/", ":")
    written = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", ",\n".join(written), "}", ""])


def write_ris(source: Source) -> str:
    """One reference; lines end with CR LF."""
    expression = source.expression
    lines = [
        ("TY", _RIS_TYPES.get(expression.doctype, "STAT")),
        ("TI", source.title()),
        *(("AU", name) for name in _authors(source)),
        *(("A4", agent.name) for agent in source.translators),
        ("PY", source.date[:4]),
        ("DA", source.date.replace("-", "/")),
        ("SE", pinpoint_of(source)),
        ("ET", source.version),
        ("LA", language_tag(source.language, expression.id.work.country)),
        ("CY", source.jurisdiction.name),
        ("PB", expression.provenance.publisher),
        ("UR", source.iri),
    ]
    written = [f"{tag}  - {_LINE_BREAKS.sub(' ', value)}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", ""])


def pinpoint_of(source: Source) -> str:
    """The pinpoint in the writing of the text's own language."""
    if source.language == "zho" or is_han(source.title() or ""):
        return han_pinpoint(source.steps, source.jurisdiction)
    return latin_pinpoint(source.steps, ENGLISH)


def _authors(source: Source) -> list[str]:
    return [author.name for author in source.expression.authors if author.name.strip()]


def _original_title(source: Source) -> str | None:
    master = source.expression.translation_of
    return None if master is None else source.titles.get(master.language)


def _tex(text: str | None) -> str:
    return "".join(_escaped(text or ""))


def _escaped(text: str) -> Iterable[str]:
    return (_TEX.get(character, character) for character in _LINE_BREAKS.sub(" ", text))
