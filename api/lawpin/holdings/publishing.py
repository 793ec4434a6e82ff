"""Publishing one document with a key: everything that becomes of it, from its bytes to its report.

    promise    sent before under the same name? then the same answer again
    name       which work is it? then whether the key is for it, and whether its bytes are held already
    receive    read, checked, cut, written out
    record     one transaction: what the sender expects, the version, the use of the key, the answer to repeat

A process that dies before the transaction has ended leaves nothing but the promise, which falls to the next who asks.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from lawpin.akn.checking import Checker
from lawpin.akn.frbr import read_frbr
from lawpin.akn.naming import name_document
from lawpin.akn.reading import read_document
from lawpin.holdings.admission import FORMS, Body
from lawpin.holdings.arrival import Arrival, Refusal, receive, report_of
from lawpin.holdings.ingest import Clock, preview_work, record_arrivals
from lawpin.holdings.keys import note_use, require_scope
from lawpin.holdings.notes import KeyUse, Promise
from lawpin.holdings.publication import Publication, Published, dump_published, load_published
from lawpin.holdings.store import Holdings, Store, Writing
from lawpin.law.errors import ConditionRequired, LawError, NotAsKnown, OtherRequest, Refused, Unavailable, UnderWay
from lawpin.law.identifiers.ids import ExpressionId, PortionId
from lawpin.law.identifiers.reader import read_expression_id
from lawpin.law.timeline import current, line_of
from lawpin.law.version import Version
from lawpin.wire.report import ReportShape
from lawpin.wire.shape import to_json

# What is said of a document that came without the name of a file.
_SOURCE = "published.xml"
# An answer is repeated for two days; a request that has gone on for so long has been given up.
_REPEATED, _GIVEN_UP = timedelta(hours=48), timedelta(minutes=10)
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Publisher:
    """Publishes into one store, one document after the other.

    `clock` gives now in UTC; `coded` the other forms in which a body may be sent, which have digests of their own.
    """

    store: Store
    checker: Checker
    clock: Clock
    coded: Callable[[bytes], Iterable[bytes]]

    def publish(self, publication: Publication) -> Published:
        """What became of a document; every use of the key is noted, whatever it is.

        A document that is not taken in has a report that says `refused`.

        Raises:
            BeyondScope: the key is not for its work.
            NotAsKnown, ConditionRequired: the store holds something else than the sender expects, or must say.
            UnderWay, OtherRequest: its name stands for a request that has not ended, or for another one.
            Unavailable: it cannot be worked on now.
        """
        try:
            return self._publish(publication)
        except LawError as fault:
            about = fault.facts.get("iri")
            with suppress(Unavailable):
                note_use(self.store, self._use(publication, fault.reason, about if isinstance(about, str) else None))
            raise

    def _publish(self, publication: Publication) -> Published:
        if publication.correction is not None and publication.expected.current is None:
            message = "a correction takes the place of what people read: say with its entity tag which text it corrects"
            raise ConditionRequired(message)
        if publication.dry_run or publication.name is None:
            return self._work_on(publication)
        repeated = self._promise(publication, publication.name)
        if repeated is not None:
            return repeated
        try:
            return self._work_on(publication)
        except BaseException:
            with suppress(Unavailable), self.store.writing() as holdings:
                holdings.notes.break_promise(publication.key.id, publication.name, os.getpid())
            raise

    def _promise(self, publication: Publication, name: str) -> Published | None:
        """The answer that was given under that name; None: from now on this one is being worked on."""
        now = self.clock()
        with self.store.writing() as holdings:
            known = holdings.notes.promise(publication.key.id, name)
            if known is not None and known.request != publication.request:
                message = "another request was sent under this name: a name is for one request"
                raise OtherRequest(message)
            if known is not None and known.answer is not None:
                return load_published(known.answer)
            if known is not None and now - known.at < _GIVEN_UP and _is_another_alive(known.owner):
                message = "the request with this name is still being worked on"
                raise UnderWay(message)
            begun = Promise(publication.key.id, name, publication.request, now, os.getpid())
            holdings.notes.keep_promise(begun, forget_before=now - _REPEATED)
        return None

    def _work_on(self, publication: Publication) -> Published:
        named = _name(publication.source)
        if named is not None:
            require_scope(publication.key, named.work)
        held = None if named is None else self._held(publication, named)
        if held is not None:
            return self._keep(publication, held)
        received = receive(_SOURCE, publication.source, self.checker)
        if isinstance(received, Refusal):
            return self._keep(publication, report_of(received, "refused"))
        if publication.dry_run:
            self._require_expected(publication, received.expression.id, self.store)
            (previewed,) = preview_work([received], self.store, correction=publication.correction)
            return self._keep(publication, previewed)
        return self._record(publication, received)

    def _held(self, publication: Publication, named: ExpressionId) -> ReportShape | None:
        """The report of the held version with the same bytes; None: there is none at that address."""
        digest = sha256(publication.source).hexdigest()
        version = next((v for v in self.store.versions(named.work) if v.id == named and v.sha256 == digest), None)
        stored = None if version is None else self.store.report(named)
        if stored is None:
            return None
        if publication.expected.new:
            raise _not_new(named)
        return ReportShape.model_validate_json(stored.content).model_copy(update={"outcome": "unchanged"})

    def _record(self, publication: Publication, arrival: Arrival) -> Published:
        with self.store.writing() as holdings:
            repeated = _answered(publication, holdings)
            if repeated is not None:
                return repeated
            self._require_expected(publication, arrival.expression.id, holdings)
            (report,) = record_arrivals([arrival], holdings, self.clock, correction=publication.correction)
            if report.id is not None:
                # Where an address is only derived, recording may have given it another one.
                require_scope(publication.key, read_expression_id(report.id).work)
            return self._note(publication, report, holdings)

    def _require_expected(self, publication: Publication, named: ExpressionId, holdings: Holdings) -> None:
        """Raises NotAsKnown where the store does not hold what the sender of a document with that name expects."""
        expected = publication.expected
        versions = holdings.versions(named.work)
        if expected.new and any(version.id == named for version in versions):
            raise _not_new(named)
        if not expected.held and expected.current is None:
            return
        line = line_of(versions, named.language, named.author)
        if publication.correction is None:
            found = current(line, self.clock().date())
        else:
            found = next((version for version in line if version.id.date == named.date), None)
        if found is None:
            message = "no such version is held"
            raise NotAsKnown(message, iri=str(named))
        if expected.current is not None and expected.current.isdisjoint(self._digests(found, holdings)):
            message = f"what answers now is {found.id}, and none of its bodies has the tag that is expected"
            raise NotAsKnown(message, iri=str(named), available={"versions": [str(found.id)]})

    def _digests(self, version: Version, holdings: Holdings) -> Iterator[str]:
        """What entity tags of a pinned text are made of: all its forms as they may be sent, the cheapest first."""
        pages = [page for page in (holdings.page(PortionId(version.id), form) for form in FORMS) if page is not None]
        yield from (page.body.sha256.hex()[:_DIGITS] for page in pages)
        for page in pages:
            yield from (sha256(coded).hexdigest()[:_DIGITS] for coded in self.coded(page.body.content))

    def _keep(self, publication: Publication, report: ReportShape) -> Published:
        with self.store.writing() as holdings:
            return _answered(publication, holdings) or self._note(publication, report, holdings)

    def _note(self, publication: Publication, report: ReportShape, holdings: Writing) -> Published:
        """What became of it, noted in the transaction that made it so."""
        published = Published(report, None if publication.dry_run else _report_id(report))
        if report.outcome == "refused" and published.id is not None:
            holdings.notes.turn_away(published.id, Body.of(to_json(report)))
        outcome = report.outcome if report.reason is None else report.reason
        holdings.notes.note_use(self._use(publication, outcome, report.id))
        if publication.name is not None and not publication.dry_run:
            now = self.clock()
            kept = Promise(
                publication.key.id,
                publication.name,
                publication.request,
                now,
                os.getpid(),
                dump_published(published),
            )
            holdings.notes.keep_promise(kept, forget_before=now - _REPEATED)
        return published

    def _use(self, publication: Publication, outcome: str, about: str | None) -> KeyUse:
        action = "publish-dry-run" if publication.dry_run else "publish"
        return KeyUse(publication.key.id, self.clock(), action, outcome, about)


def _name(source: bytes) -> ExpressionId | None:
    """The address that a document names; None: it cannot be read, which its report will say."""
    try:
        return name_document(read_frbr(read_document(source).root), sha256(source).hexdigest()).id
    except Refused:
        return None


def _answered(publication: Publication, holdings: Holdings) -> Published | None:
    """The answer that another process has given meanwhile, which took this one for dead."""
    if publication.dry_run or publication.name is None:
        return None
    known = holdings.notes.promise(publication.key.id, publication.name)
    is_it = known is not None and known.request == publication.request
    return load_published(known.answer) if is_it and known is not None and known.answer is not None else None


def _report_id(report: ReportShape) -> str:
    """The entry that admitted the version; of a refusal a digest, so that the same again is one report."""
    return str(report.seq) if report.seq is not None else sha256(to_json(report)).hexdigest()[:_DIGITS]


def _not_new(named: ExpressionId) -> NotAsKnown:
    message = "this version is held already"
    return NotAsKnown(message, iri=str(named), available={"versions": [str(named)]})


def _is_another_alive(number: int) -> bool:
    """Whether that number is of another process which goes on; this one works on one request after the other."""
    if number == os.getpid():
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
