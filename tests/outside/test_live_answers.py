"""What a real server sends over a socket is what the contract announces, for every request behind its examples."""

import http.client
from urllib.parse import urlsplit

import pytest
from tests.http.contracted import hold_to_contract

from lawpin.http.contract.samples import SAMPLES, Sample
from lawpin.http.contract.taking import taken

LIVE = [sample for sample in SAMPLES if sample.condition == "whole" and sample.body is not None]
NAMES = [f"{number} {sample.status} {sample.method} {sample.target}" for number, sample in enumerate(LIVE, 1)]


@pytest.mark.parametrize("sample", LIVE, ids=NAMES)
def test_a_real_server_answers_as_the_contract_announces(unlimited: str, sample: Sample) -> None:
    connection = http.client.HTTPConnection(urlsplit(unlimited).netloc, timeout=20)
    connection.request(sample.method, sample.target, body=sample.body or None, headers=dict(sample.headers))
    answered = connection.getresponse()
    body = answered.read()
    connection.close()
    headers = {name.lower(): value for name, value in answered.getheaders()}
    assert answered.status == sample.status
    hold_to_contract(sample.method, sample.target, answered.status, headers, body)
    # What is pinned and says nothing of the instant of its recording is the example itself.
    if sample.status == 200 and sample.target.endswith((".txt", "/docs", "/schemas")):
        example = next(one for one in taken() if one.sample == sample)
        assert body == example.body


def test_a_client_that_sends_too_much_sees_why_it_is_not_taken(unlimited: str) -> None:
    for _ in range(20):
        connection = http.client.HTTPConnection(urlsplit(unlimited).netloc, timeout=20)
        connection.request("POST", "/v1/portions", body=b"x" * 3_000_000, headers={"Content-Type": "application/json"})
        assert connection.getresponse().status == 413
        connection.close()
