"""Documents inside documents at rest: their portions are looked up, told in other languages and paired by component."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from tests.akn.corpora import FOLDER, IDS, akn_3
from tests.akn.made_up import BODIES, made_up

from lawpin.akn.checking import Checker
from lawpin.akn.names import akn
from lawpin.akn.reading import read_document
from lawpin.akn.text import read_text
from lawpin.holdings.arrival import Arrival, receive
from lawpin.holdings.ingest import Clock, ingest_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.store import Store
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.languages import joint
from lawpin.wire.portion import PortionShape

WORK = "/akn/cn/act/2020-01-01/sample"
ZHO, ENG = read_expression_id(f"{WORK}/zho@2020-01-01"), read_expression_id(f"{WORK}/eng@2020-01-01")
ANNEX = """<components><component><doc name="annex">{meta}<mainBody><article eId="art_1"><num>1.</num><content>
<p eId="p_1">{words}</p></content></article></mainBody></doc></component></components></akomaNtoso>"""

# xmlschema takes some seconds for a megabyte.
SMALL = [file for file in akn_3() if file.stat().st_size < 40_000]


def with_annex(source: bytes, words: str) -> bytes:
    meta = source[source.index(b"<meta>") : source.index(b"</meta>") + len(b"</meta>")].decode()
    return source.replace(b"</akomaNtoso>", ANNEX.format(meta=meta, words=words).encode())


@pytest.fixture
def held(store: Store, make_document: Callable[..., bytes], checker: Checker, clock: Clock) -> Lookup:
    """An act with an annex in two languages, one without in a third; article 1 stands in the act and in its annex."""
    zho, eng = make_document("zho@2020-01-01"), make_document("eng@2020-01-01", master="zho@2020-01-01")
    fra = make_document("fra@2020-01-01", master="zho@2020-01-01")
    sources = {"zho.xml": with_annex(zho, "附"), "eng.xml": with_annex(eng, "annexed"), "fra.xml": fra}
    arrivals = [receive(name, source, checker) for name, source in sources.items()]
    ingest_work([arrival for arrival in arrivals if isinstance(arrival, Arrival)], store, clock)
    return Lookup(store, clock)


def shape_of(lookup: Lookup, place: PortionId) -> PortionShape:
    return PortionShape.model_validate_json(lookup.page(place, "json").body.content)


def test_the_same_id_in_the_act_and_in_its_annex_are_two_places(held: Lookup) -> None:
    main, annexed = shape_of(held, PortionId(ZHO, "art_1")), shape_of(held, PortionId(ZHO, "art_1", "annex_1"))
    assert (main.text, main.component) == ("1.one", None)
    assert (annexed.text, annexed.component) == ("1.附", "annex_1")
    assert annexed.id == f"{ZHO}/!annex_1~art_1"
    assert (annexed.context.previous, annexed.context.next) == (None, None)
    assert [step.id for step in annexed.context.ancestors] == [f"{ZHO}/!annex_1"]


def test_a_component_is_looked_up_whole(held: Lookup) -> None:
    annex = shape_of(held, PortionId(ZHO, None, "annex_1"))
    assert (annex.eid, annex.kind, annex.text, annex.title) == (None, "doc", "1.附", None)
    assert [child.id for child in annex.children] == [f"{ZHO}/!annex_1~art_1"]
    outline = held.outline(held.versions(ZHO.work)[0]).toc
    assert "/!annex_1" in outline[-1].id or held.versions(ZHO.work)[0].id.language == "fra"


def test_other_languages_are_told_where_they_have_the_component(held: Lookup) -> None:
    for place in (
        PortionId(ZHO, None, "annex_1"),
        PortionId(ZHO, "art_1", "annex_1"),
        PortionId(ZHO, "p_1", "annex_1"),
    ):
        told = held.stored_portion(place).translations
        assert [translation.id for translation in told] == [str(PortionId(ENG, place.eid, "annex_1"))]
        assert told == held.portion(place).translations
    assert len(held.stored_portion(PortionId(ZHO, "art_1")).translations) == 2


def test_parallel_texts_pair_the_annex_with_the_annex(held: Lookup) -> None:
    shape = held.in_parallel(PortionId(ZHO, "art_1", "annex_1"), ["eng", "fra"])
    assert shape.parallel is not None
    assert shape.alignment is not None
    english = shape.parallel["eng"]
    assert english is not None
    assert english.text == "1. annexed"
    assert shape.parallel["fra"] is None
    assert (shape.alignment["eng"].state, shape.alignment["fra"].state) == ("equal", "missing")


# --- any document ----------------------------------------------------------------------------------------------------


def faults(arrival: Arrival, store: Store, clock: Clock) -> list[str]:
    """Portions whose text is not the same in JSON, XML and plain text."""
    (report,) = ingest_work([arrival], store, clock)
    assert report.outcome == "stored"
    expression, lookup = arrival.expression.id, Lookup(store, clock)
    wrong = []
    for portion in arrival.portions:
        place = PortionId(expression, portion.eid, portion.component)
        shape = shape_of(lookup, place)
        plain = lookup.page(place, "txt").body.content.decode()
        source = lookup.page(place, "xml").body.content
        attribute = dict(zip(("eId", "xml:id", "GUID", "wId", "id"), IDS, strict=True))[portion.named_by]
        within = joint(expression.language)
        root = read_document(source).root
        alike = [e for e in root.iter("*") if portion.eid is not None and e.get(attribute) == portion.eid]
        of_component = list(root.iter(akn(portion.kind))) if portion.component else [root]
        texts = [read_text(e, within)[0] for e in (alike if portion.eid is not None else of_component)]
        if not (shape.id == str(place) and shape.text == plain == portion.text and plain in texts):
            wrong.append(str(place))
    assert lookup.page(PortionId(expression), "xml").body.content == arrival.source
    return wrong


@pytest.mark.parametrize("kind", BODIES)
def test_the_text_of_every_portion_is_the_same_in_every_format(
    kind: str, store: Store, checker: Checker, clock: Clock
) -> None:
    arrival = receive(f"{kind}.xml", made_up(kind, Random(7)), checker)
    assert isinstance(arrival, Arrival), arrival.fault
    assert faults(arrival, store, clock) == []


@pytest.mark.skipif(not SMALL, reason=f"there is no AKN 3.0 in the folder {FOLDER.name}")
@pytest.mark.parametrize("file", SMALL, ids=lambda file: file.stem)
def test_the_text_of_every_portion_of_another_publisher_is_the_same_in_every_format(
    file: Path, store: Store, checker: Checker, clock: Clock
) -> None:
    arrival = receive(file.name, file.read_bytes(), checker, allow_invalid=True)
    assert isinstance(arrival, Arrival), arrival.fault
    assert faults(arrival, store, clock) == []
