"""Declaring what continues what: an operator's statement takes the place of what was found by the words.

It is an entry of the log (`id-moved`) and a row beside the one that it corrects; neither is ever erased.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lawpin.holdings.records import entry_of, next_instant
from lawpin.holdings.store import Store, Writing
from lawpin.holdings.successions import Succession
from lawpin.holdings.withdrawing import read_reason
from lawpin.law.change import Change
from lawpin.law.errors import BadParameter, Malformed, NotComparable, PortionNotInVersion
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_address
from lawpin.law.lineage import Place, declared_over, place_of
from lawpin.law.portion import Portion

Clock = Callable[[], datetime]
_MOST_MOVES = 10_000


@dataclass(frozen=True, slots=True)
class Statement:
    """What an operator declares between two neighbouring versions of a line; None: nothing, on that side."""

    earlier: ExpressionId
    later: ExpressionId
    reason: str
    moves: tuple[tuple[Place | None, Place | None], ...]


class _Move(BaseModel):
    model_config = ConfigDict(extra="forbid")
    old: Annotated[str | None, Field(alias="from")]
    new: Annotated[str | None, Field(alias="to")]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reason: str
    moves: Annotated[list[_Move], Field(min_length=1, max_length=_MOST_MOVES)]


def read_statement(written: bytes) -> Statement:
    """The statement in a JSON file: `{"reason", "moves": [{"from": IRI or null, "to": IRI or null}]}`.

    Raises Malformed where it is none, or where its addresses are not places of two versions.
    """
    try:
        read = _Written.model_validate_json(written)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        message = f"this is no statement: {first['msg']} at /{'/'.join(str(step) for step in first['loc'])}"
        raise Malformed(message) from None
    moves = [(_place(move.old), _place(move.new)) for move in read.moves]
    if (None, None) in moves:
        message = "a move leads from somewhere or to somewhere"
        raise Malformed(message)
    return Statement(
        _only([old.expression for old, _ in moves if old is not None], "from"),
        _only([new.expression for _, new in moves if new is not None], "to"),
        read_reason(read.reason),
        tuple((_bare(old), _bare(new)) for old, new in moves),
    )


def declare(store: Store, clock: Clock, statement: Statement) -> Change:
    """Records a statement. Gives the entry of the log.

    Raises:
        NotComparable: the two are not neighbours of a line that is held.
        PortionNotInVersion: a place of the statement is not there.
    """
    earlier, later = statement.earlier, statement.later
    with store.writing() as holdings:
        found = holdings.succession(earlier, later)
        if found is None:
            message = "these are not two held versions that follow one another"
            raise NotComparable(message, iri=str(later))
        for old, new in statement.moves:
            _require(holdings, earlier, old)
            _require(holdings, later, new)
        change = Change(
            seq=holdings.head() + 1,
            kind="id-moved",
            work=later.work,
            expression=later,
            recorded_at=next_instant(holdings, clock),
            previous=earlier,
            reason=statement.reason,
        )
        moves = _with_inner(statement.moves, holdings.portions(earlier), holdings.portions(later))
        lineage = declared_over(found.lineage, moves)
        holdings.declare(Succession(earlier, later, change.seq, lineage), entry_of(change))
    return change


_Moves = Sequence[tuple[Place | None, Place | None]]


def _with_inner(moves: _Moves, before: Sequence[Portion], after: Sequence[Portion]) -> _Moves:
    """The moves with those of what stands inside: it goes along by what its id adds, unless declared itself."""
    held, found = ({place_of(portion): portion for portion in portions} for portions in (before, after))
    olds, news = {old for old, _ in moves}, {new for _, new in moves}
    inner: list[tuple[Place | None, Place | None]] = []
    for old, new in moves:
        around, there = (None if old is None else held[old]), (None if new is None else found[new])
        for portion in () if around is None else before[around.position + 1 : around.end]:
            added = (portion.eid or "").removeprefix(around.eid or "") if around is not None else ""
            place = None if there is None else (there.component, f"{there.eid}{added}")
            if place_of(portion) not in olds:
                inner.append((place_of(portion), place if place in found and place not in news else None))
        fresh = () if there is None else after[there.position + 1 : there.end]
        inner.extend((None, place_of(portion)) for portion in fresh)
    reached = {new for old, new in inner if old is not None}
    return [*moves, *(move for move in inner if move[0] is not None or move[1] not in reached | news)]


def _place(iri: str | None) -> PortionId | None:
    if iri is None:
        return None
    address = read_address(iri)
    expression = address.pinned()
    is_place = address.eid is not None and address.last is None and address.view is None and address.suffix is None
    if expression is None or not is_place:
        message = "this is not the address of a place in one version (language@date/~eId)"
        raise BadParameter(message, parameter="moves", iri=address.bare)
    return PortionId(expression, address.eid, address.component)


def _bare(place: PortionId | None) -> Place | None:
    return None if place is None else (place.component, place.eid)


def _only(expressions: Sequence[ExpressionId], side: str) -> ExpressionId:
    if len(set(expressions)) != 1:
        message = f"all places in “{side}” are of one version, and one of them at least is not null"
        raise Malformed(message)
    return expressions[0]


def _require(holdings: Writing, expression: ExpressionId, place: Place | None) -> None:
    if place is not None and holdings.position(PortionId(expression, place[1], place[0])) is None:
        message = f"this version has no “{place[1]}”"
        raise PortionNotInVersion(message, iri=str(expression), eId=place[1])
