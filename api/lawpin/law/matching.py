"""Which provisions of two versions are the same by their words, where nobody has declared it.

Within a group (the articles of a text, the items of an article) a provision of the earlier version continues in one of
the later version that has

1. the same name and the same words;
2. the same words under another name, if those stand once before and once after;
3. the same name and similar words, unless its words stand nearly unchanged elsewhere;
   nearly the same words under another name, if nothing else comes near them;
4. the same name and heading, or the same name between the same neighbours: it was worded anew in its place.

Typography never counts, nor does the number that is printed before the words. Where two candidates are alike neither is
taken: nothing is claimed then.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lawpin.law.portion import Portion
from lawpin.law.resemblance import Pairs, Resembling, Wording, resemblance, wording_of
from lawpin.law.typography import fold_typography

# Resemblance of a provision with itself in other words, of one that was hardly touched, and how far others must be.
_SIMILAR, _NEAR, _APART = 0.4, 0.85, 0.1
# So few pairs are compared one by one, without an index.
_FEW = 36
# Fewer words than these prove nothing under another name: "Repealed." stands everywhere.
_TELLING = 6

# What only its likes can continue: a component and a kind.
Sort = tuple[str | None, str]


class Side:
    """One version made ready to be matched: the words of its portions by position, each made once."""

    def __init__(self, portions: Sequence[Portion]) -> None:
        self.portions = portions
        self._folded: dict[int, str] = {}
        self._wordings: dict[int, Wording] = {}

    def words(self, position: int) -> str:
        """The text of a portion without its printed number."""
        portion = self.portions[position]
        return portion.text.removeprefix(portion.num or "").lstrip()

    def folded(self, position: int) -> str:
        """The same, typography apart."""
        if position not in self._folded:
            self._folded[position] = fold_typography(self.words(position))
        return self._folded[position]

    def wording(self, position: int) -> Wording:
        """The same, to be compared."""
        if position not in self._wordings:
            self._wordings[position] = wording_of(self.words(position))
        return self._wordings[position]

    def sort_of(self, position: int) -> Sort:
        """What only its likes can continue: its component and its kind."""
        portion = self.portions[position]
        return portion.component, portion.kind


@dataclass(frozen=True, slots=True)
class Group:
    """Positions on both sides in document order; `same` leads from one to that of the same name.

    `bounded`: what is around the group on both sides is linked, so that its edges are neighbours, too.
    """

    olds: Sequence[int]
    news: Sequence[int]
    same: Mapping[int, int]
    bounded: bool = False


@dataclass(slots=True)
class Matching:
    """What is linked so far, by position: `there` from the earlier to the later version, `here` back."""

    before: Side
    after: Side
    there: dict[int, int] = field(default_factory=dict)
    here: dict[int, int] = field(default_factory=dict)

    def link(self, old: int, new: int) -> None:
        """Links two positions that are both free."""
        self.there[old] = new
        self.here[new] = old

    def match(self, group: Group) -> None:
        """Links what of a group is the same by the rules of this module, the surest first."""
        self._match_unchanged(group)
        self._match_alone(group)
        contested = self._match_similar(group)
        self._match_in_place(group, contested)

    def _free(self, group: Group) -> tuple[list[int], list[int]]:
        olds = [old for old in group.olds if old not in self.there]
        return olds, [new for new in group.news if new not in self.here]

    def _free_same(self, group: Group) -> Iterator[tuple[int, int]]:
        for old, new in group.same.items():
            if old not in self.there and new not in self.here:
                yield old, new

    def _match_unchanged(self, group: Group) -> None:
        for old, new in self._free_same(group):
            is_same = self.before.words(old) == self.after.words(new)
            if is_same or self.before.folded(old) == self.after.folded(new):
                self.link(old, new)

    def _match_alone(self, group: Group) -> None:
        olds, news = self._free(group)
        if not olds or not news:
            return
        held, found = _by_words(self.before, group.olds), _by_words(self.after, group.news)
        for new in news:
            key = (self.after.sort_of(new), self.after.folded(new))
            if len(found[key]) == len(held.get(key, ())) == 1 and self.after.wording(new).weight >= _TELLING:
                old = held[key][0]
                if old not in self.there:
                    self.link(old, new)

    def _match_similar(self, group: Group) -> set[tuple[str, int]]:
        """Returns which positions have their words nearly unchanged elsewhere, claimed or not."""
        scores = self._scores(group)
        near = [pair for pair, score in scores.items() if score >= _NEAR and group.same.get(pair[0]) != pair[1]]
        alone, others = self._among_all(group, near)
        rivals = _Rivals(scores | others)
        for (old, new), score in scores.items():
            if group.same.get(old) == new:
                is_meant = score >= _SIMILAR and rivals.best(old, new, least=_NEAR) < score + _APART
            else:
                is_meant = (old, new) in alone and rivals.best(old, new) <= score - _APART
            if is_meant and old not in self.there and new not in self.here:
                self.link(old, new)
        return {("old", old) for old, _ in near} | {("new", new) for _, new in near}

    def _scores(self, group: Group) -> dict[tuple[int, int], float]:
        """How much free positions resemble each other, those of one name and those that share rare words."""
        olds, news = self._free(group)
        pairs = dict.fromkeys(self._free_same(group))
        pairs |= dict.fromkeys(self._all_pairs(olds, news) if len(olds) * len(news) <= _FEW else self._near(olds, news))
        return {pair: self._resemblance(pair) for pair in pairs}

    def _resemblance(self, pair: tuple[int, int]) -> float:
        return resemblance(self.before.wording(pair[0]), self.after.wording(pair[1]))

    def _all_pairs(self, olds: Iterable[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        sorts = {new: self.after.sort_of(new) for new in news}
        for old in olds:
            yield from ((old, new) for new, sort in sorts.items() if sort == self.before.sort_of(old))

    def _near(self, olds: Iterable[int], news: Iterable[int]) -> Iterator[tuple[int, int]]:
        by_sort: dict[Sort, dict[int, Pairs]] = defaultdict(dict)
        for old in olds:
            by_sort[self.before.sort_of(old)][old] = self.before.wording(old).pairs
        indexes = {sort: Resembling(members) for sort, members in by_sort.items()}
        for new in news:
            index = indexes.get(self.after.sort_of(new))
            if index is not None:
                yield from ((old, new) for old in index.near(self.after.wording(new).pairs))

    def _among_all(
        self, group: Group, near: Sequence[tuple[int, int]]
    ) -> tuple[set[tuple[int, int]], dict[tuple[int, int], float]]:
        """Which of the pairs can be told from all others of the group, linked or not; and how near those come."""
        if not near:
            return set(), {}
        held = Resembling({old: self.before.wording(old).pairs for old in group.olds})
        found = Resembling({new: self.after.wording(new).pairs for new in group.news})
        back = {new: held.near(self.after.wording(new).pairs) for new in {new for _, new in near}}
        onward = {old: found.near(self.before.wording(old).pairs) for old in {old for old, _ in near}}
        pairs = {(old, new) for new, olds in back.items() for old in olds}
        pairs |= {(old, new) for old, news in onward.items() for new in news}
        alike = {pair for pair in pairs if self.before.sort_of(pair[0]) == self.after.sort_of(pair[1])}
        alone = {
            (old, new)
            for old, new in near
            if old in back[new] and new in onward[old] and self.after.wording(new).weight >= _TELLING
        }
        return alone, {pair: self._resemblance(pair) for pair in alike}

    def _match_in_place(self, group: Group, contested: set[tuple[str, int]]) -> None:
        for old, new in list(self._free_same(group)):
            heading, later = self.before.portions[old].heading, self.after.portions[new].heading
            is_headed = heading is not None and later is not None
            if is_headed and fold_typography(heading or "") == fold_typography(later or ""):
                self.link(old, new)
        place = {new: index for index, new in enumerate(group.news)}
        for run, first in self._runs(group, place):
            news = group.news[first : first + len(run)]
            is_free = all(("old", old) not in contested for old in run)
            is_free = is_free and all(new not in self.here and ("new", new) not in contested for new in news)
            if is_free and [group.same.get(old) for old in run] == list(news):
                for old, new in zip(run, news, strict=True):
                    self.link(old, new)

    def _runs(self, group: Group, place: Mapping[int, int]) -> list[tuple[list[int], int]]:
        """Free neighbours between linked ones that are neighbours of as many, with where those begin in `news`."""
        runs: list[tuple[list[int], int]] = []
        run: list[int] = []
        left: int | None = -1
        for old in (*group.olds, None):
            if old is not None and old not in self.there:
                run.append(old)
                continue
            right = len(group.news) if old is None else place.get(self.there[old])
            is_edged = group.bounded or left != -1 or old is not None
            if run and right is not None and left is not None and right - left - 1 == len(run) and is_edged:
                runs.append((run, left + 1))
            run, left = [], right
        return runs


class _Rivals:
    """The scores of pairs, to be asked for the best one that shares a side with a pair."""

    def __init__(self, scores: Mapping[tuple[int, int], float]) -> None:
        self._of_old: dict[int, dict[int, float]] = defaultdict(dict)
        self._of_new: dict[int, dict[int, float]] = defaultdict(dict)
        for (old, new), score in scores.items():
            self._of_old[old][new] = score
            self._of_new[new][old] = score

    def best(self, old: int, new: int, least: float = 0.0) -> float:
        """The best score of another pair with either side, of those that reach `least`; 0 where there is none."""
        others = [score for other, score in self._of_old[old].items() if other != new]
        others += [score for other, score in self._of_new[new].items() if other != old]
        return max((score for score in others if score >= least), default=0.0)


def _by_words(side: Side, positions: Iterable[int]) -> dict[tuple[Sort, str], list[int]]:
    found: dict[tuple[Sort, str], list[int]] = defaultdict(list)
    for position in positions:
        found[side.sort_of(position), side.folded(position)].append(position)
    return found


def voted(votes: Mapping[tuple[int, int], int], share: float) -> Iterator[tuple[int, int]]:
    """Of pairs with votes those where either side has given the other more than that share of all its votes."""
    of_old, of_new = Counter[int](), Counter[int]()
    for (old, new), count in votes.items():
        of_old[old] += count
        of_new[new] += count
    for (old, new), count in votes.items():
        if count > share * of_old[old] and count > share * of_new[new]:
            yield old, new
