"""What provisions point to and what points to them, over HTTP and every registered store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.holdings.conftest import FRESH, Clock, arrived, document
from tests.http.conftest import ENG, NOW, WORK, ZHO, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.stores import STORES
from lawpin.holdings.withdrawing import withdraw
from lawpin.http.app import make_app
from lawpin.law.identifiers.reader import read_expression_id, read_work_id

ACT, OTHER = "/akn/cn/act/2020-01-01/sample", "/akn/cn/act/2021-01-01/other"
FIRST, LATER = f"{ACT}/zho@2020-01-01", f"{ACT}/zho@2022-01-01"
CITING, ENGLISH = f"{OTHER}/zho@2021-01-01", f"{OTHER}/eng@2021-01-01"
UNHELD = "/akn/it/act/1990-08-07/241"


def ref(href: str, words: str = "x") -> str:
    return f'<ref href="{href}">{words}</ref>'


@pytest.fixture(scope="module", params=STORES)
def held(
    request: pytest.FixtureRequest, checker: Checker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """An act in two versions, in the second article 2 is numbered 3; another act, translated, that refers to it."""
    folder: Path = tmp_path_factory.mktemp("store")
    store = open_store(f"{request.param}:{FRESH[request.param](folder)}")
    renumbered = ("one", ("art_2", "art_2-new", "new"), ("art_3", "art_2", "two"), ("art_4", "art_3", "three"))
    citing = (
        f"{ref(f'{ACT}#art_1', 'first')} and {ref('#art_2', 'below')}",
        f"see {ref(f'{FIRST}/~art_2', 'second')}, {ref(UNHELD)}, {ref('https://example.org/law', 'elsewhere')}",
        f'<rref from="{ACT}/~art_1" upTo="{ACT}/~art_3">1 to 3</rref>, {ref(f"{ACT}/zho/~art_77")}, {ref("#art_77")}',
        f"{ref(f'{ACT}/fra@2020-01-01')}, {ref(ACT)}, {ref('/akn/cn/act/2020-99-99/x')}",
    )
    works: tuple[tuple[str, tuple[Any, ...], dict[str, str]], ...] = (
        ("zho@2020-01-01", ("one", "two", f"three of {ref('#art_2')}"), {"work": ACT}),
        ("zho@2022-01-01", renumbered, {"work": ACT}),
        ("zho@2021-01-01", citing, {"work": OTHER}),
        ("eng@2021-01-01", citing[:1], {"work": OTHER, "master": "zho@2021-01-01"}),
    )
    clock = Clock()
    for version, texts, facts in works:
        ingest_work([arrived(version, document(version, texts, **facts), checker)], store, clock)
    yield Client(make_app(store, lambda: NOW))
    store.close()


def outgoing(client: Client, address: str, query: str = "") -> list[tuple[Any, ...]]:
    answered = client.get(f"{address}/references{query}")
    assert answered.status == 200, answered.text
    names = ("text", "target", "held", "resolved", "reason")
    return [tuple(one[name] for name in names) for one in answered.json()["references"]]


def incoming(client: Client, address: str, query: str = "") -> list[str]:
    answered = client.get(f"{address}/references?direction=in{query}")
    assert answered.status == 200, answered.text
    return [one["id"] for one in answered.json()["referrers"]]


def test_the_five_instruments_of_article_24_are_references_to_works_three_of_which_did_not_exist(
    client: Client,
) -> None:
    works = {
        "/akn/cn/act/law/2016-11-07/cybersecurity-law": "网络安全法",
        "/akn/cn/act/law/2018-08-31/e-commerce-law": "电子商务法",
        "/akn/cn/act/regulation/2000-09-25/internet-information-services": "互联网信息服务管理办法",
        "/akn/cn/act/regulation/2021-07-30/critical-information-infrastructure": "关键信息基础设施安全保护条例",
        "/akn/cn/act/regulation/2023-10-16/minors-online": "未成年人网络保护条例",
    }
    for expression in (ZHO, ENG):
        told = client.get(f"{expression}/~art_24__item_2/references").json()
        text = client.get(f"{expression}/~art_24__item_2").json()["text"]
        assert [one["target"] for one in told["references"]] != []
        assert {one["target"] for one in told["references"]} == set(works)
        for one in told["references"]:
            assert text[one["start"] : one["end"]] == one["text"]
            assert (one["held"], one["resolved"], one["reason"]) == (False, None, "unknown-work")
        assert told["total"] == 5
    named = {one[1]: one[0] for one in outgoing(client, f"{ZHO}/~art_24__item_2")}
    assert named == works
    # The document is of 15 January 2017.
    assert sorted(work.split("/")[5] > "2017-01-15" for work in works) == [False, False, True, True, True]


def test_works_that_are_not_held_are_counted_and_say_who_refers_to_them(client: Client) -> None:
    wanted = {one["id"]: one["references"] for one in client.get("/v1/coverage").json()["missing"]["works"]["first"]}
    assert len(wanted) == 5
    for work, times in wanted.items():
        told = client.get(f"{work}/references").json()
        assert (told["held"], times, len(told["referrers"])) == (False, 2, 2)
        assert [one["id"] for one in told["referrers"]] == [f"{e}/~art_24__item_2" for e in (ZHO, ENG)]


def test_each_reference_says_where_it_leads_today(held: Client) -> None:
    assert outgoing(held, f"{CITING}/~art_1") == [
        ("first", f"{ACT}/~art_1", True, f"{LATER}/~art_1", None),
        ("below", f"{CITING}/~art_2", True, f"{CITING}/~art_2", None),
    ]
    assert outgoing(held, f"{CITING}/~art_2") == [
        ("second", f"{FIRST}/~art_2", True, f"{FIRST}/~art_2", None),
        ("x", UNHELD, False, None, "unknown-work"),
        ("elsewhere", None, False, None, None),
    ]
    assert outgoing(held, f"{CITING}/~art_3") == [
        ("1 to 3", f"{ACT}/~art_1-%3Eart_3", True, f"{LATER}/~art_1-%3Eart_3", None),
        ("x", f"{ACT}/zho/~art_77", True, None, "portion-not-in-version"),
        ("x", f"{CITING}/~art_77", True, None, "portion-not-in-version"),
    ]
    assert outgoing(held, f"{CITING}/~art_4") == [
        ("x", f"{ACT}/fra@2020-01-01", True, None, "language-not-held"),
        ("x", ACT, True, ACT, None),
        ("x", None, False, None, None),
    ]


def test_what_is_no_iri_of_ours_is_kept_as_written(held: Client) -> None:
    told = held.get(f"{CITING}/~art_2/references").json()["references"]
    assert [one["href"] for one in told] == [f"{FIRST}/~art_2", UNHELD, "https://example.org/law"]
    (rref, *_) = held.get(f"{CITING}/~art_3/references").json()["references"]
    assert (rref["kind"], rref["href"], rref["until"]) == ("rref", f"{ACT}/~art_1", f"{ACT}/~art_3")


def test_what_points_into_a_place_is_told_by_provision_whatever_its_number_is_now(held: Client) -> None:
    # Article 2 of the first version is article 3 of the second; a floating reference means the number.
    assert incoming(held, f"{FIRST}/~art_2") == [f"{CITING}/~art_2", f"{CITING}/~art_3"]
    assert incoming(held, f"{LATER}/~art_3") == [f"{CITING}/~art_2", f"{CITING}/~art_3"]
    assert incoming(held, f"{LATER}/~art_2") == [f"{CITING}/~art_3"]
    assert incoming(held, f"{LATER}/~art_1") == [
        *(f"{expression}/~art_1" for expression in (CITING, ENGLISH)),
        f"{CITING}/~art_3",
    ]
    assert incoming(held, f"{LATER}/~art_4") == []
    assert incoming(held, f"{ENGLISH}/~art_1") == []


def test_references_in_past_versions_are_told_on_request(held: Client) -> None:
    assert f"{FIRST}/~art_3" not in incoming(held, f"{FIRST}/~art_2")
    for now in (f"{FIRST}/~art_2", f"{LATER}/~art_3"):
        assert incoming(held, now, "&versions=all") == [f"{FIRST}/~art_3", f"{CITING}/~art_2", f"{CITING}/~art_3"]
    assert incoming(held, f"{LATER}/~art_2", "&versions=all") == [f"{CITING}/~art_3"]


def test_a_mention_says_which_words_point_where(held: Client) -> None:
    told = held.get(f"{LATER}/~art_1/references?direction=in").json()
    first = told["referrers"][0]
    assert (first["title"], first["language"], first["current"], first["eId"]) == ("A Sample", "zho", True, "art_1")
    (mention,) = first["mentions"]
    text = held.get(first["id"]).json()["text"]
    assert (mention["text"], text[mention["start"] : mention["end"]]) == ("first", "first")
    assert mention["target"] == f"{ACT}/~art_1"


def test_what_points_to_a_text_or_a_work_is_all_that_points_to_the_work(held: Client) -> None:
    of_work = incoming(held, ACT)
    assert of_work == incoming(held, LATER) == incoming(held, FIRST)
    assert {f"{CITING}/~art_{number}" for number in (1, 2, 3, 4)} < set(of_work)
    assert held.get(f"{UNHELD}/references").json()["held"] is False
    assert held.get(f"{ACT}/references").json()["held"] is True


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("address", [ACT, f"{LATER}/~art_1", f"{FIRST}/~art_2"])
def test_pages_of_referrers_put_together_are_all_of_them(held: Client, address: str, limit: int) -> None:
    whole = held.get(f"{address}/references?direction=in&versions=all").json()["referrers"]
    target, collected, asked = f"{address}/references?direction=in&versions=all&limit={limit}", [], 0
    while True:
        page = held.get(target)
        collected += page.json()["referrers"]
        asked += 1
        if page.json()["next"] is None:
            break
        assert f"<{address}/references?" in page.headers["link"]
        target = f"{address}/references?direction=in&versions=all&limit={limit}&cursor={page.json()['next']}"
    assert collected == whole
    assert asked == max(1, -(-len(whole) // limit))


def test_pages_of_outgoing_references_put_together_are_all_of_them(held: Client) -> None:
    whole = outgoing(held, CITING)
    assert len(whole) == held.get(f"{CITING}/references").json()["total"] == 11
    first = held.get(f"{CITING}/references?limit=9").json()
    second = held.get(f"{CITING}/references?limit=9&cursor={first['next']}").json()
    assert len(first["references"]) == 9
    assert [one["href"] for page in (first, second) for one in page["references"]] == [
        one["href"] for one in held.get(f"{CITING}/references").json()["references"]
    ]
    assert second["next"] is None


def test_a_floating_address_says_of_which_text_it_answered(held: Client) -> None:
    answered = held.get(f"{ACT}/zho/~art_3/references?direction=in")
    assert answered.headers["content-location"] == f"{LATER}/~art_3/references?direction=in"
    assert answered.json()["id"] == f"{LATER}/~art_3"
    for address in (f"{LATER}/~art_3/references", f"{ACT}/references", f"{ACT}/zho/references"):
        assert "immutable" not in held.get(address).headers["cache-control"]
        assert held.get(address, if_none_match=held.get(address).headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("target", "status", "reason"),
    [
        (f"{ZHO}/references?direction=up", 400, "bad-parameter"),
        (f"{ZHO}/references?versions=all", 400, "bad-parameter"),
        (f"{ZHO}/references?direction=in&versions=old", 400, "bad-parameter"),
        (f"{ZHO}/references?limit=0", 400, "bad-parameter"),
        (f"{ZHO}/references?limit=201", 400, "bad-parameter"),
        (f"{ZHO}/references?cursor=x", 400, "bad-cursor"),
        (f"{ZHO}/references?cursor=", 400, "bad-cursor"),
        (f"{ZHO}/references?depth=1", 400, "unknown-parameter"),
        (f"{WORK}/references?direction=out", 400, "bad-parameter"),
        (f"{WORK}/~art_5/references", 300, "ambiguous"),
        (f"{ZHO}/~art_99/references", 404, "portion-not-in-version"),
        (f"{ZHO}/~art_99/references?direction=in", 404, "portion-not-in-version"),
        (f"{ZHO}/~art_1/references.xml", 406, "not-acceptable"),
        (f"{WORK}/fra/references", 404, "language-not-held"),
        ("/akn/cn/act/2020/nobody-refers-to-it/references", 404, "unknown-work"),
    ],
)
def test_what_cannot_be_told_is_refused_with_its_reason(client: Client, target: str, status: int, reason: str) -> None:
    refused = client.get(target, accept="application/json")
    assert refused.status == status
    assert reason in refused.text


def test_a_cursor_is_of_the_listing_that_it_was_given_for(held: Client) -> None:
    cursor = held.get(f"{ACT}/references?limit=1").json()["next"]
    for address in (
        f"{OTHER}/references?cursor=",
        f"{ACT}/references?versions=all&cursor=",
        f"{LATER}/references?cursor=",
    ):
        assert held.get(f"{address}{cursor}").json()["reason"] == "bad-cursor"
    assert held.get(f"{ACT}/references?limit=2&cursor={cursor}").status == 200


def test_what_is_withdrawn_refers_to_nothing_and_cannot_be_reached(checker: Checker) -> None:
    store, clock = open_store("memory:"), Clock()
    for version, texts, work in (
        ("zho@2020-01-01", ("one",), ACT),
        ("zho@2021-01-01", (ref(ACT), ref(f"{ACT}/~art_1")), OTHER),
    ):
        ingest_work([arrived(version, document(version, texts, work=work), checker)], store, clock)
    client = Client(make_app(store, lambda: NOW))
    assert incoming(client, ACT) == [f"{CITING}/~art_1", f"{CITING}/~art_2"]
    withdraw(store, clock, read_work_id(ACT), "by mistake")
    assert [one[2:] for one in outgoing(client, CITING)] == [(True, None, "withdrawn")] * 2
    withdraw(store, clock, read_expression_id(CITING), "by mistake")
    assert incoming(client, ACT, "&versions=all") == []
    assert client.get(f"{CITING}/references").status == 410


def test_other_spellings_are_redirected_with_the_view(client: Client) -> None:
    moved = client.get(f"{WORK}/en@2017-01-15/~ART_5/references/")
    assert (moved.status, moved.headers["location"]) == (308, f"{ENG}/~art_5/references")
