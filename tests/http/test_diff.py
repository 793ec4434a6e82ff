"""What changed between two versions: by provision, with the words that differ, as JSON and as a page."""

from html.parser import HTMLParser
from typing import Any

import pytest
from tests.http import harbour
from tests.http.conftest import ENG, NOW, ZHO, Client
from tests.http.harbour import DATES, WORK

from lawpin.akn.checking import Checker
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.app import make_app

V = {number: f"{WORK}/zho@{date}" for number, date in enumerate(DATES, 1)}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def store(checker: Checker) -> MemoryStore:
    return harbour.filled(checker)


@pytest.fixture(scope="module")
def harbours(store: MemoryStore) -> Client:
    return Client(make_app(store, lambda: NOW))


def compared(client: Client, old: str, new: str) -> Json:
    answer = client.get(f"/v1/diff?from={old}&to={new}")
    assert answer.status == 200, answer.text
    found: Json = answer.json()
    return found


def told(found: Json) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        ((change["from"] or {}).get("eId"), (change["to"] or {}).get("eId"), change["states"])
        for change in found["changes"]
    ]


def words(change: Json) -> list[tuple[str, str, str]]:
    """Each difference as the words before, the words after, and its weight."""
    old, new = change["from"]["text"], change["to"]["text"]
    return [
        (old[d["old"]["start"] : d["old"]["end"]], new[d["new"]["start"] : d["new"]["end"]], d["weight"])
        for d in change["differences"]
    ]


STEPS: dict[int, list[tuple[str | None, str | None, list[str]]]] = {
    1: [(None, "art_5-1", ["added"])],
    2: [("art_6", None, ["removed"])],
    3: [
        (None, "art_2", ["added"]),
        *((old, new, ["renumbered"]) for old, new in [
            ("art_2", "art_3"), ("art_3", "art_4"), ("art_4", "art_5"), ("art_5", "art_6"), ("art_5-1", "art_7"),
            ("art_7", "art_8"), ("art_8", "art_9"), ("art_9", "art_10"), ("art_10", "art_11"),
        ]),
    ],
    4: [("art_4", "art_4", ["moved"])],
    5: [("art_8", "art_8", ["split"])],
    6: [("art_4", "art_4", ["merged"])],
    8: [("art_9", "art_9", ["changed"]), ("art_10", "art_20", ["renumbered", "changed"])],
    9: [("art_11", "art_11", ["changed"])],
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_each_amendment_is_told_as_what_it_was(harbours: Client, step: int) -> None:
    found = compared(harbours, V[step], V[step + 1])
    assert told(found) == STEPS[step]
    assert found["related"] is True
    assert found["coarse"] is False
    assert {change["weight"] for change in found["changes"]} == {"substantive"}
    assert sum(len(states) for _, _, states in STEPS[step]) == sum(found["summary"].values())


def test_typography_alone_is_told_as_such(harbours: Client) -> None:
    found = compared(harbours, V[7], V[8])
    assert found["summary"]["changed"] == found["summary"]["typographic"] == len(found["changes"]) > 5
    assert all(change["weight"] == "typographic" for change in found["changes"])
    assert {pair for change in found["changes"] for pair in words(change)} == {("，", ", ", "typographic")}


def test_differences_are_counted_in_code_points_of_both_texts(harbours: Client) -> None:
    (change,) = compared(harbours, V[9], V[10])["changes"]
    assert words(change) == [("三", "六", "substantive")]
    assert change["differences"][0]["kind"] == "replace"
    assert change["wId"] == "art_11"


def test_a_split_and_a_merger_name_all_their_parts(harbours: Client) -> None:
    (split,) = compared(harbours, V[5], V[6])["changes"]
    assert [part["id"] for part in split["parts"]] == [f"{V[6]}/~art_8", f"{V[6]}/~art_8-1"]
    (merged,) = compared(harbours, V[6], V[7])["changes"]
    assert [part["id"] for part in merged["parts"]] == [f"{V[6]}/~art_4", f"{V[6]}/~art_6"]
    assert merged["how"] == "matched"


def test_versions_far_apart_are_compared_along_all_between_them(harbours: Client) -> None:
    found = told(compared(harbours, V[1], V[10]))
    assert ("art_9", "art_20", ["renumbered", "changed"]) in found
    assert ("art_6", None, ["removed"]) in found
    assert ("art_4", "art_5", ["renumbered"]) in found


def test_the_later_one_may_come_first(harbours: Client) -> None:
    back = told(compared(harbours, V[3], V[1]))
    assert ("art_5-1", None, ["removed"]) in back
    assert (None, "art_6", ["added"]) in back


def test_the_same_version_twice_has_no_changes(harbours: Client) -> None:
    assert compared(harbours, V[4], V[4])["changes"] == []


def test_one_provision_is_compared_with_what_it_has_become(harbours: Client) -> None:
    found = compared(harbours, f"{V[1]}/~art_9", f"{V[10]}/~art_20")
    assert found["related"] is True
    (change,) = found["changes"]
    assert change["states"] == ["renumbered", "changed"]
    # By the id that it had, too: an address leads where it leads.
    assert compared(harbours, f"{V[1]}/~art_9", f"{V[10]}/~art_10") == found


def test_two_provisions_that_are_not_one_are_compared_by_their_words(harbours: Client) -> None:
    found = compared(harbours, f"{V[1]}/~art_3", f"{V[1]}/~art_7")
    assert found["related"] is False
    assert found["changes"][0]["differences"]
    assert found["changes"][0]["how"] is None


def test_floating_and_odd_spellings_are_read(harbours: Client) -> None:
    found = compared(harbours, f"{WORK}/zh:2018-01-01", f"{WORK}/ZHO/")
    assert (found["from"], found["to"]) == (V[9], V[10])


REFUSED = [
    ("", 400, "bad-parameter"),
    (f"?from={V[1]}", 400, "bad-parameter"),
    (f"?from={V[1]}&to=", 400, "bad-parameter"),
    (f"?from={V[1]}&to={V[2]}&to={V[3]}", 400, "bad-parameter"),
    (f"?from={V[1]}&to={V[2]}&depth=1", 400, "unknown-parameter"),
    (f"?from={V[1]}&to=nonsense", 400, "malformed-address"),
    (f"?from={V[1]}&to={WORK}", 400, "bad-parameter"),
    (f"?from={V[1]}&to={V[2]}/toc", 400, "bad-parameter"),
    (f"?from={V[1]}&to={V[2]}.xml", 400, "bad-parameter"),
    (f"?from={V[1]}/~art_1-%3Eart_2&to={V[2]}/~art_1", 400, "bad-parameter"),
    (f"?from={V[1]}&to={V[2]}/~art_1", 400, "not-comparable"),
    (f"?from={V[1]}&to={WORK}/eng", 400, "not-comparable"),
    (f"?from={V[1]}&to={WORK}/zho@1999-01-01", 404, "unknown-expression"),
    (f"?from={V[1]}&to={WORK}x/zho", 404, "unknown-work"),
    (f"?from={V[1]}/~art_99&to={V[2]}/~art_1", 404, "portion-not-in-version"),
    (f"?from={V[1]}/~art_6&to={V[3]}/~art_6", 410, "retired-portion"),
    ("?from=%00&to=%FF", 400, "malformed-request"),
]


@pytest.mark.parametrize(("query", "status", "reason"), REFUSED)
def test_what_cannot_be_compared_is_refused_with_its_reason(
    harbours: Client, query: str, status: int, reason: str
) -> None:
    problem = harbours.get(f"/v1/diff{query}")
    assert (problem.status, problem.json()["reason"]) == (status, reason)


def test_texts_of_two_works_are_not_compared(client: Client) -> None:
    assert client.get(f"/v1/diff?from={ZHO}&to={ENG}").json()["reason"] == "not-comparable"


class Page(HTMLParser):
    """The elements of a page, and what stands in `del` and `ins`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.languages: set[str | None] = set()
        self.marked: dict[str, list[str]] = {"del": [], "ins": []}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.languages |= {value for name, value in attrs if name == "lang"}
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open = self._open[: len(self._open) - 1 - self._open[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        for tag in self._open[-1:]:
            if tag in self.marked:
                self.marked[tag].append(data)


def test_browsers_get_a_page_without_scripts(harbours: Client) -> None:
    answer = harbours.get(f"/v1/diff?from={V[8]}&to={V[10]}", accept="text/html,application/xml;q=0.9")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "Accept" in answer.headers["vary"]
    page = Page(answer.text)
    assert page.elements.isdisjoint({"script", "style", "img", "iframe", "object", "form"})
    assert {"main", "h1", "h2", "section", "ins", "del"} <= page.elements
    assert page.languages == {"en", "zh-Hans"}
    assert "（已废止）" in page.marked["ins"]
    assert "三" in page.marked["del"]


def test_unchanged_answers_are_not_sent_again(harbours: Client) -> None:
    target = f"/v1/diff?from={V[8]}&to={V[10]}"
    answer = harbours.get(target)
    assert harbours.get(target, if_none_match=answer.headers["etag"]).status == 304


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=y>&amp;\u202e'


def test_text_that_looks_like_markup_is_text_on_the_page(checker: Checker) -> None:
    quoted = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    first, second = harbour.versions()[:2]
    texts = [
        harbour.document(first).decode().replace("制定本条例", quoted).encode(),
        harbour.document(second).decode().replace("安全", quoted).replace("总则", quoted).encode(),
    ]
    client = Client(make_app(harbour.stored(checker, texts), lambda: NOW))
    answer = client.get(f"/v1/diff?from={V[1]}&to={V[2]}", accept="text/html")
    page = Page(answer.text)
    assert page.elements.isdisjoint({"script", "img"})
    assert HOSTILE in "".join(page.marked["ins"])
    assert HOSTILE in client.get(f"/v1/diff?from={V[1]}&to={V[2]}").json()["changes"][0]["to"]["text"]
