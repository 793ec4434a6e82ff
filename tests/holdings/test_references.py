"""What texts point to, by provision: how it is kept, over every registered store."""

from collections.abc import Callable, Sequence

import pytest
from tests.holdings.conftest import Clock, arrived

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival
from lawpin.holdings.ingest import ingest_work
from lawpin.holdings.references import Reference, references_of
from lawpin.holdings.store import Store
from lawpin.law.identifiers.reader import read_expression_id, read_work_id
from lawpin.law.portion import Pointer

MakeArrival = Callable[..., Arrival]

WORK = "/akn/cn/act/2020-01-01/sample"
OTHER = "/akn/it/act/1990-08-07/241"
OWN, WANTED = read_work_id(WORK), read_work_id(OTHER)


def ref(href: str, words: str = "x") -> str:
    return f'<ref href="{href}">{words}</ref>'


def kept(arrival: Arrival) -> list[tuple[str, str, str | None, int]]:
    """Work, key, eId and times."""
    found = references_of(arrival.expression.id, arrival.portions)
    return [(str(one.work), one.key, arrival.portions[one.position].eid, one.times) for one in found]


def test_references_are_kept_for_the_innermost_provision_with_how_often(make_arrival: MakeArrival) -> None:
    texts = (f"{ref(OTHER)} and {ref(f'{OTHER}/!main')}", f"{ref(f'{OTHER}#art_5')}{ref('https://example.org')}")
    assert kept(make_arrival("zho@2020-01-01", texts)) == [
        (OTHER, "", "art_1", 2),
        (OTHER, "/~art_5", "art_2", 1),
    ]


def test_the_language_and_the_day_of_a_floating_reference_do_not_count_and_a_pinned_version_does(
    make_arrival: MakeArrival,
) -> None:
    hrefs = (f"{OTHER}/ita@/~art_5", f"{OTHER}/ita:2001-01-01#art_5", f"{OTHER}/ita@2001-01-01/~art_5")
    assert kept(make_arrival("zho@2020-01-01", ["".join(map(ref, hrefs))])) == [
        (OTHER, "/~art_5", "art_1", 2),
        (OTHER, "@/ita@2001-01-01/~art_5", "art_1", 1),
    ]


def test_what_a_text_says_of_itself_is_kept_by_wid(make_arrival: MakeArrival) -> None:
    texts = (ref("#art_9"), ("art_9", "art_2", ref(f"{WORK}/zho@2020-01-01/~art_1")), ref("#art_77"), ref("#"))
    assert kept(make_arrival("zho@2020-01-01", texts)) == [
        (WORK, "=/~art_2", "art_1", 1),
        (WORK, "=/~art_1", "art_9", 1),
        (WORK, "=/~art_77", "art_3", 1),
        (WORK, "=", "art_4", 1),
    ]


def test_a_range_is_one_reference(make_arrival: MakeArrival) -> None:
    texts = ('<rref from="#art_1" upTo="#art_3">1 to 3</rref>', ref(f"{OTHER}/~art_1->art_3".replace(">", "&gt;")))
    assert kept(make_arrival("zho@2020-01-01", texts)) == [
        (WORK, "@/zho@2020-01-01/~art_1-%3Eart_3", "art_1", 1),
        (OTHER, "@/~art_1-%3Eart_3", "art_2", 1),
    ]


def test_several_references_in_one_are_each_for_itself(make_arrival: MakeArrival) -> None:
    mref = f"<mref>{ref(OTHER, 'one')} and {ref('#art_1', 'another')}</mref>"
    assert kept(make_arrival("zho@2020-01-01", [mref])) == [(OTHER, "", "art_1", 1), (WORK, "=/~art_1", "art_1", 1)]


def test_what_metadata_refer_to_is_of_the_whole_text_and_what_they_say_of_it_is_left_out(
    make_document: Callable[..., bytes], receive_bytes: Callable[[bytes], Arrival]
) -> None:
    passive, active = f'<passiveRef href="{OTHER}/!main" showAs="x"/>', '<activeRef href="#art_1" showAs="x"/>'
    references = f"{passive}{active}</references>".replace("Ref ", 'Ref eId="r" ', 1)
    arrival = receive_bytes(make_document("zho@2020-01-01").replace(b"</references>", references.encode()))
    assert arrival.portions[0].pointers == (Pointer("passiveRef", f"{OTHER}/!main"),)
    assert kept(arrival) == [(OTHER, "", None, 1)]


@pytest.fixture
def receive_bytes(checker: Checker) -> Callable[[bytes], Arrival]:
    return lambda source: arrived("x.xml", source, checker)


def referrers(
    store: Store, key: str, after: tuple[int, int] = (0, -1), until: int = 99, limit: int = 99
) -> list[tuple[str, int, int]]:
    found = store.referrers(WANTED, key, after=after, until=until, limit=limit)
    return [(str(one.expression), one.seq, one.position) for one in found]


@pytest.fixture
def pointing(store: Store, make_arrival: MakeArrival, clock: Clock) -> Store:
    """Two versions of an act: articles 1 and 3 point to article 5 of another, article 2 to that as a whole."""
    texts: Sequence[str] = (ref(f"{OTHER}#art_5"), ref(OTHER), ref(f"{OTHER}/~art_5") + ref(f"{OTHER}#art_5"))
    for version in ("zho@2020-01-01", "zho@2022-01-01"):
        ingest_work([make_arrival(version, texts)], store, clock)
    return store


def test_a_store_tells_which_places_are_pointed_to_and_by_what(pointing: Store) -> None:
    assert pointing.pointed(WANTED) == ("", "/~art_5")
    assert pointing.pointed(WANTED, "/~") == ("/~art_5",)
    assert pointing.pointed(WANTED, "@") == ()
    assert pointing.pointed(OWN) == ()
    first, later = f"{WORK}/zho@2020-01-01", f"{WORK}/zho@2022-01-01"
    (one, three), (two,) = (
        [p.position for p in pointing.portions(read_expression_id(first)) if p.eid in eids]
        for eids in (("art_1", "art_3"), ("art_2",))
    )
    assert referrers(pointing, "") == [(first, 1, two), (later, 2, two)]
    every = [(first, 1, one), (first, 1, three), (later, 2, one), (later, 2, three)]
    assert referrers(pointing, "/~art_5") == every
    assert referrers(pointing, "/~art_5", until=1) == every[:2]
    assert referrers(pointing, "/~art_5", after=(1, one), limit=2) == every[1:3]
    assert referrers(pointing, "/~art_6") == []


def test_the_references_of_a_version_count_as_one_expression(pointing: Store) -> None:
    (wanted,) = pointing.inventory(10).wanted.items
    assert (str(wanted.work), wanted.references, wanted.expressions) == (OTHER, 8, 2)


def test_what_a_document_repeats_costs_no_square(make_arrival: MakeArrival) -> None:
    texts = ["".join(ref(f"{OTHER}#art_{number}") for number in range(100)) for _ in range(20)]
    arrival = make_arrival("zho@2020-01-01", texts)
    found = references_of(arrival.expression.id, arrival.portions)
    assert len(found) == 2000
    assert found[0] == Reference(WANTED, "/~art_0", found[0].position, 1)
