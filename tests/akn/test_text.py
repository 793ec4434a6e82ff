"""The text of an element: one test for each rule, and properties over made-up documents."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lawpin.akn.names import AKN, akn, local_name
from lawpin.akn.reading import read_document
from lawpin.akn.text import read_text, read_texts, read_words
from lawpin.akn.vocabulary import INLINE
from lawpin.law.portion import Span

ZHO, ENG = "", " "


def element(inner: str, name: str = "article") -> etree._Element:
    """An element as the one reader of documents gives it."""
    source = f'<akomaNtoso xmlns="{AKN}" xmlns:x="urn:x"><{name}>{inner}</{name}></akomaNtoso>'
    return read_document(source.encode()).root[0]


def text(inner: str, joint: str = ENG, name: str = "article") -> str:
    return read_text(element(inner, name), joint)[0]


def spans(inner: str, joint: str = ENG) -> list[tuple[str, str, str | None]]:
    """Kind, words and href of each span."""
    words, found = read_text(element(inner), joint)
    return [(span.kind, words[span.start : span.end], span.href) for span in found]


# --- lines -----------------------------------------------------------------------------------------------------------


def test_blocks_stand_on_lines_of_their_own() -> None:
    assert text("<p>One.</p><p>Two.</p><p>Three.</p>") == "One.\nTwo.\nThree."
    assert text("<content><p>One.</p></content><content><p>Two.</p></content>", ZHO) == "One.\nTwo."


def test_words_of_a_parent_stand_on_lines_apart_from_its_blocks() -> None:
    assert text("before<p>block</p>after", name="li") == "before\nblock\nafter"
    assert text("<b>before</b> <p>block</p> <i>after</i>", name="li") == "before\nblock\nafter"


def test_a_list_within_a_list_is_lines_within_lines() -> None:
    inner = "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"
    assert text(inner) == "a\nb\nc\nd"


def test_a_break_begins_a_new_line_and_never_an_empty_one() -> None:
    assert text("<p>one<br/>two<br/><br/>three<br/></p><p><br/>four</p>") == "one\ntwo\nthree\nfour"


ARTICLE = """
    <num>{num}</num>
    <heading>{heading}</heading>
    <content>
      <blockList class="{kind}">
        <item><p>{one}</p></item>
        <item><p>{two}</p></item>
      </blockList>
    </content>
"""
CHINESE = {"num": "5．", "heading": "提升服务。", "one": "增强能力。", "two": "加快建设；"}
ENGLISH = {"num": "5.", "heading": "Raise services.", "one": "Strengthen them.", "two": "Build faster;"}


def test_number_heading_and_what_is_run_in_stand_on_one_line_in_chinese_without_a_space() -> None:
    assert text(ARTICLE.format(kind="run-in", **CHINESE), ZHO) == "5．提升服务。增强能力。加快建设；"


def test_number_heading_and_what_is_run_in_stand_on_one_line_in_english_with_one_space() -> None:
    assert text(ARTICLE.format(kind="run-in", **ENGLISH)) == "5. Raise services. Strengthen them. Build faster;"


def test_without_run_in_the_items_stand_on_lines_below_the_heading() -> None:
    assert text(ARTICLE.format(kind="plain", **ENGLISH)) == "5. Raise services.\nStrengthen them.\nBuild faster;"
    assert text(ARTICLE.format(kind="not-run-in", **CHINESE), ZHO) == "5．提升服务。\n增强能力。\n加快建设；"


def test_run_in_is_one_of_the_tokens_of_the_class() -> None:
    assert text(ARTICLE.format(kind="a  run-in b", **CHINESE), ZHO) == "5．提升服务。增强能力。加快建设；"


def test_a_number_and_what_follows_it_stand_on_one_line() -> None:
    assert text("<num>1.</num><content><p>One.</p><p>Two.</p></content>", name="paragraph") == "1. One.\nTwo."
    assert text("<num>（一）</num><content><p>一。</p></content>", ZHO, "point") == "（一）一。"
    assert text("<item><num>(a)</num><p>One;</p></item><item><num>(b)</num><p>Two.</p></item>", name="blockList") == (
        "(a) One;\n(b) Two."
    )


def test_a_heading_before_its_number_is_a_line_of_its_own() -> None:
    assert text("<heading>Scope</heading><num>1.</num><content><p>One.</p></content>") == "Scope\n1. One."


@pytest.mark.parametrize("nothing", ["<!-- why -->", "<?pi x?>", "<!-- a --> <?b?>", " \n "])
def test_what_is_no_text_does_not_end_the_line_of_a_number(nothing: str) -> None:
    inner = ARTICLE.format(kind="run-in", **CHINESE).replace("<content>", f"<content>{nothing}")
    assert text(inner, ZHO) == "5．提升服务。增强能力。加快建设；"


def test_words_before_a_run_in_list_keep_it_on_a_line_of_its_own() -> None:
    inner = '<num>1.</num><heading>Head</heading><content><p>Words</p><blockList class="run-in"><item><p>a</p></item>\
<item><p>b</p></item></blockList></content>'
    assert text(inner) == "1. Head\nWords a b"


def test_words_behind_a_comment_are_words_too() -> None:
    inner = '<num>1.</num><heading>Head</heading><content><!-- c -->Words<ul class="run-in"><li>a</li></ul></content>'
    assert text(inner) == "1. Head\nWords\na"


# --- what holds no text ----------------------------------------------------------------------------------------------

EMPTY = {
    "an empty number": ("<article><p>x</p></article><article><num/><heading>H</heading></article>", "x\nH"),
    "an empty number and heading": (
        "<p>x</p><article><num/><heading> </heading><content><p>y</p></content></article>",
        "x\ny",
    ),
    "an empty heading after a number": ("<num>1.</num><heading/><content><p>y</p></content>", "1. y"),
    "an empty first paragraph after a number": ("<num>1.</num><content><p/><p>y</p></content>", "1. y"),
    "an empty row": ("<table><tr><td>a</td></tr><tr><td/><td/></tr><tr><td>b</td></tr></table>", "a\nb"),
    "an empty block between words": ("one<p/>two", "one\ntwo"),
    "an empty first run-in item": (
        '<p>x</p><blockList class="run-in"><item><p/></item><item><p>a</p></item></blockList>',
        "x a",
    ),
    "a run-in list that begins nothing": (
        '<blockList class="run-in"><item><p>a</p></item></blockList><p>b</p>',
        "a\nb",
    ),
    "nothing at all": ("<num/><heading/><content><p> </p></content>", ""),
    "a break alone": ("<p>a</p><p><br/></p><p>b</p>", "a\nb"),
}


@pytest.mark.parametrize(("inner", "words"), EMPTY.values(), ids=EMPTY)
def test_what_holds_no_text_parts_nothing(inner: str, words: str) -> None:
    assert text(inner) == words


# --- tables ----------------------------------------------------------------------------------------------------------


def test_cells_are_parted_by_tabs_and_rows_by_lines() -> None:
    inner = "<table><tr><th><p>A</p></th><th>B</th></tr> <tr><td>1</td><td><p>2</p></td></tr></table><p>after</p>"
    assert text(inner) == "A\tB\n1\t2\nafter"
    assert text(inner, ZHO) == "A\tB\n1\t2\nafter"


CELLS = {
    "an empty first cell": ("<tr><td>a</td></tr><tr><td/><td>b</td></tr>", "a\n\tb"),
    "empty first cells of the first row": ("<tr><td/><th><p/></th><td>b</td></tr>", "\t\tb"),
    "an empty cell between two": ("<tr><td>a</td><td/><td>b</td></tr>", "a\t\tb"),
    "a cell with an empty paragraph": ("<tr><td>a</td><td><p> </p></td><td><p/><p>b</p></td></tr>", "a\t\tb"),
    "empty last cells": ("<tr><td>a</td><td/><td/></tr><tr><td>b</td></tr>", "a\nb"),
    "an empty row": ("<tr><td>a</td></tr><tr><td/><td/></tr><tr><td>b</td></tr>", "a\nb"),
    "a table in a cell": (
        "<tr><td>a</td><td><table><tr><td/><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></td><td>e</td></tr>",
        "a\t\tb\nc\td\te",
    ),
    "a comment between cells": ("<tr><td>a</td><!-- c --><td/><td>b</td></tr>", "a\t\tb"),
    "a cell of words and blocks": ("<tr><td>a</td><td>b<p>c</p>d</td><td>e</td></tr>", "a\tb\nc\nd\te"),
}


@pytest.mark.parametrize(("rows", "words"), CELLS.values(), ids=CELLS)
def test_each_cell_but_the_first_has_its_tab_the_empty_ones_too(rows: str, words: str) -> None:
    assert text(f"<table>{rows}</table>") == words
    assert text(f"<p>x</p><table>{rows}</table><p>y</p>") == f"x\n{words}\ny"


def test_a_row_by_itself_keeps_its_empty_cells() -> None:
    assert text("<td/><td>a</td><td/><td>b</td>", name="tr") == "\ta\t\tb"
    assert text("a", name="td") == "a"


def test_a_cell_of_several_blocks_keeps_their_lines() -> None:
    assert text("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>") == "a\nb\tc"


# --- notes -----------------------------------------------------------------------------------------------------------

NOTE = '<authorialNote marker="1" eId="n"><p>A note.</p></authorialNote>'
NOTES = {
    "in a sentence": (f"<p>The law{NOTE} holds.</p><p>Next.</p>", "The law holds.\nA note.\nNext."),
    "in an inline element": (f"<p>The <b>law{NOTE}</b> holds.</p>", "The law holds.\nA note."),
    "two of them": (f"<p>a{NOTE}b{NOTE}c</p><p>d</p>", "abc\nA note.\nA note.\nd"),
    "in a heading": (f"<num>1.</num><heading>Head{NOTE}</heading><p>x</p>", "1. Head\nA note.\nx"),
    "in a number": (f"<num>1.{NOTE}</num><heading>Head</heading><p>x</p>", "1. Head\nA note.\nx"),
    "in a number and its heading": (
        f"<num>1.{NOTE}</num><heading>Head<authorialNote><p>B</p></authorialNote></heading><p>x</p>",
        "1. Head\nA note.\nB\nx",
    ),
    "in a number after which nothing follows": (f"<section><num>1.{NOTE}</num></section><p>x</p>", "1.\nA note.\nx"),
    "in a cell": (
        f"<table><tr><td>a{NOTE}</td><td><p>b{NOTE}</p></td><td>c</td></tr><tr><td>d</td></tr></table>",
        "a\tb\tc\nA note.\nA note.\nd",
    ),
    "in the number of an item in a cell": (
        f"<table><tr><td><item><num>1.{NOTE}</num><p>a</p></item></td><td>b</td></tr></table>",
        "1. a\tb\nA note.",
    ),
    "of several paragraphs": ("<p>a<authorialNote><p>B</p><p>C</p></authorialNote> d</p>", "a d\nB\nC"),
    "empty": ("<num>1.<authorialNote/></num><heading>Head</heading>", "1. Head"),
    "in a block that holds only it": (f"<p>a</p><p>{NOTE}</p><p>b</p>", "a\nA note.\nb"),
    "a sub-flow": ('<p>a<subFlow name="s"><p>B</p></subFlow>c</p>', "ac\nB"),
    "before a block in the same sentence": (
        f"<li>one{NOTE} two<ul><li>three</li><li>four</li></ul> five</li>",
        "one two\nthree\nfour\nfive\nA note.",
    ),
    "empty before what is run in": (
        '<heading>Head<authorialNote/></heading><blockList class="run-in"><item><p>x</p></item></blockList>',
        "Head x",
    ),
    "straight in a note": ("<p>a<authorialNote>b<subFlow>c</subFlow>d</authorialNote>e</p>", "ae\nbd\nc"),
    "in a note": (
        "<p>a<authorialNote><p>B<authorialNote><p>C</p></authorialNote>D</p></authorialNote>e</p>",
        "ae\nBD\nC",
    ),
}


@pytest.mark.parametrize(("inner", "words"), NOTES.values(), ids=NOTES)
def test_a_note_stands_after_its_block_and_never_inside_the_sentence(inner: str, words: str) -> None:
    assert text(inner) == words


def test_a_note_read_by_itself_is_its_text() -> None:
    note = element(f"<p>a{NOTE}</p>").find(f".//{akn('authorialNote')}")
    assert note is not None
    assert read_text(note, ENG)[0] == "A note."


def test_the_words_of_an_element_leave_its_notes_out() -> None:
    inner = f"Head<authorialNote><p>B</p></authorialNote>ing <b>bold{NOTE}</b><p>x{NOTE}</p>"
    assert read_words(element(inner, "heading"), ENG) == "Heading bold\nx"


# --- white space and code points -------------------------------------------------------------------------------------


def test_runs_of_xml_white_space_are_one_space_and_none_at_the_edges() -> None:
    assert text("<p> \t one \r\n\n two&#9;&#10;&#13; </p>\n\n<p> three</p> ") == "one two\nthree"
    assert text("<p>a <b> b </b> c</p><p>d<i> e</i>f</p>") == "a b c\nd ef"


@pytest.mark.parametrize(
    "kept", ["\u00a0", "\u3000", "\u200b", "\u2028", "\x85", "\ufeff", "\u2009", "\u00ad", "\ue000"]
)
def test_every_other_code_point_is_kept_as_it_is(kept: str) -> None:
    assert text(f"<p>{kept}a{kept}{kept}b{kept}</p><p>{kept}</p>") == f"{kept}a{kept}{kept}b{kept}\n{kept}"


def test_nothing_is_folded_or_composed() -> None:
    words = "；．，Ａ e\u0301 é ﬁ ①"
    assert text(f"<p>{words}</p>") == words
    assert unicodedata.normalize("NFKC", words) != words


def test_comments_and_instructions_are_no_text_and_part_nothing() -> None:
    assert text("<p>wo<!-- not this -->rd <?nor this?> more<!-- --></p><!-- nor --><p>x</p>") == "word more\nx"


def test_cdata_and_references_are_the_characters_that_they_stand_for() -> None:
    assert text("<p>a<![CDATA[<b> & ]]>c &lt;&amp;&gt;&#x4e2d;&#20013;</p>") == "a<b> & c <&>中中"


def test_markers_hold_no_text() -> None:
    assert text('<p>a<noteRef href="#n"/>b<img src="x.png"/>c<marker name="m"/>d</p>') == "abcd"


def test_where_a_line_of_the_original_ends_words_are_parted_as_the_language_parts_them() -> None:
    assert text("<p>one<eol/>two <eop/>three<eol/> four<eol/></p>") == "one two three four"
    assert text("<p>一<eol/>二<eop/>三</p>", ZHO) == "一二三"


def test_the_pieces_of_a_formula_are_parted_and_stay_in_the_sentence() -> None:
    inner = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'
    assert text(f"<p>if {inner}, then</p>") == "if x = 1 2 , then"
    assert text(f"<foreign>{inner}</foreign><p>y</p>") == "x = 1 2\ny"


def test_metadata_of_an_attached_document_are_no_text() -> None:
    inner = "<doc><meta><identification>no</identification></meta><mainBody><p>yes</p></mainBody></doc>"
    assert text(inner) == "yes"


def test_foreign_elements_keep_their_text_whatever_they_are_called() -> None:
    inner = "<foreign><x:meta>one</x:meta><x:marker>two</x:marker><x:authorialNote>three</x:authorialNote></foreign>"
    assert text(f"<p>a</p>{inner}<p>b</p>") == "a\none\ntwo\nthree\nb"


# --- spans -----------------------------------------------------------------------------------------------------------


def test_a_span_covers_the_words_of_its_element_and_no_space_around_them() -> None:
    inner = '<p>See <ref href="/akn/x"> article 5 </ref>, <date date="2017-01-15">15 May</date> <b>and</b><i>so</i></p>'
    assert spans(inner) == [
        ("ref", "article 5", "/akn/x"),
        ("date", "15 May", None),
        ("b", "and", None),
        ("i", "so", None),
    ]


def test_spans_come_by_start_the_outer_before_the_inner() -> None:
    words, found = read_text(element("<p><b>a <i>b</i></b> <u><i>c</i></u></p>"), ENG)
    assert words == "a b c"
    assert [(span.kind, span.start, span.end) for span in found] == [("b", 0, 3), ("i", 2, 3), ("u", 4, 5), ("i", 4, 5)]


def test_an_inline_element_without_text_has_no_span() -> None:
    assert spans("<p>a<b/><i> </i><ref href='#x'><eol/></ref>b</p>") == []


def test_offsets_count_code_points() -> None:
    words, found = read_text(element("<p>𠀀😀é<ref href='#x'>𠮷野家</ref>。</p>"), ZHO)
    assert words == "𠀀😀é𠮷野家。"
    assert found == (Span(3, 6, "ref", "#x"),)


def test_a_note_is_outside_the_span_that_holds_it_and_keeps_its_own() -> None:
    inner = "<p>a <b>b<authorialNote><p>c <i>d</i></p></authorialNote> e</b> f</p>"
    assert text(inner) == "a b e f\nc d"
    assert spans(inner) == [("b", "b e", None), ("i", "d", None)]


def test_a_quoted_text_stays_in_its_sentence() -> None:
    inner = "<p>For <mod>for <quotedText>one</quotedText> read <quotedText>two</quotedText></mod>.</p>"
    assert text(inner) == "For for one read two."
    assert [kind for kind, _, _ in spans(inner)] == ["mod", "quotedText", "quotedText"]


def test_a_quoted_structure_is_a_block_within_the_span_of_its_modification() -> None:
    inner = "<p>Insert: <mod>the following <quotedStructure><p>New.</p></quotedStructure> there</mod>.</p>"
    assert text(inner) == "Insert: the following\nNew.\nthere."
    assert spans(inner) == [("mod", "the following\nNew.\nthere", None)]


# --- quotation marks -------------------------------------------------------------------------------------------------


MARKS = {
    "a quoted text": ('<p>For <quotedText startQuote="“" endQuote="”"> one </quotedText>.</p>', "For “one”."),
    "one mark for both": ("""<p>For <quotedText startQuote='"'>one</quotedText>.</p>""", 'For "one".'),
    "an embedded text": ('<p>x <embeddedText startQuote="«" endQuote="»">y</embeddedText> z</p>', "x «y» z"),
    "no mark at the end": ('<p><quotedText startQuote="“" endQuote="">one</quotedText> two</p>', "“one two"),
    "marks that stand in the text too": ('<p><quotedText startQuote="“" endQuote="”">“one”</quotedText></p>', "“one”"),
    "inside an inline element": ('<p><quotedText startQuote="“" endQuote="”"><b>a</b> b</quotedText></p>', "“a b”"),
    "nothing quoted": ('<p>a <quotedText startQuote="“" endQuote="”"/> b</p>', "a “” b"),
    "a quoted structure": (
        '<p>Insert: <mod><quotedStructure startQuote="“" endQuote="”"><article><num>1</num><content><p>New.</p>\
<p>More.</p></content></article></quotedStructure></mod>; and</p>',
        "Insert:\n“1 New.\nMore.”\n; and",
    ),
    "a quotation that ends with a note": (
        f'<quotedStructure startQuote="“" endQuote="”"><p>New.{NOTE}</p></quotedStructure><p>x</p>',
        "“New.\nA note.\n”\nx",
    ),
}


@pytest.mark.parametrize(("inner", "words"), MARKS.values(), ids=MARKS)
def test_quotation_marks_that_the_markup_took_out_are_put_back_once(inner: str, words: str) -> None:
    assert text(inner) == words


def test_a_span_of_a_quotation_holds_its_marks() -> None:
    inner = '<p>For <quotedText startQuote="“" endQuote="”"><ref href="#x">one</ref> two</quotedText>.</p>'
    assert spans(inner) == [("quotedText", "“one two”", None), ("ref", "one", "#x")]


# --- properties ------------------------------------------------------------------------------------------------------

words = st.text(st.sampled_from("ab 中𠀀😀；.\n\t\u00a0"), max_size=6)
inline_names = ["b", "ref", "term", "ins", "mod", "quotedText"]
block_names = ["p", "num", "heading", "content", "item", "blockList", "td", "tr", "table", "li", "quotedStructure"]
other_names = ["br", "eol", "authorialNote", "x:meta", "meta"]


def trees(names: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def tag(name: str, kind: str, inside: list[str]) -> str:
            return f"<{name}{kind}>{''.join(inside)}</{name}>"

        kinds = st.sampled_from(["", "", ' class="run-in"'])
        return st.builds(tag, names, kinds, st.lists(inner, max_size=4))

    return st.recursive(words, wrap, max_leaves=25)


anything = trees(st.sampled_from([*inline_names, *block_names, *other_names]))
without_notes = trees(st.sampled_from([*inline_names, *block_names, "br", "eol"]))
joints = st.sampled_from([ZHO, ENG])


def own_text(around: etree._Element) -> str:
    """All text but that of metadata, comments and instructions, in document order."""
    pieces = [around.text or ""]
    for child in around:
        if isinstance(child.tag, str) and child.tag != akn("meta"):
            pieces.append(own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def letters(written: str) -> list[str]:
    return sorted(re.sub(r"[ \t\r\n]", "", written))


@given(anything, joints)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_and_nothing_is_doubled(inner: str, joint: str) -> None:
    found = element(inner)
    assert letters(read_text(found, joint)[0]) == letters(own_text(found))


@given(without_notes, joints)
@settings(max_examples=300, deadline=None)
def test_without_notes_the_letters_keep_their_order(inner: str, joint: str) -> None:
    found = element(inner)
    assert re.sub(r"[ \t\n]", "", read_text(found, joint)[0]) == re.sub(r"[ \t\r\n]", "", own_text(found))


@given(anything, joints)
@settings(max_examples=300, deadline=None)
def test_lines_are_never_empty_and_have_no_white_space_at_their_edges(inner: str, joint: str) -> None:
    written = read_text(element(inner), joint)[0]
    for line in written.split("\n") if written else []:
        assert line.strip("\t")
        # Empty cells: their tabs stand before words.
        assert line == line.strip(" \n").rstrip("\t")
        assert not re.search(r" {2}| \t|\t ", line)


@given(without_notes, joints)
@settings(max_examples=300, deadline=None)
def test_each_span_holds_the_text_that_its_element_has_by_itself(inner: str, joint: str) -> None:
    found = element(inner)
    written, got = read_text(found, joint)
    inlines = [e for e in found.iter("*") if local_name(e.tag) in INLINE and read_text(e, joint)[0]]
    expected = [(local_name(e.tag), read_text(e, joint)[0]) for e in inlines]
    assert sorted((span.kind, written[span.start : span.end]) for span in got) == sorted(expected)


@given(anything, joints)
@settings(max_examples=500, deadline=None)
def test_what_is_read_in_one_go_is_what_each_element_says_by_itself(inner: str, joint: str) -> None:
    root = element(inner)
    wanted = [e for e in root.iter("*") if e.tag != akn("meta")]
    texts = read_texts(root, set(wanted), joint)
    assert [e.tag for e in wanted if texts[e] != read_text(e, joint)] == []


@given(anything, joints)
@settings(max_examples=200, deadline=None)
def test_reading_changes_nothing_in_the_document(inner: str, joint: str) -> None:
    found = element(inner)
    before = etree.tostring(found)
    assert read_text(found, joint) == read_text(found, joint)
    assert etree.tostring(found) == before
