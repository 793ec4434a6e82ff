"""The table of operations: path, method, what it takes, what it answers."""

from pydantic import BaseModel

from lawpin.http.contract.operation import PROBE, READ, Operation
from lawpin.http.doors import DOCUMENT_TYPES
from lawpin.wire.alignment import AlignmentShape
from lawpin.wire.batch import BatchRequest, BatchShape
from lawpin.wire.citation import CitationRequest, CitationShape, CitationsShape
from lawpin.wire.diff import DiffShape
from lawpin.wire.entry import EntryShape
from lawpin.wire.extraction import ExtractionRequest, ExtractionShape
from lawpin.wire.history import HistoryShape
from lawpin.wire.log import ChangesShape, ConsistencyShape, FreshnessRequest, FreshnessShape, ProofShape
from lawpin.wire.notice import NoticeShape, RestorationRequest, WithdrawalRequest
from lawpin.wire.portion import OutlineShape, PortionShape, RangeShape
from lawpin.wire.problem import ReasonShape
from lawpin.wire.quotes import QuoteRequest, QuoteShape
from lawpin.wire.references import ReferencesShape, ReferrersShape
from lawpin.wire.report import CoverageShape, HealthShape, ReportShape, StatusShape
from lawpin.wire.schemas import SchemasShape
from lawpin.wire.search import SearchShape
from lawpin.wire.timemap import TimeMapShape
from lawpin.wire.work import WorkShape, WorksShape, WorkVersionsShape

_WORK = "/akn/{country}/{type}/{subtype}/{date}/{number}"
_WORK_PARAMETERS = ("country", "type", "subtype", "date", "number")
_TEXT_PARAMETERS = (*_WORK_PARAMETERS, "expression")
# The two time axes of every read of the law.
_TIMES = ("in-force-on", "known")
_FILTERS = tuple(f"filter-{name}" for name in ("country", "type", "language", "date", "status", "title", "alias"))
_ADDRESS = (*READ, 300, 404, 410)
# What whoever changes something may be told besides.
_WRITE = (*READ, 401, 403, 408, 409, 413, 415, 422)


def _json(*shapes: type[BaseModel]) -> dict[str, tuple[type[BaseModel], ...]]:
    return {"application/json": shapes}


_PAGED_REFERENCES = ("versions", "cursor", "limit-references")
_WORK_HEADERS = ("Vary", "ETag", "Repr-Digest", "Link")
_TEXT_HEADERS = (*_WORK_HEADERS, "Last-Modified", "Content-Language", "Content-Location", "Document-Valid")
# What tells since when a text has stood can be asked for by an instant.
_STATE_HEADERS = (*_TEXT_HEADERS, "Memento-Datetime")
_TIME_MAP: dict[str, tuple[type[BaseModel], ...]] = {
    "application/link-format": (),
    "application/json": (TimeMapShape,),
}
_CITED = (
    "Written out in a style, with the pinned address and the date of the version: by `style`, else by Accept, else in "
    "the language of the text. What is printed, `/v1/resolve` takes back to the same place."
)
_CITATIONS: dict[str, tuple[type[BaseModel], ...]] = {
    "text/plain": (),
    "application/vnd.citationstyles.csl+json": (),
    "application/x-bibtex": (),
    "application/x-research-info-systems": (),
}

OPERATIONS = (
    Operation(
        _WORK, "getWork", "law", "A work",
        "Titles by language, authors, dates, and every version in every language, newest first.",
        _json(WorkShape), (*_WORK_PARAMETERS, *_TIMES, "accept-language"), _ADDRESS, headers=_WORK_HEADERS,
    ),
    Operation(
        f"{_WORK}/versions", "getWorkVersions", "law", "All versions of a work",
        "Newest first, those that floating addresses lead to marked `current`.",
        _json(WorkVersionsShape), (*_WORK_PARAMETERS, *_TIMES, "accept-language"), _ADDRESS, headers=_WORK_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}", "getExpression", "law", "A whole text",
        "One version in one language. Its XML is byte for byte the document as it was published, also where the "
        "official schema refuses it: then `version.valid` is false, and every answer has `Document-Valid: ?0`.",
        {"application/json": (PortionShape,), "application/akn+xml": (), "text/plain": ()},
        (*_TEXT_PARAMETERS, "depth", "parallel", *_TIMES, "accept-datetime"), _ADDRESS, headers=_STATE_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/~{{eId}}", "getPortion", "law", "A portion or a range",
        "One provision at any depth, or the provisions from one to another in document order. The text is the same "
        "in every format; the XML is a document of its own, valid under the official schema if the document is that "
        "it was taken from. Where that is not, its metadata say so.",
        {"application/json": (PortionShape, RangeShape), "application/akn+xml": (), "text/plain": ()},
        (*_TEXT_PARAMETERS, "eId", "depth", "parallel", *_TIMES, "accept-datetime"), _ADDRESS,
        headers=_STATE_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/toc", "getOutline", "law", "The outline of a text",
        "Every provision with its number, heading and digest, nested.",
        _json(OutlineShape), (*_TEXT_PARAMETERS, *_TIMES), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/validation", "getReport", "law", "The report of the ingest",
        "What was found in the document when it was admitted: a verdict for each level, findings with places.",
        _json(ReportShape), (*_TEXT_PARAMETERS, *_TIMES), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/alignment", "getAlignment", "law", "A text beside another one of its work",
        "Every provision with its counterparts in another language or version, by wId, with the state of each pair; "
        "what is missing on either side, and the share that has a counterpart.",
        _json(AlignmentShape), (*_TEXT_PARAMETERS, "with", *_TIMES), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/references", "getWorkReferences", "law", "What points to a work",
        "Provisions of held texts that refer to the work or to a place in it; also for a work that is not held, if one "
        "does.",
        _json(ReferrersShape), (*_WORK_PARAMETERS, "direction-in", *_PAGED_REFERENCES), _ADDRESS, headers=_WORK_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/references", "getTextReferences", "law", "References of a text",
        "What a whole text points to, and where that leads today; or what points to its work.",
        _json(ReferencesShape, ReferrersShape), (*_TEXT_PARAMETERS, "direction", *_PAGED_REFERENCES), _ADDRESS,
        headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/~{{eId}}/history", "getHistory", "law", "The texts of a provision",
        "Every distinct text of one provision, newest first, through renumbering and moving: the versions in which it "
        "stood, the id that it had there, what changed; where the provision comes from and what became of it.",
        _json(HistoryShape), (*_TEXT_PARAMETERS, "eId", "typographic", *_TIMES), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/~{{eId}}/references", "getReferences", "law", "References of a provision",
        "What a provision points to, and where that leads today; or the provisions of held texts that point to it or "
        "to what is inside it.",
        _json(ReferencesShape, ReferrersShape), (*_TEXT_PARAMETERS, "eId", "direction", *_PAGED_REFERENCES), _ADDRESS,
        headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/cite", "citeExpression", "law", "The citation of a text",
        _CITED, _CITATIONS, (*_TEXT_PARAMETERS, "style", *_TIMES), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/~{{eId}}/cite", "citePortion", "law", "The citation of a provision",
        _CITED, _CITATIONS, (*_TEXT_PARAMETERS, "eId", "style", *_TIMES), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/timemap", "getTimeMap", "law", "The states of a floating address",
        "All texts that a floating address (`zho`) has had, the oldest first, with the instant since when: as links in "
        "the form of RFC 7089, or as JSON.",
        _TIME_MAP, (*_TEXT_PARAMETERS, "cursor", "limit-states"), _ADDRESS, headers=_WORK_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/~{{eId}}/timemap", "getPortionTimeMap", "law", "The states of a floating portion",
        "The same for a place: the texts that have it.",
        _TIME_MAP, (*_TEXT_PARAMETERS, "eId", "cursor", "limit-states"), _ADDRESS, headers=_WORK_HEADERS,
    ),
    Operation(
        "/v1/works", "listWorks", "functions", "Works held",
        "A page of works by IRI. Every page of one listing shows the store as it was at the first, whatever is "
        "published meanwhile.",
        _json(WorksShape), ("cursor", "limit", *_FILTERS),
    ),
    Operation(
        "/v1/portions", "lookUpPortions", "functions", "Many look-ups at once",
        "Up to 200 addresses; an answer to each, in order, with the status that it alone would have.",
        _json(BatchShape), problems=(*READ, 408, 413, 415), method="post",
        takes=BatchRequest, headers=("Repr-Digest",),
    ),
    Operation(
        "/v1/ingests", "publish", "publishing", "Publish a document",
        "Checks a document and records it as a version of the work that it names, in one transaction: nobody reads "
        "half of it. 201: a new version, in the body its report. 200: the same bytes are held (`unchanged`), or a dry "
        "run. 409: other bytes are held, and how they differ; with `correction` they are its next revision (`;r2`). "
        "Every other answer to a document has a report too, which `describedby` links. `Idempotency-Key`: the same "
        "request again has the same answer again, for two days.",
        _json(ReportShape), ("dry-run", "correction", "if-match", "if-new", "idempotency-key"), (*_WRITE, 428),
        method="post", documents=DOCUMENT_TYPES, successes=(200, 201), keyed=True, headers=("Repr-Digest", "Link"),
    ),
    Operation(
        "/v1/ingests/{report}", "getIngest", "publishing", "The report of an ingest",
        "What was found in a document and became of it: of every version that was admitted, and of every document that "
        "came with a key and was refused. It never changes.",
        _json(ReportShape), ("report",), (*READ, 404), headers=("Vary", "ETag", "Repr-Digest", "Link"),
    ),
    Operation(
        "/v1/search", "search", "functions", "Provisions by their words",
        "Provisions of the versions that stand, whose own words hold every word and every phrase in quotation marks, "
        "in any order; Chinese is not taken apart into words. `word*` finds words that begin so. Every page of one "
        "search shows the store as it was at the first.",
        _json(SearchShape), ("search-q", "search-language", "under", "search-on", "cursor", "search-limit"),
        (*READ, 404),
    ),
    Operation(
        "/v1/quotes", "findQuotation", "functions", "From words to provisions",
        "Where quoted words stand, in every text held: every provision that they touch, with offsets, and how they "
        "agree: `exact`, `normalized` (only writing differs), `elided` (parts in order, inside one article), `fuzzy` "
        "(other letters or words: see `diff`). Words that stand in several places are `ambiguous`; those that stand "
        "nowhere are `not_found`, with 200 as well.",
        _json(QuoteShape), problems=(*READ, 408, 413, 415), method="post",
        takes=QuoteRequest, headers=("Repr-Digest",),
    ),
    Operation(
        "/v1/withdrawals", "withdraw", "publishing", "Withdraw a work or a version",
        "From now on its addresses answer 410 with the reason and the successor; nothing is erased. 201: a new entry "
        "of the log; for what is withdrawn already it changes the words. 200: it is withdrawn in these very words.",
        _json(NoticeShape), problems=(*_WRITE, 404), method="post", takes=WithdrawalRequest, successes=(200, 201),
        keyed=True, headers=("Repr-Digest",),
    ),
    Operation(
        "/v1/restorations", "restore", "publishing", "Restore what was withdrawn",
        "From now on it is read again, with the same bytes as before. 201: a new entry of the log. 200: it was "
        "restored in these very words.",
        _json(NoticeShape), problems=(*_WRITE, 404), method="post", takes=RestorationRequest, successes=(200, 201),
        keyed=True, headers=("Repr-Digest",),
    ),
    Operation(
        "/v1/resolve", "resolveCitation", "functions", "From a citation to the provision",
        "Reads a citation in Chinese or English, or an IRI, and answers the provision that it means. One that cannot "
        "be resolved with certainty is refused with the reason and with suggestions, which are never applied: the "
        "outcome stands in `status` of the body.",
        _json(CitationShape), ("q", "context", "on"),
    ),
    Operation(
        "/v1/resolve", "resolveCitations", "functions", "From citations to the provisions",
        "The same for a citation in the body, or for up to 250 of them: then `results` has one answer for each, in "
        "order.",
        _json(CitationShape, CitationsShape), problems=(*READ, 408, 413, 415), method="post",
        takes=CitationRequest, headers=("Repr-Digest",),
    ),
    Operation(
        "/v1/extract", "extractCitations", "functions", "From running text to its citations",
        "Where citations stand in a text of up to 64,000 characters, and what each comes to as `/v1/resolve` says it.",
        _json(ExtractionShape), problems=(*READ, 408, 413, 415), method="post", takes=ExtractionRequest,
        headers=("Repr-Digest",),
    ),
    Operation(
        "/v1/diff", "getDiff", "functions", "What changed",
        "What changed from one text, or one place in it, to another of the same work, language and translator: by "
        "provision along their lineage, with the words that differ; what differs in print alone says so. Any spelling "
        "of an address, pinned or floating; the later one may come first. For browsers a page to read.",
        {"application/json": (DiffShape,), "text/html": ()}, ("diff-from", "diff-to"), (*READ, 300, 404, 410),
        headers=("Vary", "ETag", "Repr-Digest"),
    ),
    Operation(
        "/v1/coverage", "getCoverage", "functions", "What is held",
        "Counts by country, type, year, language and validity; and what is known to be missing: works that held texts "
        "refer to, originals of held translations, translations, files that were refused.",
        _json(CoverageShape),
    ),
    Operation(
        f"{_WORK}/{{expression}}/proof", "proveExpression", "log", "The proof of a text",
        "What leads from the whole text to a signed checkpoint of the log, and the digests as received, canonical and "
        "as served. It proves that this stood here before that checkpoint, not that nothing newer applies.",
        _json(ProofShape), _TEXT_PARAMETERS, _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        f"{_WORK}/{{expression}}/~{{eId}}/proof", "provePortion", "log", "The proof of a provision",
        "The same for one portion.",
        _json(ProofShape), (*_TEXT_PARAMETERS, "eId"), _ADDRESS, headers=_TEXT_HEADERS,
    ),
    Operation(
        "/v1/changes", "listChanges", "log", "The log",
        "What happened, in the order in which it was committed, without gaps. The events after a number are the same "
        "for ever; `next` is where to go on, now or later.",
        _json(ChangesShape), ("after", "limit-events", "wait", "filter-work", "filter-country", "filter-type"),
    ),
    Operation(
        "/v1/freshness", "compareFreshness", "log", "What of this is still so",
        "Up to 5,000 addresses with the entity tag or the digest of what the client has; the answer names only those "
        "where something else stands now, that are gone or unknown. Digests cost less than entity tags.",
        _json(FreshnessShape), problems=(*READ, 408, 413, 415), method="post",
        takes=FreshnessRequest, headers=("Repr-Digest",),
    ),
    Operation("/v1/checkpoint", "getCheckpoint", "log", "What the log is now",
              "Size and Merkle root (RFC 9162) as a signed note (C2SP tlog-checkpoint, Ed25519).", {"text/plain": ()}),
    Operation("/v1/consistency", "getConsistency", "log", "That the log only grew",
              "What shows that the log of an older checkpoint begins that of a newer one.",
              _json(ConsistencyShape), ("from", "to")),
    Operation("/v1/status", "getStatus", "functions", "How fresh this store is",
              "The newest entry of the log and what is held.", _json(StatusShape)),
    Operation("/health/live", "getLiveness", "functions", "Liveness", "Whether the process answers.",
              _json(HealthShape), problems=PROBE),
    Operation("/health/ready", "getReadiness", "functions", "Readiness", "Whether the store answers.",
              _json(HealthShape), problems=PROBE),
    Operation("/metrics", "getMetrics", "functions", "Metrics", "What the server counts, in Prometheus's text format.",
              {"text/plain": ()}, problems=PROBE, headers=("Repr-Digest",)),
    Operation("/", "getEntry", "contract", "The entry document", "What this service is and where everything is found.",
              _json(EntryShape)),
    Operation("/openapi.json", "getContract", "contract", "This document", "The contract itself.",
              _json(), problems=(*READ, 404)),
    Operation("/docs", "getDocs", "contract", "The contract as a page", "To read and try, offline.",
              {"text/html": ()}),
    Operation("/docs/{name}", "getDocsPart", "contract", "A part of that page", "Scripts and styles of the page.",
              {"text/javascript": (), "text/css": ()}, ("asset",), (*READ, 404)),
    Operation("/schemas", "listSchemas", "contract", "All schemas", "JSON Schemas and XML Schemas by name.",
              _json(SchemasShape)),
    Operation("/schemas/{name}", "getSchema", "contract", "A schema", "A JSON Schema or an XML Schema.",
              {"application/schema+json": (), "application/xml": ()}, ("name",), (*READ, 404)),
    Operation("/problems/{reason}", "getReason", "contract", "What a problem means",
              "The page that a problem's `type` leads to.", _json(ReasonShape), ("reason",), (*READ, 404)),
)  # fmt: skip
