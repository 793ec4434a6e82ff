"""Every status of every operation has a schema and an example, and the examples are answers that were given."""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from tests.http.conftest import Client
from tests.http.contracted import contract, hold_to_contract, resolved

from lawpin.http.contract.taking import taken
from lawpin.http.problems import REASONS

# In no test: `not-held` is a family whose members are all named; a fault of our own cannot be provoked from outside.
NEVER_SHOWN = {"not-held", "internal-error"}


def answers() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation's name and status with what is announced."""
    for methods in contract()["paths"].values():
        for operation in methods.values():
            for status, announced in operation["responses"].items():
                yield operation["operationId"], status, resolved(announced)


def bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    for operation, status, announced in answers():
        for media_type, body in announced.get("content", {}).items():
            yield f"{operation} {status} {media_type}", body


def test_every_status_of_every_operation_says_what_it_answers() -> None:
    assert len(list(answers())) > 100
    without = [
        f"{operation} {status}"
        for operation, status, announced in answers()
        if not announced.get("content") and status not in {"302", "304", "308"}
    ]
    assert without == []
    assert [where for where, body in bodies() if not body.get("schema")] == []


def test_every_body_of_every_status_has_an_example() -> None:
    assert [where for where, body in bodies() if not body.get("examples")] == []


def test_every_header_field_has_an_example() -> None:
    headers = contract()["components"]["headers"]
    assert [name for name, header in headers.items() if not header.get("example")] == []


def test_an_example_is_valid_under_the_schema_beside_it() -> None:
    components = {"components": contract()["components"]}
    checked = 0
    for where, body in bodies():
        for name, example in body["examples"].items():
            faults = list(Draft202012Validator({**body["schema"], **components}).iter_errors(example["value"]))
            assert faults == [], (where, name, faults[0].message)
            checked += 1
    assert checked > 150


def test_an_example_is_the_answer_that_its_request_has(client: Client) -> None:
    compared = 0
    for one in taken():
        is_read = one.sample.status == 200 and one.sample.method == "GET" and one.sample.condition == "whole"
        if is_read and one.media_type == "application/json":
            answered = client.get(one.sample.target)
            if answered.headers.get("cache-control", "").endswith("immutable"):
                assert answered.body == one.body, one.sample.target
                compared += 1
    assert compared >= 4


def test_every_answer_that_was_taken_is_one_that_the_contract_announces() -> None:
    for one in taken():
        headers = {**one.headers, "content-type": one.media_type}
        hold_to_contract(one.sample.method, one.sample.target, one.sample.status, headers, one.body)


def test_every_reason_is_shown_by_an_example() -> None:
    responses = contract()["components"]["responses"].values()
    shown = {name for response in responses for name in response["content"]["application/problem+json"]["examples"]}
    assert set(REASONS) - shown == NEVER_SHOWN
    for response in responses:
        for name, example in response["content"]["application/problem+json"]["examples"].items():
            assert example["value"]["reason"] == name


def test_the_contract_stays_small_enough_to_read() -> None:
    assert len(json.dumps(contract(), ensure_ascii=False).encode()) < 600_000
