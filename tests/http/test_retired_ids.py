"""An id of one version asked for in another: redirected, gone, not there yet, or never there."""

import pytest
from tests.http import harbour
from tests.http.conftest import NOW, Client
from tests.http.harbour import DATES, WORK

from lawpin.akn.checking import Checker
from lawpin.http.app import make_app

V = {number: f"{WORK}/zho@{date}" for number, date in enumerate(DATES, 1)}


@pytest.fixture(scope="module")
def harbours(checker: Checker) -> Client:
    return Client(make_app(harbour.filled(checker), lambda: NOW))


MOVED = [
    (V[4], "art_5-1", V[4], "art_7"),
    (V[10], "art_5-1", V[10], "art_7"),
    (V[9], "art_10", V[9], "art_20"),
    (V[10], "art_10", V[10], "art_20"),
    # What stands inside goes with it.
    (V[4], "art_5-1__content", V[4], "art_7__content"),
    (V[10], "art_10__content", V[10], "art_20__content"),
    # The suffix and a view of it stay.
    (V[4], "art_5-1.xml", V[4], "art_7.xml"),
]


@pytest.mark.parametrize(("asked", "old", "there", "new"), MOVED)
def test_an_old_id_is_redirected_to_the_id_that_the_provision_has(
    harbours: Client, asked: str, old: str, there: str, new: str
) -> None:
    answer = harbours.get(f"{asked}/~{old}")
    assert (answer.status, answer.headers["location"]) == (308, f"{there}/~{new}")
    assert harbours.get(answer.headers["location"]).status == 200


def test_a_floating_address_with_an_old_id_stays_floating(harbours: Client) -> None:
    answer = harbours.get(f"{WORK}/zho/~art_5-1?depth=0")
    assert (answer.status, answer.headers["location"]) == (308, f"{WORK}/zho/~art_7?depth=0")
    assert harbours.get(f"{WORK}/zho:2008-01-01/~art_5-1").headers["location"] == f"{WORK}/zho:2008-01-01/~art_7"
    assert "immutable" not in answer.headers["cache-control"]


def test_both_ends_of_a_range_are_redirected(harbours: Client) -> None:
    answer = harbours.get(f"{V[10]}/~art_5-1-%3Eart_10")
    assert answer.headers["location"] == f"{V[10]}/~art_7-%3Eart_10"
    assert harbours.get(answer.headers["location"]).headers["location"] == f"{V[10]}/~art_7-%3Eart_20"


def test_an_id_that_another_provision_has_now_is_that_provision(harbours: Client) -> None:
    assert "军用码头" in harbours.get(f"{V[4]}/~art_2").json()["text"]


def test_a_removed_provision_is_gone_and_says_where_it_last_stood(harbours: Client) -> None:
    problem = harbours.get(f"{V[3]}/~art_6")
    assert problem.status == 410
    facts = problem.json()
    assert (facts["reason"], facts["eId"]) == ("retired-portion", "art_6")
    assert facts["lastVersion"] == f"{V[2]}/~art_6"
    assert "successor" not in facts
    assert "2003-05-01" in facts["detail"]
    assert harbours.get(f"{V[2]}/~art_6").status == 200
    # In a format of one's own.
    assert harbours.get(f"{V[3]}/~art_6.xml").headers["content-type"] == "application/problem+xml"


def test_a_merged_provision_is_gone_with_its_successor(harbours: Client) -> None:
    facts = harbours.get(f"{V[7]}/~art_6").json()
    assert facts["successor"] == f"{V[7]}/~art_4"
    assert facts["lastVersion"] == f"{V[6]}/~art_6"
    # Also long after.
    assert harbours.get(f"{V[10]}/~art_6").json()["successor"] == f"{V[10]}/~art_4"


def test_an_id_from_before_two_steps_is_followed_through_both(harbours: Client) -> None:
    # 第九条 of the first version became 第十条, which is 第二十条 since; its own number has another bearer.
    assert harbours.get(f"{V[4]}/~art_9").status == 200
    # The items of article 4 went to article 5.
    answer = harbours.get(f"{V[10]}/~art_4__item_2")
    assert (answer.status, answer.headers["location"]) == (308, f"{V[10]}/~art_5__item_2")


def test_an_id_of_later_versions_is_not_there_yet(harbours: Client) -> None:
    problem = harbours.get(f"{V[1]}/~art_5-1")
    facts = problem.json()
    assert (problem.status, facts["reason"]) == (404, "portion-not-yet-in-version")
    assert facts["firstVersion"] == f"{V[2]}/~art_5-1"
    assert "nearest" not in facts or facts["nearest"] == []
    # What it continues stands there under another id.
    assert harbours.get(f"{V[8]}/~art_20").json()["nearest"] == [f"{V[8]}/~art_10"]


def test_an_id_that_no_version_has_was_never_there(harbours: Client) -> None:
    facts = harbours.get(f"{V[5]}/~art_99").json()
    assert facts["reason"] == "portion-not-in-version"
    assert facts["nearest"]


def test_other_languages_do_not_answer_for_it(harbours: Client) -> None:
    assert harbours.get(f"{WORK}/eng/~art_5-1").json()["reason"] == "portion-not-in-version"


def test_a_batch_follows_redirects_and_tells_what_is_gone(harbours: Client) -> None:
    ids = [f"{V[10]}/~art_10", f"{V[3]}/~art_6", f"{V[1]}/~art_5-1"]
    body = f'{{"ids": {ids}}}'.replace("'", '"').encode()
    answer = harbours.ask("POST", "/v1/portions", {"content-type": "application/json"}, body)
    first, gone, early = answer.json()["portions"]
    assert (first["status"], first["body"]["eId"], first["body"]["resolvedFrom"]) == (200, "art_20", ids[0])
    assert (gone["status"], gone["problem"]["reason"]) == (410, "retired-portion")
    assert (early["status"], early["problem"]["reason"]) == (404, "portion-not-yet-in-version")


def test_the_order_of_arrival_changes_no_answer(harbours: Client, checker: Checker) -> None:
    order = [*range(len(harbour.versions()))]
    late = Client(make_app(harbour.filled(checker, [*order[::2], *order[1::2]]), lambda: NOW))
    for asked, old, _, _ in MOVED:
        assert late.get(f"{asked}/~{old}").headers["location"] == harbours.get(f"{asked}/~{old}").headers["location"]
    for gone in (f"{V[3]}/~art_6", f"{V[10]}/~art_6", f"{V[1]}/~art_5-1"):
        before, after = (client.get(gone).json() for client in (harbours, late))
        assert before | {"instance": ""} == after | {"instance": ""}


@pytest.mark.parametrize("eid", ["art_5-1__", "art_5-1%3Cscript%3E", "art_" + "9" * 200, "ART_5-1", "__", "-"])
def test_odd_ids_are_refused_in_words(harbours: Client, eid: str) -> None:
    assert harbours.get(f"{V[10]}/~{eid}").status in {308, 400, 404}
