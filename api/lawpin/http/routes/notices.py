"""/v1/withdrawals and /v1/restorations: what is not to be read any more, and what is again."""

import asyncio
from typing import TypeVar

from litestar import Response, post
from pydantic import ValidationError

from lawpin.holdings.noticing import Announced, Announcement, announce
from lawpin.http.answering import Connection, FromService, Service, asked_in, respond
from lawpin.http.caching import NEVER
from lawpin.http.doors import KEY
from lawpin.http.exchange import Answer
from lawpin.http.formats import FORMATS
from lawpin.http.negotiation import require_acceptable
from lawpin.law.errors import Malformed
from lawpin.law.notice import read_subject
from lawpin.wire.notice import NoticeShape, RestorationRequest, WithdrawalRequest
from lawpin.wire.shape import Shape, to_json

Body = TypeVar("Body", bound=Shape)
_CREATED, _OK = 201, 200


@post("/v1/withdrawals", status_code=_CREATED)
async def withdraw(request: Connection, service: FromService) -> Response[bytes]:
    """Withdraws a work or a version, or changes the words of its withdrawal."""
    _require_plain(request)
    sent = _read(WithdrawalRequest, await request.body())
    successor = None if sent.successor is None else read_subject(sent.successor)
    announcement = Announcement(
        request.scope["state"][KEY], "withdrawn", read_subject(sent.iri), sent.reason, successor
    )
    return respond(await _announce(service, announcement))


@post("/v1/restorations", status_code=_CREATED)
async def restore(request: Connection, service: FromService) -> Response[bytes]:
    """Restores what was withdrawn."""
    _require_plain(request)
    sent = _read(RestorationRequest, await request.body())
    announcement = Announcement(request.scope["state"][KEY], "restored", read_subject(sent.iri), sent.reason)
    return respond(await _announce(service, announcement))


def _require_plain(request: Connection) -> None:
    asked = asked_in(request)
    asked.parameters()
    require_acceptable(asked.headers.get("accept"), FORMATS["json"])


def _read(shape: type[Body], content: bytes) -> Body:
    try:
        return shape.model_validate_json(content)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        message = f"the body cannot be read: {first['msg']}"
        raise Malformed(message, pointer="".join(f"/{step}" for step in first["loc"])) from None


async def _announce(service: Service, announcement: Announcement) -> Answer:
    # On a thread: it may have to wait for a publication.
    announced = await asyncio.to_thread(announce, service.lookup.store, service.clock, announcement)
    fields = {"Cache-Control": NEVER}
    if announced.is_new:
        # What stands there from now on: the tombstone, or the text.
        fields["Location"] = str(announcement.about)
    return Answer.of(_CREATED if announced.is_new else _OK, to_json(_shape(announced)), "application/json", fields)


def _shape(announced: Announced) -> NoticeShape:
    notice = announced.notice
    return NoticeShape(
        id=str(notice.about),
        kind=notice.kind,
        reason=notice.reason,
        successor=None if notice.successor is None else str(notice.successor),
        seq=notice.seq,
        recorded_at=notice.recorded_at,
    )
