"""A store of any size, filled with copies of one act that went through the real ingest; random addresses in it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import apsw

from lawpin.akn.checking import Checker
from lawpin.holdings.admission import FORMS, Admission, Body, Rendered
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.records import entry_of
from lawpin.holdings.store import Store
from lawpin.law.change import Change
from lawpin.law.identifiers.ids import ExpressionId, PortionId, WorkId
from lawpin.law.portion import Portion
from lawpin.law.version import Version

ARTICLES, ITEMS = 12, 6
WORKS_IN_ONE_TRANSACTION = 50
SEED = 20261121
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
TEMPLATE = WorkId("cn", "act", "2020-01-01", "w-0000000")
Add = Callable[[Admission], None]

WORDS = (
    "the operator shall keep a record of every notice that it receives and of what it did about it within seven days; "
)
FRBR = """<FRBR{0}><FRBRthis value="{1}"/><FRBRuri value="{1}"/><FRBRdate date="2020-01-01" name="x"/>
<FRBRauthor href="#us"/>{2}</FRBR{0}>"""
DOCUMENT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta>
<identification source="#us">{levels}</identification><references source="#us"><TLCOrganization eId="us"
href="/akn/ontology/organization/us" showAs="us"/></references></meta>
<preface eId="preface"><p><docTitle>An Act about Records</docTitle></p></preface><body>{articles}</body></act>
</akomaNtoso>"""


def make_template() -> Admission:
    """One work as the real ingest stores it: about a hundred portions, JSON of about 2 kB in the middle."""
    store = open_store("memory:")
    arrival = receive("template.xml", document(TEMPLATE), Checker())
    if not isinstance(arrival, Arrival):
        raise SystemExit(arrival.fault.detail)
    ingest_work([arrival], store, lambda: BEGUN)
    expression = arrival.expression.id
    rendered = tuple(read_back(store, expression, portion) for portion in store.portions(expression))
    stored = store.report(expression)
    if stored is None:
        raise SystemExit("the template was not stored")
    (version,) = store.versions(expression.work)
    change = Change(
        seq=1,
        kind="published",
        work=expression.work,
        expression=expression,
        recorded_at=BEGUN,
        sha256=version.sha256,
        digest=version.digest,
        root=version.digest,
        portions=len(rendered),
    )
    return Admission(version, rendered, stored, change, entry_of(change))


def read_back(store: Store, expression: ExpressionId, portion: Portion) -> Rendered:
    pages = [store.page(PortionId(expression, portion.eid), form) for form in FORMS]
    json, xml, txt = [page for page in pages if page is not None]
    return Rendered(portion, json.body, xml.body, txt.body, json.links)


def document(work: WorkId) -> bytes:
    version = f"{work}/eng@2020-01-01"
    language = '<FRBRlanguage language="eng"/>'
    levels = (
        ("Work", str(work), '<FRBRcountry value="cn"/>'),
        ("Expression", version, language),
        ("Manifestation", f"{version}.xml", ""),
    )
    item = '<item eId="{article}__item_{item}"><p>{words}</p></item>'
    article = (
        '<article eId="{article}"><num>{number}.</num><heading eId="{article}__heading">Records</heading>'
        '<content eId="{article}__content"><blockList eId="{article}__list_1">{items}</blockList></content></article>'
    )
    articles = []
    for number in range(1, ARTICLES + 1):
        eid = f"art_{number}"
        items = "".join(item.format(article=eid, item=i, words=WORDS * 2) for i in range(1, ITEMS + 1))
        articles.append(article.format(article=eid, number=number, items=items))
    return DOCUMENT.format(levels="".join(FRBR.format(*level) for level in levels), articles="".join(articles)).encode()


def admission(template: Admission, number: int) -> Admission:
    """The template under the name of another work: its name is replaced in every body, each body hashed anew."""
    old, new = (template.version.id.work.number or "").encode(), f"w-{number:07}"
    work = replace(template.version.id.work, number=new)
    expression = replace(template.version.expression, id=replace(template.version.id, work=work))
    name = new.encode()

    def renamed(body: Body) -> Body:
        content = body.content.replace(old, name)
        return Body(content, sha256(content).digest())

    portions = tuple(
        Rendered(made.portion, renamed(made.json), renamed(made.xml), made.txt, made.links.replace(old.decode(), new))
        for made in template.portions
    )
    at = BEGUN + timedelta(microseconds=number)
    change = replace(template.change, seq=number, work=work, expression=expression.id, recorded_at=at)
    version = Version(expression, number, at, template.version.digest, template.version.sha256)
    return Admission(version, portions, renamed(template.report), change, entry_of(change))


def fill(store: Store, template: Admission, works: int, *also: Add) -> None:
    """Admits copies of the template; each is handed to `also` as well."""
    for first in range(1, works + 1, WORKS_IN_ONE_TRANSACTION):
        with store.writing() as writing:
            for number in range(first, min(first + WORKS_IN_ONE_TRANSACTION, works + 1)):
                made = admission(template, number)
                writing.admit(made)
                for add in also:
                    add(made)


@contextmanager
def table(file: Path, create: str, insert: str) -> Iterator[Add]:
    """A table of another program in a file of its own; gives what inserts the IRIs and JSON (bytes) of an admission."""
    connection = apsw.Connection(str(file))
    connection.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    connection.execute(create)
    connection.execute("BEGIN")
    yield lambda made: connection.executemany(insert, rows_of(made)).close()
    connection.execute("COMMIT")
    connection.close()


def rows_of(made: Admission) -> Iterator[tuple[str, bytes]]:
    for rendered in made.portions:
        yield str(PortionId(made.version.id, rendered.portion.eid)), rendered.json.content


@dataclass(frozen=True, slots=True)
class Places:
    """Random addresses of a filled store."""

    expression: ExpressionId
    works: int
    eids: list[str | None]
    chance: random.Random

    def anywhere(self, count: int) -> list[PortionId]:
        return [self._inside(self.chance.randint(1, self.works)) for _ in range(count)]

    def in_works_of_their_own(self, count: int) -> list[PortionId]:
        """In random order, no two in one work; all works where there are fewer."""
        numbers = self.chance.sample(range(1, self.works + 1), min(count, self.works))
        return [self._inside(number) for number in numbers]

    def _inside(self, number: int) -> PortionId:
        expression = replace(self.expression, work=replace(TEMPLATE, number=f"w-{number:07}"))
        return PortionId(expression, self.chance.choice(self.eids))
