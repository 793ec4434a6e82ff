"""Real servers that are published to by many at once, and that die meanwhile."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.holdings.conftest import document
from tests.journeys.publishing import Server, begin_again, open_server, wait_until
from tests.journeys.sockets import address, hear

FIRST = document("zho@2020-01-01")
WORK = "/akn/cn/act/2020-01-01/sample"
# Work for a second or so.
LONG = document("zho@2021-01-01", [f"text {number} " * 5 for number in range(250)])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    opened = open_server(tmp_path_factory.mktemp("published"), "--workers", "2")
    yield opened
    opened.stop()


def test_of_a_hundred_who_publish_the_same_at_once_one_stores_it(server: Server) -> None:
    source = document("zho@2022-01-01")
    before = server.get("/v1/status").json()["seq"]
    with ThreadPoolExecutor(100) as senders:
        answers = list(senders.map(lambda _: server.publish(source), range(100)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: 99}
    assert {answer.json()["seq"] for answer in answers} == {before + 1}
    assert server.get("/v1/status").json()["seq"] == before + 1
    assert server.get(f"{WORK}/zho@2022-01-01.xml").content == source


def test_of_many_who_publish_different_texts_as_one_version_one_wins_and_the_others_conflict(server: Server) -> None:
    texts = [document("zho@2023-01-01", (f"text {number}",)) for number in range(20)]
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(server.publish, texts))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 19}
    winner = next(text for text, answer in zip(texts, answers, strict=True) if answer.status_code == 201)
    assert server.get(f"{WORK}/zho@2023-01-01.xml").content == winner


def test_one_name_for_a_request_is_one_publication_whichever_worker_gets_it(server: Server) -> None:
    source = document("zho@2024-01-01")
    with ThreadPoolExecutor(20) as senders:
        answers = list(senders.map(lambda _: server.publish(source, idempotency_key='"once"'), range(20)))
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses.keys() <= {201, 409}
    assert {a.json()["reason"] for a in answers if a.status_code == 409} <= {"request-under-way"}
    stored = [answer for answer in answers if answer.status_code == 201]
    assert stored
    assert len({answer.content for answer in stored}) == 1
    assert [server.publish(source, idempotency_key='"once"').content for _ in range(4)] == [stored[0].content] * 4


def test_reads_are_answered_while_a_long_document_is_worked_on(server: Server) -> None:
    server.publish(FIRST)
    with ThreadPoolExecutor(1) as sender:
        publishing = sender.submit(server.publish, LONG)
        took_s = []
        while not publishing.done():
            begun = time.monotonic()
            assert server.get(f"{WORK}/zho@2020-01-01/~art_1").status_code == 200
            took_s.append(time.monotonic() - begun)
    assert publishing.result().status_code == 201
    assert took_s
    assert sorted(took_s)[len(took_s) // 2] < 0.25


def test_a_body_that_breaks_off_stalls_or_lies_about_its_length_publishes_nothing(server: Server) -> None:
    fields = (
        f"POST /v1/ingests HTTP/1.1\r\nHost: {address(server.base)[0]}\r\nAuthorization: Bearer {server.key}\r\n"
        "Content-Type: application/xml\r\n"
    ).encode()
    before = server.get("/v1/status").json()["seq"]
    source = document("zho@2025-01-01")
    chunked = fields + b"Transfer-Encoding: chunked\r\n\r\n"
    piece = b"%x\r\n" % len(source) + source + b"\r\n"
    for sent, status in (
        (chunked + piece, None),
        (chunked + piece + b"zz\r\n", 400),
        (chunked + b"%x\r\n" % (len(source) + 10) + source, None),
        (fields + b"Content-Length: %d\r\n\r\n" % (len(source) + 10) + source, None),
        (fields + b"Content-Length: %d\r\n\r\n" % (len(source) - 10) + source, 400),
        (fields + b"Content-Length: 8388609\r\n\r\n" + source, 413),
        (fields + b"Content-Length: 99999999999999999999999\r\n\r\n", None),
        (chunked + (b"100000\r\n" + b" " * 0x100000 + b"\r\n") * 9 + b"0\r\n\r\n", 413),
        (fields + b"Content-Length: 0\r\n\r\n", 400),
    ):
        heard = hear(server.base, sent, wait_s=3)
        assert not any(reply.status >= 500 or reply.status < 400 for reply in heard.replies), heard.replies
        assert status is None or [reply.status for reply in heard.replies[:1]] == [status]
    assert server.get("/v1/status").json()["seq"] == before
    assert server.publish(source).status_code == 201


def test_a_publication_whose_process_is_killed_is_503_and_is_done_when_sent_again(tmp_path: Path) -> None:
    server = open_server(tmp_path)
    try:
        assert server.publish(FIRST).status_code == 201
        (press,) = server.press()
        with ThreadPoolExecutor(1) as sender:
            publishing = sender.submit(server.publish, LONG, idempotency_key='"long"')
            time.sleep(0.3)
            os.kill(press, signal.SIGKILL)
            answer = publishing.result()
        if answer.status_code != 201:
            assert (answer.status_code, answer.json()["reason"]) == (503, "unavailable")
            assert answer.headers["retry-after"]
        again = server.publish(LONG, idempotency_key='"long"')
        assert again.status_code in {200, 201}
        assert server.get("/v1/status").json()["seq"] == again.json()["seq"]
        assert server.get(f"{WORK}/zho@2021-01-01.xml").content == LONG
    finally:
        server.stop()


@pytest.mark.parametrize("after_s", [0.05, 0.5, 1.5])
def test_after_a_server_was_killed_the_same_request_has_one_right_answer(tmp_path: Path, after_s: float) -> None:
    server = open_server(tmp_path)
    head = server.get("/v1/status").json()["seq"]
    assert server.publish(FIRST).status_code == 201
    with ThreadPoolExecutor(1) as sender:
        sender.submit(server.publish, LONG, idempotency_key='"long"')
        time.sleep(after_s)
        server.kill()
    server = begin_again(server)
    try:
        held = server.get(f"{WORK}/zho@2021-01-01").status_code
        assert server.get("/v1/status").json()["seq"] == head + (2 if held == 200 else 1)
        answer = server.publish(LONG, idempotency_key='"long"')
        assert (answer.status_code, answer.json()["seq"]) == (201, head + 2)
        assert server.get(f"{WORK}/zho@2021-01-01.xml").content == LONG
        assert server.get(f"{WORK}/zho@2021-01-01/~art_250").status_code == 200
        assert server.get(answer.headers["location"]).content == answer.content
    finally:
        server.stop()


def test_a_server_that_is_told_to_stop_finishes_a_publication_first(tmp_path: Path) -> None:
    server = open_server(tmp_path)
    assert server.publish(FIRST).status_code == 201
    presses = server.press()
    with ThreadPoolExecutor(1) as sender:
        publishing = sender.submit(server.publish, LONG)
        time.sleep(0.3)
        server.stop()
        assert publishing.result().status_code == 201
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in presses))
