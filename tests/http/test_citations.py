"""/v1/resolve as programs ask it."""

import json
from urllib.parse import quote

import pytest
from tests.http.conftest import ENG, WORK, ZHO, Answered, Client

TITLE = "《关于促进移动互联网健康有序发展的意见》"


def ask(client: Client, written: str, **parameters: str) -> Answered:
    more = "".join(f"&{name}={quote(value, safe='')}" for name, value in parameters.items())
    return client.get(f"/v1/resolve?q={quote(written, safe='')}{more}")


def send(client: Client, question: object) -> Answered:
    body = json.dumps(question).encode()
    return client.ask("POST", "/v1/resolve", {"content-type": "application/json"}, body)


def test_a_citation_is_answered_with_the_pinned_provision(client: Client) -> None:
    answer = ask(client, f"{TITLE}第五条第二项").json()
    assert answer["status"] == "resolved"
    assert answer["targets"] == [
        {"id": f"{ZHO}/~art_5__item_2", "eId": "art_5__item_2", "work": WORK, "label": f"{TITLE}第五条第二项"}
    ]
    assert (answer["reason"], answer["language"], answer["on"], answer["warnings"]) == (None, None, None, [])
    assert client.get(answer["targets"][0]["id"]).status == 200


def test_the_same_question_in_a_body_has_the_same_answer(client: Client) -> None:
    for written in (f"{TITLE}第五条", "第五条", "5G", ""):
        assert send(client, {"q": written}).json() == ask(client, written).json()


def test_many_citations_are_answered_in_order(client: Client) -> None:
    asked = ["前条", "5G", f"{TITLE}第九条", "前条"]
    results = send(client, {"citations": asked, "context": f"{ENG}/~art_5"}).json()["results"]
    assert [result["input"] for result in results] == asked
    assert [[target["eId"] for target in result["targets"]] for result in results] == [
        ["art_4"],
        [],
        ["art_9"],
        ["art_4"],
    ]


def test_a_context_may_be_our_own_url(client: Client) -> None:
    answer = ask(client, "本条第三项", context=f"http://127.0.0.1:8000{ZHO}/~art_5").json()
    assert [target["eId"] for target in answer["targets"]] == ["art_5__item_3"]


def test_the_day_of_the_request_chooses_the_version(client: Client) -> None:
    assert ask(client, f"{TITLE}第五条", on="2018-01-01").json()["status"] == "resolved"
    early = ask(client, f"{TITLE}第五条", on="2016-01-01").json()
    assert (early["status"], early["reason"], early["on"]) == ("not_found", "no-version-for-date", None)


@pytest.mark.parametrize(
    "target",
    [
        "/v1/resolve",
        "/v1/resolve?q=5&context=nowhere",
        "/v1/resolve?q=5&on=2018-02-30",
        "/v1/resolve?q=5&on=tomorrow",
        "/v1/resolve?q=5&colour=red",
        "/v1/resolve?q=%ff",
    ],
)
def test_an_unreadable_request_is_400(client: Client, target: str) -> None:
    assert client.get(target).status == 400


@pytest.mark.parametrize(
    "question",
    [{}, {"q": None}, {"q": "5", "citations": ["5"]}, {"citations": []}, {"citations": ["5"] * 251}, {"q": 5}, [], "5"],
)
def test_a_body_that_is_no_question_is_400(client: Client, question: object) -> None:
    assert send(client, question).status == 400


def test_a_body_must_say_that_it_is_json(client: Client) -> None:
    assert client.ask("POST", "/v1/resolve", {"content-type": "text/plain"}, b'{"q": "5"}').status == 415


def test_an_answer_can_be_revalidated(client: Client) -> None:
    first = ask(client, f"{TITLE}第五条")
    again = client.get(f"/v1/resolve?q={quote(TITLE + '第五条', safe='')}", if_none_match=first.headers["etag"])
    assert again.status == 304


@pytest.mark.parametrize("written", ["\x00", "第" * 20_000, "\ud7ff￿", "《" * 5000, "a" * 100_000, "9" * 64_000])
def test_no_citation_is_too_hostile_to_be_answered(client: Client, written: str) -> None:
    answer = send(client, {"q": written})
    assert answer.status == 200
    assert answer.json()["status"] in {"invalid", "not_found"}
