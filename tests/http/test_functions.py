"""Everything that is no address: listings, batches, coverage, probes, the contract."""

import json
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from tests.http.conftest import ENG, WORK, ZHO, Answered, Client

from lawpin.holdings.listing import Cursor
from lawpin.http.app import ROUTES
from lawpin.http.contract.document import openapi_document
from lawpin.http.contract.operations import OPERATIONS
from lawpin.http.routes import portions
from lawpin.places import shipped


def valid(name: str, body: object) -> None:
    Draft202012Validator(json.loads((shipped("schema") / "json" / f"{name}.json").read_text())).validate(body)


def post(client: Client, document: object, content_type: str = "application/json") -> Answered:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return client.ask("POST", "/v1/portions", {"content-type": content_type}, body)


def test_a_batch_answers_each_in_order_with_its_own_status(client: Client) -> None:
    ids = [
        f"{ZHO}/~art_5__item_3",
        f"{ZHO}/~art_99",
        f"{WORK}/eng/~art_5__item_3",
        "/nonsense",
        f"{ZHO}/~art_1-%3Eart_2",
        WORK,
        f"{ZHO}/~art_5__item_3",
        f"{WORK}/zh/~ART_5__item_3/",
        f"{WORK}/~art_5",
        f"{ZHO}/~art_5.xml",
        "",
        "x" * 3000,
    ]
    answered = post(client, {"ids": ids})
    body = answered.json()
    valid("Batch", body)
    assert [item["id"] for item in body["portions"]] == ids
    assert [item["status"] for item in body["portions"]] == [200, 404, 200, 400, 200, 400, 200, 200, 300, 400, 400, 400]
    assert all((item["body"] is None) != (item["problem"] is None) for item in body["portions"])
    assert body["portions"][0]["body"] == client.get(ids[0]).json()
    assert body["portions"][2]["body"]["id"] == f"{ENG}/~art_5__item_3"
    assert body["portions"][2]["body"]["resolvedFrom"] == ids[2]
    assert [p["eId"] for p in body["portions"][4]["body"]["portions"]] == ["art_1", "art_2"]


def test_a_batch_that_grows_too_large_says_so_for_the_rest(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "MAX_ANSWER", 60_000)
    body = post(client, {"ids": [ZHO] * 5}).json()
    assert [item["status"] for item in body["portions"]] == [200, 200, 413, 413, 413]
    assert body["portions"][4]["problem"]["limit"] == 60_000


BAD_BODIES = [
    (b"", 400),
    (b"{", 400),
    (b"[]", 400),
    (b'{"ids": []}', 400),
    (b'{"ids": "x"}', 400),
    (b'{"ids": [1]}', 400),
    (b'{"ids": ["x"], "more": 1}', 400),
    (b'{"ids": ["\xff"]}', 400),
    (b'{"ids": ["\\ud800"]}', 400),
    (b'{"ids": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400),
    (json.dumps({"ids": ["/akn"] * 201}).encode(), 400),
    (b'{"ids": ["' + b"x" * 1_100_000 + b'"]}', 413),
]


@pytest.mark.parametrize(("body", "status"), BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_a_batch_that_cannot_be_read_is_refused_with_the_place(client: Client, body: bytes, status: int) -> None:
    answered = post(client, body)
    assert answered.status == status, answered.text[:300]
    assert answered.headers["content-type"] == "application/problem+json"
    valid("Problem", answered.json())
    assert len(answered.body) < 1000


def test_a_batch_in_another_format_is_415(client: Client) -> None:
    answered = post(client, {"ids": [ZHO]}, content_type="text/xml")
    assert (answered.status, answered.json()["reason"]) == (415, "unsupported-media-type")


def test_works_are_listed_with_filters(client: Client) -> None:
    body = client.get("/v1/works").json()
    valid("Works", body)
    assert [work["id"] for work in body["works"]] == [WORK]
    assert (body["next"], body["seq"]) == (None, 2)
    kept = (
        *("country=CN", "type=Statement", "language=eng", "language=zh", "date=2017", "date=2017-01-15"),
        *("status=unknown", "title=%E4%BA%92%E8%81%94%E7%BD%91", "title=MOBILE+internet"),
    )
    dropped = ("country=fr", "type=act", "language=fra", "date=2018", "date=2017-01-16", "status=in-force", "title=xyz")
    for query in kept:
        assert [work["id"] for work in client.get(f"/v1/works?{query}").json()["works"]] == [WORK], query
    for query in dropped:
        assert client.get(f"/v1/works?{query}").json()["works"] == [], query


def test_a_cursor_goes_on_after_its_work_and_is_bound_to_its_filters(client: Client) -> None:
    after = Cursor(2, WORK).write({})
    assert client.get(f"/v1/works?cursor={after}").json()["works"] == []
    before = Cursor(2, "/akn/a").write({})
    assert [work["id"] for work in client.get(f"/v1/works?cursor={before}").json()["works"]] == [WORK]
    assert client.get(f"/v1/works?cursor={before}&country=cn").json()["reason"] == "bad-cursor"
    assert client.get(f"/v1/works?cursor={Cursor(3, '/akn/a').write({})}").json()["reason"] == "bad-cursor"
    first = Cursor(1, "/akn/a").write({})
    body = client.get(f"/v1/works?cursor={first}").json()
    assert (body["seq"], [len(work["versions"]) for work in body["works"]]) == (1, [1])


def test_coverage_status_and_health_say_what_is_held(client: Client, empty_client: Client) -> None:
    coverage = client.get("/v1/coverage").json()
    valid("Coverage", coverage)
    assert (coverage["works"], coverage["expressions"], coverage["portions"]) == (1, 2, 410)
    assert coverage["languages"] == {"eng": 1, "zho": 1}
    status = client.get("/v1/status").json()
    valid("Status", status)
    assert status["seq"] == 2
    empty = empty_client.get("/v1/status").json()
    valid("Status", empty)
    assert (empty["seq"], empty["recordedAt"], empty["portions"]) == (0, None, 0)
    valid("Coverage", empty_client.get("/v1/coverage").json())
    for probe in ("/health/live", "/health/ready"):
        assert client.get(probe).json() == {"status": "ok"}


def test_the_entry_document_lists_addresses_that_answer(client: Client, empty_client: Client) -> None:
    body = client.get("/").json()
    valid("Entry", body)
    assert len(body["examples"]) == 4
    for path in body["examples"]:
        assert client.get(path).status == 200
    paths = client.get("/openapi.json").json()["paths"]
    for link in body["links"]:
        if "{" not in link["href"]:
            # What is asked in a body is there, and says so.
            assert client.get(link["href"]).status == (200 if "get" in paths[link["href"]] else 405), link
    assert empty_client.get("/").json()["examples"] == []


def test_the_committed_contract_is_what_the_code_says_and_what_is_served(client: Client) -> None:
    served = client.get("/openapi.json")
    assert served.body == (shipped("openapi") / "openapi.json").read_bytes()
    assert served.json() == json.loads(json.dumps(openapi_document(served.json()["info"]["version"])))


def test_every_route_is_documented_and_every_documented_path_is_routed(client: Client) -> None:
    routed = {path for route in ROUTES for path in route.paths}
    documented = {operation.path.replace("}", ":str}") for operation in OPERATIONS if not operation.is_address}
    assert routed - {"/akn"} == documented
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        example = path
        for name, parameter in document["components"]["parameters"].items():
            if parameter["in"] == "path" and parameter["name"] != "name":
                example = example.replace(f"{{{name}}}", parameter["example"])
        example = example.replace("/docs/{name}", "/docs/start.js").replace("/schemas/{name}", "/schemas/Portion.json")
        assert "{" not in example
        if example.endswith("/timemap"):
            # What is pinned has one state.
            example = example.replace("@2017-01-15", "")
        if "get" in operations:
            asked = (parameter["$ref"].rpartition("/")[2] for parameter in operations["get"]["parameters"])
            needed = [document["components"]["parameters"][name] for name in asked]
            query = "&".join(
                f"{parameter['name']}={quote(str(parameter['example']))}"
                for parameter in needed
                if parameter["in"] == "query" and parameter["required"]
            )
            answered = client.get(f"{example}?{query}" if query else example)
            assert answered.status == 200, example
            media_type = answered.headers["content-type"].partition(";")[0]
            assert media_type in operations["get"]["responses"]["200"]["content"], example


def test_the_page_of_the_contract_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "http" not in page.text.replace('"text/html', "")
    for part in ("/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js"):
        assert part in page.text
        assert len(client.get(part).body) > 100
    assert "connect-src 'self'" in page.headers["content-security-policy"]


def test_every_listed_schema_is_served(client: Client) -> None:
    names = [schema["name"] for schema in client.get("/schemas").json()["schemas"]]
    assert {"Portion.json", "lawpin-akn.xsd", "akomantoso30.xsd"} <= set(names)
    for name in names:
        answered = client.get(f"/schemas/{name}")
        assert answered.status == 200
        if name.endswith(".json"):
            Draft202012Validator.check_schema(answered.json())
            assert answered.json()["$id"] == f"/schemas/{name}"
