"""Names of documents: what a title may be called, what is a slip, what is another name."""

import pytest

from lawpin.law.citations.attribution import Attribution, attributions
from lawpin.law.citations.confusable import is_contrast, sound_of
from lawpin.law.citations.folding import fold
from lawpin.law.citations.kinds import kind_of, stem
from lawpin.law.citations.likeness import difference
from lawpin.law.citations.titles import index_keys, is_generic, names_of, plain

ZHO = "关于促进移动互联网健康有序发展的意见"
ENG = "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet"


def made_plain(written: str) -> str:
    return plain(fold(written).text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ZHO, "關於促進移動互聯網健康有序發展的意見"),
        (ZHO, "关于 促进移动\u200b互联网\n健康有序发展的意见"),
        ("App 违法违规行为认定方法", "ＡＰＰ违法违规行为认定方法"),
        (ENG, ENG.upper()),
        (ENG, ENG.replace("Mobile Internet", "mobile-internet").replace(" ", "  ")),
        ("The People's Republic", "the People’s Republic"),
    ],
)
def test_width_case_script_and_punctuation_do_not_count(one: str, other: str) -> None:
    assert made_plain(one) == made_plain(other)


def test_a_chinese_title_makes_its_usual_short_names() -> None:
    assert set(names_of(ZHO)) == {
        "关于促进移动互联网健康有序发展意见",
        "促进移动互联网健康有序发展的意见",
        "促进移动互联网健康有序发展意见",
        "移动互联网健康有序发展的意见",
        "移动互联网健康有序发展意见",
        "移动互联网发展意见",
        "移动互联网意见",
    }


def test_a_law_is_called_without_its_country_and_an_opinion_without_its_issuer() -> None:
    assert names_of("中华人民共和国网络安全法") == ("网络安全法",)
    assert "关于加强城市管理工作的指导意见" in names_of("国务院办公厅关于加强城市管理工作的指导意见")
    assert names_of("国务院办公厅转发商务部关于加强外贸工作意见的通知") == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (ZHO, "意见"),
        ("关于X的实施意见", "实施意见"),
        ("若干意见", "若干意见"),
        ("网络安全法", "法"),
        ("移动互联网", ""),
    ],
)
def test_the_kind_of_a_title_has_what_modifies_it(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_a_short_name_says_at_least_a_topic_and_a_kind() -> None:
    assert names_of("关于城市的意见") == ()
    assert not any(is_generic(name) for name in names_of(ZHO) + names_of(made_plain(ENG)))
    assert all(is_generic(name) for name in ("意见", "本意见", "实施意见", "the opinions", "guiding opinions"))


def test_inflections_of_a_word_have_one_stem() -> None:
    assert {stem(word) for word in ("promote", "promoting", "promotion", "promotes")} == {"promot"}
    assert len({stem(word) for word in ("mobile", "mobility", "industrial", "industry")}) > 2


SLIPS = [
    "关于促进移动互连网健康有序发展的意见",
    "关于促进移动互联网健康有序发展意见",
    "关于促进移动互联网建康有续发展的意见",
    "关于促进移动互联网健康有序发展的意兄",
    "关于促进移动互联健康有序发展的意见",
    "关于促进移动互网联健康有序发展的意见",
    "关于促进移动亙联网健康有序发展的意见",
    "促进移动互连网健康有序发展的意见",
    "Opinons on Promoting the Healthy and Orderly Developement of the Mobile Internet",
    "Opinions on Promoting the Healthy and Orderly Development of the Moblie lnternet",
    "Opinions on Promoting Healthy and Orderly Development of Mobile Internet",
]
OTHERS = [
    ("关于促进工业互联网健康有序发展的意见", "工业", "移动"),
    ("关于促进移动物联网健康有序发展的意见", "物", "互"),
    ("关于推进移动互联网健康有序发展的意见", "推", "促"),
    ("关于促进移动互联网健康发展的意见", "", "有序"),
    ("关于促进移动互联网健康有序发展的实施意见", "实施", ""),
    ("关于促进移动互联网健康有序发展的通知", "通知", "意见"),
    ("关于促进新移动互联网健康有序发展的意见", "新", ""),
    ("Opinions on Promoting the Healthy and Orderly Development of the Industrial Internet", "industrial", "mobile"),
    ("Draft Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet", "draft", ""),
    ("Opinions on Promoting the Healthy and Orderly Development of the Mobile Intranet", "intranet", "internet"),
]


@pytest.mark.parametrize("written", SLIPS)
def test_slips_are_no_difference_to_one_of_the_names(written: str) -> None:
    title = made_plain(ENG if written.isascii() else ZHO)
    asked = made_plain(written)
    assert any(difference(asked, name) is None for name in (title, *names_of(title)))


@pytest.mark.parametrize(("written", "given", "held"), OTHERS)
def test_another_word_of_the_subject_is_a_difference_and_is_told(written: str, given: str, held: str) -> None:
    told = difference(made_plain(written), made_plain(ENG if written.isascii() else ZHO))
    assert told is not None
    assert (told.given, told.held) == (given, held)


def test_words_of_one_sound_may_be_two_subjects() -> None:
    assert sound_of("税") == sound_of("水")
    assert is_contrast("税", "水")
    assert difference("关于进一步加强税务工作的若干意见", "关于进一步加强水务工作的若干意见") is not None


def test_numbers_are_never_forgiven() -> None:
    assert difference("data protection act 1998 of things", "data protection act 1999 of things") is not None
    assert difference("国民经济和社会发展第13个五年规划纲要", "国民经济和社会发展第14个五年规划纲要") is not None


@pytest.mark.parametrize(
    ("written", "first"),
    [
        (f"《{ZHO}》", Attribution(ZHO, is_whole=True)),
        (
            f"国务院办公厅《{ZHO}》（国办发〔2017〕3号）",
            Attribution(ZHO, "国务院办公厅", "国办发2017 3号", is_whole=True),
        ),
        (f"《{ZHO}》解读", Attribution(f"{ZHO}解读", is_whole=True)),
        (f"关于印发《{ZHO}》的通知", Attribution(f"关于印发{ZHO}的通知", is_whole=True)),
        (f"《{ZHO}》（以下简称《意见》）", Attribution(ZHO, number="以下简称意见", is_whole=True)),
        ('"Mobile Internet Opinions"', Attribution("mobile internet opinions", is_whole=True)),
    ],
)
def test_what_stands_around_a_title_is_told_apart(written: str, first: Attribution) -> None:
    assert attributions(fold(written).text)[0] == first


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        (f"{ZHO}中办发[2017]3号", Attribution(ZHO, number="中办发2017 3号")),
        (f"{ZHO}（以下简称《意见》）", Attribution(ZHO, number="以下简称意见")),
        (f"{ENG}, 15 January 2017", Attribution(ENG.lower(), number="15 january 2017")),
    ],
)
def test_a_number_or_a_date_behind_a_title_may_belong_to_it(written: str, reading: Attribution) -> None:
    assert reading in attributions(fold(written).text)


def test_an_issuer_before_a_title_is_a_reading_of_its_own() -> None:
    assert Attribution(ZHO, "国务院") in attributions(f"国务院{ZHO}")
    assert Attribution("mobile internet opinions", "the state council") in attributions(
        "the State Council's Mobile Internet Opinions"
    )
    assert all(reading.issuer == "" for reading in attributions("Guiding Opinions on Internet Finance"))


@pytest.mark.parametrize(
    "written", ["", " ", "《》", "》《", "()", "((((", "第" * 600, "《" * 600, "号" * 600, "x" * 601]
)
def test_what_names_nothing_has_no_reading_that_fails(written: str) -> None:
    for reading in attributions(fold(written).text):
        index_keys(reading.title)
