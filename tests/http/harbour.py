"""A statute of nobody's, in ten versions and a translation that lags: built from what each amendment did.

1  2001  three chapters, ten articles
2  2003  第五条之一 is inserted
3  2005  article 6 is deleted, the numbers stay
4  2007  a new article 2; all others are numbered through again
5  2009  article 4 moves from the first chapter to the second
6  2011  article 8 is split into 8 and 第八条之一
7  2013  article 6 is merged into article 4
8  2015  typography alone is corrected
9  2017  article 9 is repealed where it stands; article 10 is worded anew and renumbered to 20, which a wId declares
10 2020  the time limit in article 11 is another one
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.stores.memory import MemoryStore

WORK = "/akn/cn/act/2001-03-01/harbours"
BEGUN = datetime(2026, 8, 1, 12, tzinfo=UTC)
DATES = [
    *("2001-03-01", "2003-05-01", "2005-07-01", "2007-09-01", "2009-11-01"),
    *("2011-01-01", "2013-03-01", "2015-05-01", "2017-07-01", "2020-09-01"),
]
TITLE = {"zho": "河港管理条例", "eng": "River Harbours Ordinance"}


@dataclass(frozen=True)
class Article:
    """One article: its number (5, 5-1), the words of its own, its items, its chapter, its wId where one is declared."""

    number: str
    words: str
    items: tuple[str, ...] = ()
    chapter: int = 1
    wid: str | None = None


@dataclass(frozen=True)
class Text:
    """One version: address after the work, articles in order, master where it is a translation."""

    version: str
    articles: tuple[Article, ...]
    master: str | None = None


CHAPTERS = {"zho": ["总则", "经营", "罚则"], "eng": ["General", "Operation", "Penalties"]}
FIRST = (
    Article("1", "为保障河港作业安全，方便旅客乘船，制定本条例。"),
    Article("2", "本条例所称河港，是指沿江沿河供船舶停靠的码头和锚地。"),
    Article("3", "县级交通部门负责河港的日常巡查，并公布巡查结果。"),
    Article("4", "经营码头应当具备下列条件：", ("有符合标准的系缆设备；", "有三名以上持证水手；", "有防汛预案。"), 2),
    Article("5", "码头经营人应当公示收费标准，不得另立名目收费。", (), 2),
    Article("6", "客船夜间停靠须有值班人员看护跳板。", (), 2),
    Article(
        "7",
        "货物堆放不得阻塞消防通道，易燃货物单独存放于加盖仓库。装卸机械每半年检验一次，检验记录保存五年以上备查。",
        (),
        2,
    ),
    Article("8", "违反收费规定的，退还多收款项，可以并处二千元以下罚款。", (), 3),
    Article("9", "擅自占用锚地的，责令三日内驶离；逾期不驶离的，拖离费用由船东承担。", (), 3),
    Article("10", "本条例自公布之日起三十日后施行。", (), 3),
)
INSERTED = Article("5-1", "老年旅客和残疾旅客优先登船，经营人提供轮椅坡道。", (), 2)
SCOPE = Article("2", "军用码头和渔业专用码头的管理另行规定，不适用本条例。")


def _renumbered(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    return tuple(replace(article, number=str(n)) for n, article in enumerate(articles, 1))


def _with(articles: tuple[Article, ...], number: str, *instead: Article) -> tuple[Article, ...]:
    return tuple(new for a in articles for new in (instead if a.number == number else (a,)))


def _one(articles: tuple[Article, ...], number: str) -> Article:
    return next(article for article in articles if article.number == number)


@cache
def versions() -> tuple[Text, ...]:
    """The ten versions in Chinese, the oldest first, and after the fourth its translation, which stays the only one."""
    made: list[tuple[Article, ...]] = [FIRST]
    made.append((*FIRST[:5], INSERTED, *FIRST[5:]))
    made.append(_with(made[-1], "6"))
    made.append(_renumbered((FIRST[0], SCOPE, *made[-1][1:])))
    made.append(tuple(replace(a, chapter=2) if a.number == "4" else a for a in made[-1]))
    made.append(_split(made[-1]))
    made.append(_merged(made[-1]))
    made.append(tuple(replace(a, words=a.words.replace("，", ", ")) for a in made[-1]))
    made.append(_repealed(made[-1]))
    made.append(tuple(replace(a, words=a.words.replace("三十日", "六十日")) for a in made[-1]))
    chinese = [Text(f"zho@{date}", articles) for date, articles in zip(DATES, made, strict=True)]
    english = tuple(replace(a, words=f"Provision {a.number} in English, as far as it goes.") for a in made[3])
    return (*chinese[:4], Text(f"eng@{DATES[3]}", english, chinese[3].version), *chinese[4:])


def _split(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    whole = _one(articles, "8")
    first, _, second = whole.words.partition("。")
    return _with(articles, "8", replace(whole, words=f"{first}。"), replace(whole, number="8-1", words=second))


def _merged(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    gone = _one(articles, "6")
    kept = _one(articles, "4")
    merged = replace(kept, words=f"{kept.words}{gone.words}")
    return _with(_with(articles, "6"), "4", merged)


def _repealed(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    repealed = replace(_one(articles, "9"), words="（已废止）")
    moved = replace(_one(articles, "10"), number="20", words="锚地管理办法由省级交通部门另定。", wid="art_10")
    return _with(_with(articles, "9", repealed), "10", moved)


def filled(checker: Checker, order: Sequence[int] | None = None) -> MemoryStore:
    """A store to which the versions came in that order (else as they stand), a day apart."""
    texts = versions()
    return stored(checker, [document(texts[index]) for index in order or range(len(texts))])


def stored(checker: Checker, sources: Sequence[bytes]) -> MemoryStore:
    """A store with these documents, each taken in by itself, a day apart."""
    store = MemoryStore()
    for day, source in enumerate(sources):
        arrival = receive(f"{day}.xml", source, checker)
        assert isinstance(arrival, Arrival), arrival.fault
        ingest_work([arrival], store, lambda day=day: BEGUN + timedelta(days=day))  # type: ignore[misc]
    return store


def document(text: Text) -> bytes:
    """The Akoma Ntoso of one version."""
    language, _, date = text.version.partition("@")
    body = "".join(_chapters(text, language))
    translation = (
        f'<FRBRtranslation href="{WORK}/{text.master}" fromLanguage="zho" by="#editors" authoritative="false"/>'
        if text.master
        else ""
    )
    return _DOCUMENT.format(
        work=WORK, version=text.version, language=language, date=date, translation=translation, body=body,
        title=TITLE[language],
    ).encode()  # fmt: skip


def _chapters(text: Text, language: str) -> Iterator[str]:
    for number, heading in enumerate(CHAPTERS[language], 1):
        inside = "".join(_article(a, language) for a in text.articles if a.chapter == number)
        yield (
            f'<chapter eId="chp_{number}"><num>{number}</num><heading>{heading}</heading>{inside}</chapter>'
            if inside
            else ""
        )


def _article(article: Article, language: str) -> str:
    eid = f"art_{article.number}"
    wid = f' wId="{article.wid}"' if article.wid else ""
    head, _, tail = article.number.partition("-")
    num = f"第{head}条" + (f"之{tail}" if tail else "") if language == "zho" else f"Article {article.number}"
    items = "".join(
        f'<item eId="{eid}__item_{n}"><num>（{n}）</num><p>{words}</p></item>'
        for n, words in enumerate(article.items, 1)
    )
    words = f"<p>{article.words}</p>"
    if items:
        words = (
            f'<blockList eId="{eid}__list_1"><listIntroduction>{article.words}</listIntroduction>{items}</blockList>'
        )
    return f'<article eId="{eid}"{wid}><num>{num}</num><content eId="{eid}__content">{words}</content></article>'


_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="act" contains="singleVersion">
    <meta>
      <identification source="#editors">
        <FRBRWork>
          <FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/>
          <FRBRdate date="2001-03-01" name="adoption"/><FRBRauthor href="#editors"/><FRBRcountry value="cn"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="{work}/{version}/!main"/><FRBRuri value="{work}/{version}"/>
          <FRBRdate date="{date}" name="version"/><FRBRauthor href="#editors"/>
          <FRBRlanguage language="{language}"/>{translation}
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="{work}/{version}/!main.xml"/><FRBRuri value="{work}/{version}.xml"/>
          <FRBRdate date="2026-01-01" name="encoding"/><FRBRauthor href="#editors"/>
        </FRBRManifestation>
      </identification>
      <references source="#editors">
        <TLCOrganization eId="editors" href="/akn/ontology/organization/editors" showAs="editors"/>
      </references>
    </meta>
    <preface eId="preface"><p><docTitle>{title}</docTitle></p></preface>
    <body>{body}</body>
  </act>
</akomaNtoso>
"""
