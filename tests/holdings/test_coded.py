"""Bodies in content codings: kept by every store, the same body behind each, never somebody else's."""

import gzip
from pathlib import Path

import apsw
import brotli
import pytest
from tests.holdings.conftest import Clock

from lawpin.akn.checking import Checker
from lawpin.holdings.admission import FORMS
from lawpin.holdings.coding import CODINGS, code
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.law.errors import IntegrityError
from lawpin.law.identifiers.ids import PortionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.places import shipped

ZHO = read_expression_id("/akn/cn/statement/opinions/2017-01-15/mobile-internet/zho@2017-01-15")
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def shipped_store(store: Store, checker: Checker, clock: Clock) -> Store:
    list(Loading(store, checker, clock).load(group_by_work(find_files([shipped("data") / "akn"]))))
    return store


def test_every_coded_page_decodes_to_the_plain_one_and_most_are_kept(shipped_store: Store) -> None:
    kept = 0
    for portion in shipped_store.portions(ZHO):
        place = PortionId(ZHO, portion.eid)
        for form in FORMS:
            plain = shipped_store.page(place, form)
            assert plain is not None
            assert plain.coding is None
            for coding in CODINGS:
                page = shipped_store.page(place, form, coding)
                assert page is not None
                assert page.links == plain.links
                assert page.coding in {coding, None}
                if page.coding is None:
                    assert page == plain
                else:
                    assert DECODE[coding](page.body.content) == plain.body.content
                    kept += 1
    assert kept > 2 * 2 * 205


def test_a_coded_body_of_another_portion_is_an_integrity_error(tmp_path: Path, checker: Checker, clock: Clock) -> None:
    path = tmp_path / "law.sqlite"
    store = open_store(f"sqlite:{path}")
    list(Loading(store, checker, clock).load(group_by_work(find_files([shipped("data") / "akn"]))))
    store.close()
    raw = apsw.Connection(str(path))
    raw.execute("DROP TRIGGER coded_stays")
    place = PortionId(ZHO, "art_5__item_3")
    mine = "(SELECT MIN(id) FROM portion WHERE place = '/~art_5__item_3')"
    other = "(SELECT json_br FROM coded WHERE id = (SELECT id FROM portion WHERE place = '/~art_5__item_4' LIMIT 1))"
    raw.execute(f"UPDATE coded SET json_br = {other} WHERE id = {mine}")
    raw.execute("UPDATE coded SET xml_gzip = CAST(substr(xml_gzip, 1, 40) || x'ff' || substr(xml_gzip, 42) AS BLOB)")
    raw.close()
    store = open_store(f"sqlite:{path}")
    with pytest.raises(IntegrityError):
        store.page(place, "json", "br")
    with pytest.raises(IntegrityError):
        store.page(place, "xml", "gzip")
    assert store.page(place, "json", "gzip") is not None
    store.close()


def test_what_gains_nothing_is_not_coded() -> None:
    assert code(b"short") == {}
    assert code(bytes(range(256)) * 1) == {}
    assert set(code(b"again and " * 100)) == set(CODINGS)
