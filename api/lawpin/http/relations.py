"""What the answers of a version or a work share, among it the links that change when versions arrive."""

import re
from collections.abc import Sequence

from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.languages import language_tag
from lawpin.law.timeline import line_of, readable
from lawpin.law.version import Version
from lawpin.wire.links import link

_WEB = re.compile(r"https?://[!#-;=?-~]+")


def version_fields(version: Version) -> dict[str, str]:
    """The header fields that every answer of a version has: also XML and text say where their document is invalid."""
    fields = {"Content-Language": language_tag(version.id.language, version.id.work.country)}
    # A boolean of RFC 9651.
    return fields if version.valid else {**fields, "Document-Valid": "?0"}


def version_links(version: Version, versions: Sequence[Version], current: Version | None) -> str:
    """Links from a version to its report and to its line: latest, predecessor, successor, history (RFC 5829)."""
    line = readable(line_of(versions, version.id.language, version.id.author))
    here = next((index for index, other in enumerate(line) if other.id == version.id), 0)
    links = [
        link(f"{version.id}/validation", "describedby"),
        link(f"{version.id.work}/versions", "version-history"),
    ]
    if version.expression.provenance.license is not None:
        links.append(link(_license(version.id, version.expression.provenance.license), "license"))
    if current is not None:
        links.append(link(str(current.id), "latest-version"))
    if here + 1 < len(line):
        links.append(link(str(line[here + 1].id), "predecessor-version"))
    if here > 0:
        links.append(link(str(line[here - 1].id), "successor-version"))
    return ", ".join(links)


def _license(expression: ExpressionId, said: str) -> str:
    """Where the licence is read: at its own address, or in the member of the text that quotes it (RFC 6901)."""
    return said if _WEB.fullmatch(said) else f"{expression}.json#/license"


def work_links(work: WorkId, versions: Sequence[Version], current: Sequence[Version]) -> str:
    """Links from a work to its history, to the text of each language now, in that order, and to its expressions."""
    country = work.country
    texts = [
        link(f"{work}/{version.id.language}", "alternate", hreflang=language_tag(version.id.language, country))
        for version in current
    ]
    pinned = [link(str(version.id), "item") for version in readable(versions)[:20]]
    return ", ".join([link(str(work), "canonical"), link(f"{work}/versions", "version-history"), *texts, *pinned])
