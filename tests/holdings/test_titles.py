"""Held works by what people call them, over every registered store."""

from collections.abc import Callable
from itertools import product

import pytest

from lawpin.holdings.admission import Admission
from lawpin.holdings.store import Store
from lawpin.holdings.titles import Found, Near, Titles
from lawpin.law.identifiers.reader import read_work_id

Admit = Callable[..., Admission]

ZHO = "关于促进移动互联网健康有序发展的意见"
ENG = "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet"
FIRST = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"

NAMES = {
    f"《{ZHO}》": "exact",
    "關於促進移動互聯網健康有序發展的意見": "exact",
    f"国务院{ZHO}": "exact",
    f"中共中央办公厅、国务院办公厅{ZHO}（2017年）": "exact",
    "《移动互联网意见》": "alias",
    "促进移动互联网健康有序发展意见": "alias",
    "关于促进移动互连网健康有序发展的意见": "slip",
    ENG: "exact",
    "the Opinions on the Promotion of the Healthy and Orderly Development of the Mobile Internet": "alias",
    "the 2017 Mobile Internet Opinions": "alias",
    "Opinions on Promoting the Helthy and Orderly Development of the Moblie Internet": "slip",
}
UNKNOWN = [
    "关于促进工业互联网健康有序发展的意见",
    "关于促进移动互联网健康有序发展的实施意见",
    f"《{ZHO}（征求意见稿）》",
    f"《{ZHO}》解读",
    f"广东省{ZHO}",
    "《移动互联网应用程序信息服务管理规定》",
    "关于促进互联网金融健康发展的指导意见",
    "Opinions on Promoting the Healthy and Orderly Development of the Industrial Internet",
    f"Draft {ENG}",
    f"Implementing {ENG}",
    "Mobile Internet Measures",
    "移动互联网",
    "the Mobile Internet",
]


@pytest.fixture
def titles(store: Store, admit: Admit) -> Titles:
    admit(store, f"{FIRST}/zho@2017-01-15", title=ZHO)
    admit(store, f"{FIRST}/eng@2017-01-15", title=ENG, translation_of=f"{FIRST}/zho@2017-01-15")
    return Titles(store)


def answers(titles: Titles) -> dict[str, tuple[tuple[str, ...], str | None]]:
    found = {written: titles.find(written) for written in (*NAMES, *UNKNOWN)}
    return {written: (tuple(str(held.work) for held in told.works), told.how) for written, told in found.items()}


@pytest.mark.parametrize("written", NAMES)
def test_a_work_is_found_by_what_people_call_it(titles: Titles, written: str) -> None:
    found = titles.find(written)
    assert [str(held.work) for held in found.works] == [FIRST]
    assert found.how == NAMES[written]


@pytest.mark.parametrize("written", UNKNOWN)
def test_another_title_is_another_document_however_close(titles: Titles, written: str) -> None:
    assert titles.find(written).works == ()


@pytest.mark.parametrize("written", ["《意见》", "意见", "本意见", "the Opinions", "Opinions"])
def test_a_type_word_alone_names_nothing(titles: Titles, written: str) -> None:
    assert titles.find(written) == Found(is_generic=True)


@pytest.mark.parametrize(
    ("written", "given", "held"),
    [
        ("《关于促进工业互联网健康有序发展的意见》", "工业", "移动"),
        (
            "Opinions on Promoting the Healthy and Orderly Development of the Industrial Internet",
            "industrial",
            "mobile",
        ),
        ("Industrial Internet Opinions", "industrial", "mobile"),
    ],
)
def test_a_near_title_is_suggested_with_the_word_that_differs(
    titles: Titles, written: str, given: str, held: str
) -> None:
    (near,) = titles.find(written).near
    title = ENG if written.isascii() else ZHO
    assert near == Near(read_work_id(FIRST), title, "eng" if written.isascii() else "zho", given, held)


def test_fifty_documents_with_similar_titles_change_no_old_answer(store: Store, titles: Titles, admit: Admit) -> None:
    before = answers(titles)
    subjects = "工业互联网 能源互联网 下一代互联网 卫星互联网 移动物联网 产业互联网 互联网金融 移动支付".split()
    kinds = ("意见", "指导意见", "实施意见", "通知", "若干意见", "规划", "办法")
    loaded = [f"关于促进{subject}健康有序发展的{kind}" for subject, kind in product(subjects, kinds)][:50]
    for count, title in enumerate(loaded):
        admit(store, f"/akn/cn/statement/2018-01-{count % 28 + 1:02}/similar-{count}/zho@2018-01-01", title=title)
    asked = {written: told for written, told in before.items() if written not in {loaded[0], f"《{loaded[0]}》"}}
    assert {written: told for written, told in answers(titles).items() if written in asked} == asked
    assert len(titles.find(loaded[0]).works) == 1


def test_a_title_of_several_works_is_ambiguous(store: Store, titles: Titles, admit: Admit) -> None:
    admit(store, "/akn/cn/statement/2019/other/zho@2019-01-01", title=ZHO)
    assert [str(held.work) for held in titles.find(ZHO).works] == ["/akn/cn/statement/2019/other", FIRST]


def test_the_year_of_an_act_is_part_of_its_title(store: Store, admit: Admit) -> None:
    admit(store, "/akn/gb/act/2018/12/eng@2018", title="Data Protection Act 2018")
    titles = Titles(store)
    assert [titles.find(name).how for name in ("Data Protection Act 2018", "Data Protection Act")] == ["exact", "alias"]
    assert titles.find("Data Protection Act 1998").works == ()


def test_a_name_is_kept_once_however_often_a_work_is_published(store: Store, titles: Titles, admit: Admit) -> None:
    admit(store, f"{FIRST}/zho@2018-01-15", title=ZHO)
    assert titles.find(ZHO).works[0].title == ZHO
    assert len(titles.find(ZHO).works) == 1


@pytest.mark.parametrize("written", ["", "\0", "《》", "x" * 100_000, "关于" * 300, "\ud800", "第" * 599])
def test_nothing_that_is_asked_fails(titles: Titles, written: str) -> None:
    assert titles.find(written).works == ()
