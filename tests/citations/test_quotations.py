"""Quotations of the first document, from the words to the provisions."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lawpin.akn.checking import Checker
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.quoted import Asked, answer
from lawpin.holdings.quoting import Quoting
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.places import shipped
from lawpin.wire.quotes import QuoteShape

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FLAGS = {"negation", "number"}
GROUPS: dict[str, list[tuple[str, str]]] = tomllib.loads(
    Path(__file__).with_name("quotations.toml").read_text(encoding="utf-8")
)
CASES = [(group, outcome, quote) for group, cases in GROUPS.items() for outcome, quote in cases]


@pytest.fixture(scope="module")
def quoting() -> Quoting:
    store = MemoryStore()
    for _ in Loading(store, Checker(), lambda: NOW).load(group_by_work(find_files([shipped("data") / "akn"]))):
        pass
    return Quoting(Lookup(store, lambda: NOW))


def told(found: QuoteShape, *, with_reason: bool) -> str:
    """The answer as the file of cases writes it."""
    if found.status == "resolved":
        flags = [flag for flag in sorted(FLAGS) if any(getattr(one, flag) for one in found.diff)]
        return " ".join([str(found.match), str(found.language), *(str(t.eid) for t in found.targets), *flags])
    return f"{found.status} {found.reason}" if with_reason else found.status


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 150
    assert len({quote for _, _, quote in CASES}) == len(CASES)


@pytest.mark.parametrize(("group", "outcome", "quote"), CASES, ids=range(len(CASES)))
def test_a_quotation_leads_to_its_provisions_or_is_refused(
    quoting: Quoting, group: str, outcome: str, quote: str
) -> None:
    found = answer(Asked(quote), quoting)
    assert told(found, with_reason=" " in outcome) == outcome, group
    assert found.input == quote
    assert bool(found.targets) == (found.status == "resolved")
    assert bool(found.candidates) == (found.status == "ambiguous")
    assert bool(found.diff) == (found.match == "fuzzy" and found.status == "resolved")
    if group == "exact":
        assert found.targets[0].selector.exact == quote
