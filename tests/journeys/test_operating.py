"""What an operator sets in the environment is what a real server does, and says in its log."""

import json
from pathlib import Path

import pytest
from tests.journeys.conftest import start
from tests.journeys.hostile import PINNED
from tests.journeys.sockets import Reply, get, hear


def from_host(base: str, host: str) -> Reply:
    return hear(base, f"GET /health/live HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()).replies[0]


def test_limits_hosts_and_logs_are_as_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAWPIN_READS_PER_MINUTE", "5")
    monkeypatch.setenv("LAWPIN_HOSTS", "lawpin.example,127.0.0.1")
    monkeypatch.setenv("LAWPIN_LOG_REQUESTS", "true")
    process, base = start(f"sqlite:{tmp_path / 'lawpin.sqlite'}")
    try:
        works = [get(base, "/v1/works?limit=1") for _ in range(7)]
        pinned = [get(base, PINNED.decode()) for _ in range(20)]
        hosts = [from_host(base, host).status for host in ("LAWPIN.example:80", "evil.example")]
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=30)
    assert [reply.status for reply in works] == [200] * 5 + [429] * 2
    assert 1 <= int(works[6].field("retry-after") or 0) <= 60
    assert works[6].field("content-type") == "application/problem+json"
    assert {reply.status for reply in pinned} == {200}
    assert hosts == [200, 400]
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    logged = {line["request_id"]: line for line in lines if line["event"] == "request"}
    for reply in (*works, *pinned):
        line = logged[reply.field("request-id") or ""]
        assert line["status"] == reply.status
        assert "?" not in line["path"]
