"""What was recognised in a text, for the person who answers for the encoding."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lawpin.encoding.naming import mixed_frames
from lawpin.encoding.outline import Branch, Outline, Tree, all_branches
from lawpin.encoding.sentences import doubts_in, split_clauses, split_sentences
from lawpin.encoding.unit import Unit, walk
from lawpin.law.finding import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The account of one encoded expression.

    `file` is the name of the text as received and `sha256` its digest. `counts` are the units by kind, in order of
    first appearance. `items` are the numbers of items (or paragraphs) of each article in order, keyed by its id.
    `outside` are the lines that are not of the document, with what they are. `findings` are decisions to look over,
    in order of their lines; none of them is an error.
    """

    file: str
    sha256: str
    counts: tuple[tuple[str, int], ...]
    items: tuple[tuple[str, int], ...]
    outside: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def count_kinds(units: tuple[Unit, ...]) -> tuple[tuple[str, int], ...]:
    """How many units of each kind, in order of first appearance."""
    return tuple(Counter(unit.kind for unit in walk(units)).items())


def count_items(units: tuple[Unit, ...]) -> tuple[tuple[str, int], ...]:
    """How many items or paragraphs each article has, keyed by its id."""
    return tuple(
        (article.eid, sum(unit.kind in {"item", "paragraph"} for unit in walk((article,))))
        for article in walk(units)
        if article.kind == "article"
    )


def findings_of(tree: Tree, outline: Outline, units: tuple[Unit, ...]) -> tuple[Finding, ...]:
    """Decisions that the master's text left to rules, in order of their lines."""
    found = [*mixed_frames(tree.branches), *_headings(outline, units), *_running(outline, units)]
    for branch in all_branches(tree.branches):
        found.extend(_below(branch, outline))
    return tuple(sorted(found, key=lambda finding: finding.line or 0))


def _running(outline: Outline, units: tuple[Unit, ...]) -> Iterator[Finding]:
    for _, kind in outline.forms:
        of_kind = [unit for unit in walk(units) if unit.kind == kind]
        if of_kind and "__" not in of_kind[0].eid:
            words = f"the numbers of {kind} run through the whole text: {of_kind[0].eid} to {of_kind[-1].eid}"
            yield _finding("numbered-through", of_kind[0].line, words, of_kind[0].eid)
        elif of_kind:
            words = f"the numbers of {kind} begin again in each level above: {of_kind[0].eid} and so on"
            yield _finding("numbered-within", of_kind[0].line, words, of_kind[0].eid)


def _headings(outline: Outline, units: tuple[Unit, ...]) -> Iterator[Finding]:
    for unit in walk(units):
        run_in = unit.kind == "article" and outline.headings == "run-in" and unit.heading
        if run_in and any(mark in run_in for mark in "，；："):
            yield _finding("doubtful-heading", unit.line, f"“{run_in}” was taken as a heading: is it one?", unit.eid)


def _below(branch: Branch, outline: Outline) -> Iterator[Finding]:
    is_article = branch.kind == "article"
    for entry in branch.texts:
        if entry.mark is None:
            what = f"goes on with {branch.kind} {branch.mark.number}" if is_article else f"introduces {branch.kind}"
            yield _finding("unnumbered-line", entry.line.number, f"a line without number {what}")
    if not is_article or outline.division != "items":
        return
    for number, text in ((branch.line.number, branch.rest), *((e.line.number, e.rest) for e in branch.texts)):
        for doubt in doubts_in(text):
            yield _finding(doubt.rule, number, f"{doubt.sentence} (character {doubt.position + 1} of the text)")
        for sentence in split_sentences(text):
            clauses = len(split_clauses(sentence))
            if clauses > 1:
                words = f"the sentence “{sentence.strip()[:12]}…” enumerates by ；: {clauses} items"
                yield _finding("enumeration", number, words)


def _finding(rule: str, line: int, sentence: str, eid: str | None = None) -> Finding:
    return Finding("house", rule, sentence, line=line, eid=eid)
