"""Answers as ASGI messages, with what every one of them carries."""

from collections.abc import Callable, Iterable

from lawpin.http.asgi import Fields, Message, Send
from lawpin.http.exchange import Answer

_EXPOSED = (
    "Allow, Content-Language, Content-Location, Document-Valid, ETag, Last-Modified, Link, Location, "
    "Memento-Datetime, RateLimit, RateLimit-Policy, Repr-Digest, Request-Id, Retry-After, Vary"
)
_ALWAYS = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Or the server writes its own name.
    (b"server", b"lawpin"),
)
_BODILESS = frozenset({204, 304})


async def send_answer(answer: Answer, send: Send) -> None:
    """An answer as ASGI messages."""
    headers = [*answer.fields, *_length(answer)]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


def _length(answer: Answer) -> Fields:
    return () if answer.status in _BODILESS else ((b"content-length", b"%d" % len(answer.body)),)


class Answering:
    """One answer on its way, which gets what every answer carries.

    `charge` is asked when the status turns out not to be one of the `free` ones; where it says no, the answer is
    withheld.
    """

    # Defaults stand on the class: most answers change none of them.
    status = 0
    withheld = False
    charge: Callable[[], tuple[bool, Fields]] | None = None
    free: frozenset[int] = frozenset()
    fields: Fields = ()

    def __init__(self, send: Send, request_id: str, *, without_body: bool) -> None:
        self._send = send
        self._request_id = request_id.encode()
        self._without_body = without_body

    async def answer(self, answer: Answer) -> None:
        """Sends an answer that nobody is charged for."""
        self.status = answer.status
        await self._send(self._start(answer.status, (*answer.fields, *_length(answer))))
        await self._send({"type": "http.response.body", "body": b"" if self._without_body else answer.body})

    async def send(self, message: Message) -> None:
        """Sends a message of the application's answer, if it is not withheld."""
        if message["type"] == "http.response.start":
            status = message["status"]
            if self.charge is not None and status not in self.free:
                allowed, self.fields = self.charge()
                self.withheld = not allowed
            if not self.withheld:
                self.status = status
                message = self._start(status, message["headers"])
        elif self._without_body and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        if not self.withheld:
            await self._send(message)

    def _start(self, status: int, fields: Iterable[tuple[bytes, bytes]]) -> Message:
        headers = [*fields, *_ALWAYS, *self.fields, (b"request-id", self._request_id)]
        return {"type": "http.response.start", "status": status, "headers": headers}
