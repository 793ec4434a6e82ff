"""The table of requests whose answers are the examples of the contract: one or more for every status there is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal
from urllib.parse import quote

import orjson

from lawpin.http.caching import entity_tag
from lawpin.http.contract.amended import AMENDED, ENACTED, NUMBERED
from lawpin.http.contract.publications import FIRST, FOREIGN, OTHER, REFUSED
from lawpin.http.contract.publications import WORK as EXAMPLE
from lawpin.http.guarding import MAX_FIELD_BYTES
from lawpin.http.problems import REASONS
from lawpin.http.rules import MAX_BODY

WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
ZHO, ENG = f"{WORK}/zho@2017-01-15", f"{WORK}/eng@2017-01-15"
ITEM = f"{ENG}/~art_5__item_3"
_BATCH = orjson.dumps({"ids": [ITEM, f"{ENG}/~art_99"]})
_CITATION = orjson.dumps({"q": "《关于促进移动互联网健康有序发展的意见》第五条第二款"})
_CITATIONS = orjson.dumps({"citations": ["前条", "this article, item 3"], "context": f"{ENG}/~art_5__item_2"})
_HELD = orjson.dumps({ITEM: "sha256:" + "0" * 64, f"{ENG}/~art_99": "*"})
_AS_PAGE = {"accept": "text/html"}
_PASSAGE = orjson.dumps(
    {
        "text": "《关于促进移动互联网健康有序发展的意见》（以下简称《意见》）于2017年发布。"
        "参见《意见》第五条第二项、第四项，以及《网络安全法》第二十一条。"
    }
)
_JSON_BODY = {"content-type": "application/json"}
_SENT_SLOWLY = {**_JSON_BODY, "content-length": "100"}

# Quotations by the kind of their answer.
_QUOTED = {
    "exact": {"quote": "优先覆盖。加快第五代移动通信（5G）技术研发", "context": WORK},
    "normalized": {"quote": "new business models are flour-\nishing"},
    "elided": {"quote": "增强网络服务能力……提升服务性价比和用户体验"},
    "fuzzy": {"exact": "加快第六代移动通信（6G）技术研发，统筹推进标准制定", "type": "TextQuoteSelector"},
    "ambiguous": {"quote": "新业态"},
    "not-found": {"quote": "关于促进工业互联网健康有序发展的意见"},
    "invalid": {"quote": "“……”"},
}

_PHRASE = '"personal information"'

# How the server is: as usual, without a request before, with a withdrawn version, with an amended act, with a damaged
# or absent store, at its limits. "publishing" has a store of its own: what its samples publish is seen by those after
# them alone.
Condition = Literal[
    "whole", "fresh", "withdrawn", "amended", "damaged", "unavailable", "crowded", "hurried", "publishing"
]


@dataclass(frozen=True, slots=True)
class Sample:
    """One request. `operation` is the operationId; `condition` that of the server; `body` None never arrives.

    It is asked so many `times`; the last answer is the example.
    """

    operation: str
    status: int
    target: str
    name: str = "usual"
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: bytes | None = b""
    condition: Condition = "whole"
    times: int = 1


_ANSWERED = (
    Sample("getWork", 200, WORK),
    Sample("getWorkVersions", 200, f"{WORK}/versions"),
    Sample("getExpression", 200, f"{ENG}?depth=0"),
    Sample("getExpression", 200, f"{ENG}.xml"),
    Sample("getExpression", 200, f"{ZHO}.txt"),
    Sample("getPortion", 200, ITEM, "item"),
    Sample("getPortion", 200, f"{WORK}/eng/~art_5__item_3", "floating"),
    Sample("getPortion", 200, f"{ZHO}/~art_5__item_3?parallel=eng", "parallel"),
    Sample("getPortion", 200, f"{ZHO}/~art_5__item_3-%3Eart_5__item_4", "range"),
    Sample("getPortion", 200, f"{ZHO}/~art_5__item_3.xml"),
    Sample("getPortion", 200, f"{ZHO}/~art_5__item_3.txt"),
    Sample("getOutline", 200, f"{ENG}/toc"),
    Sample("getReport", 200, f"{ENG}/validation"),
    Sample("getHistory", 200, f"{AMENDED}/~art_3/history", condition="amended"),
    Sample("getDiff", 200, f"/v1/diff?from={NUMBERED}&to={AMENDED}", condition="amended"),
    Sample("getDiff", 200, f"/v1/diff?from={ENACTED}/~art_2&to={AMENDED}/~art_3", "place", condition="amended"),
    Sample("getDiff", 200, f"/v1/diff?from={NUMBERED}&to={AMENDED}", "page", _AS_PAGE, condition="amended"),
    Sample("getAlignment", 200, f"{ZHO}/alignment?with=eng"),
    Sample("getWorkReferences", 200, "/akn/cn/act/law/2018-08-31/e-commerce-law/references", "not held"),
    Sample("getTextReferences", 200, f"{ENG}/references?limit=2"),
    Sample("getReferences", 200, f"{ZHO}/~art_24__item_2/references", "out"),
    Sample("getReferences", 200, f"{ZHO}/~art_24/references?direction=in", "in"),
    Sample("citeExpression", 200, f"{ZHO}/cite?style=gbt7714"),
    Sample("citeExpression", 200, f"{ENG}/cite?style=csl-json"),
    Sample("citeExpression", 200, f"{ENG}/cite?style=bibtex"),
    Sample("citeExpression", 200, f"{ENG}/cite?style=ris"),
    Sample("citePortion", 200, f"{ZHO}/~art_5__item_3/cite", "zh"),
    Sample("citePortion", 200, f"{ITEM}/cite", "en"),
    Sample("citePortion", 200, f"{ITEM}/cite?style=csl-json"),
    Sample("citePortion", 200, f"{ITEM}/cite?style=bibtex"),
    Sample("citePortion", 200, f"{ITEM}/cite?style=ris"),
    Sample("getTimeMap", 200, f"{WORK}/zho/timemap"),
    Sample("getTimeMap", 200, f"{WORK}/zho/timemap.json"),
    Sample("getPortionTimeMap", 200, f"{WORK}/zho/~art_5/timemap"),
    Sample("getPortionTimeMap", 200, f"{WORK}/zho/~art_5/timemap.json"),
    Sample("listWorks", 200, "/v1/works"),
    Sample("listChanges", 200, "/v1/changes?after=1&limit=1"),
    Sample("compareFreshness", 200, "/v1/freshness", headers=_JSON_BODY, method="POST", body=_HELD),
    Sample("getCheckpoint", 200, "/v1/checkpoint"),
    Sample("getConsistency", 200, "/v1/consistency?from=1&to=2"),
    Sample("proveExpression", 200, f"{ENG}/proof"),
    Sample("provePortion", 200, f"{ITEM}/proof"),
    Sample("lookUpPortions", 200, "/v1/portions", headers=_JSON_BODY, method="POST", body=_BATCH),
    *(
        Sample("findQuotation", 200, "/v1/quotes", name, _JSON_BODY, "POST", orjson.dumps(asked))
        for name, asked in _QUOTED.items()
    ),
    Sample("resolveCitation", 200, f"/v1/resolve?q={quote('Mobile Internet Opinions, art. 5(2)')}"),
    Sample("resolveCitations", 200, "/v1/resolve", "one", headers=_JSON_BODY, method="POST", body=_CITATION),
    Sample("resolveCitations", 200, "/v1/resolve", "several", headers=_JSON_BODY, method="POST", body=_CITATIONS),
    Sample("search", 200, f"/v1/search?q={quote('移动互联网 安全')}&limit=2", "words"),
    Sample("search", 200, f"/v1/search?q={quote(_PHRASE)}&language=eng", "phrase"),
    Sample("extractCitations", 200, "/v1/extract", headers=_JSON_BODY, method="POST", body=_PASSAGE),
    Sample("getCoverage", 200, "/v1/coverage"),
    Sample("getStatus", 200, "/v1/status"),
    Sample("getLiveness", 200, "/health/live"),
    Sample("getReadiness", 200, "/health/ready"),
    Sample("getMetrics", 200, "/metrics", condition="fresh"),
    Sample("getEntry", 200, "/"),
    Sample("getDocs", 200, "/docs"),
    Sample("getDocsPart", 200, "/docs/start.js"),
    Sample("getDocsPart", 200, "/docs/swagger-ui.css"),
    Sample("listSchemas", 200, "/schemas"),
    Sample("getSchema", 200, "/schemas/Health.json"),
    Sample("getSchema", 200, "/schemas/lawpin-akn.xsd"),
    Sample("getReason", 200, "/problems/portion-not-in-version"),
)
_MOVED = (
    Sample("getPortion", 302, f"{WORK}/zho/~art_5", headers={"accept-datetime": "Tue, 20 Mar 2018 00:00:00 GMT"}),
    Sample("getPortion", 304, ITEM, headers={"if-none-match": "*"}),
    Sample("getPortion", 308, f"{WORK}/en@2017-01-15/~ART_5__item_3/"),
)
_REFUSED = (
    Sample("getPortion", 300, f"{WORK}/~art_5", "ambiguous"),
    Sample("getPortion", 400, f"{WORK}/eng@2017-13-15/~art_5", "malformed-address"),
    Sample("getPortion", 400, f"{ITEM}?depth=many", "bad-parameter"),
    Sample("getPortion", 400, f"{ITEM}?colour=red", "unknown-parameter"),
    Sample("getDiff", 400, f"/v1/diff?from={ZHO}&to={ENG}", "not-comparable"),
    Sample("listWorks", 400, "/v1/works?cursor=0", "bad-cursor"),
    Sample("lookUpPortions", 400, "/v1/portions", "malformed-request", _JSON_BODY, "POST", b"{"),
    Sample("getWork", 404, "/akn/cn/statement/opinions/2017-01-15/mobile-web", "unknown-work"),
    Sample("getExpression", 404, f"{WORK}/eng@2018-01-01", "unknown-expression"),
    Sample("getExpression", 404, f"{WORK}/fra", "language-not-held"),
    Sample("getExpression", 404, f"{WORK}/eng:2016-01-01", "no-version-for-date"),
    Sample("getPortion", 404, f"{ENG}/~art_5__item_8", "portion-not-in-version"),
    Sample("getSchema", 404, "/schemas/Clause.json", "no-such-resource"),
    Sample("getPortion", 410, ITEM, "withdrawn", condition="withdrawn"),
    Sample("getPortion", 404, f"{ENACTED}/~art_5", "portion-not-yet-in-version", condition="amended"),
    Sample("getPortion", 410, f"{AMENDED}/~art_5", "retired-portion", condition="amended"),
    Sample("getPortion", 405, ITEM, "method-not-allowed", method="DELETE"),
    Sample("getPortion", 412, ITEM, "precondition-failed", headers={"if-match": '"0123456789abcdef"'}),
    Sample("getPortion", 406, f"{ENG}/toc.txt", "not-acceptable"),
    Sample("lookUpPortions", 408, "/v1/portions", "request-timeout", _SENT_SLOWLY, "POST", None),
    Sample("lookUpPortions", 413, "/v1/portions", "too-much", _JSON_BODY, "POST", b" " * (MAX_BODY + 1)),
    Sample("lookUpPortions", 415, "/v1/portions", "unsupported-media-type", method="POST", body=_BATCH),
    Sample("getEntry", 431, "/", "headers-too-large", {"x-filling": "x" * MAX_FIELD_BYTES}),
    Sample("getReport", 500, f"{ENG}/validation", "integrity-error", condition="damaged"),
    Sample("getReadiness", 503, "/health/ready", "unavailable", condition="unavailable"),
    Sample("listWorks", 503, "/v1/works", "overloaded", condition="crowded"),
    # Last, since what it says of the time left is another every time.
    Sample("listWorks", 429, "/v1/works", "rate-limited", condition="hurried", times=2),
)

# The key of the examples: `lawpin keys create` would never make such a one. UNDER_WAY is what it is sending already.
KEY = f"lawpin_{'0' * 16}_{'0' * 43}"
UNDER_WAY = "under-way"


def _published(status: int, name: str, body: bytes, query: str = "", **fields: str) -> Sample:
    given = {name.replace("_", "-"): value for name, value in fields.items()}
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/akn+xml", **given}
    return Sample("publish", status, f"/v1/ingests{query}", name, headers, "POST", body, "publishing")


def _noticed(status: int, operation: str, name: str = "usual", **members: str) -> Sample:
    headers = {"authorization": f"Bearer {KEY}", **_JSON_BODY}
    target = {"withdraw": "/v1/withdrawals", "restore": "/v1/restorations"}[operation]
    return Sample(operation, status, target, name, headers, "POST", orjson.dumps(members), "publishing")


_TAG = entity_tag(sha256(FIRST).digest())
_PUBLISHED = (
    _published(200, "dry-run", FIRST, "?dryRun=true"),
    _published(201, "usual", FIRST, idempotency_key='"first"'),
    _published(200, "unchanged", FIRST),
    Sample("getIngest", 200, "/v1/ingests/1", condition="publishing"),
    _published(401, "unauthorized", FIRST, authorization="Bearer lawpin"),
    _published(403, "beyond-scope", FOREIGN),
    _published(409, "conflicting-version", OTHER),
    _published(409, "request-under-way", FIRST, idempotency_key=f'"{UNDER_WAY}"'),
    _published(428, "precondition-required", OTHER, "?correction=A%20word%20was%20missing."),
    _published(201, "correction", OTHER, "?correction=A%20word%20was%20missing.", if_match=_TAG),
    _published(412, "precondition-failed", FIRST, if_none_match="*"),
    _published(422, "other-request", OTHER, idempotency_key='"first"'),
    _noticed(201, "withdraw", iri=f"{EXAMPLE}/eng@2020-01-01", reason="It is the text of a draft.", successor=EXAMPLE),
    _noticed(200, "withdraw", iri=f"{EXAMPLE}/eng@2020-01-01", reason="It is the text of a draft.", successor=EXAMPLE),
    _noticed(201, "restore", iri=f"{EXAMPLE}/eng@2020-01-01", reason="It was the text, after all."),
    _noticed(200, "restore", iri=f"{EXAMPLE}/eng@2020-01-01", reason="It was the text, after all."),
    _noticed(409, "restore", "nothing-to-restore", iri=EXAMPLE, reason="It was never withdrawn."),
    *(_published(REASONS[reason].status, reason, body) for reason, body in REFUSED.items()),
)
SAMPLES = (*_ANSWERED, *_MOVED, *_PUBLISHED, *_REFUSED)
