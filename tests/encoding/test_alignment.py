"""A translation of four lines, its alignment, and what happens when either is damaged at one place."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.encoding.conftest import Folder, text_of

from lawpin.encoding.encode import draft_alignment
from lawpin.encoding.errors import BadAlignment

MASTER = "题\n序。\n一、甲\n1．乙。丙。丁；戊。\n2．己。庚。\n"
ENGLISH = "Title\nPreamble.\nI. A\n1.B. C, D; E.\n2. F.  G. H.\n"
ALIGNMENT = """# made up
[preamble]
zho 序。
eng Preamble.

[part_1]
zho.num 一、
eng.num I.
zho.heading 甲
eng.heading A

[art_1]
zho.num 1．
eng.num 1.
zho.heading 乙。
eng.heading B.
[art_1__item_1]
zho 丙。
eng C,
[art_1__item_2]
zho 丁；
eng D;
[art_1__item_3]
zho 戊。
eng E.

[art_2]
zho.num 2．
eng.num 2.
zho.heading 己。
eng.heading F.
[art_2__item_1]
zho 庚。
eng G. H.
"""
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.fixture
def pair(folder: Folder) -> Folder:
    folder.translation, folder.alignment = ENGLISH, ALIGNMENT
    return folder


def refusal(pair: Folder) -> BadAlignment:
    with pytest.raises(BadAlignment) as caught:
        pair.encode(MASTER)
    return caught.value


def test_a_translation_has_the_masters_ids_and_its_own_words(pair: Folder) -> None:
    master, translation = (etree.fromstring(text.xml) for text in pair.encode(MASTER).texts)
    of_text = ("preface", "preamble", "part", "art_")
    ids = [
        [eid for element in root.iter() if (eid := element.get("eId", "")).startswith(of_text)]
        for root in (master, translation)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 16
    items = {item.get("eId"): text_of(item) for item in translation.iter(f"{AKN}item")}
    assert items == {"art_1__item_1": "C,", "art_1__item_2": "D;", "art_1__item_3": "E.", "art_2__item_1": "G. H."}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("eng C,", "eng C.", "alignment.txt:19: character 2 of the span is “.”, the translation has “, D; E.”"),
        ("eng D;", "eng D", "alignment.txt:25: character 1 of the span is “E.”, the translation has “; E.” (line 4,"),
        ("eng C,", "eng C, D", "alignment.txt:22: character 1 of the span is “D;”"),
        ("eng E.", "eng E. F", "alignment.txt:25: character 3 of the span is “ F”, the translation has its end"),
        ("eng G. H.", "eng G.", "alignment.txt:34: “H.” of line 5 of the translation belongs to no span"),
        ("eng E.", "eng E", "alignment.txt:29: “.” (line 4, column 13 of the translation) belongs to no span: art_2"),
        ("zho 丙。", "zho 丙丁。", "alignment.txt:18: character 2 of the master's piece is “丁。” here, “。” in the"),
        ("eng D;\n", "", "alignment.txt:21: the text of art_1__item_2 must stand once in each language"),
        ("eng D;\n", "eng D;\neng D;\n", "alignment.txt:23: the text of art_1__item_2 must stand once"),
        ("[art_1__item_2]", "[art_1__item_9]", "alignment.txt:21: here is the text of art_1__item_9, the master goes"),
        ("zho.num 2．\neng.num 2.\n", "", "alignment.txt:28: here is the heading of art_2, the master goes on with"),
        ("[art_2__item_1]\nzho 庚。\neng G. H.\n", "", "alignment.txt: the file ends before the text of art_2__item_1"),
        ("eng C,", "fra C,", "alignment.txt:19: fra is not one of the two languages, zho and eng"),
        ("eng C,", "eng", "alignment.txt:19: the text of art_1__item_1 has no words in eng"),
        ("eng C,", "C,", "alignment.txt:19: “C,” is neither comment (#) nor [id] nor span"),
        ("# made up", "eng x", "alignment.txt:1: the span stands before the first [id]"),
        ("# made up", "[x]\nzho y", "alignment.txt:2: here is the text of x, the master goes on with the text of"),
    ],
)
def test_a_damaged_alignment_is_refused_with_its_line(pair: Folder, old: str, new: str, expected: str) -> None:
    assert ALIGNMENT.count(old) == 1
    pair.alignment = ALIGNMENT.replace(old, new)
    assert refusal(pair).detail.startswith(expected)


def test_a_span_too_many_is_refused(pair: Folder) -> None:
    pair.alignment = ALIGNMENT + "[art_2__item_2]\nzho 辛。\neng I.\n"
    assert (
        refusal(pair).detail
        == "alignment.txt:36: the master has nothing after its last piece: art_2__item_2 is too many"
    )


def test_a_translation_that_ends_early_is_refused(pair: Folder) -> None:
    pair.translation = ENGLISH.replace("2. F.  G. H.\n", "")
    assert refusal(pair).detail == "alignment.txt:29: the translation ends before the num of art_2"


def test_a_line_of_the_translation_that_no_span_holds_is_refused(pair: Folder) -> None:
    pair.translation = ENGLISH + "More.\n"
    assert refusal(pair).detail == "alignment.txt:34: “More.” of line 6 of the translation belongs to no span"


def test_a_refusal_carries_its_place_as_facts(pair: Folder) -> None:
    pair.alignment = ALIGNMENT.replace("eng C,", "eng C.")
    assert refusal(pair).facts == {"file": "alignment.txt", "line": 19, "position": 1}
    assert refusal(pair).reason == "bad-alignment"


def test_an_alignment_that_is_not_there_is_refused(pair: Folder) -> None:
    pair.replace = ('alignment = "alignment.txt"', 'alignment = "none.txt"')
    with pytest.raises(Exception, match=r"work.toml: the alignment none.txt cannot be read"):
        pair.encode(MASTER)


def test_a_draft_holds_every_piece_of_the_master_and_asks_for_the_spans(pair: Folder) -> None:
    pair.encode(MASTER)
    draft = draft_alignment(pair.path / "work.toml", "eng")
    own = [line for line in ALIGNMENT.split("\n") if line.startswith(("[", "zho"))]
    assert [line for line in draft.split("\n") if line.startswith(("[", "zho"))] == own
    pair.alignment = draft
    assert refusal(pair).detail == "alignment.txt:3: the text of preamble has no words in eng"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(at=st.integers(0, len(ENGLISH) - 8), character=st.sampled_from("xX.。 "))
def test_no_changed_character_of_the_translation_goes_unnoticed(pair: Folder, at: int, character: str) -> None:
    position = at + len("Title\n")
    pair.translation = ENGLISH[:position] + character + ENGLISH[position + 1 :]
    if pair.translation == ENGLISH:
        return
    with pytest.raises(BadAlignment):
        pair.encode(MASTER)


@pytest.mark.parametrize(("old", "new"), [("1.B.", "1.   B."), ("F.  G.", "F.G."), ("C, D;", "C,\nD;")])
def test_white_space_between_two_spans_is_layout(pair: Folder, old: str, new: str) -> None:
    pair.translation = ENGLISH.replace(old, new)
    assert pair.encode(MASTER).texts[1].xml.count(b"<item") == 4


def test_a_refused_text_is_named_by_its_file(pair: Folder, message: Callable[[str], str]) -> None:
    pair.alignment = b"\xff"
    assert message(MASTER).startswith("alignment.txt:1: byte 0 of the file is not UTF-8")
