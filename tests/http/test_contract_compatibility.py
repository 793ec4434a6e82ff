"""An edit that would break a client is named, one that would not is passed over: the list of openapi/README.md."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.http.contracted import contract

from lawpin.http.contract.compatibility import Break, breaks, unannounced
from lawpin.places import shipped

Json = dict[str, Any]
WORKS = "/v1/works"
PORTION = next(path for path in contract()["paths"] if path.endswith("~{eId}"))


def schema(document: Json, name: str) -> Json:
    found: Json = document["components"]["schemas"][name]
    return found


def parameter(document: Json, name: str) -> Json:
    found: Json = document["components"]["parameters"][name]["schema"]
    return found


def get(document: Json, path: str) -> Json:
    found: Json = document["paths"][path]["get"]
    return found


def reasons(document: Json, status: int) -> Json:
    content = document["components"]["responses"][f"Problem{status}"]["content"]
    found: Json = content["application/problem+json"]["examples"]
    return found


def rename_portion(document: Json) -> None:
    text = json.dumps(document).replace("/schemas/Portion", "/schemas/Clause")
    document.update(json.loads(text))
    document["components"]["schemas"]["Clause"] = document["components"]["schemas"].pop("Portion")


BREAKING: list[tuple[str, str, Callable[[Json], object]]] = [
    ("an address goes away", "listWorks", lambda d: d["paths"].pop(WORKS)),
    ("a method goes away", "lookUpPortions", lambda d: d["paths"]["/v1/portions"].pop("post")),
    ("a parameter goes away", "getPortion?depth", lambda d: get(d, PORTION)["parameters"].remove(
        {"$ref": "#/components/parameters/depth"})),
    ("a limit is lower", "listWorks?limit", lambda d: parameter(d, "limit").update(maximum=100)),
    ("a floor is higher", "listWorks?limit", lambda d: parameter(d, "limit").update(minimum=2)),
    ("a pattern is another", "listWorks?country", lambda d: parameter(d, "filter-country").update(pattern="^cn$")),
    ("a pattern is new", "listWorks?cursor", lambda d: parameter(d, "cursor").update(pattern="^x$")),
    ("a value is no longer taken", "listWorks?status", lambda d: parameter(d, "filter-status")["enum"].pop()),
    ("a list of values is new", "getWork?number", lambda d: parameter(d, "number").update(enum=["a"])),
    ("a type is another", "listWorks?limit", lambda d: parameter(d, "limit").update(type="string")),
    ("a parameter becomes required", "listWorks?cursor",
     lambda d: d["components"]["parameters"]["cursor"].update(required=True)),
    ("a required parameter is new", "listWorks?key", lambda d: get(d, WORKS)["parameters"].append(
        {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}})),
    ("a batch takes fewer", "BatchRequest.ids", lambda d: schema(d, "BatchRequest")["properties"]["ids"].update(
        maxItems=100)),
    ("a batch needs more", "BatchRequest.key", lambda d: schema(d, "BatchRequest")["required"].append("key")),
    ("a body is no longer taken", "lookUpPortions", lambda d: d["paths"]["/v1/portions"]["post"]["requestBody"].update(
        content={})),
    ("a member goes away", "Portion.text", lambda d: schema(d, "Portion")["properties"].pop("text")),
    ("a member changes its type", "Version.revision", lambda d: schema(d, "Version")["properties"]["revision"].update(
        type="string")),
    ("a member becomes null", "Portion.text", lambda d: schema(d, "Portion")["properties"].update(
        text={"anyOf": [{"type": "string"}, {"type": "null"}]})),
    ("a member becomes absent", "Portion.text", lambda d: schema(d, "Portion")["required"].remove("text")),
    ("a member is another shape", "Portion.context", lambda d: schema(d, "Portion")["properties"].update(
        context={"$ref": "#/components/schemas/Version"})),
    ("entries are another shape", "Works.works", lambda d: schema(d, "Works")["properties"]["works"].update(
        items={"$ref": "#/components/schemas/Version"})),
    ("a bound that was promised goes", "Version.revision", lambda d: schema(d, "Version")["properties"][
        "revision"].pop("minimum")),
    ("a closed list gets a value", "Version.status", lambda d: schema(d, "Version")["properties"]["status"][
        "enum"].append("repealed")),
    ("a status goes away", "getPortion 404", lambda d: get(d, PORTION)["responses"].pop("404")),
    ("a status is new", "listWorks 410", lambda d: get(d, WORKS)["responses"].update(
        {"410": {"$ref": "#/components/responses/Problem404"}})),
    ("a format goes away", "getPortion 200", lambda d: get(d, PORTION)["responses"]["200"]["content"].pop(
        "text/plain")),
    ("a field goes away", "getPortion 200", lambda d: get(d, PORTION)["responses"]["200"]["headers"].pop("Link")),
    ("an answer is another shape", "listWorks 200", lambda d: get(d, WORKS)["responses"]["200"]["content"][
        "application/json"].update(schema={"$ref": "#/components/schemas/Work"})),
    ("a default changes", "listWorks?limit", lambda d: parameter(d, "limit").update(default=10)),
    ("an operationId changes", "listWorks", lambda d: get(d, WORKS).update(operationId="works")),
    ("a reason goes away", "unknown-work", lambda d: reasons(d, 404).pop("unknown-work")),
    ("a reason gets another status", "unknown-work", lambda d: reasons(d, 400).update(
        {"unknown-work": reasons(d, 404).pop("unknown-work")})),
    ("a schema is renamed", "Portion", rename_portion),
]  # fmt: skip

NOT_BREAKING: list[tuple[str, Callable[[Json], object]]] = [
    ("a new address", lambda d: d["paths"].update({"/v1/new": {"get": {**get(d, WORKS), "operationId": "getNew"}}})),
    ("a new method", lambda d: d["paths"][WORKS].update(post={**get(d, WORKS), "operationId": "postWorks"})),
    ("a new optional parameter", lambda d: get(d, WORKS)["parameters"].append(
        {"name": "key", "in": "query", "required": False, "schema": {"type": "string"}})),
    ("a new field", lambda d: get(d, WORKS)["responses"]["200"]["headers"].update(
        {"Link": {"$ref": "#/components/headers/Link"}})),
    ("a new format", lambda d: get(d, WORKS)["responses"]["200"]["content"].update(
        {"text/csv": {"schema": {"type": "string"}}})),
    ("a new member", lambda d: schema(d, "Portion")["properties"].update(more={"type": "string"})),
    ("a new member that is always there", lambda d: (
        schema(d, "Portion")["properties"].update(more={"type": "string"}),
        schema(d, "Portion")["required"].append("more"))),
    ("a new optional member of a request", lambda d: schema(d, "BatchRequest")["properties"].update(
        more={"type": "string"})),
    ("a new reason", lambda d: reasons(d, 404).update(fresh={"value": {}})),
    ("a higher limit", lambda d: parameter(d, "limit").update(maximum=1000)),
    ("no pattern any more", lambda d: parameter(d, "filter-country").pop("pattern")),
    ("one value more is taken", lambda d: parameter(d, "filter-status")["enum"].append("repealed")),
    ("a batch takes more", lambda d: schema(d, "BatchRequest")["properties"]["ids"].update(maxItems=400)),
    ("a member is never null any more", lambda d: schema(d, "Work")["properties"].update(subtype={"type": "string"})),
    ("other words", lambda d: (
        get(d, WORKS).update(summary="Other", description="words"),
        schema(d, "Portion")["properties"]["text"].update(description="other"))),
    ("other examples", lambda d: get(d, WORKS)["responses"]["200"]["content"]["application/json"].pop("examples")),
    ("a new version of the software", lambda d: d["info"].update(version="0.2.0")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit"), [case[1:] for case in BREAKING], ids=[case[0] for case in BREAKING])
def test_what_breaks_a_client_is_named(name: str, edit: Callable[[Json], object]) -> None:
    after = copy.deepcopy(contract())
    edit(after)
    assert name in {found.name for found in breaks(contract(), after)}


@pytest.mark.parametrize("edit", [case[1] for case in NOT_BREAKING], ids=[case[0] for case in NOT_BREAKING])
def test_what_breaks_no_client_is_passed_over(edit: Callable[[Json], object]) -> None:
    after = copy.deepcopy(contract())
    edit(after)
    assert after != contract()
    assert breaks(contract(), after) == ()


def test_a_contract_is_compatible_with_itself() -> None:
    assert breaks(contract(), contract()) == ()


CHANGELOG = """# Changelog

## Unreleased

### Changed

- **Breaking.** `Portion.text` may be null, and
  `getPortion 404` is gone.
- `listWorks?limit` is lower.

## 0.1.0

- **Breaking.** `Work` has another name.
"""


def test_a_break_is_announced_by_an_unreleased_entry_that_names_it_and_calls_it_breaking() -> None:
    found = [Break(name, "") for name in ("Portion.text", "getPortion 404", "listWorks?limit", "Work", "Portion")]
    assert [one.name for one in unannounced(found, CHANGELOG)] == ["listWorks?limit", "Work", "Portion"]
    assert unannounced(found, "# Changelog\n") == tuple(found)


def test_nothing_has_broken_since_the_last_release_without_a_line_in_the_changelog() -> None:
    released = json.loads((shipped("openapi") / "released.json").read_bytes())
    changelog = (shipped("openapi").parent / "CHANGELOG.md").read_text("utf-8")
    assert unannounced(breaks(released, contract()), changelog) == ()
