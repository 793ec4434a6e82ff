"""One made-up document of any type of Akoma Ntoso 3.0: its structure and its words are functions of its seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Final

# Outermost first; `depth` says how many of them stand above the articles.
GROUPS: Final = ("book", "part", "title", "chapter", "section")
IN_GROUP, PARAGRAPHS, POINTS, MEMBERS = 5, 4, 3, 4
LEAVES: Final = PARAGRAPHS * (POINTS + 1)
ALTERED: Final = 10  # one leaf in so many is other words in the next version
# A leaf with its markup and its share of what is around it: about two ids in 600 bytes, as in acts of publishers who
# mark them down to the point.
BYTES_IN_LEAF: Final = 600
BYTES_OF_WORDS: Final = 430

VOCABULARY: Final = {
    "eng": (
        "the of and to in a for shall any with this by authority person not may that such be under or notice within "
        "days operator record services information network data law article provision public department relevant where "
        "upon receipt application decision grounds appeal court order measures necessary protection rights interests "
        "accordance following conditions licence issued period months request written reasons competent subject to "
        "national security market order users platform enterprise development innovation standards supervision shall "
        "ensure report annually minister regulations prescribed penalty exceeding amount offence liable conviction"
    ).split(),
    "fra": (
        "le la les de des du en et à un une pour par sur ne pas être dans qui que au aux avec présent article loi "
        "autorité compétente délai jours mois demande décision motifs recours juridiction mesures nécessaires droits "
        "intérêts conformément conditions autorisation délivrée écrite opérateur registre services réseau données "
        "protection sécurité nationale marché utilisateurs entreprise développement normes contrôle rapport annuel "
        "ministre décret prévue sanction amende montant infraction peut doit lorsque ainsi notamment ci-après"
    ).split(),
    "zho": (
        "网络 信息 服务 提供者 应当 依法 有关 部门 国家 安全 保护 数据 用户 个人 管理 规定 办法 本法 条例 主管 单位 "
        "企业 平台 发展 创新 推进 加强 建立 完善 机制 体系 标准 监督 检查 责任 义务 权利 利益 处罚 罚款 情形 申请 许可 "
        "决定 期限 之日起 工作日 书面 通知 说明 理由 法院 起诉 复议 措施 必要 公共 社会 经济 市场 秩序 公平 竞争 技术 "
        "不得 可以 以及 或者 其他 对于 根据 按照 并 和 的 在 为"
    ).split(),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What one document is.

    `version` counts from 0; each has a part of its leaves in other words than the one before. `size_bytes` is what the
    document comes close to. `translation_of` is the language of the original, None for the original itself.
    """

    seed: int
    number: int
    doctype: str
    language: str
    version: int
    size_bytes: int
    depth: int
    translation_of: str | None = None

    @property
    def work(self) -> str:
        return f"/akn/xa/{self.doctype}/{1990 + self.number % 35}-01-01/{self.number:06}"

    @property
    def date(self) -> str:
        return f"{2000 + self.version}-06-01"

    @property
    def expression(self) -> str:
        return f"{self.work}/{self.language}@{self.date}"


def write_document(plan: Plan) -> bytes:
    """The XML of a document, UTF-8."""
    writer = _Writer(plan)
    if plan.doctype == "portion":
        opening = f'<portion includedIn="{plan.work}">'
    else:
        opening = f'<{plan.doctype} name="{plan.doctype}">'
    inside = _meta(plan) + "".join(BODIES[plan.doctype](writer))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">\n'
        f"{opening}{inside}\n</{plan.doctype}>\n</akomaNtoso>\n"
    ).encode()


def _meta(plan: Plan, component: str = "main") -> str:
    master = ""
    if plan.translation_of is not None:
        source = f"{plan.work}/{plan.translation_of}@{plan.date}"
        master = (
            f'<FRBRtranslation href="{source}" fromLanguage="{plan.translation_of}" by="#us" authoritative="false"/>'
        )
    levels = (
        ("Work", plan.work, "1990-01-01", '<FRBRcountry value="xa"/>'),
        ("Expression", plan.expression, plan.date, f'<FRBRlanguage language="{plan.language}"/>{master}'),
        ("Manifestation", f"{plan.expression}.xml", "2026-01-01", ""),
    )
    written = "".join(
        f'<FRBR{level}><FRBRthis value="{iri if level == "Manifestation" else f"{iri}/!{component}"}"/>'
        f'<FRBRuri value="{iri}"/><FRBRdate date="{date}" name="{level.lower()}"/><FRBRauthor href="#us"/>{more}'
        f"</FRBR{level}>"
        for level, iri, date, more in levels
    )
    eid = "us" if component == "main" else f"{component}__us"
    us = f'<TLCOrganization eId="{eid}" href="/akn/ontology/organization/us" showAs="us"/>'
    return (
        f'\n<meta><identification source="#us">{written}</identification>'
        f'<references source="#us">{us}</references></meta>'
    )


class _Writer:
    """Writes the parts of one document. `prefix` stands before ids that are given in a component."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.leaves = max(1, plan.size_bytes // BYTES_IN_LEAF)
        self._vocabulary = VOCABULARY[plan.language]
        self._joint, self._stop = ("", "。") if plan.language == "zho" else (" ", ".")
        mean_bytes = sum(len(f"{word}{self._joint}".encode()) for word in self._vocabulary) / len(self._vocabulary)
        self._words = BYTES_OF_WORDS / mean_bytes

    def preface(self) -> str:
        return f'\n<preface eId="preface"><p><docTitle>{self._heading(-1)}</docTitle></p></preface>'

    def hierarchy(self, leaves: int, first: int = 0, prefix: str = "") -> Iterator[str]:
        """Groups as deep as the plan says, articles in them; their leaves count from `first`."""
        articles = -(-leaves // LEAVES)
        groups = GROUPS[len(GROUPS) - self.plan.depth :]
        yield from self._grouped(range(1, articles + 1), groups, prefix, prefix, first)

    def paragraphs(self, numbers: range, prefix: str) -> Iterator[str]:
        """Paragraphs with points, one after the other; `numbers` are those of their leaves."""
        for count, first in enumerate(numbers[:: POINTS + 1], 1):
            eid = f"{prefix}para_{count}"
            inside = numbers[first - numbers.start :][: POINTS + 1]
            yield f'\n<paragraph eId="{eid}"><num>{count}.</num>'
            if len(inside) == 1:
                yield f'<content eId="{eid}__content"><p>{self._sentence(first)}</p></content>'
            else:
                yield f'<intro eId="{eid}__intro"><p>{self._sentence(first)}</p></intro>'
                yield from (self._point(leaf, number, eid) for number, leaf in enumerate(inside[1:], 1))
            yield "</paragraph>"

    def blocks(self, numbers: range, prefix: str) -> Iterator[str]:
        """Blocks of text with ids; `numbers` are those of their leaves."""
        yield from (f'\n<p eId="{prefix}p_{n}">{self._sentence(leaf)}</p>' for n, leaf in enumerate(numbers, 1))

    def _grouped(self, articles: range, groups: Sequence[str], prefix: str, named: str, first: int) -> Iterator[str]:
        if not groups:
            for article in articles:
                eid, leaf = f"{named}art_{article}", first + (article - 1) * LEAVES
                yield f'\n<article eId="{eid}"><num>{article}.</num><heading>{self._heading(leaf)}</heading>'
                yield from self.paragraphs(range(leaf, leaf + LEAVES), f"{eid}__")
                yield "</article>"
            return
        size = IN_GROUP ** len(groups)
        for number, start in enumerate(range(0, len(articles), size), 1):
            inside, eid = articles[start : start + size], f"{prefix}{groups[0]}_{number}"
            yield f'\n<{groups[0]} eId="{eid}"><num>{number}</num><heading>{self._heading(number)}</heading>'
            yield from self._grouped(inside, groups[1:], f"{eid}__", named, first)
            yield f"</{groups[0]}>"

    def _point(self, leaf: int, number: int, around: str) -> str:
        eid = f"{around}__point_{number}"
        words = self._sentence(leaf)
        return f'<point eId="{eid}"><num>({number})</num><content eId="{eid}__content"><p>{words}</p></content></point>'

    def _heading(self, leaf: int) -> str:
        chance = Random(f"{self.plan.seed}/{self.plan.number}/{self.plan.language}/heading {leaf}")
        return self._joint.join(chance.choices(self._vocabulary, k=5))

    def _sentence(self, leaf: int) -> str:
        chance = Random(f"{self.plan.seed}/{self.plan.number}/{self.plan.language}/{leaf}")
        written = self._drawn(chance)
        for _ in range(self.plan.version):
            if chance.randrange(ALTERED) == 0:
                written = self._drawn(chance)
        return written

    def _drawn(self, chance: Random) -> str:
        count = max(1, round(self._words * chance.uniform(0.5, 1.5)))
        return self._joint.join(chance.choices(self._vocabulary, k=count)) + self._stop


def _body(writer: _Writer) -> Iterator[str]:
    return chain([writer.preface(), '\n<body eId="body">'], writer.hierarchy(writer.leaves), ["</body>"])


def _main_body(writer: _Writer) -> Iterator[str]:
    return chain([writer.preface(), '\n<mainBody eId="main">'], writer.hierarchy(writer.leaves), ["</mainBody>"])


def _judgment(writer: _Writer) -> Iterator[str]:
    yield '\n<header eId="header"><p>A Court</p></header>\n<judgmentBody eId="judgment">'
    names = ("introduction", "background", "motivation", "decision")
    size = -(-writer.leaves // len(names))
    for number, name in enumerate(names):
        yield f'\n<{name} eId="{name}">'
        yield from writer.paragraphs(range(number * size, (number + 1) * size), f"{name}__")
        yield f"</{name}>"
    yield "</judgmentBody>"


def _debate(writer: _Writer) -> Iterator[str]:
    yield f'{writer.preface()}\n<debateBody eId="debate">\n<debateSection name="sitting" eId="sitting">'
    for number, first in enumerate(range(0, writer.leaves, PARAGRAPHS), 1):
        eid = f"sitting__speech_{number}"
        yield f'\n<speech by="#us" eId="{eid}"><from>A Member</from>'
        yield from writer.blocks(range(first, first + PARAGRAPHS), f"{eid}__")
        yield "</speech>"
    yield "</debateSection></debateBody>"


def _amendment(writer: _Writer) -> Iterator[str]:
    yield f'{writer.preface()}\n<amendmentBody eId="amendment"><amendmentContent eId="content">'
    yield from writer.blocks(range(writer.leaves), "content__")
    yield "</amendmentContent></amendmentBody>"


def _collection(writer: _Writer) -> Iterator[str]:
    yield f'{writer.preface()}\n<collectionBody eId="collection">'
    size = -(-writer.leaves // MEMBERS)
    for number in range(1, MEMBERS + 1):
        name = f"doc_{number}"
        yield f'\n<component eId="{name}"><doc name="doc">{_meta(writer.plan, name)}<mainBody eId="{name}__main">'
        yield from writer.hierarchy(size, (number - 1) * size, f"{name}__")
        yield "</mainBody></doc></component>"
    yield "</collectionBody>"


def _portion(writer: _Writer) -> Iterator[str]:
    yield '\n<portionBody eId="portion"><part eId="annex"><num>A</num>'
    yield from writer.hierarchy(writer.leaves, prefix="annex__")
    yield "</part></portionBody>"


BODIES: Final[Mapping[str, Callable[[_Writer], Iterator[str]]]] = {
    "act": _body,
    "bill": _body,
    "doc": _main_body,
    "statement": _main_body,
    "judgment": _judgment,
    "debate": _debate,
    "debateReport": _main_body,
    "amendment": _amendment,
    "amendmentList": _collection,
    "documentCollection": _collection,
    "officialGazette": _collection,
    "portion": _portion,
}
