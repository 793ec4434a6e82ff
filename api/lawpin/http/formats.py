"""The formats of a text: one row each. A new format: one row here, one form in the store."""

from dataclasses import dataclass
from types import MappingProxyType

from lawpin.holdings.admission import Form


@dataclass(frozen=True, slots=True)
class Format:
    """A representation: its suffix in addresses, the media types that ask for it, the one that it is sent as."""

    suffix: str
    form: Form
    media_types: tuple[str, ...]
    content_type: str
    is_active: bool = False


FORMATS = MappingProxyType(
    {
        "json": Format("json", "json", ("application/json",), "application/json"),
        "xml": Format(
            "xml",
            "xml",
            ("application/akn+xml", "application/xml", "text/xml"),
            "application/akn+xml; charset=utf-8",
            is_active=True,
        ),
        "txt": Format("txt", "txt", ("text/plain",), "text/plain; charset=utf-8"),
    }
)
