"""A parameter is what the contract says that it is: what keeps to it is accepted, what does not is refused."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.http.conftest import ENG, Client
from tests.http.contracted import contract

FILTERS = ("country", "type", "language", "date", "status", "title")
# Where a component has another name than its parameter.
COMPONENTS = {"on": "in-force-on"}
TARGETS = {name: f"/v1/works?{name}=" for name in (*FILTERS, "limit")} | {
    name: f"{ENG}/~art_5__item_3?{name}=" for name in ("depth", "parallel", "on", "known")
}
# A language may be one that the text is not held in, and at an early time nothing is.
ACCEPTED = {name: {200, 404} if name in {"parallel", "on", "known"} else {200} for name in TARGETS}
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def schema(name: str) -> dict[str, Any]:
    parameters = contract()["components"]["parameters"]
    found: dict[str, Any] = parameters[f"filter-{name}" if name in FILTERS else COMPONENTS.get(name, name)]["schema"]
    return found


def keeping(name: str) -> st.SearchStrategy[str]:
    rule = schema(name)
    if "enum" in rule:
        return st.sampled_from(rule["enum"])
    if rule["type"] == "integer":
        return st.integers(rule["minimum"], rule["maximum"]).map(str)
    return st.from_regex(rule["pattern"], fullmatch="^" in rule["pattern"])


def keeps(name: str, value: str) -> bool:
    rule = schema(name)
    if "enum" in rule:
        # Letter case is not what a value is refused for.
        return value.lower() in {known.lower() for known in rule["enum"]}
    if rule["type"] == "integer":
        is_number = re.fullmatch("[0-9]{1,3}", value, re.ASCII) is not None
        return is_number and rule["minimum"] <= int(value) <= rule["maximum"]
    # In Python a dollar also stands before a last line feed.
    return re.search(rule["pattern"].replace("$", r"\Z"), value) is not None


@pytest.mark.parametrize("name", TARGETS)
@SLOW
@given(data=st.data())
def test_a_value_that_keeps_to_the_contract_is_accepted(client: Client, name: str, data: st.DataObject) -> None:
    value = data.draw(keeping(name))
    assume(len(quote(value, safe="")) < 3000)
    answered = client.get(TARGETS[name] + quote(value, safe=""))
    assert answered.status in ACCEPTED[name], (value, answered.text)


@pytest.mark.parametrize("name", TARGETS)
@SLOW
@given(value=st.one_of(st.text(max_size=12), st.text("0123456789-", max_size=10), st.text("abzhENG-_,", max_size=8)))
@example(value="2017-02-29")
@example(value="2016-02-29")
@example(value="0000")
@example(value="zh-Hans,en")
@example(value="qq")
@example(value="-1")
@example(value="2026-11-21T12:00:00Z")
@example(value="0001-01-01T00:00:00+23:59")
@example(value="9999-12-31t23:59:59.123456789-23:59")
@example(value="2026-02-29T12:00:00Z")
@example(value="2026-02-28T24:00:00Z")
@example(value="２026-02-28")
@example(value="501")
@example(value=" ")
def test_a_value_is_refused_exactly_where_the_contract_does_not_have_it(client: Client, name: str, value: str) -> None:
    assume(not re.search("[\ud800-\udfff]", value))
    answered = client.get(TARGETS[name] + quote(value, safe=""))
    assert answered.status in (ACCEPTED[name] if keeps(name, value) else {400}), (value, answered.text)
