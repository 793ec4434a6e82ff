"""Stores of every registered kind, versions made by hand for them, and small Akoma Ntoso documents."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from lawpin.akn.checking import Checker
from lawpin.holdings.admission import Admission, Body, Rendered
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.opening import open_store
from lawpin.holdings.records import entry_of
from lawpin.holdings.store import Holdings, Store
from lawpin.holdings.stores import STORES
from lawpin.law.change import Change
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.portion import Note, Portion, Span
from lawpin.law.version import Expression, Version
from lawpin.places import shipped

WORK = "/akn/cn/act/2020-01-01/sample"
BEGUN = datetime(2026, 1, 1, 12, tzinfo=UTC)

# What stands after the scheme of a store that is made anew in a folder.
FRESH: dict[str, Callable[[Path], str]] = {
    "memory": lambda _folder: "",
    "sqlite": lambda folder: str(folder / "law.sqlite"),
}


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    scheme = str(request.param)
    assert scheme in FRESH, f"the store “{scheme}” is registered: say in FRESH where a new one begins"
    return f"{scheme}:{FRESH[scheme](tmp_path)}"


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    return tmp_path / "law.sqlite"


class Clock:
    """Goes on by a second each time it is asked; can be set."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def body(content: bytes) -> Body:
    return Body(content, sha256(content).digest())


def portion(position: int, eid: str | None, text: str, end: int) -> Portion:
    return Portion(
        eid=eid,
        wid=eid,
        kind="act" if eid is None else "article",
        num=None if eid is None else f"第{position}条",
        heading=None,
        text=text,
        position=position,
        end=end,
        parent=None if eid is None else 0,
        provision=True,
        digest=sha256(text.encode()).hexdigest(),
        spans=(Span(0, 1, "ref", "#x"),),
        notes=(Note("a note", "editors", "2020-01-01"),),
    )


def rendered(identifier: str, made: Portion) -> Rendered:
    iri = identifier + (f"/~{made.eid}" if made.eid else "")
    shown = json.dumps({"id": iri, "text": made.text}, ensure_ascii=False).encode()
    return Rendered(made, body(shown), body(f"<x>{made.text}</x>".encode()), body(made.text.encode()), f"<{iri}>")


def admission(
    holdings: Holdings,
    identifier: str = f"{WORK}/zho@2020-01-01",
    texts: Sequence[str] = ("一", "二", "三"),
    *,
    title: str | None = "样本法",
    legal: tuple[date | None, date | None] = (None, None),
    translation_of: str | None = None,
) -> Admission:
    """The next admission to a store: a version with one article for each text."""
    master = None if translation_of is None else read_expression_id(translation_of)
    expression = Expression(
        id=read_expression_id(identifier),
        doctype="act",
        title=title,
        translation_of=master,
        legal_from=legal[0],
        legal_to=legal[1],
    )
    seq = holdings.head() + 1
    at = BEGUN + timedelta(seconds=seq)
    digest = sha256(identifier.encode()).hexdigest()
    whole = portion(0, None, "\n".join(texts), len(texts) + 1)
    parts = [portion(number, f"art_{number}", text, number + 1) for number, text in enumerate(texts, 1)]
    change = Change(
        seq, "published", expression.id.work, expression.id, at, None, digest, digest, digest, len(parts) + 1
    )
    return Admission(
        Version(expression, seq, at, digest, digest),
        tuple(rendered(identifier, made) for made in (whole, *parts)),
        body(json.dumps({"id": identifier, "outcome": "stored"}).encode()),
        change,
        entry_of(change),
    )


@pytest.fixture(scope="session")
def admit() -> Callable[..., Admission]:
    """Makes a version as `admission` and admits it to a store in a transaction of its own."""

    def make(store: Store, *words: str, **facts: object) -> Admission:
        with store.writing() as writing:
            made = admission(writing, *words, **facts)  # type: ignore[arg-type]  # handed through
            writing.admit(made)
        return made

    return make


@pytest.fixture(scope="session")
def make_admission() -> Callable[..., Admission]:
    return admission


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="session")
def corpus() -> tuple[Path, ...]:
    """The documents that travel with lawpin."""
    return tuple(sorted((shipped("data") / "akn").rglob("*.xml")))


@pytest.fixture(scope="session")
def corpus_arrivals(corpus: tuple[Path, ...], checker: Checker) -> tuple[Arrival, ...]:
    return tuple(arrived(file.name, file.read_bytes(), checker) for file in corpus)


def arrived(name: str, source: bytes, checker: Checker) -> Arrival:
    arrival = receive(name, source, checker)
    assert isinstance(arrival, Arrival), arrival.fault
    return arrival


DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="act" contains="singleVersion">
    <meta>
      <identification source="#editors">
        <FRBRWork>
          <FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/>
          <FRBRdate date="2020-01-01" name="adoption"/><FRBRauthor href="#editors"/><FRBRcountry value="cn"/>
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
    <body>{articles}</body>
  </act>
</akomaNtoso>
"""
ARTICLE = (
    '<article eId="{eid}"{wid}><num>{number}.</num><content eId="{eid}__content"><p>{text}</p></content></article>'
)


def document(
    version: str,
    texts: Sequence[str | tuple[str, str, str]] = ("one", "two", "three"),
    *,
    master: str | None = None,
    work: str = WORK,
    title: str = "A Sample",
) -> bytes:
    """A small act. `version` is as in its address; a text may be (eId, wId, words), else it is the next article."""
    language, _, rest = version.partition("@")
    articles = []
    for number, text in enumerate(texts, 1):
        eid, wid, words = (f"art_{number}", f"art_{number}", text) if isinstance(text, str) else text
        named = f' wId="{wid}"' if wid != eid else ""
        articles.append(ARTICLE.format(eid=eid, wid=named, number=number, text=words))
    translation = (
        f'<FRBRtranslation href="{work}/{master}" fromLanguage="{master[:3]}" by="#editors" authoritative="false"/>'
        if master
        else ""
    )
    return DOCUMENT.format(
        work=work,
        version=version,
        language=language,
        date=rest[:10],
        translation=translation,
        title=title,
        articles="\n".join(articles),
    ).encode()


@pytest.fixture(scope="session")
def make_document() -> Callable[..., bytes]:
    return document


@pytest.fixture(scope="session")
def make_arrival(checker: Checker) -> Callable[..., Arrival]:
    """A small act as `document`, received."""

    def make(version: str, *words: object, name: str = "", **facts: object) -> Arrival:
        source = document(version, *words, **facts)  # type: ignore[arg-type]  # handed through
        return arrived(name or f"{version}.xml", source, checker)

    return make
