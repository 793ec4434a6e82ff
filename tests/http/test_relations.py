"""Links of answers, negotiation outside of addresses, preconditions, and what is kept in memory."""

import gc
import tracemalloc

import brotli
import pytest
from tests.http.conftest import ENG, WORK, ZHO, Client

from lawpin.http.exchange import Answer
from lawpin.http.keeping import Kept
from lawpin.http.representing import Manner, Representation

TEXTS = (ZHO, f"{ZHO}/~art_5", f"{ZHO}/~art_5.xml", f"{ZHO}/~art_1-%3Eart_2", f"{ZHO}/toc", f"{ZHO}/validation")


@pytest.mark.parametrize("address", TEXTS)
def test_every_answer_of_a_text_links_to_itself_its_report_its_licence_and_its_line(
    client: Client, address: str
) -> None:
    links = client.get(address).headers["link"]
    for relation in ("canonical", "describedby", "license", "latest-version", "version-history"):
        assert f'rel="{relation}"' in links, relation
    assert f'<{ZHO}.json#/license>; rel="license"' in links
    assert client.get(f"{ZHO}.json").json()["license"]


@pytest.mark.parametrize("address", TEXTS[1:])
def test_what_is_less_than_the_whole_text_links_up(client: Client, address: str) -> None:
    assert 'rel="up"' in client.get(address).headers["link"]


def test_a_page_of_works_links_to_the_next(client: Client) -> None:
    first = client.get("/v1/works?limit=1&country=cn")
    # One work is held: there is no other page.
    assert first.json()["next"] is None
    assert "link" not in first.headers


@pytest.mark.parametrize(
    "address", ["/", "/v1/works", "/v1/coverage", "/openapi.json", "/schemas", "/problems/not-held"]
)
def test_what_is_json_alone_is_not_sent_to_who_refuses_json(client: Client, address: str) -> None:
    refused = client.get(address, accept="image/png")
    assert (refused.status, refused.json()["reason"]) == (406, "not-acceptable")
    assert refused.json()["available"]["formats"] == ["application/json"]
    assert client.get(address).headers["vary"] == "Accept, Accept-Encoding"


def test_a_page_is_html_for_who_takes_html_alone(client: Client) -> None:
    assert client.get("/docs", accept="application/json").status == 406
    page = client.get("/docs", accept="text/html,*/*;q=0.1")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert client.get("/docs", if_none_match=page.headers["etag"]).status == 304


def test_a_place_that_is_not_there_is_not_there_in_any_format(client: Client) -> None:
    for path, accept in ((f"{ZHO}/~art_99", "image/png"), (f"{ZHO}/~art_99.html", "*/*")):
        assert client.get(path, accept=accept).status == 404
    moved = client.get(f"{ZHO}/~ART_5", accept="image/png")
    assert (moved.status, moved.headers["location"]) == (308, f"{ZHO}/~art_5")
    assert client.get(f"{ZHO}/~art_5", accept="image/png").status == 406


def test_the_suffix_decides_the_form_of_a_problem_and_then_nothing_varies(client: Client) -> None:
    as_json = client.get(f"{WORK}/zho@1999-01-01.json", accept="application/xml")
    as_xml = client.get(f"{WORK}/zho@1999-01-01.xml", accept="application/json")
    assert as_json.headers["content-type"] == "application/problem+json"
    assert as_xml.headers["content-type"] == "application/problem+xml"
    assert "vary" not in as_json.headers
    assert client.get(f"{WORK}/zho@1999-01-01").headers["vary"] == "Accept"


def test_an_address_that_is_wrong_in_several_ways_is_one_redirect_away(client: Client) -> None:
    asked = client.get(f"{WORK.upper().replace('/AKN/', '/akn/')}/ZH@2017-01-15/~ART_5/")
    assert (asked.status, asked.headers["location"]) == (308, f"{ZHO}/~art_5")


@pytest.mark.parametrize("address", [f"{ZHO}/~art_5", f"{WORK}/zho/~art_5", WORK, "/v1/works"])
def test_who_wants_other_bytes_is_told_that_these_are_not_them(client: Client, address: str) -> None:
    tag = client.get(address).headers["etag"]
    assert client.get(address, if_match=tag).status == 200
    assert client.get(address, if_match="*").status == 200
    for other in ('"other"', f"W/{tag}"):
        refused = client.get(address, if_match=other)
        assert (refused.status, refused.json()["reason"]) == (412, "precondition-failed")


def test_a_batch_is_coded_for_who_takes_it_and_has_no_tag(client: Client) -> None:
    body = b'{"ids": ["' + f"{ENG}/~art_5".encode() + b'"]}'
    fields = {"content-type": "application/json", "accept-encoding": "br"}
    coded = client.ask("POST", "/v1/portions", fields, body)
    plain = client.ask("POST", "/v1/portions", {"content-type": "application/json"}, body)
    assert (coded.headers["content-encoding"], brotli.decompress(coded.body)) == ("br", plain.body)
    assert coded.headers["vary"] == "Accept-Encoding"
    assert "etag" not in coded.headers


def test_a_body_in_a_coding_is_not_taken_for_a_plain_one(client: Client) -> None:
    fields = {"content-type": "application/json", "content-encoding": "gzip"}
    refused = client.ask("POST", "/v1/portions", fields, b'{"ids": []}')
    assert (refused.status, refused.json()["reason"]) == (415, "unsupported-media-type")


def test_fields_that_are_long_are_answered_and_not_kept(client: Client) -> None:
    def ask(number: int) -> None:
        assert client.get(f"{ZHO}/~art_5", accept=f"x/{'x' * 9000}{number}, */*").status == 200
        assert client.get(f"{ZHO}/~art_5", accept_encoding=f"{'x' * 9000}{number}").status == 200
        assert client.get(f"{ZHO}/~art_5", host=f"{'h' * 9000}{number}").status == 400

    ask(0)
    tracemalloc.start()
    for number in range(100):
        ask(number)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # 2.7 MB were sent.
    assert held < 1_000_000


def test_kept_answers_stay_within_their_bound() -> None:
    kept = Kept()
    for number in range(60_000):
        body = Representation(Answer(200, ((b"link", b"x" * 1000),), b"y" * 1000), '"t"', Manner(()))
        kept.offer((b"%d" % number, None, None), body)
    found = [number for number in range(60_000) if kept.get((b"%d" % number, None, None))]
    assert 3_000 < len(found) < 16 * 1024 * 1024 / 3500
    # Old ones among them, not the newest alone.
    assert min(found) < 30_000


def test_an_answer_that_is_large_is_not_kept() -> None:
    kept = Kept()
    for number in range(8):
        kept.offer((b"%d" % number, None, None), Representation(Answer(200, (), b"y" * 20_000), '"t"', Manner(())))
    assert not any(kept.get((b"%d" % number, None, None)) for number in range(8))
