"""What citations come to, over the shipped corpus; the rules of judgement are told in docs/citations.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.holdings.conftest import BEGUN

from lawpin.akn.checking import Checker
from lawpin.holdings.judgement import Judgement
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.resolving import Resolver
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.law.identifiers.reader import read_address
from lawpin.places import shipped

WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
ZHO, ENG = f"{WORK}/zho@2017-01-15", f"{WORK}/eng@2017-01-15"
TITLE = "《关于促进移动互联网健康有序发展的意见》"
NAMED = "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet"


@pytest.fixture(scope="module")
def store(checker: Checker) -> MemoryStore:
    held = MemoryStore()
    list(Loading(held, checker, lambda: BEGUN).load(group_by_work(find_files([shipped("data") / "akn"]))))
    return held


@pytest.fixture(scope="module")
def resolver(store: MemoryStore) -> Resolver:
    return Resolver(Lookup(store, lambda: BEGUN))


def resolve(resolver: Resolver, written: str, context: str | None = None) -> Judgement:
    return resolver.resolve(written, None if context is None else read_address(context))


def eids(judgement: Judgement) -> list[str | None]:
    return [place.eid for place in judgement.targets]


RESOLVED = [
    (f"{TITLE}第五条第二项", ["art_5__item_2"]),
    (f"{TITLE}第二部分第5点第2句", ["art_5__item_2"]),
    (f"{TITLE}第五条第一款", ["art_5"]),
    (f"{TITLE}二（5）", ["art_5"]),
    (f"{TITLE}5.2", ["art_5__item_2"]),
    (f"{TITLE}第五条第（二）、（四）项", ["art_5__item_2", "art_5__item_4"]),
    (f"{TITLE}第五至七条", ["art_5", "art_6", "art_7"]),
    (f"{TITLE}第十六条“全面清理赌博、传销、非法集资”", ["art_16"]),
    (f"{TITLE}第二部分（推动移动互联网创新发展）第5条", ["art_5"]),
    (f"{TITLE}第五条规定：“加快第五代移动通信（5G）技术研发”", ["art_5"]),
    (f"{TITLE}5．加快信息基础设施演进升级", ["art_5"]),
    (f"{TITLE}（2017年1月15日中共中央办公厅、国务院办公厅印发）第五条", ["art_5"]),
    (f"{NAMED}, II. Promoting the innovative development of the mobile Internet", ["part_2"]),
    (f"{NAMED}, art. 5(2), (4) and 7(1)", ["art_5__item_2", "art_5__item_4", "art_7__item_1"]),
    (f"{NAMED}, art. 5 (2017)", ["art_5"]),
    (f"{NAMED} (hereinafter the “Opinions”), art. 5", ["art_5"]),
    (f"Art. 5(2) of the {NAMED}", ["art_5__item_2"]),
    (f"{NAMED}, Part II, art. 5(2)-(4)", ["art_5__item_2", "art_5__item_3", "art_5__item_4"]),
    (f"{ENG}/~art_5__item_3", ["art_5__item_3"]),
    (f"https://law.example{ZHO}/~art_5-%3Eart_6", ["art_5", "art_6"]),
    (TITLE, [None]),
]


@pytest.mark.parametrize(("written", "expected"), RESOLVED)
def test_a_citation_resolves_to_every_provision_that_it_names(
    resolver: Resolver, written: str, expected: list[str | None]
) -> None:
    judgement = resolve(resolver, written)
    assert (judgement.outcome, eids(judgement)) == ("resolved", expected)


REFUSED = [
    ("第五条", "ambiguous", "document-missing"),
    (f"{TITLE}第五条之一", "not_found", "no-such-provision"),
    (f"{TITLE}第五条第二款", "not_found", "no-such-provision"),
    (f"{TITLE}第七条第八项", "not_found", "no-such-provision"),
    (f"{TITLE}第二十二条至第二十六条", "not_found", "no-such-provision"),
    (f"{TITLE}第七条至第五条", "not_found", "range-reversed"),
    (f"{TITLE}第二章", "not_found", "no-such-provision"),
    (f"{TITLE}第五条第", "not_found", "unread"),
    (f"{TITLE}第X条", "not_found", "unread"),
    (f"{TITLE}第三部分第五条", "ambiguous", "contradiction"),
    (f"{TITLE}第六部分第五条", "not_found", "contradiction"),
    (f"{TITLE}第六条（加快信息基础设施演进升级）", "ambiguous", "contradiction"),
    (f"{TITLE}第六条“这里没有这样的话”", "not_found", "words-differ"),
    (f"{NAMED}, section 5", "ambiguous", "ambiguous"),
    (f"{NAMED}, art. 5(7) and (8)", "not_found", "no-such-provision"),
    (f"{NAMED}, art. 5(2)-4", "not_found", "unread"),
    (f"{NAMED}, art. 5(2), (4) and 7", "not_found", "unread"),
    (f"{NAMED}, art. 5, p. 12", "not_found", "unread"),
    (f"{NAMED}, III. Promoting the innovative development of the mobile Internet", "ambiguous", "contradiction"),
    (f"{TITLE}第五条第二目", "not_found", "no-such-provision"),
    (f"{NAMED}, art. 5(2)(a)", "not_found", "no-such-provision"),
    (f"{TITLE}（截至2016年12月31日）第五条", "not_found", "no-version-for-date"),
    (f"截至2018年2月30日的{TITLE}第五条", "invalid", "bad-date"),
    (f"{TITLE}（法文版）第五条", "not_found", "language-not-held"),
    ("《关于促进工业互联网健康有序发展的意见》第五条", "not_found", "unknown-document"),
    ("5G", "invalid", "not-a-citation"),
    ("24小时", "invalid", "not-a-citation"),
    ("", "invalid", "empty"),
    ("\u200b 。", "invalid", "empty"),
    (f"{TITLE}第五\x07条", "invalid", "control-character"),
    ("第" * 2001, "invalid", "too-long"),
    (f"{WORK}/zho@2017-13-15/~art_5", "invalid", "malformed-address"),
    (f"{ZHO}/art_5", "invalid", "malformed-address"),
    (f"{ZHO}/~art_99", "not_found", "no-such-provision"),
    ("/akn/cn/act/1999-01-01/other", "not_found", "unknown-document"),
]


@pytest.mark.parametrize(("written", "outcome", "reason"), REFUSED)
def test_what_cannot_be_resolved_with_certainty_is_refused_with_its_reason(
    resolver: Resolver, written: str, outcome: str, reason: str
) -> None:
    judgement = resolve(resolver, written)
    assert (judgement.outcome, judgement.reason, judgement.targets) == (outcome, reason, ())
    assert judgement.detail


HELP = [
    (f"{TITLE}第五条第二款", "art_5__item_2", "other-unit"),
    (f"{TITLE}第二章", "part_2", "other-unit"),
    (f"{TITLE}第七条第八项", "art_7__item_7", "last"),
    (f"{TITLE}第五条之一", "art_5", "without-insertion"),
    (f"{NAMED}, art. 5(2)(a)", "art_5__item_2", "parent"),
    (f"{TITLE}第五项", "art_5", "other-unit"),
]


@pytest.mark.parametrize(("written", "eid", "why"), HELP)
def test_a_refusal_suggests_what_may_have_been_meant(resolver: Resolver, written: str, eid: str, why: str) -> None:
    assert (eid, why) in [(place.eid, place.why) for place in resolve(resolver, written).suggestions]


IN_CONTEXT = [
    ("第五条", WORK, ["art_5"]),
    ("前条", f"{ZHO}/~art_5__item_3", ["art_4"]),
    ("前两条", f"{ZHO}/~art_5", ["art_3", "art_4"]),
    ("本条第三项", f"{ZHO}/~art_5", ["art_5__item_3"]),
    ("第三项", f"{ZHO}/~art_5__item_2", ["art_5__item_3"]),
    ("次项", f"{ZHO}/~art_5__item_2", ["art_5__item_3"]),
    ("ibid.", f"{ENG}/~art_5__item_2", ["art_5__item_2"]),
    ("item 3 thereof", f"{ENG}/~art_5", ["art_5__item_3"]),
    ("the Opinions, art. 7", ENG, ["art_7"]),
    (f"{TITLE}第七条", f"{ENG}/~art_5", ["art_7"]),
]


@pytest.mark.parametrize(("written", "context", "expected"), IN_CONTEXT)
def test_bare_and_relative_forms_belong_to_the_context(
    resolver: Resolver, written: str, context: str, expected: list[str]
) -> None:
    assert eids(resolve(resolver, written, context)) == expected


@pytest.mark.parametrize(
    ("written", "context"),
    [
        ("前条", f"{ZHO}/~art_1"),
        ("前条", ZHO),
        ("前款", f"{ZHO}/~art_5"),
        ("本法第五条", ZHO),
        ("the Act, art. 5", ENG),
        ("《工业互联网意见》第五条", ZHO),
        ("五条建议", f"{ZHO}/~art_5"),
    ],
)
def test_a_context_does_not_make_a_citation_of_what_is_none(resolver: Resolver, written: str, context: str) -> None:
    assert resolve(resolver, written, context).targets == ()


def test_an_expression_as_context_fixes_language_and_version(resolver: Resolver) -> None:
    judgement = resolve(resolver, "第五条", ENG)
    assert (str(judgement.targets[0].id), judgement.language) == (f"{ENG}/~art_5", "eng")
    said = resolve(resolver, f"{TITLE}（英文版）第五条", ZHO)
    assert (str(said.targets[0].id), said.language) == (f"{ENG}/~art_5", "eng")


def test_language_and_day_are_told_only_where_the_citation_says_them(resolver: Resolver) -> None:
    plain = resolve(resolver, f"{TITLE}第五条")
    assert (plain.language, plain.on, str(plain.targets[0].id)) == (None, None, f"{ZHO}/~art_5")
    dated = resolve(resolver, f"截至2018年1月1日，{TITLE}第五条")
    assert (dated.on, eids(dated)) == ("2018-01-01", ["art_5"])


def test_a_wrong_description_of_a_unique_title_resolves_with_warnings(resolver: Resolver) -> None:
    judgement = resolve(resolver, f"国务院{TITLE}（2018年）第五条")
    assert eids(judgement) == ["art_5"]
    assert {remark.code for remark in judgement.remarks} == {"issuer-differs", "date-differs"}
    assert resolve(resolver, f"中办、国办{TITLE}（2017年）第五条").remarks == ()


def test_every_label_resolves_back_to_its_provision(resolver: Resolver, store: MemoryStore) -> None:
    versions = store.versions(read_address(WORK).work)
    for version in versions:
        for portion in store.portions(version.id):
            if not portion.provision or portion.kind == "preface":
                continue
            address = f"{version.id}/~{portion.eid}" if portion.eid else str(version.id)
            (target,) = resolve(resolver, address).targets
            assert eids(resolve(resolver, target.label)) == [portion.eid], target.label


@given(at=st.integers(0, 27), character=st.sampled_from("一三四六七八九十零百之第条项款部分、至0x-A （"))
def test_one_damaged_character_never_leads_to_another_provision_in_silence(
    resolver: Resolver, at: int, character: str
) -> None:
    written = f"{TITLE}第五条第二项"
    at = min(at, len(written) - 1)
    damaged = written[:at] + character + written[at + 1 :]
    judgement = resolve(resolver, damaged)
    pin = damaged.partition("》")[2]
    if judgement.targets and pin == "第五条第二项":
        assert eids(judgement) == ["art_5__item_2"]
    elif judgement.targets:
        # What was read is what stands there: the number that is written now.
        assert judgement.normalized is not None
        assert len(judgement.targets) > 1 or judgement.normalized.removeprefix(TITLE) in {pin, "第五条第二项"}


HOSTILE = [
    "第" * 2000,
    "《" * 2000,
    "((" * 1000,
    "第五条、" * 500,
    f"{TITLE}第" + "9" * 1900 + "条",
    "5(" * 900,
    "前" * 2000,
]


@pytest.mark.parametrize("written", [*HOSTILE, "art. 5 of " * 190, "“" * 1999, f"{TITLE}第一条至第99999999999条"])
def test_hostile_citations_are_refused(resolver: Resolver, written: str) -> None:
    assert resolve(resolver, written, f"{ZHO}/~art_5").targets == ()
