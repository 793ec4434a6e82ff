"""The shipped corpus, with which an empty store begins."""

from lawpin.akn.checking import Checker
from lawpin.holdings.ingest import Clock
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.places import shipped
from lawpin.wire.report import ReportShape


def fill_if_empty(store: Store, clock: Clock) -> list[ReportShape]:
    """Takes the shipped corpus into an empty store; its reports, none where the store holds anything."""
    if store.head() > 0:
        return []
    groups = group_by_work(find_files([shipped("data") / "akn"]))
    return list(Loading(store, Checker(), clock).load(groups))


def fill_store(url: str, clock: Clock) -> list[ReportShape]:
    """The same for the store of that URL, which is opened and closed: what a process of its own runs."""
    store = open_store(url)
    try:
        return fill_if_empty(store, clock)
    finally:
        store.close()
