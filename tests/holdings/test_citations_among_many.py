"""Loading further documents, however close their titles, changes no answer that was given before."""

from pathlib import Path

from tests.holdings.conftest import BEGUN

from lawpin.akn.checking import Checker
from lawpin.holdings.judgement import Judgement
from lawpin.holdings.loading import Loading, find_files, group_by_work
from lawpin.holdings.lookup import Lookup
from lawpin.holdings.resolving import Resolver
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.places import shipped

SUBJECTS = ("工业互联网", "产业互联网", "互联网", "移动通信", "移动物联网")
TITLE = "《关于促进移动互联网健康有序发展的意见》"
ASKED = (f"{TITLE}第五条第二项", "第五条", "《意见》第五条", "《移动互联网意见》第五条", "5G", f"{TITLE}第三部分第五条")


def test_documents_with_similar_titles_change_no_answer(checker: Checker, tmp_path: Path) -> None:
    held = MemoryStore()

    def load(folder: Path) -> None:
        list(Loading(held, checker, lambda: BEGUN).load(group_by_work(find_files([folder]))))

    def answers() -> list[Judgement]:
        resolver = Resolver(Lookup(held, lambda: BEGUN))
        return [resolver.resolve(written) for written in ASKED]

    load(shipped("data") / "akn")
    before = answers()
    first = next((shipped("data") / "akn").rglob("zho@2017-01-15.xml")).read_text(encoding="utf-8")
    for number, subject in enumerate(SUBJECTS):
        other = first.replace("mobile-internet", f"other-{number}")
        other = other.replace("<docTitle>关于促进移动互联网", f"<docTitle>关于促进{subject}")
        (tmp_path / f"{number}.xml").write_text(other, encoding="utf-8")
    load(tmp_path)
    assert held.totals().works == 1 + len(SUBJECTS)
    assert answers() == before
    (other_target,) = Resolver(Lookup(held, lambda: BEGUN)).resolve(TITLE.replace("移动互联网", "移动通信")).targets
    assert other_target.work.number == "other-3"
