"""A body as a response: validators, freshness, links, and the fields that keep active content harmless."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Self

from lawpin.holdings.admission import Body, Page
from lawpin.http.asgi import Fields
from lawpin.http.caching import Conditions, entity_tag, http_date, repr_digest
from lawpin.http.coding import Coding, code
from lawpin.http.exchange import Answer, Asked, lines
from lawpin.http.formats import Format
from lawpin.http.negotiation import choose_coding

# What an answer was chosen by.
BY_CODING, BY_FORMAT, BY_LANGUAGE = "Accept-Encoding", "Accept, Accept-Encoding", "Accept-Language"
_HARMLESS = (b"content-security-policy", b"default-src 'none'; sandbox")
NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Manner:
    """How bodies are sent: the fields that they share, links besides their own, when they were last modified.

    `modified` None: not known, or not by time alone.
    """

    fields: Fields
    links: str = ""
    modified: datetime | None = None

    @classmethod
    def of(
        cls,
        cache: str,
        *,
        vary: str = BY_CODING,
        fields: Mapping[str, str] = NO_FIELDS,
        links: str = "",
        modified: datetime | None = None,
    ) -> Self:
        """The manner with that Cache-Control, and Vary with what the choice hung on."""
        dated = {} if modified is None else {"Last-Modified": http_date(modified)}
        return cls(lines({"Cache-Control": cache, "Vary": vary, **fields, **dated}), links, modified)


@dataclass(frozen=True, slots=True)
class Representation:
    """One form of what stands at an address, with its validators: the answer to who has nothing of it yet."""

    whole: Answer
    tag: str
    manner: Manner

    def under(self, conditions: Conditions) -> Answer:
        """The answer to who has something: 304 where it is these very bytes. Raises PreconditionFailed."""
        conditions.require(self.tag, self.manner.modified)
        if conditions.spare(self.tag, self.manner.modified):
            return Answer(304, ((b"etag", self.tag.encode()), *self.manner.fields))
        return self.whole


@dataclass(frozen=True, slots=True)
class Coded:
    """A body as it is sent, the links of what stands there, and its content coding; None: the bytes themselves."""

    body: Body
    links: str
    coding: Coding | None


def coded(page: Page, coding: Coding | None) -> Coded:
    """A page of the store in the coding that the request prefers, where that is worth it."""
    content = None if coding is None else code(page.body.content, coding)
    return Coded(page.body, page.links, None) if content is None else Coded(Body.of(content), page.links, coding)


def made(content: bytes, asked: Asked, links: str = "") -> Coded:
    """The same for bytes that no store holds."""
    return coded(Page(Body.of(content), links), choose_coding(asked.headers.get("accept-encoding")))


def represent(page: Coded, form: Format, manner: Manner, more_links: str = "") -> Representation:
    """A page in a format. Every coding of a body is a representation with a tag and a digest of its own."""
    tag = entity_tag(page.body.sha256)
    fields = [(b"etag", tag.encode()), *manner.fields]
    fields.append((b"content-type", form.content_type.encode()))
    fields.append((b"repr-digest", repr_digest(page.body.sha256).encode()))
    if page.coding is not None:
        fields.append((b"content-encoding", page.coding.encode()))
    links = ", ".join(filter(None, (page.links, manner.links, more_links)))
    if links:
        fields.append((b"link", links.encode()))
    if form.is_active:
        fields.append(_HARMLESS)
    return Representation(Answer(200, tuple(fields), page.body.content), tag, manner)
