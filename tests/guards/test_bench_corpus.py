"""bench.corpus: what the measurements stand on is valid, and the same every time."""

import subprocess
import sys
from pathlib import Path

import pytest

from lawpin.akn.checking import official_gate
from lawpin.akn.frbr import read_frbr
from lawpin.akn.naming import name_document
from lawpin.akn.reading import read_document
from lawpin.law.identifiers.reader import DOCTYPES

ROOT = Path(__file__).resolve().parents[2]
EVERY_TYPE = ",".join(DOCTYPES.values())


def made(folder: Path, *words: str) -> dict[str, bytes]:
    """The documents of a corpus by their addresses."""
    command = [sys.executable, "-m", "bench.corpus", str(folder), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    return {f"/{file.relative_to(folder)}".removesuffix(".xml"): file.read_bytes() for file in folder.rglob("*.xml")}


@pytest.mark.parametrize("depth", ["0", "2", "5"])
def test_a_document_of_every_type_is_valid_and_has_the_address_that_it_states(depth: str, tmp_path: Path) -> None:
    words = ("--types", EVERY_TYPE, "--languages", "zho,eng,fra", "--versions", "2", "--depth", depth)
    corpus = made(tmp_path, "--documents", "72", "--kilobytes", "20", *words)
    assert len(corpus) == 72
    for address, source in corpus.items():
        document = read_document(source)
        assert official_gate(document.root), address
        named = name_document(read_frbr(document.root), "0" * 64)
        assert (str(named.id), named.naming) == (address, "declared")


def test_acts_are_about_as_large_as_they_were_asked_to_be(tmp_path: Path) -> None:
    corpus = made(tmp_path, "--documents", "6", "--languages", "zho,eng,fra")
    assert all(90_000 < len(source) < 115_000 for source in corpus.values())


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    words = ("--kilobytes", "3", "--versions", "2")
    few = made(tmp_path / "few", "--documents", "4", *words)
    more = made(tmp_path / "more", "--documents", "8", *words)
    other = made(tmp_path / "other", "--documents", "8", "--seed", "2", *words)
    assert few.items() < more.items()
    assert not set(more.values()) & set(other.values())
    assert len(set(more.values())) == 8


@pytest.mark.parametrize("words", [("--types", "law"), ("--languages", "eng,eng"), ("--documents", "0")])
def test_words_that_make_no_corpus_are_refused(words: tuple[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.corpus", str(tmp_path), "--documents", "1", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 2
    assert repr(words[1]) in done.stderr
