"""The anchor: an ASGI application on granian that answers every request with the same status, fields and bytes.

python -m bench.bare PORT FILE    FILE: status and fields as JSON on the first line, the body after it
"""

import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from granian.constants import Interfaces
from granian.server import Server

Send = Callable[[dict[str, Any]], Awaitable[None]]


def save(file: Path, status: int, fields: list[tuple[str, str]], body: bytes) -> None:
    """Writes what the anchor is to answer."""
    file.write_bytes(orjson.dumps([status, fields]) + b"\n" + body)


def load(file: str) -> Callable[..., Awaitable[None]]:
    first, _, body = Path(file).read_bytes().partition(b"\n")
    status, lines = orjson.loads(first)
    fields = [(name.encode(), value.encode()) for name, value in lines]

    async def answer(_scope: object, _receive: object, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": fields})
        await send({"type": "http.response.body", "body": body})

    return answer


if __name__ == "__main__":
    server = Server("bare", port=int(sys.argv[1]), interface=Interfaces.ASGINL, websockets=False, log_enabled=False)
    server.serve(target_loader=partial(load, sys.argv[2]), wrap_loader=False)
