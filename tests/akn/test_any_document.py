"""Any document, of every type: nothing lost, nothing doubled, nothing mixed up, every portion valid."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.akn.corpora import FOLDER, akn_3, survey
from tests.akn.made_up import BODIES, made_up

from lawpin.akn.checking import official_gate
from lawpin.akn.cutting import cut
from lawpin.akn.reading import read_document
from lawpin.akn.vocabulary import DOCUMENTS

FOREIGN = akn_3()
seeds = st.integers(0, 2**32)
kinds = st.sampled_from(sorted(BODIES))


@pytest.mark.skipif(not FOREIGN, reason=f"there is no AKN 3.0 in the folder {FOLDER.name}")
@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: file.stem)
def test_a_document_of_another_publisher_is_cut_without_fault(file: Path) -> None:
    found = survey(file.read_bytes())
    assert found.faults == []
    assert (found.lost, found.unwritten) == (0, 0)


def test_documents_of_every_type_are_made_up() -> None:
    assert set(BODIES) == DOCUMENTS


@given(kinds, seeds)
@settings(max_examples=40, deadline=None)
def test_a_made_up_document_is_cut_without_fault(kind: str, seed: int) -> None:
    found = survey(made_up(kind, Random(seed)))
    assert found.valid
    assert found.faults == []
    assert found.lost == 0


@given(kinds, seeds, st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_a_document_whose_ids_are_used_again_and_again_is_cut_without_fault(
    kind: str, seed: int, different: int
) -> None:
    def fewer(found: re.Match[bytes]) -> bytes:
        return b'%s="%d"' % (found[1], int(found[2]) % different)

    found = survey(re.sub(rb'(eId|wId|GUID)="[^"]*?([0-9]+)"', fewer, made_up(kind, Random(seed))))
    assert found.faults == []
    assert found.lost == 0


@given(kinds, seeds)
@settings(max_examples=20, deadline=None)
def test_every_component_of_a_made_up_document_has_a_place_in_the_outline(kind: str, seed: int) -> None:
    source = made_up(kind, Random(seed))
    portions = cut(read_document(source).root, "eng")
    assert official_gate(read_document(source).root)
    components = [portion for portion in portions if portion.eid is None]
    assert all(portion.provision and portion.kind in DOCUMENTS for portion in components)
    assert len(components) == 1 + sum(source.count(b"<%s " % name.encode()) for name in DOCUMENTS) - 1
