"""Bodies that arrive: read whole before any route sees them, within a size, a deadline and a share of the memory."""

import asyncio
from collections.abc import Iterable

from lawpin.http.asgi import Message, Receive
from lawpin.http.guarding import is_multipart
from lawpin.http.rules import MAX_BODY, Refusal, Rules

_TOO_MUCH = Refusal("too-much", f"a body has at most {MAX_BODY} bytes", MAX_BODY)


class Bodies:
    """The bodies that are arriving in this process."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._held = 0

    async def read(self, fields: Iterable[tuple[bytes, bytes]], receive: Receive) -> bytes | Refusal:
        """A whole body, or why it is not taken."""
        fields = list(fields)
        if is_multipart(fields):
            fields_of_answer = (("Accept", "application/json"),)
            return Refusal("unsupported-media-type", "send application/json: no forms", fields=fields_of_answer)
        length = next((value for name, value in fields if name == b"content-length"), b"0")
        if not length.isdigit() or int(length[:20]) > MAX_BODY:
            return _TOO_MUCH
        chunks: list[bytes] = []
        try:
            async with asyncio.timeout(self._rules.body_deadline_s):
                return await self._gather(chunks, receive)
        except TimeoutError:
            detail = f"the body did not arrive within {self._rules.body_deadline_s:g} seconds"
            return Refusal("request-timeout", detail)
        finally:
            self._held -= sum(map(len, chunks))

    async def _gather(self, chunks: list[bytes], receive: Receive) -> bytes | Refusal:
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return Refusal("malformed-request", "the body broke off, or its chunks are malformed")
            chunk = message.get("body", b"")
            chunks.append(chunk)
            size += len(chunk)
            self._held += len(chunk)
            if size > MAX_BODY:
                return _TOO_MUCH
            if self._held > self._rules.body_bytes_at_once:
                return Refusal("overloaded", "too many bodies are arriving at once")
            if not message.get("more_body", False):
                return b"".join(chunks)


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body that was read already, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
