"""Where words stand, by the index of every registered store."""

from collections.abc import Callable

import pytest

from lawpin.holdings.admission import Admission
from lawpin.holdings.store import Store
from lawpin.holdings.wording import Spot
from lawpin.law.citations.words import Phrase, phrase_of, words_of
from lawpin.law.identifiers.reader import read_expression_id

Admit = Callable[..., Admission]
WORK = "/akn/cn/act/2020-01-01/sample"
ZHO, LATER = f"{WORK}/zho@2020-01-01", f"{WORK}/zho@2022-02-02"
TEXTS = ("网络运营者应当加强管理。", "保护个人信息，维护网络安全；The e-Commerce law (5G)", "网络安全")


def found(store: Store, *parts: str, seq: int = 99, after: int = 0, limit: int = 10) -> list[tuple[str, int]]:
    spots = store.spots([phrase_of(part) for part in parts], seq=seq, after=after, limit=limit)
    return [(str(spot.expression), spot.position) for spot in spots]


@pytest.mark.parametrize(
    ("part", "positions"),
    [
        ("网络", [1, 2, 3]),
        ("网络安全", [2, 3]),
        ("个人信息维护", [2]),
        ("安全网络", []),
        ("强管", [1]),
        ("安", [2, 3]),
        ("全", [2, 3]),
        ("the E commerce", [2]),
        ("commerce e", []),
        ("law 5g", [2]),
        ("5", []),
        ("安全 the", [2]),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_in_a_row(
    store: Store, admit: Admit, part: str, positions: list[int]
) -> None:
    admit(store, ZHO, TEXTS)
    assert found(store, part) == [(ZHO, position) for position in positions]


def test_several_phrases_must_all_stand_in_one_provision(store: Store, admit: Admit) -> None:
    admit(store, ZHO, TEXTS)
    assert found(store, "安全", "个人信息") == [(ZHO, 2)]
    assert found(store, "管理", "个人信息") == []


def test_spots_follow_each_other_as_recorded_and_a_state_of_the_log_bounds_them(store: Store, admit: Admit) -> None:
    admit(store, ZHO, TEXTS)
    admit(store, LATER, TEXTS)
    spots = store.spots([phrase_of("网络安全")], seq=2, after=0, limit=10)
    assert spots == (
        Spot(3, read_expression_id(ZHO), 2),
        Spot(4, read_expression_id(ZHO), 3),
        Spot(7, read_expression_id(LATER), 2),
        Spot(8, read_expression_id(LATER), 3),
    )
    assert found(store, "网络安全", seq=1) == [(ZHO, 2), (ZHO, 3)]
    assert found(store, "网络安全", after=4) == [(LATER, 2), (LATER, 3)]
    assert found(store, "网络安全", after=3, limit=2) == [(ZHO, 3), (LATER, 2)]


def test_the_search_may_stay_inside_one_expression(store: Store, admit: Admit) -> None:
    admit(store, ZHO, TEXTS)
    admit(store, LATER, TEXTS)
    inside = [
        [
            spot.number
            for spot in store.spots(
                [phrase_of("网络安全")], seq=seq, after=after, limit=10, inside=read_expression_id(where)
            )
        ]
        for where, seq, after in ((ZHO, 2, 0), (LATER, 2, 0), (LATER, 2, 7), (LATER, 1, 0), (f"{WORK}/eng@2020", 2, 0))
    ]
    assert inside == [[3, 4], [7, 8], [8], [], []]


def test_words_of_a_whole_are_a_row_that_holds_every_part_of_it() -> None:
    text = "加快5G技术，研发 e-Commerce 条例。的 IPv6"
    row = f" {' '.join(words_of(text))} "
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            cuts_word = any(
                0 < at < len(text) and text[at - 1 : at + 1].isascii() and text[at - 1 : at + 1].isalnum()
                for at in (start, end)
            )
            phrase = phrase_of(text[start:end])
            if cuts_word or not phrase.words:
                continue
            assert f" {' '.join(phrase.words)}{'' if phrase.open else ' '}" in row, text[start:end]


def test_what_holds_no_words_is_no_phrase() -> None:
    assert phrase_of("。， …") == Phrase(())
    assert words_of("\u0000\u001b“”") == []
