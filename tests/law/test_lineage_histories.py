"""Random edits of a text against a model that knows which article is which: nothing is claimed that it denies."""

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.made_up import article, portions, texts

from lawpin.law.continuing import continue_portions
from lawpin.law.lineage import Lineage

POOL = texts(400)


@dataclass(frozen=True)
class Kept:
    """One article of the model: who it is, and its words."""

    who: int
    words: str


@dataclass(frozen=True)
class Edit:
    """What is done at a place, counted from the front and wrapped: insert, delete, move by some, reword, replace."""

    what: str
    at: int
    by: int


EDITS = st.lists(
    st.builds(
        Edit,
        st.sampled_from(["insert", "delete", "move", "touch", "replace", "empty"]),
        st.integers(0, 30),
        st.integers(1, 5),
    ),
    max_size=6,
)


def edited(state: list[Kept], edits: list[Edit], fresh: int) -> list[Kept]:
    made = list(state)
    for edit in edits:
        at = edit.at % len(made) if made else 0
        fresh += 1
        newcomer = Kept(fresh, POOL[fresh % len(POOL)])
        if edit.what == "insert" or not made:
            made.insert(at, newcomer)
        elif edit.what == "delete":
            del made[at]
        elif edit.what == "move":
            made.insert((at + edit.by) % len(made), made.pop(at))
        elif edit.what == "touch":
            made[at] = replace(made[at], words=made[at].words.replace("期限为", "最长为"))
        elif edit.what == "replace":
            made[at] = newcomer
        else:
            made[at] = replace(made[at], words="（废止）")
    return made


def follow(before: list[Kept], after: list[Kept], *, declared: bool) -> tuple[Lineage, dict[str, int], dict[str, int]]:
    """The lineage between two states that number their articles through, and who stands under which id."""
    held = {f"art_{n}": kept.who for n, kept in enumerate(before, 1)}
    found = {f"art_{n}": kept.who for n, kept in enumerate(after, 1)}
    was = {who: eid for eid, who in held.items()}
    wids = {n: was.get(kept.who, f"art_new-{kept.who}") for n, kept in enumerate(after, 1)}
    old = portions(*(article(f"art_{n}", kept.words) for n, kept in enumerate(before, 1)))
    new = portions(
        *(article(f"art_{n}", kept.words, wid=wids[n] if declared else None) for n, kept in enumerate(after, 1))
    )
    return continue_portions(old, new), held, found


def claims(lineage: Lineage, held: dict[str, int], found: dict[str, int]) -> set[tuple[str, str]]:
    """Every claim about articles, the plain ones too."""
    linked = {(str(link.earlier[1]), str(link.later[1])) for link in lineage.links}
    gone = {eid for _, eid in lineage.removed}
    plain = {(eid, eid) for eid in held if eid not in gone and not any(one == eid for one, _ in linked)}
    return {(one, other) for one, other in linked | plain if one in held and other in found}


STATES = st.integers(3, 25).map(lambda count: [Kept(n, POOL[n]) for n in range(count)])


@settings(max_examples=150, deadline=None)
@given(STATES, EDITS)
def test_what_is_declared_is_found_and_nothing_else(before: list[Kept], edits: list[Edit]) -> None:
    after = edited(before, edits, 100)
    lineage, held, found = follow(before, after, declared=True)
    if lineage.kept == "declared":
        truth = {(one, other) for one, who in held.items() for other, again in found.items() if who == again}
        assert claims(lineage, held, found) == truth


@settings(max_examples=300, deadline=None)
@given(STATES, EDITS)
def test_nothing_is_claimed_that_the_model_denies(before: list[Kept], edits: list[Edit]) -> None:
    after = edited(before, edits, 100)
    lineage, held, found = follow(before, after, declared=False)
    # Of whom nothing is left but a word that stands anywhere, nobody can tell where he went.
    visible = {kept.who for kept in after if kept.words != "（废止）"}
    for one, other in claims(lineage, held, found):
        is_true = held[one] == found[other]
        # Whoever puts something else under the same number, between the same neighbours, has replaced the words.
        is_in_place = one == other and held[one] not in visible and not {found[other]} & visible & {*held.values()}
        assert is_true or is_in_place, (one, other)


@settings(max_examples=100, deadline=None)
@given(STATES, EDITS)
def test_every_place_is_accounted_for_once(before: list[Kept], edits: list[Edit]) -> None:
    after = edited(before, edits, 100)
    lineage, held, found = follow(before, after, declared=False)
    claimed = claims(lineage, held, found)
    gone, fresh = ({eid for _, eid in places} for places in (lineage.removed, lineage.inserted))
    assert {one for one, _ in claimed}.isdisjoint(gone)
    assert {other for _, other in claimed}.isdisjoint(fresh)
    assert {one for one, _ in claimed} | (gone & held.keys()) == held.keys()
    assert {other for _, other in claimed} | (fresh & found.keys()) == found.keys()


@settings(max_examples=60, deadline=None)
@given(STATES, st.integers(0, 24))
def test_an_insertion_is_always_seen_through(before: list[Kept], at: int) -> None:
    after = edited(before, [Edit("insert", at, 1)], 100)
    lineage, held, found = follow(before, after, declared=False)
    truth = {(one, other) for one, who in held.items() for other, again in found.items() if who == again}
    assert claims(lineage, held, found) == truth
