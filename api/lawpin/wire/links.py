"""Typed links from a representation to others, in the form of RFC 8288 section 3 (also `application/linkset`)."""

from lawpin.law.languages import language_tag
from lawpin.wire.portion import PortionShape

MEDIA_TYPES = {"json": "application/json", "xml": "application/akn+xml", "txt": "text/plain"}


def link(target: str, relation: str, **attributes: str) -> str:
    """One link; `target` is a path of ours, percent-encoded."""
    written = "".join(f'; {name}="{value}"' for name, value in attributes.items())
    return f'<{target}>; rel="{relation}"{written}'


def portion_links(shape: PortionShape) -> str:
    """The links of a portion to its surroundings, its other formats and languages."""
    around = shape.context.ancestors[-1].id if shape.context.ancestors else shape.expression
    country = shape.work.split("/")[2]
    links = [link(shape.id, "canonical")]
    if shape.id != shape.expression:
        links.append(link(around, "up"))
    links += [
        link(target, relation)
        for relation, target in (("prev", shape.context.previous), ("next", shape.context.next))
        if target is not None
    ]
    links += [link(f"{shape.id}.{suffix}", "alternate", type=media) for suffix, media in MEDIA_TYPES.items()]
    links += [
        link(other.id, "alternate", hreflang=language_tag(other.language, country)) for other in shape.translations
    ]
    return ", ".join(links)
