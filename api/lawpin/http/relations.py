"""What the answers of a version or a work share, among it the links that change when versions arrive."""

from collections.abc import Sequence

from lawpin.law.identifiers.ids import WorkId
from lawpin.law.languages import language_tag
from lawpin.law.timeline import line_of
from lawpin.law.version import Version
from lawpin.wire.links import link


def version_fields(version: Version) -> dict[str, str]:
    """The header fields that every answer of a version has."""
    return {"Content-Language": language_tag(version.id.language, version.id.work.country)}


def version_links(version: Version, versions: Sequence[Version], current: Version | None) -> str:
    """Links from a version to its line: latest, predecessor, successor, history (RFC 5829)."""
    line = line_of(versions, version.id.language, version.id.author)
    here = next((index for index, other in enumerate(line) if other.id == version.id), 0)
    links = [link(f"{version.id.work}/versions", "version-history")]
    if current is not None:
        links.append(link(str(current.id), "latest-version"))
    if here + 1 < len(line):
        links.append(link(str(line[here + 1].id), "predecessor-version"))
    if here > 0:
        links.append(link(str(line[here - 1].id), "successor-version"))
    return ", ".join(links)


def work_links(work: WorkId, versions: Sequence[Version], current: Sequence[Version]) -> str:
    """Links from a work to its history, to the text of each language now, in that order, and to its expressions."""
    country = work.country
    texts = [
        link(f"{work}/{version.id.language}", "alternate", hreflang=language_tag(version.id.language, country))
        for version in current
    ]
    pinned = [link(str(version.id), "item") for version in versions[:20]]
    return ", ".join([link(str(work), "canonical"), link(f"{work}/versions", "version-history"), *texts, *pinned])
