"""What an IRI in a text points to: read as tolerantly as publishers write, never further than it says.

    /akn/...                  on whatever host, with whatever place, view, query or suffix; `#art_5` is a place, too
    #art_5                    an id of the document itself, first of the component in which the IRI stands
    ~art_5   !annex_1~art_5   places of the document itself, ranges too
    ./x   ../x                resolved against the address of the document (RFC 3986 section 5)

Everything else is another kind of IRI, and kept as it is written.
"""

import re
from dataclasses import replace
from urllib.parse import unquote, urljoin

from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import ExpressionId, place
from lawpin.law.identifiers.reader import MAX_LENGTH, read_address
from lawpin.law.identifiers.spelling import is_identifier

_AKN = re.compile(r"(?:https?://[^/?#]*)?(/akn/[^?#]*)(?:\?[^#]*)?(?:#(.*))?", re.IGNORECASE | re.ASCII | re.DOTALL)
# Where in an IRI a component or a place begins: before it stands at least the work.
_PLACE = re.compile(r"/[!~]")


def read_target(href: str, base: ExpressionId, component: str | None = None) -> Address | None:
    """The address that an IRI in that component of a text names, without view and suffix; None: none of ours.

    Where what follows the work or the version cannot be read, it is the address of those alone.
    """
    written = href.strip()
    if len(written) > MAX_LENGTH:
        return None
    around = f"{base}{place(None, component)}"
    if written.startswith("#"):
        return _at_fragment(_read(around), written[1:])
    if written.startswith("~"):
        return _read(f"{around}{'' if component else '/'}{written}")
    if written.startswith("!"):
        return _read(f"{base}/{written}")
    if written.startswith(("./", "../")):
        written = urljoin(str(base), written)
    parts = _AKN.fullmatch(written)
    return None if parts is None else _at_fragment(_read_tolerantly(parts[1]), parts[2] or "")


def read_range(first: Address | None, last: Address | None) -> Address | None:
    """The range from one place to another of the same text; without such a second one, the first alone."""
    if first is None or last is None or first.eid is None or first.last is not None:
        return first
    is_range = last.eid not in {None, first.eid} and replace(last, eid=first.eid, last=None) == first
    return _if_short(replace(first, last=last.last or last.eid), first) if is_range else first


def _at_fragment(address: Address | None, fragment: str) -> Address | None:
    """The place that a fragment names; of what is no id, nothing is known but the text before it."""
    if address is None or not fragment:
        return address
    try:
        eid = unquote(fragment.removeprefix("~"), errors="strict")
    except UnicodeDecodeError:
        return address
    return _if_short(replace(address, eid=eid, last=None), address) if is_identifier(eid) else address


def _if_short(address: Address, otherwise: Address) -> Address:
    return address if len(str(address)) <= MAX_LENGTH else otherwise


def _read_tolerantly(iri: str) -> Address | None:
    return _read(iri) or _read(_PLACE.split(iri, maxsplit=1)[0])


def _read(iri: str) -> Address | None:
    try:
        return replace(read_address(iri), view=None, suffix=None)
    except MalformedAddress:
        return None
