"""Spellings, statuses and problems: one address for each thing, and a reason for every "no"."""

import base64
import hashlib
import json
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from tests.http.conftest import ENG, WORK, ZHO, Answered, Client

from lawpin.http.problems import REASONS
from lawpin.places import shipped

PROBLEM = Draft202012Validator(json.loads((shipped("schema") / "json" / "Problem.json").read_text()))
ITEM = f"{ZHO}/~art_5__item_3"

OTHER_SPELLINGS = [
    (f"{ITEM}/", ITEM),
    (ITEM.replace("/akn/cn/statement", "/AKN/CN/Statement"), ITEM),
    (ITEM.replace("opinions", "Opinions"), ITEM),
    (ITEM.replace("art_5", "ART_5"), ITEM),
    (ITEM.replace("art_5", "%61rt_5"), ITEM),
    (ITEM.replace("zho@", "zho%40"), ITEM),
    (ITEM.replace("zho@", "chi@"), ITEM),
    (ITEM.replace("zho@", "zh@"), ITEM),
    (ITEM.replace("zho@", "zh-Hans@"), ITEM),
    (ITEM.replace("zho@", "cmn@"), ITEM),
    (ITEM.replace("@2017-01-15", "@2017-01-15;r1"), ITEM),
    (ITEM.replace("/~", "/!main~"), ITEM),
    (ITEM.replace("/~", "/!main/~"), ITEM),
    (f"{WORK}/en/~art_5.JSON", f"{WORK}/eng/~art_5.json"),
    (f"{ZHO}/~art_5.akn", f"{ZHO}/~art_5.xml"),
    (f"{ZHO}/~art_1->art_3", f"{ZHO}/~art_1-%3Eart_3"),
    (f"{ZHO}/~art_1-%3eart_3", f"{ZHO}/~art_1-%3Eart_3"),
    (f"{ZHO}/~ART_1-%3EArt_3", f"{ZHO}/~art_1-%3Eart_3"),
    (f"{ZHO}/toc/", f"{ZHO}/toc"),
]


@pytest.mark.parametrize(("spelt", "canonical"), OTHER_SPELLINGS)
def test_another_spelling_is_redirected_to_the_one_address(client: Client, spelt: str, canonical: str) -> None:
    answered = client.get(spelt)
    assert (answered.status, answered.headers["location"]) == (308, canonical)
    assert client.get(f"{spelt}?depth=1").headers["location"] == f"{canonical}?depth=1"
    assert client.get(canonical).status == 200


NOT_HELD = [
    ("/akn/cn/statement/opinions/2017-01-16/mobile-internet", "unknown-work"),
    (f"{WORK}/zho@2018-01-15", "unknown-expression"),
    (f"{WORK}/zho@2017-01-15;r2", "unknown-expression"),
    (f"{WORK}/fra", "language-not-held"),
    (f"{ZHO}/somebody", "language-not-held"),
    (f"{WORK}/zho:1999", "no-version-for-date"),
    (f"{ZHO}/~art_25", "portion-not-in-version"),
    (f"{ZHO}/~art_5__item_8", "portion-not-in-version"),
    (f"{ZHO}/!annex_1", "portion-not-in-version"),
    (f"{ZHO}/!annex_1~art_5", "portion-not-in-version"),
    (f"{WORK}/~art_25", "portion-not-in-version"),
    (f"{ZHO}/timemap", "no-such-resource"),
    ("/nothing", "no-such-resource"),
    ("/v1/nothing", "no-such-resource"),
    ("/schemas/Nothing.json", "no-such-resource"),
    ("/problems/nothing", "no-such-resource"),
]


@pytest.mark.parametrize(("path", "reason"), NOT_HELD)
def test_what_is_not_held_is_404_with_its_reason(client: Client, path: str, reason: str) -> None:
    _assert_problem(client.get(path), 404, reason)


def test_a_404_says_what_is_held_instead(client: Client) -> None:
    assert f"{ZHO}/~art_24" in client.get(f"{ZHO}/~art_25").json()["nearest"]
    assert client.get(f"{ZHO}/~art_5__item_8").json()["nearest"][0] == f"{ZHO}/~art_5__item_7"
    assert client.get(f"{WORK}/fra").json()["available"] == {"languages": ["eng", "zho"]}
    assert client.get(f"{WORK}/zho@2018-01-15").json()["available"] == {"versions": [ZHO]}
    assert client.get("/akn/cn/act/2017-01-15/x").json()["nearest"] == [WORK]


MALFORMED = [
    ("/akn", "malformed-address"),
    ("/akn/", "malformed-address"),
    ("/akn/cn/nonsense/2017", "malformed-address"),
    ("/akn/cn/statement/2017-02-30/x", "malformed-address"),
    (f"{WORK}/zho@2017-13-01", "malformed-address"),
    (f"{WORK}/zho@yesterday", "malformed-address"),
    (f"{ZHO}/~", "malformed-address"),
    (f"{ZHO}/~a%00b", "malformed-address"),
    (f"{ZHO}/~a%E2%80%AEb", "malformed-address"),
    (f"{ZHO}/~a%ZZ", "malformed-address"),
    (f"{ZHO}/~a%C0%AF", "malformed-address"),
    (f"{ZHO}/../zho@2017-01-15", "malformed-address"),
    (f"{ZHO}/%2E%2E/x", "malformed-address"),
    (f"{ZHO}//~art_5", "malformed-address"),
    (f"{ZHO}/~a%5Cb", "malformed-address"),
    (f"{ZHO}/~art_5/item_3", "malformed-address"),
    (f"{ITEM}?depht=1", "unknown-parameter"),
    (f"{ITEM}?depth=1&depth=2", "bad-parameter"),
    (f"{ITEM}?depth=-1", "bad-parameter"),
    (f"{ITEM}?depth=1e3", "bad-parameter"),
    (f"{ITEM}?depth=101", "bad-parameter"),
    (f"{ITEM}?depth=%EF%BC%91", "bad-parameter"),
    (f"{ITEM}?depth=%FF", "malformed-request"),
    (f"{ITEM}?parallel=", "bad-parameter"),
    (f"{ITEM}?parallel=english", "bad-parameter"),
    (f"{ITEM}.txt?parallel=eng", "bad-parameter"),
    (f"{ZHO}/toc?depth=1", "unknown-parameter"),
    (f"{WORK}?language=zho", "unknown-parameter"),
    ("/v1/works?limit=x", "bad-parameter"),
    ("/v1/works?limit=501", "bad-parameter"),
    ("/v1/works?limit=0", "bad-parameter"),
    ("/v1/works?date=foo", "bad-parameter"),
    ("/v1/works?date=2017-13", "bad-parameter"),
    ("/v1/works?date=2017-1", "bad-parameter"),
    ("/v1/works?date=", "bad-parameter"),
    ("/v1/works?title=", "bad-parameter"),
    ("/v1/works?country=c", "bad-parameter"),
    ("/v1/works?type=law", "bad-parameter"),
    ("/v1/works?title=%zz", "malformed-request"),
    ("/v1/works?title=\xe7\xa7\xbb", "malformed-request"),
    ("/akn/cn/\xe6\xb3\x95", "malformed-request"),
    (f"{ITEM}?depth=\xd9\xa3", "malformed-request"),
    ("/v1/works?status=fine", "bad-parameter"),
    ("/v1/works?language=!", "bad-parameter"),
    ("/v1/works?cursor=abc", "bad-cursor"),
    ("/v1/works?cursor=eyJzZXEiOjF9", "bad-cursor"),
    ("/v1/coverage?x=1", "unknown-parameter"),
    ("/v1/status?x=1", "unknown-parameter"),
    ("/health/live?x=1", "unknown-parameter"),
    ("/?x=1", "unknown-parameter"),
    ("/docs?x=1", "unknown-parameter"),
    ("/schemas?x=1", "unknown-parameter"),
    ("/openapi.json?x=1", "unknown-parameter"),
    (f"{ITEM}?{'a' * 5000}=1", "malformed-request"),
    (f"/akn/cn/act/2017/{'a' * 3000}", "malformed-request"),
]


@pytest.mark.parametrize(("target", "reason"), MALFORMED)
def test_what_cannot_be_read_is_400_with_its_reason(client: Client, target: str, reason: str) -> None:
    answered = client.get(target)
    _assert_problem(answered, 400, reason)
    if reason == "malformed-address":
        assert 0 <= answered.json()["position"] <= len(target)
    if reason in {"unknown-parameter", "bad-parameter", "bad-cursor"}:
        assert answered.json()["parameter"]


def test_parameters_that_shape_json_are_refused_for_xml(client: Client) -> None:
    answered = client.get(f"{ITEM}.xml?depth=1")
    assert (answered.status, answered.headers["content-type"]) == (400, "application/problem+xml")
    assert b"<reason>bad-parameter</reason>" in answered.body


def test_an_empty_query_is_no_query(client: Client) -> None:
    assert client.get(f"{ITEM}?").body == client.get(ITEM).body


def test_a_place_without_a_language_is_300_with_a_candidate_for_each(client: Client) -> None:
    answered = client.get(f"{WORK}/~art_5")
    _assert_problem(answered, 300, "ambiguous")
    assert [c["id"] for c in answered.json()["candidates"]] == [f"{WORK}/zho/~art_5", f"{WORK}/eng/~art_5"]


def test_a_format_that_nobody_offers_is_406_with_the_list(client: Client) -> None:
    for answered in (
        client.get(ITEM, accept="image/png"),
        client.get(f"{ITEM}.html"),
        client.get(ITEM, accept="a/b;q=1"),
    ):
        _assert_problem(answered, 406, "not-acceptable")
        assert answered.json()["available"] == {"formats": ["json", "xml", "txt"]}
    assert client.get(f"{WORK}.xml").status == 406
    assert client.get(f"{ZHO}/~art_1-%3Eart_2.xml").status == 406


NEGOTIATED = [
    (None, "application/json"),
    ("*/*", "application/json"),
    ("application/json", "application/json"),
    ("application/xml", "application/akn+xml; charset=utf-8"),
    ("application/akn+xml", "application/akn+xml; charset=utf-8"),
    ("text/plain", "text/plain; charset=utf-8"),
    ("text/*", "text/plain; charset=utf-8"),
    ("text/*, application/akn+xml;q=0", "text/plain; charset=utf-8"),
    ("text/xml", "application/akn+xml; charset=utf-8"),
    ("application/json;", "application/json"),
    (",", "application/json"),
    ("application/json;q=0.1, text/plain;q=0.2", "text/plain; charset=utf-8"),
    ("application/json;q=0, */*;q=0.1", "application/akn+xml; charset=utf-8"),
    ("text/html, application/xml;q=0.9, */*;q=0.8", "application/akn+xml; charset=utf-8"),
]


@pytest.mark.parametrize(("accept", "content_type"), NEGOTIATED)
def test_accept_chooses_by_weight_and_specificity(client: Client, accept: str | None, content_type: str) -> None:
    answered = client.get(ITEM, **({} if accept is None else {"accept": accept}))
    assert (answered.status, answered.headers["content-type"]) == (200, content_type)
    assert answered.headers["vary"] == "Accept, Accept-Encoding"


def test_the_suffix_wins_over_accept_and_then_only_the_coding_varies(client: Client) -> None:
    answered = client.get(f"{ITEM}.txt", accept="application/json")
    assert answered.headers["content-type"] == "text/plain; charset=utf-8"
    assert answered.headers["vary"] == "Accept-Encoding"


OTHER_PATHS = [
    ("/v1/works/", "/v1/works"),
    ("/v1//works", "/v1/works"),
    ("//v1/works", "/v1/works"),
    ("/docs/", "/docs"),
    ("/schemas/?", "/schemas"),
]


@pytest.mark.parametrize(("spelt", "canonical"), OTHER_PATHS)
def test_another_spelling_of_a_function_is_redirected_too(client: Client, spelt: str, canonical: str) -> None:
    answered = client.get(spelt)
    assert (answered.status, answered.headers["location"]) == (308, canonical)


@pytest.mark.parametrize("path", ["/v1%2Fworks", "/%76%31/works", "/v1/works%2F", "/schemas/Portion%2Ejson"])
def test_an_escaped_function_is_no_function(client: Client, path: str) -> None:
    _assert_problem(client.get(path), 404, "no-such-resource")


def test_a_problem_is_xml_for_who_asked_for_xml(client: Client) -> None:
    for answered in (
        client.get(f"{ZHO}/~art_25.xml"),
        client.get(f"{ZHO}/~art_25", accept="application/xml"),
        client.get(f"{ZHO}/~art_25", accept="application/problem+xml, application/json;q=0.5"),
    ):
        assert answered.headers["content-type"] == "application/problem+xml"
        root = ET.fromstring(answered.body)
        found = {child.tag.rpartition("}")[2]: child for child in root}
        assert found["reason"].text == "portion-not-in-version"
        assert next(i.text for i in found["nearest"]) == f"{ZHO}/~art_24"


METHODS = [
    ("POST", ITEM, "GET, HEAD, OPTIONS"),
    ("DELETE", ITEM, "GET, HEAD, OPTIONS"),
    ("PUT", "/v1/works", "GET, HEAD, OPTIONS"),
    ("GET", "/v1/portions", "OPTIONS, POST"),
]


@pytest.mark.parametrize(("method", "path", "allowed"), METHODS)
def test_another_method_is_405_with_those_that_are_allowed(
    client: Client, method: str, path: str, allowed: str
) -> None:
    answered = client.ask(method, path)
    _assert_problem(answered, 405, "method-not-allowed")
    assert answered.headers["allow"] == allowed
    assert client.ask("OPTIONS", path).headers["allow"] == allowed


@pytest.mark.parametrize(
    "target", [ITEM, f"{ITEM}.xml", WORK, "/", "/v1/works", "/nothing", f"{ZHO}/~art_25", f"{ITEM}/"]
)
def test_head_is_get_without_the_body(client: Client, target: str) -> None:
    got, headed = client.get(target), client.ask("HEAD", target)
    assert headed.body == b""
    assert headed.status == got.status
    # A problem names its request, so that its bytes are its own.
    own = {"request-id"} if got.status == 200 else {"request-id", "repr-digest"}
    assert {k: v for k, v in headed.headers.items() if k not in own} == {
        k: v for k, v in got.headers.items() if k not in own
    }


@pytest.mark.parametrize(
    "target", [ITEM, f"{ITEM}.xml", f"{ITEM}.txt", WORK, f"{ZHO}/toc", f"{WORK}/zho/~art_5", "/v1/works"]
)
def test_a_tag_that_matches_gives_304_without_a_body(client: Client, target: str) -> None:
    tag = client.get(target).headers["etag"]
    assert not tag.startswith("W/")
    for condition in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answered = client.get(target, if_none_match=condition)
        assert (answered.status, answered.body, answered.headers["etag"]) == (304, b"", tag)
    assert client.get(target, if_none_match='"x"').status == 200


def test_every_representation_has_a_tag_of_its_own(client: Client) -> None:
    tags = [
        client.get(f"{place}.{suffix}").headers["etag"] for place in (ITEM, ENG) for suffix in ("json", "xml", "txt")
    ]
    assert len(set(tags)) == len(tags)


def test_a_pinned_address_may_be_kept_for_ever_and_a_floating_one_not(client: Client) -> None:
    for suffix in ("", ".json", ".xml", ".txt"):
        assert client.get(f"{ITEM}{suffix}").headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "immutable" not in client.get(f"{WORK}/zho/~art_5{suffix}").headers["cache-control"]
    assert "immutable" in client.get(f"{ZHO}/~art_5?depth=0").headers["cache-control"]
    assert "immutable" not in client.get(f"{ITEM}?parallel=eng").headers["cache-control"]
    assert "immutable" not in client.get(WORK).headers["cache-control"]


def test_every_body_carries_its_digest(client: Client) -> None:
    for target in (ITEM, f"{ITEM}.xml", WORK, "/", "/docs", "/nothing", f"{ZHO}/~art_99", "/v1/works?x=1", "/schemas"):
        answered = client.get(target)
        digest = base64.b64encode(hashlib.sha256(answered.body).digest()).decode()
        assert answered.headers["repr-digest"] == f"sha-256=:{digest}:", target


def test_the_content_location_of_a_floating_address_answers_with_the_same_shape(client: Client) -> None:
    answered = client.get(f"{WORK}/zho/~art_5?depth=0")
    again = client.get(answered.headers["content-location"])
    assert again.json()["children"] == answered.json()["children"] == []


def test_links_lead_to_neighbours_formats_languages_and_versions(client: Client) -> None:
    links = client.get(ITEM).headers["link"]
    for relation, target in (
        ("canonical", ITEM),
        ("up", f"{ZHO}/~art_5"),
        ("prev", f"{ZHO}/~art_5__item_2"),
        ("next", f"{ZHO}/~art_5__item_4"),
        ("latest-version", ZHO),
        ("version-history", f"{WORK}/versions"),
        ("describedby", f"{ZHO}/validation"),
    ):
        assert f'<{target}>; rel="{relation}"' in links
    assert f'<{ITEM}.xml>; rel="alternate"; type="application/akn+xml"' in links
    assert f'<{ENG}/~art_5__item_3>; rel="alternate"; hreflang="en"' in links


def test_xml_cannot_become_active_in_a_browser(client: Client) -> None:
    for target in (ITEM + ".xml", "/schemas/lawpin-akn.xsd"):
        assert client.get(target).headers["content-security-policy"] == "default-src 'none'; sandbox"
    for target in (ITEM, "/", "/nothing", "/docs"):
        assert client.get(target).headers["x-content-type-options"] == "nosniff"
        assert client.get(target).headers["access-control-allow-origin"] == "*"


def test_every_reason_has_a_page(client: Client) -> None:
    for reason in REASONS:
        assert client.get(f"/problems/{reason}").json()["reason"] == reason


def _assert_problem(answered: Answered, status: int, reason: str) -> None:
    assert answered.headers["content-type"] == "application/problem+json"
    body = answered.json()
    PROBLEM.validate(body)
    assert (answered.status, body["status"], body["reason"]) == (status, status, reason)
    assert body["type"] == f"/problems/{reason}"
    assert body["instance"] == answered.headers["request-id"]
    assert body["detail"]


def test_a_work_lists_the_languages_that_the_reader_prefers_first_and_chooses_none(client: Client) -> None:
    chinese, english = client.get(WORK), client.get(WORK, accept_language="en-GB, zh;q=0.5")
    assert list(chinese.json()["titles"]) == ["zho", "eng"]
    assert list(english.json()["titles"]) == ["eng", "zho"]
    assert chinese.json()["versions"] == english.json()["versions"]
    assert chinese.headers["etag"] != english.headers["etag"]
    assert english.headers["vary"] == "Accept, Accept-Encoding, Accept-Language"
    assert english.headers["link"].index('hreflang="en"') < english.headers["link"].index('hreflang="zh-Hans"')
    assert "content-language" not in english.headers


def test_candidates_without_a_language_stand_as_the_reader_prefers_them(client: Client) -> None:
    asked = client.get(f"{WORK}/~art_5", accept_language="en")
    assert asked.status == 300
    assert [candidate["id"] for candidate in asked.json()["candidates"]] == [f"{WORK}/eng/~art_5", f"{WORK}/zho/~art_5"]
    assert "location" not in asked.headers
    assert asked.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize("address", [f"{WORK}/zho/~art_5", f"{ZHO}/~art_5", f"{ZHO}/toc"])
def test_a_language_in_the_address_always_wins(client: Client, address: str) -> None:
    asked = client.get(address, accept_language="en")
    assert asked.headers["content-language"] == "zh-Hans"
    assert "accept-language" not in asked.headers["vary"].lower()


@pytest.mark.parametrize(
    "address", [ZHO, f"{ZHO}/~art_5.xml", f"{ZHO}/~art_5?depth=0", f"{ZHO}/toc", f"{ZHO}/~art_1-%3Eart_2"]
)
def test_a_pinned_body_is_spared_to_who_has_it_since_it_was_recorded(client: Client, address: str) -> None:
    recorded = "Sat, 21 Nov 2026 12:00:00 GMT"
    assert client.get(address).headers["last-modified"] == recorded
    for method in ("GET", "HEAD"):
        spared = client.ask(method, address, {"if-modified-since": recorded})
        assert (spared.status, spared.body) == (304, b"")
    assert client.get(address, if_modified_since="Sat, 21 Nov 2026 11:59:59 GMT").status == 200
    assert client.get(address, if_modified_since=recorded, if_none_match='"other"').status == 200
    assert client.get(address, if_modified_since="soon").status == 200


@pytest.mark.parametrize(
    "address", [WORK, f"{WORK}/zho", f"{WORK}/zho:2020-01-01/~art_5", f"{ZHO}/~art_5?parallel=eng"]
)
def test_what_changes_by_more_than_time_has_no_date(client: Client, address: str) -> None:
    answered = client.get(address, if_modified_since="Sun, 06 Nov 2044 08:49:37 GMT")
    assert answered.status == 200
    assert "last-modified" not in answered.headers
