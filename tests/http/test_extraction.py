"""/v1/extract: where citations begin and end, what they come to, and what is none.

In a passage ⟦ and ⟧ stand around what must be found; they are not sent. What comes of each is written in its order.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from tests.http.conftest import ENG, WORK, ZHO, Answered, Client

# An answer is anything.
Json = dict[str, Any]

Z = "《关于促进移动互联网健康有序发展的意见》"
BARE = Z.strip("《》")
E = "Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet"
PLACE = f"{ZHO}/~art_5__item_2"


@dataclass(frozen=True)
class Passage:
    marked: str
    to: tuple[str, ...] = ()
    context: str | None = None

    @property
    def text(self) -> str:
        return self.marked.replace("⟦", "").replace("⟧", "")

    @property
    def spans(self) -> list[tuple[int, int]]:
        ends, at, start = [], 0, 0
        for character in self.marked:
            if character == "⟦":
                start = at
            elif character == "⟧":
                ends.append((start, at))
            else:
                at += 1
        return ends


CHINESE = [
    Passage(f"按照⟦{Z}第五条⟧办理。", ("art_5",)),
    Passage(f"国务院办公厅印发的⟦{Z}第五条第二项⟧指出。", ("art_5__item_2",)),
    Passage(f"根据⟦{Z}的第十二条⟧，加大投入。", ("art_12",)),
    Passage(f"⟦{Z}中第五条⟧、⟦第六条⟧以及⟦第九条⟧。", ("art_5", "art_6", "art_9")),
    Passage(f"⟦{BARE}第五条⟧也有规定。", ("art_5",)),
    Passage(f"国务院⟦{BARE}第五条⟧也有规定。", ("art_5",)),
    Passage("按照⟦移动互联网意见第十五条⟧的要求。", ("art_15",)),
    Passage("见⟦《移动互联网意见》第五点第二句⟧。", ("art_5__item_2",)),
    Passage(f"⟦{Z}第二部分⟧与⟦第三部分⟧。", ("part_2", "part_3")),
    Passage(f"⟦{Z}二、5⟧。", ("art_5",)),
    Passage(f"⟦{Z}第4至6条⟧。", ("art_4 art_5 art_6",)),
    Passage(f"⟦{Z}第五条第（二）项⟧，⟦第（三）项⟧。", ("art_5__item_2", "art_5__item_3")),
    Passage(f"{Z}发布后，⟦该意见第五条⟧受到关注，⟦同条第二项⟧尤其如此。", ("art_5", "art_5__item_2")),
    Passage(f"⟦{Z}第五条第二项⟧。⟦同上⟧。", ("art_5__item_2", "art_5__item_2")),
    Passage(f"{Z}以下简称《移动意见》。⟦《移动意见》第五条⟧。", ("art_5",)),
    Passage(f"{Z}（下称“意见”）。⟦意见第五条⟧和⟦意见第七条⟧。", ("art_5", "art_7")),
    Passage("《网络安全法》（以下简称《意见》）。《意见》第五条。"),
    Passage(f"《网络安全法》第五条，⟦{Z}第五条⟧。", ("art_5",)),
    Passage(f"{Z}与《网络安全法》均已公布，该法第五条另有规定。"),
    Passage(f"⟦{Z}第五条⟧提出加快升级。⟦第七条⟧提出协同创新。", ("art_5", "art_7")),
    Passage("😀⟦《關於促進移動互聯網健康有序發展的意見》第廿四條⟧😀", ("art_24",)),
    Passage("参见⟦《关于促进移动互联网健康有序发展的意见》\n\n第 五 条⟧。", ("art_5",)),
    Passage(f"截至2016年1月1日的⟦{Z}第五条⟧。", ("not_found",)),
    Passage(f"⟦{Z}第九十九条⟧不存在。", ("not_found",)),
]
ENGLISH = [
    Passage(f"Under ⟦Article 5 of the {E}⟧, networks are built.", ("art_5",)),
    Passage(f"See, e.g., ⟦art. 5(2) of the {E}⟧; it is clear.", ("art_5__item_2",)),
    Passage("The ⟦Mobile Internet Opinions, arts 5⟧, ⟦6⟧ and ⟦8⟧, agree.", ("art_5", "art_6", "art_8")),
    Passage("⟦Articles 5⟧, ⟦6⟧ and ⟦8 of the Mobile Internet Opinions⟧ agree.", ("art_5", "art_6", "art_8")),
    Passage(f"⟦Part II of the {E}⟧ and ⟦Part III of the {E}⟧.", ("part_2", "part_3")),
    Passage(f"⟦{E}, art. 5⟧, I think, is clear.", ("art_5",)),
    Passage(f"The {E} (hereinafter the “MIO”) say so: ⟦MIO art. 5⟧; ⟦article 6 of the MIO⟧.", ("art_5", "art_6")),
    Passage(f"The {E} were issued. ⟦Article 5 thereof⟧ is short.", ("art_5",)),
    Passage(f"⟦{E}, art. 5(2)⟧. ⟦Ibid⟧. ⟦Id. art. 6⟧.", ("art_5__item_2", "art_5__item_2", "art_6")),
    Passage(f"⟦{E}, Art. 5⟧. ⟦Article 7⟧ adds to it.", ("art_5", "art_7")),
    Passage(f"⟦Article 5 of the {E}⟧ and Article 5 of the Cybersecurity Law.", ("art_5",)),
    Passage("Article 5 of the Draft Mobile Internet Opinions, and Draft Mobile Internet Opinions, art. 5."),
    Passage("Article 5 of the Mobile Internet Opinions Implementation Rules."),
    Passage("Section 230 of the Communications Decency Act; 17 U.S.C. § 107; GDPR art. 5.", context=WORK),
    Passage("⟦Opinons on Promoting the Healthy and Orderly Development of the Mobile Internet, art. 5⟧.", ("art_5",)),
    Passage(f"⟦{E.upper()}, ART. 5⟧.", ("art_5",)),
]
IN_CONTEXT = [
    Passage("⟦第五条⟧与⟦第六条⟧。", ("art_5", "art_6"), WORK),
    Passage("⟦《意见》第五条⟧。", ("art_5",), WORK),
    Passage("⟦第三项⟧和⟦本条第四项⟧。", ("art_5__item_3", "art_5__item_4"), PLACE),
    Passage("The ⟦preceding article⟧ and ⟦article 6⟧.", ("art_4", "art_6"), f"{ENG}/~art_5"),
    Passage("《网络安全法》第五条与第六条。《电子商务法》第七条。", (), WORK),
    Passage("本文第五条，第三项目，第二条路，第一次，第三方，第5页，2017年1月15日。", (), WORK),
    Passage("State of the art. 5 people took part in 3 parts of it; part of this, items a and b, no. 5.", (), WORK),
    Passage("⟦Article 5⟧ is short. Article 5 of the contract is long.", ("art_5",), ENG),
    Passage("⟦第三十条⟧没有。", ("not_found",), WORK),
]
NOTHING = [
    Passage(f"参见{Z}解读第五条，{Z}实施细则第六条。"),
    Passage(f"广东省{BARE}第五条。"),
    Passage("工业移动互联网意见第五条，深圳市移动互联网意见第五条。"),
    Passage("《关于促进移动互联网健康有序发展的意见（征求意见稿）》第五条。"),
    Passage("《〈关于促进移动互联网健康有序发展的意见〉解读》第五条。"),
    Passage("关于促进移动物联网健康有序发展的意见第五条。"),
    Passage("The Mobile Internet Measures, art. 5, and the Industrial Internet Opinions, art. 5."),
    Passage("该意见第五条；同条；ibid.; Article 5 thereof; the Opinions, art. 5."),
]
ALL = [*CHINESE, *ENGLISH, *IN_CONTEXT, *NOTHING]


def send(client: Client, question: object, content_type: str = "application/json") -> Answered:
    body = question if isinstance(question, bytes) else json.dumps(question).encode()
    return client.ask("POST", "/v1/extract", {"content-type": content_type}, body)


def extract(client: Client, passage: Passage) -> list[Json]:
    answer = send(client, {"text": passage.text, "context": passage.context}).json()
    found: list[Json] = answer["citations"]
    return found


def outcome(citation: Json) -> str:
    targets = citation["targets"]
    assert isinstance(targets, list)
    assert all(target["work"] == WORK for target in targets)
    return " ".join(target["eId"] for target in targets) or str(citation["status"])


@pytest.mark.parametrize("passage", ALL, ids=range(len(ALL)))
def test_citations_are_found_where_they_stand_and_nothing_else_is_ours(client: Client, passage: Passage) -> None:
    found = extract(client, passage)
    by_span = {(citation["start"], citation["end"]): outcome(citation) for citation in found}
    wanted = dict(zip(passage.spans, passage.to, strict=True))
    assert {span: by_span.get(span) for span in wanted} == wanted, by_span
    assert not {span for span, told in by_span.items() if span not in wanted and told.startswith(("art", "part"))}


def test_there_are_passages_enough_of_both_languages() -> None:
    assert len(ALL) >= 50
    assert min(len(CHINESE), len(ENGLISH)) >= 15


@pytest.mark.parametrize("passage", ALL, ids=range(len(ALL)))
def test_offsets_cut_the_words_out_of_the_text(client: Client, passage: Passage) -> None:
    units = passage.text.encode("utf-16-le")
    for citation in extract(client, passage):
        assert passage.text[citation["start"] : citation["end"]] == citation["text"] == citation["input"]
        assert units[2 * citation["utf16Start"] : 2 * citation["utf16End"]].decode("utf-16-le") == citation["text"]


@pytest.mark.parametrize("passage", CHINESE + ENGLISH, ids=range(len(CHINESE + ENGLISH)))
def test_what_names_its_document_resolves_alike_by_itself(client: Client, passage: Passage) -> None:
    for citation in extract(client, passage):
        words = str(citation["text"])
        if BARE not in words and E not in words:
            continue
        alone = client.ask(
            "POST", "/v1/resolve", {"content-type": "application/json"}, json.dumps({"q": words}).encode()
        ).json()
        if citation["on"] is None:
            assert [target["id"] for target in alone["targets"]] == [t["id"] for t in citation["targets"]], words


def test_a_long_list_goes_on_where_the_answer_ends(client: Client) -> None:
    text = Z + "、".join(["第五条"] * 600)
    first = send(client, {"text": text}).json()
    assert len(first["citations"]) == 500
    rest = send(client, {"text": text[first["next"] :], "context": WORK}).json()
    assert (len(rest["citations"]), rest["next"]) == (100, None)


@pytest.mark.parametrize(
    "question",
    [{}, {"text": None}, {"text": 5}, {"text": "x", "more": 1}, {"text": "x" * 64_001}, [], b"{", {"text": "\x01"}],
)
def test_a_body_that_is_no_text_is_400(client: Client, question: object) -> None:
    assert send(client, question).status == 400


@pytest.mark.parametrize("member", [{"context": "nowhere"}, {"on": "2018-02-30"}])
def test_a_context_is_an_address_and_a_day_a_day(client: Client, member: dict[str, str]) -> None:
    assert send(client, {"text": "第五条", **member}).status == 400


def test_a_text_must_be_sent_as_json(client: Client) -> None:
    assert send(client, {"text": "x"}, "text/plain").status == 415


def test_an_empty_text_has_no_citations(client: Client) -> None:
    assert send(client, {"text": ""}).json() == {"citations": [], "next": None}


@pytest.mark.parametrize(
    "unit",
    ["第", "《", '"', "第五条、", "§ 5 ", "附件1", "该意见第五条", "（以下简称《", "Opinions ", "art. 5 of the "],
)
def test_no_text_is_too_hostile_to_be_read(client: Client, unit: str) -> None:
    answer = send(client, {"text": (unit * 64_000)[:64_000]})
    assert answer.status == 200
    assert all(citation["status"] != "resolved" for citation in answer.json()["citations"])


OTHERS = [
    Passage("See Opinions on Promoting the Healthy and Orderly Development of the Industrial Internet, art. 5."),
    Passage("In Regulations on Minors Online, art. 5; Convention on Cybercrime, art. 6."),
    Passage("Regulation (EU) 2016/679, Article 5, and Directive 95/46/EC, art. 5."),
    Passage("⟦Article 5⟧ and the Lease, Article 6", ("art_5",)),
    Passage("⟦本意见第五条⟧和合同第六条。", ("art_5",)),
    Passage("依据本合同第五条，根据判决第五条，依据守则第五条。"),
    Passage("第五条款，第五条例会，地铁第五条线。"),
    Passage("However, ⟦Article 5⟧ applies, and under ⟦Article 7⟧ too.", ("art_5", "art_7")),
    Passage("违反⟦第七条第二项⟧的，适用⟦第五条⟧例外。", ("art_7__item_2", "art_5")),
]


@pytest.mark.parametrize("passage", OTHERS, ids=[passage.marked[:60] for passage in OTHERS])
def test_what_belongs_to_another_document_is_never_ours(client: Client, passage: Passage) -> None:
    found = extract(client, replace(passage, context=WORK))
    ours = [one for one in found if one["targets"]]
    assert [(one["start"], one["end"]) for one in ours] == passage.spans
    assert tuple(target["eId"] for one in ours for target in one["targets"]) == passage.to


INSIDE = [
    Passage("⟦前条⟧规定的措施，⟦本条第三项⟧不适用。", ("art_4", "art_5__item_3"), PLACE),
    Passage("⟦第九条⟧规定的，依照⟦本条第二项⟧办理。", ("art_9", "art_5__item_2"), PLACE),
]


@pytest.mark.parametrize("passage", INSIDE, ids=[passage.marked[:60] for passage in INSIDE])
def test_this_article_is_the_one_that_the_text_stands_in(client: Client, passage: Passage) -> None:
    found = extract(client, passage)
    assert [(one["start"], one["end"]) for one in found] == passage.spans
    assert tuple(target["eId"] for one in found for target in one["targets"]) == passage.to


@pytest.mark.parametrize("citation", [f"{E} No. 2, art. 5", f"{E} [2017] No. 3, art. 5", f"{E}, point 2, art. 5"])
def test_a_number_straight_behind_a_name_is_no_item_of_what_follows(client: Client, citation: str) -> None:
    answered = client.ask(
        "POST", "/v1/resolve", {"content_type": "application/json"}, json.dumps({"q": citation}).encode()
    )
    assert (answered.json()["status"], answered.json()["targets"]) == ("not_found", [])
