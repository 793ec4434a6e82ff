"""`/cite`: the citation of a place, written out in a style."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import orjson

from lawpin.holdings.citing import source_of
from lawpin.holdings.lookup import Lookup
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS, Format
from lawpin.http.manners import choose, links_up, manner_of
from lawpin.http.representing import made, represent
from lawpin.http.times import TIMES, read_times
from lawpin.law.citations.citing import Source
from lawpin.law.citations.exported import csl_item, write_bibtex, write_ris
from lawpin.law.citations.written import write_bluebook, write_en, write_gbt7714, write_oscola, write_zh
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.address import Address, Pinned
from lawpin.law.identifiers.ids import RangeId

_TEXT = FORMATS["txt"]
_CSL = Format(
    "json",
    "json",
    ("application/vnd.citationstyles.csl+json", "application/json"),
    "application/vnd.citationstyles.csl+json",
)
_BIBTEX = Format("bib", "txt", ("application/x-bibtex", "text/plain"), "application/x-bibtex; charset=utf-8")
_RIS = Format(
    "ris",
    "txt",
    ("application/x-research-info-systems", "text/plain"),
    "application/x-research-info-systems; charset=utf-8",
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a citation is written, and as what it is sent. `language`: the one whose title of the work it wants."""

    form: Format
    write: Callable[[Source], bytes]
    language: str | None = None


def _line(write: Callable[[Source], str]) -> Callable[[Source], bytes]:
    return lambda source: f"{write(source)}\n".encode()


def _csl(source: Source) -> bytes:
    return orjson.dumps([csl_item(source)])


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "zh": Style(_TEXT, _line(write_zh), "zho"),
        "en": Style(_TEXT, _line(write_en), "eng"),
        "csl-json": Style(_CSL, _csl),
        "bibtex": Style(_BIBTEX, lambda source: write_bibtex(source).encode()),
        "ris": Style(_RIS, lambda source: write_ris(source).encode()),
        "gbt7714": Style(_TEXT, _line(write_gbt7714)),
        "bluebook": Style(_TEXT, _line(write_bluebook)),
        "oscola": Style(_TEXT, _line(write_oscola)),
    }
)


def cite(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """One citation: in the style that is asked for, else in the language of the text, else by Accept.

    Raises BadParameter for a style that is none of ours, and for a range.
    """
    parameters = asked.parameters("style", *TIMES)
    seen, written = read_times(parameters, address, lookup), parameters.get("style")
    version = lookup.version(address, seen.times)
    place = address.at(version.id)
    if isinstance(place, RangeId):
        message = "a range is cited by its members: ask for the first and the last"
        raise BadParameter(message, parameter="eId", iri=address.bare)
    name, form = _chosen(written, version.id.language, address, asked)
    source = source_of(lookup, version, place)
    content = STYLES[name].write(source)
    location = f"{place}/cite?style={name}"
    manner = manner_of(lookup, version, address, location, lasting=_is_lasting(name, source, address))
    return represent(made(content, asked, links_up(location, version)), form, manner).under(asked.conditions)


def _chosen(written: str | None, language: str, address: Address, asked: Asked) -> tuple[str, Format]:
    if written is not None and written not in STYLES:
        message = f"“{written[:80]}” is not a style: {', '.join(STYLES)}"
        raise BadParameter(message, parameter="style", available={"styles": list(STYLES)})
    usual = "zh" if language == "zho" else "en"
    if written is not None:
        return written, choose(address, asked, (STYLES[written].form,))
    forms = {STYLES[name].form: name for name in (usual, "csl-json", "bibtex", "ris")}
    form = choose(address, asked, tuple(forms))
    return forms[form], form


def _is_lasting(name: str, source: Source, address: Address) -> bool:
    """Whether another text of the work, which may come or go, has no part in it."""
    wanted = STYLES[name].language
    is_own = wanted in {None, source.language} and not (name == "csl-json" and source.is_translation)
    return is_own and isinstance(address.moment, Pinned)
