"""Raw bytes on sockets to a real server: answered or closed within two seconds, never 5xx, never another's 200."""

import json
import re

import pytest
from tests.journeys.hostile import HOSTILE, PINNED, Hostile
from tests.journeys.sockets import Heard, Reply, get, hear

_UPGRADED = b"\x00\x00"


def test_there_are_five_hundred_hostile_requests_and_no_two_are_alike() -> None:
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE)
    assert len({hostile.sent for hostile in HOSTILE}) >= 500


@pytest.fixture(scope="module")
def good(server: str) -> bytes:
    reply = get(server, PINNED.decode())
    assert reply.status == 200
    return reply.body


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_request_is_answered_or_closed_and_hurts_nobody(server: str, good: bytes, hostile: Hostile) -> None:
    heard = hear(server, hostile.sent, replies=hostile.replies)
    assert heard.took_s < 2, "neither answered nor closed"
    assert heard.over or len(heard.replies) == hostile.replies or heard.rest.startswith(_UPGRADED)
    assert [reply.status for reply in heard.replies if reply.status >= 500] == []
    assert _wrong_answers(heard, hostile, server) == []
    assert _untyped(heard) == []
    # And the next client notices nothing.
    assert get(server, PINNED.decode()).body == good


def _wrong_answers(heard: Heard, hostile: Hostile, server: str) -> list[bytes]:
    """Bodies of resources that were not asked for, at once or by way of redirects."""
    right = [get(server, target.decode()).body for target in (hostile.right, PINNED, _tidied(hostile.sent)) if target]
    at_once = right[:1] if hostile.right is not None else []
    wrong = [reply.body for reply in heard.replies if reply.status == 200 and reply.body not in at_once]
    moved = [_follow(server, reply) for reply in heard.replies if reply.status == 308]
    return [body for body in wrong if not _is_all_refused(body)] + [
        reply.body for reply in moved if reply.status == 200 and reply.body not in right
    ]


def _tidied(sent: bytes) -> bytes | None:
    """The path of a function with its slashes in order: the one redirect there is outside of addresses."""
    target = sent.split(b" ")[1] if sent.count(b" ") > 1 else b""
    if b"%" in target or not target.startswith(b"/") or target.startswith(b"/akn"):
        return None
    return re.sub(rb"/+", b"/", target).rstrip(b"/") or b"/"


def _follow(server: str, reply: Reply) -> Reply:
    for _ in range(4):
        location = reply.field("location")
        if reply.status != 308 or location is None:
            return reply
        # Another host has no address here.
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        reply = get(server, location)
    message = "redirects without end"
    raise AssertionError(message)


def _is_all_refused(body: bytes) -> bool:
    """Whether it is the answer to a batch of which nothing was found."""
    if not body.startswith(b'{"portions":'):
        return False
    return all(item["status"] >= 400 and item["body"] is None for item in json.loads(body)["portions"])


def _untyped(heard: Heard) -> list[bytes]:
    """Bodies without a kind, and kinds that are not for programs."""
    return [
        reply.head
        for reply in heard.replies
        if reply.body and not (reply.field("content-type") or "").startswith(("application/", "text/plain"))
    ]
