"""From another name of a law to the law: the publisher's IRIs and the aliases that documents carry.

An address of ours is never looked up here. What carries a name is read from the records of the versions, once for
each entry of the log; nothing is stored for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import orjson

from lawpin.holdings.store import Holdings
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.version import Expression

_PAGE = 1000
_WEB = re.compile(r"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)


class Aliases:
    """The aliases in a store, as far as its log has been read; what is new is read when something is looked up."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._seq = 0
        self._named: defaultdict[str, dict[WorkId | ExpressionId, None]] = defaultdict(dict)

    def find(self, written: str) -> tuple[WorkId | ExpressionId, ...]:
        """What carries this name, by IRI: works whose own it is, else expressions; empty where nothing does.

        More than one where publishers give several the same.
        """
        self._read_on()
        found = self._named.get(alias_key(written), {})
        works = [target for target in found if isinstance(target, WorkId)]
        return tuple(sorted(works or found, key=str))

    def _read_on(self) -> None:
        while entries := self._holdings.changes(after=(start := self._seq), limit=_PAGE):
            added: defaultdict[WorkId, set[ExpressionId]] = defaultdict(set)
            for entry in entries:
                members = orjson.loads(entry)
                if members["sha256"]:
                    expression = read_expression_id(members["expression"])
                    added[expression.work].add(expression)
            for work, expressions in added.items():
                for version in self._holdings.versions(work):
                    if version.id in expressions:
                        self._add(version.expression)
            # Two threads may read the same page: what they add is the same.
            self._seq = max(self._seq, start + len(entries))

    def _add(self, expression: Expression) -> None:
        for key, target in _names(expression):
            self._named[key][target] = None


def alias_key(written: str) -> str:
    """What spellings of one name have in common: of a web address not its scheme, case of its host or last slash."""
    found = _WEB.fullmatch(written.strip())
    return written.strip() if found is None else f"//{found[1].lower()}{found[2].rstrip('/')}"


def _names(expression: Expression) -> Iterator[tuple[str, WorkId | ExpressionId]]:
    yield from ((alias_key(alias), expression.id.work) for alias in expression.aliases)
    yield from ((alias_key(iri), expression.id) for iri in expression.iris)
