import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.citations.citation import Pinpoint, Step
from lawpin.law.citations.folding import fold
from lawpin.law.citations.groups import MAX_MEMBERS
from lawpin.law.citations.pinpoints import read_bare_pinpoint, read_pinpoint


def _step(step: Step) -> str:
    said = "|".join(step.keys) if step.shift is None else f"{step.shift.by:+d}x{step.shift.count}"
    return f"{step.unit}:{said}"


def _said(pinpoint: Pinpoint | None) -> str:
    if pinpoint is None:
        return "none"
    rows = [(member.steps, member.until) for member in pinpoint.members]
    return "; ".join(" > ".join("/".join(map(_step, row)) for row in rows_ if row) for rows_ in rows)


READ = [
    ("第五条第二项", "article:5/xiang:2"),
    ("第 五 条 之 一", "article:5-1"),
    ("第15-1條", "article:15-1"),
    ("第二部分第5点第2句", "part:2/point:5/sentence:2"),
    ("第五、六条", "article:5; article:6"),
    ("第五条、六条", "article:5; article:6"),
    ("第五至七条", "article:5 > article:7"),
    ("第五条至第七条", "article:5 > article:7"),
    ("第五条第二、三项", "article:5/xiang:2; article:5/xiang:3"),
    ("第五条第二项至第四项", "article:5/xiang:2 > article:5/xiang:4"),
    ("第五条、第七条至第九条和第二十四条第一项", "article:5; article:7 > article:9; article:24/xiang:1"),
    ("第５条，第２项", "article:5/xiang:2"),
    ("第V条", "article:5"),
    ("第五条②", "article:5/bracket:2"),
    ("art. 5(2)", "article:5/bracket:2"),
    ("art. 5 A", "article:5"),
    ("art. 5A", "article:5a"),
    ("Art. 5 bis", "article:5bis"),
    ("arts 5, 6 and 7(1)", "article:5; article:6; article:7/bracket:1"),
    ("arts. 5–7", "article:5 > article:7"),
    ("article 5, item 2", "article:5/item:2"),
    ("item 2, art. 5", "article:5/item:2"),
    ("items 2 and 3 of art. 5", "article:5/item:2; article:5/item:3"),
    ("item 2 of article 5 of Part II of the Act", "part:ii|2/article:5/item:2"),
    ("the second sentence of Article 5", "article:5/sentence:2"),
    ("article five, second item", "article:5/item:2"),
    ("5th article", "article:5"),
    ("Part Two, art 5(2)-(4)", "part:2/article:5/bracket:2 > part:2/article:5/bracket:4"),
    ("articles 5(2) to 5(4)", "article:5/bracket:2 > article:5/bracket:4"),
    ("from article 5 to article 7", "article:5 > article:7"),
    ("section 5(2)(a)", "section:5/bracket:2/bracket:a"),
    ("§§ 5-7", "provision:5 > provision:7"),
    ("art 5, 15 January 2017", "article:5"),
    ("前两条", "article:-1x2"),
    ("本条第三项", "article:+0x1/xiang:3"),
    ("the preceding two articles", "article:-1x2"),
    ("this article, item 3", "article:+0x1/item:3"),
]


@pytest.mark.parametrize(("written", "said"), READ)
def test_a_pinpoint_is_read_from_the_outermost_step_in(written: str, said: str) -> None:
    assert _said(read_pinpoint(fold(written).lower, 0)) == said


BARE = [
    ("5.2", "printed:5/dotted:2"),
    ("5(2)", "printed:5/bracket:2"),
    ("5(2), (3)", "printed:5/bracket:2; printed:5/bracket:3"),
    ("5.2-5.4", "printed:5/dotted:2 > printed:5/dotted:4"),
    ("5．", "printed:5"),
    ("二、", "han:2"),
    ("二、5", "han:2/number:5"),
    ("二（5）", "han:2/bracket:5"),
    ("II", "roman:ii|2"),
    ("II.5", "roman:ii|2/number:5"),
    ("II, art. 5", "roman:ii|2/article:5"),
]


@pytest.mark.parametrize(("written", "said"), BARE)
def test_numbers_alone_are_a_pinpoint_only_where_a_name_stands_before_them(written: str, said: str) -> None:
    lower = fold(written).lower
    assert _said(read_bare_pinpoint(lower, 0)) == said
    assert read_pinpoint(lower, 0) is None


@pytest.mark.parametrize(
    "written",
    ["五条建议", "第", "第五", "第×条", "第十十条", "article", "5G", "the fifth", "第五、六条第一项", "particle 5"],
)
def test_what_says_too_little_is_no_pinpoint(written: str) -> None:
    assert read_pinpoint(fold(written).lower, 0) is None


def test_each_member_of_a_list_has_its_own_words() -> None:
    lower = fold("arts 5, 6 and 7(1) of the Act").lower
    pinpoint = read_pinpoint(lower, 0)
    assert pinpoint is not None
    assert [lower[member.start : member.end] for member in pinpoint.members] == ["arts 5", "6", "7(1)"]
    assert lower[pinpoint.end :] == " of the act"


def test_quoted_words_in_between_are_claims_of_the_steps_before_them() -> None:
    pinpoint = read_pinpoint(fold("第二部分“创新发展”第五条“基础设施”第二项").lower, 0)
    assert pinpoint is not None
    assert _said(pinpoint) == "part:2/article:5/xiang:2"
    assert [(claim.text, claim.depth) for claim in pinpoint.members[0].claims] == [("创新发展", 1), ("基础设施", 2)]


def test_a_list_has_a_bound() -> None:
    assert read_pinpoint("、".join(["第五条"] * MAX_MEMBERS), 0) is not None
    assert read_pinpoint("、".join(["第五条"] * (MAX_MEMBERS + 2)), 0) is None
    assert read_pinpoint("arts " + ", ".join(["5"] * (MAX_MEMBERS + 2)), 0) is None


@given(st.text(st.sampled_from("第五十条项款点部分、至-()5.2 aofitmrl,之前本“”"), max_size=24))
def test_what_is_read_lies_inside_the_text_and_every_member_has_steps(written: str) -> None:
    lower = fold(written).lower
    for read in (read_pinpoint, read_bare_pinpoint):
        pinpoint = read(lower, 0)
        if pinpoint is not None:
            assert 0 < pinpoint.end <= len(lower)
            assert all(member.steps and member.start < member.end <= pinpoint.end for member in pinpoint.members)


HOSTILE = [
    "第",
    "第五条、",
    "第五",
    "5.",
    "5(",
    "((",
    "of article 5 ",
    "item 2 of ",
    "五",
    "art. 5(2)",
    "本",
    '"',
    "to 5 ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_reading_takes_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        lower = "art. 5 " + unit * times
        began = time.process_time()
        read_pinpoint(lower, 0)
        read_bare_pinpoint(lower, 7)
        return time.process_time() - began

    seconds(500)
    assert seconds(20_000) < 8 * seconds(5_000) + 0.1
