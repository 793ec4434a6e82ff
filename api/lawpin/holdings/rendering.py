"""Portions as published shapes: pure, from an edition (a version and its portions) and what is known around it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lawpin.law.identifiers.ids import PortionId, place
from lawpin.law.portion import BASIC_UNITS, Portion
from lawpin.law.timeline import PointInTime, Standing, counterpart_versions, is_stale
from lawpin.law.version import Version
from lawpin.wire.portion import (
    AncestorShape,
    ChildShape,
    ContextShape,
    NoteShape,
    OutlineNode,
    OutlineShape,
    PortionShape,
    ProvenanceShape,
    SpanShape,
    TranslationShape,
    VersionShape,
)

FindCounterpart = Callable[[Version, Portion], Portion | None]


@dataclass(frozen=True, slots=True)
class Edition:
    """One version with its portions by position."""

    version: Version
    portions: tuple[Portion, ...]


class Rendering:
    """Shapes of the portions of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._portions = edition.portions
        # Written once: a document with 400 portions names itself 3,000 times.
        self._iri = str(edition.version.id)
        self._inside: dict[int, list[Portion]] = defaultdict(list)
        self._of_kind: dict[tuple[str | None, str], list[Portion]] = defaultdict(list)
        for portion in self._portions:
            if portion.provision and portion.parent is not None:
                self._inside[portion.parent].append(portion)
                self._of_kind[_row(portion)].append(portion)
        # Above the basic unit one level of children is shown, else all of them.
        kinds = {kind for _, kind in self._of_kind}
        self._basic = next((unit for unit in BASIC_UNITS if unit in kinds), None)

    def portion(
        self, portion: Portion, standing: Standing, translations: Sequence[TranslationShape], depth: int | None = None
    ) -> PortionShape:
        """The published shape of a portion. `depth` counts levels of children; None is the usual depth."""
        version = self.edition.version
        expression = version.expression
        provenance = expression.provenance
        levels = self._usual_depth(portion) if depth is None else depth
        return PortionShape(
            id=self.iri(portion),
            work=str(version.id.work),
            expression=str(version.id),
            component=portion.component,
            eid=portion.eid,
            named_by=portion.named_by,
            wid=portion.wid,
            kind=portion.kind,
            title=expression.title if portion.parent is None else None,
            num=portion.num,
            heading=portion.heading,
            text=portion.text,
            spans=_spans(portion),
            children=self._children(portion, levels),
            notes=[NoteShape(text=note.text, author=note.author, date=note.date) for note in portion.notes],
            language=version.id.language,
            digest=f"sha256:{portion.digest}",
            context=self._context(portion),
            version=version_shape(version, standing),
            translations=list(translations),
            provenance=ProvenanceShape(
                source=provenance.source,
                retrieved=provenance.retrieved,
                sha256=provenance.sha256,
                publisher=provenance.publisher,
                credit=provenance.credit,
            ),
            license=provenance.license,
            on=standing.at.on,
            known=standing.at.known,
        )

    def outline(self, at: PointInTime) -> OutlineShape:
        """The outline of the whole: all provisions, nested."""
        version = self.edition.version
        toc = [self._node(p) for p in self._inside[0]]
        return OutlineShape(id=str(version.id), valid=version.valid, toc=toc, on=at.on, known=at.known)

    def iri(self, portion: Portion) -> str:
        """The pinned address of a portion."""
        return self._iri + place(portion.eid, portion.component)

    def provisions_inside(self, portion: Portion) -> list[Portion]:
        """The provisions directly inside, in document order."""
        if portion.provision:
            return self._inside[portion.position]
        around = self._inside[portion.parent or 0]
        return [p for p in around if portion.position < p.position < portion.end]

    def _usual_depth(self, portion: Portion) -> int | None:
        inside = self._portions[portion.position + 1 : portion.end]
        return 1 if any(p.kind == self._basic for p in inside) and portion.kind != self._basic else None

    def _children(self, portion: Portion, depth: int | None) -> list[ChildShape]:
        if depth == 0:
            return []
        return [self._child(child, None if depth is None else depth - 1) for child in self.provisions_inside(portion)]

    def _child(self, portion: Portion, depth: int | None) -> ChildShape:
        children = self._children(portion, depth)
        inside = self.provisions_inside(portion)
        has_text = not children or _has_loose_words(portion, inside)
        return ChildShape(
            id=self.iri(portion),
            eid=portion.eid,
            wid=portion.wid,
            kind=portion.kind,
            num=portion.num,
            heading=portion.heading,
            text=portion.text if has_text else None,
            spans=_spans(portion) if has_text else [],
            child_count=len(inside),
            children=children,
        )

    def _node(self, portion: Portion) -> OutlineNode:
        return OutlineNode(
            id=self.iri(portion),
            eid=portion.eid,
            wid=portion.wid,
            kind=portion.kind,
            num=portion.num,
            heading=portion.heading,
            digest=f"sha256:{portion.digest}",
            children=[self._node(child) for child in self.provisions_inside(portion)],
        )

    def _context(self, portion: Portion) -> ContextShape:
        ancestors: list[AncestorShape] = []
        around = portion.parent
        while around:
            step = self._portions[around]
            ancestors.insert(
                0,
                AncestorShape(id=self.iri(step), eid=step.eid, kind=step.kind, num=step.num, heading=step.heading),
            )
            around = step.parent
        before, after = self._neighbours(portion)
        return ContextShape(
            ancestors=ancestors,
            previous=None if before is None else self.iri(before),
            next=None if after is None else self.iri(after),
        )

    def _neighbours(self, portion: Portion) -> tuple[Portion | None, Portion | None]:
        alike = self._of_kind.get(_row(portion), []) if portion.provision else []
        here = bisect_left(alike, portion.position, key=_position)
        after = bisect_left(alike, portion.end, key=_position)
        # What begins before and ends after is around it, not before it.
        before = next((p for p in reversed(alike[max(0, here - 100) : here]) if p.end <= portion.position), None)
        return before, alike[after] if after < len(alike) else None


def version_shape(version: Version, standing: Standing) -> VersionShape:
    """The published facts of a version, as known at an instant."""
    expression = version.expression
    return VersionShape(
        date=version.id.date,
        revision=version.id.revision,
        legal_from=None if expression.legal_from is None else expression.legal_from.isoformat(),
        legal_to=None if expression.legal_to is None else expression.legal_to.isoformat(),
        recorded_at=version.recorded_at,
        superseded_at=standing.superseded_at,
        status=standing.status,
        current=standing.current,
        valid=version.valid,
    )


def translation_shapes(
    version: Version, portion: Portion, versions: Sequence[Version], find: FindCounterpart
) -> list[TranslationShape]:
    """The same provision in other languages, in the order of `counterpart_versions`; `find` gives it in a version."""
    shapes = []
    for other in counterpart_versions(version, versions):
        # The whole stands in every version: nothing is read for it.
        there = portion if portion.position == 0 else find(other, portion)
        if there is None:
            continue
        shapes.append(
            TranslationShape(
                language=other.id.language,
                id=str(PortionId(other.id, there.eid, there.component)),
                author=other.id.author,
                translators=[agent.name for agent in other.expression.contributors if agent.role == "translator"],
                authoritative=other.expression.authoritative,
                stale=is_stale(other, versions),
            )
        )
    return shapes


def _row(portion: Portion) -> tuple[str | None, str]:
    # People do not read on from the last article of an act to the first one of its annex; from annex to annex they do.
    return None if portion.eid is None else portion.component, portion.kind


def _position(portion: Portion) -> int:
    return portion.position


def _spans(portion: Portion) -> list[SpanShape]:
    return [SpanShape(start=s.start, end=s.end, kind=s.kind, href=s.href) for s in portion.spans]


def _has_loose_words(portion: Portion, inside: Sequence[Portion]) -> bool:
    """Whether a portion says more than its number, its heading and the provisions inside it."""
    parts = (portion.num or "", portion.heading or "", *(child.text for child in inside))
    return _letters(portion.text) != sum(_letters(part) for part in parts)


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
