"""Bodies that arrive: read whole before any route sees them, within a size, a deadline and a share of the memory."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from lawpin.http.asgi import Message, Receive
from lawpin.http.guarding import is_multipart
from lawpin.http.rules import MAX_BODY, Allowance, Refusal, Rules

# What is let in of a body that is refused: bytes, seconds.
_SPARED_BYTES, _SPARED_S = 4 * MAX_BODY, 0.5


class Bodies:
    """The bodies that are arriving in this process, or being worked on."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._usual = Allowance(MAX_BODY, rules.body_deadline_s)
        self._held = 0

    async def read(
        self, fields: Iterable[tuple[bytes, bytes]], receive: Receive, allowance: Allowance | None = None
    ) -> bytes | Refusal:
        """A whole body, or why it is not taken. `allowance` None: the usual one."""
        fields = list(fields)
        body = await self._read(fields, receive, allowance or self._usual)
        if isinstance(body, Refusal):
            await spare(fields, receive)
        return body

    @contextmanager
    def holding(self, body: bytes) -> Iterator[None]:
        """While the block lasts the body counts with those that arrive."""
        self._held += len(body)
        try:
            yield
        finally:
            self._held -= len(body)

    async def _read(
        self, fields: Sequence[tuple[bytes, bytes]], receive: Receive, allowance: Allowance
    ) -> bytes | Refusal:
        if is_multipart(fields):
            fields_of_answer = (("Accept", "application/json"),)
            return Refusal("unsupported-media-type", "send application/json: no forms", fields=fields_of_answer)
        length = next((value for name, value in fields if name == b"content-length"), b"0")
        if not length.isdigit() or int(length[:20]) > allowance.size_bytes:
            return _too_much(allowance)
        chunks: list[bytes] = []
        try:
            async with asyncio.timeout(allowance.deadline_s):
                return await self._gather(chunks, receive, allowance)
        except TimeoutError:
            detail = f"the body did not arrive within {allowance.deadline_s:g} seconds"
            return Refusal("request-timeout", detail)
        finally:
            self._held -= sum(map(len, chunks))

    async def _gather(self, chunks: list[bytes], receive: Receive, allowance: Allowance) -> bytes | Refusal:
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return Refusal("malformed-request", "the body broke off, or its chunks are malformed")
            chunk = message.get("body", b"")
            chunks.append(chunk)
            size += len(chunk)
            self._held += len(chunk)
            if size > allowance.size_bytes:
                return _too_much(allowance)
            if self._held > self._rules.body_bytes_at_once:
                return Refusal("overloaded", "too many bodies are arriving at once")
            if not message.get("more_body", False):
                return b"".join(chunks)


def _too_much(allowance: Allowance) -> Refusal:
    return Refusal("too-much", f"a body has at most {allowance.size_bytes} bytes here", allowance.size_bytes)


async def spare(fields: Iterable[tuple[bytes, bytes]], receive: Receive) -> None:
    """Takes some of what a client still sends, and drops it: if it were cut off, it might never see its answer."""
    # Who asks first whether to send (Expect) has not begun.
    if any(name == b"expect" for name, _ in fields):
        return
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_SPARED_S):
            while size < _SPARED_BYTES:
                message = await receive()
                size += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body that was read already, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
