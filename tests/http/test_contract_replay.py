"""The judge of all answers is judged: it lets pass what is announced and nothing else."""

import json

import pytest
from tests.http.conftest import ENG, WORK, Client
from tests.http.contracted import Uncontracted, hold_to_contract, template_of

from lawpin.http.asgi import Send

ALWAYS = {"request-id": "27e8545565732533", "cache-control": "no-store"}
JSON = {**ALWAYS, "content-type": "application/json", "etag": '"x"', "repr-digest": "sha-256=:x:"}
PROBLEM = {
    "type": "/problems/unknown-work",
    "title": "The work is not held here",
    "status": 404,
    "detail": "no",
    "instance": "27e8545565732533",
    "reason": "unknown-work",
}

OTHER_ANSWERS = [
    ("a status that is not announced", "GET", "/v1/works", 418, JSON, b"{}"),
    ("a status of another operation", "GET", "/v1/coverage", 406, JSON, b"{}"),
    ("a path that no operation has", "GET", "/v2/works", 200, JSON, b"{}"),
    ("a method that no operation has", "PUT", "/v1/works", 200, JSON, b"{}"),
    ("another media type", "GET", "/health/live", 200, {**JSON, "content-type": "text/html"}, b"<p>ok</p>"),
    ("no media type", "GET", "/health/live", 200, {**JSON, "content-type": ""}, b""),
    ("a member too many", "GET", "/health/live", 200, JSON, b'{"status": "ok", "more": 1}'),
    ("a member too few", "GET", "/health/live", 200, JSON, b"{}"),
    ("another portion's shape", "GET", f"{ENG}/~art_5", 200, JSON, b'{"id": "/akn/x"}'),
    ("a problem without its reason", "GET", f"{WORK}/eng", 404, {**ALWAYS, "content-type": "application/problem+json"},
     json.dumps({**PROBLEM, "reason": None}).encode()),
    ("an untyped problem", "GET", f"{WORK}/eng", 404, {**JSON}, json.dumps(PROBLEM).encode()),
    ("no request id", "GET", "/health/live", 200, {k: v for k, v in JSON.items() if k != "request-id"},
     b'{"status": "ok"}'),
    ("a redirect to nowhere", "GET", f"{WORK}/", 308, ALWAYS, b""),
    ("a 304 with a body", "GET", WORK, 304, {**ALWAYS, "etag": '"x"'}, b"{}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "target", "status", "headers", "body"),
    [answer[1:] for answer in OTHER_ANSWERS],
    ids=[answer[0] for answer in OTHER_ANSWERS],
)
def test_an_answer_that_is_not_announced_is_found(
    method: str, target: str, status: int, headers: dict[str, str], body: bytes
) -> None:
    with pytest.raises(Uncontracted):
        hold_to_contract(method, target, status, headers, body)


def test_an_answer_that_is_announced_passes() -> None:
    hold_to_contract("GET", "/health/live?", 200, JSON, b'{"status": "ok"}')
    hold_to_contract("HEAD", "/health/live", 200, JSON, b"")
    problem = {**ALWAYS, "content-type": "application/problem+json; charset=utf-8"}
    hold_to_contract("GET", "/akn/cn/act/2017", 404, problem, json.dumps(PROBLEM).encode())


@pytest.mark.parametrize(
    ("path", "ending"),
    [
        (WORK, "{number}"),
        ("/akn/cn/act/2017", "{number}"),
        ("/AKN/cn/act/2017/", "{number}"),
        (f"{WORK}/versions", "{number}/versions"),
        ("/akn/cn/act/2017/zho", "{expression}"),
        (f"{ENG}.xml", "{expression}"),
        (f"{WORK}/eng:2018-01-01", "{expression}"),
        (f"{WORK}/zh-Hans@", "{expression}"),
        (f"{WORK}/eng%402017-01-15", "{expression}"),
        (f"{ENG}/toc.json", "{expression}/toc"),
        (f"{ENG}/validation/", "{expression}/validation"),
        (f"{ENG}/~art_5.txt", "~{eId}"),
        (f"{ENG}/%7Eart_5", "~{eId}"),
        (f"{ENG}/!main~art_5", "~{eId}"),
    ],
)
def test_an_address_belongs_to_the_operation_that_its_end_names(path: str, ending: str) -> None:
    template = template_of(path)
    assert template is not None
    assert template.endswith(ending), template


def test_the_client_of_these_tests_holds_every_answer_to_the_contract(client: Client) -> None:
    async def teapot(_scope: object, _receive: object, send: Send) -> None:
        await send({"type": "http.response.start", "status": 418, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    assert client.get("/v1/works").status == 200
    with pytest.raises(Uncontracted, match="418 is not announced"):
        Client(teapot).get("/v1/works")
