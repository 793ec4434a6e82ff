"""/: the entry document."""

from litestar import Response, get

from lawpin.http.answering import Connection, FromService, asked_in, respond, shape_answer
from lawpin.http.caching import LIVE
from lawpin.wire.entry import EntryShape, LinkShape

_LINKS = (
    LinkShape(rel="works", href="/v1/works", title="Works held, page by page"),
    LinkShape(rel="work", href="/akn/{work}", title="A work: titles, versions, languages"),
    LinkShape(rel="text", href="/akn/{work}/{language}@{date}", title="A version of a text, whole"),
    LinkShape(rel="portion", href="/akn/{work}/{language}@{date}/~{eId}", title="One provision of it"),
    LinkShape(rel="toc", href="/akn/{work}/{language}@{date}/toc", title="Its outline"),
    LinkShape(rel="portions", href="/v1/portions", title="Up to 200 look-ups in one POST"),
    LinkShape(rel="resolve", href="/v1/resolve?q={citation}", title="From a citation to the provision"),
    LinkShape(rel="extract", href="/v1/extract", title="From running text to its citations, in a POST"),
    LinkShape(rel="quotes", href="/v1/quotes", title="From quoted words to the provision, in a POST"),
    LinkShape(rel="search", href="/v1/search?q={words}", title="Provisions by their words"),
    LinkShape(rel="diff", href="/v1/diff?from={iri}&to={iri}", title="What changed between two versions"),
    LinkShape(rel="changes", href="/v1/changes", title="What happened, in order"),
    LinkShape(rel="coverage", href="/v1/coverage", title="What is held, counted"),
    LinkShape(rel="status", href="/v1/status", title="How fresh this store is"),
    LinkShape(rel="service-desc", href="/openapi.json", title="The contract (OpenAPI 3.1)"),
    LinkShape(rel="service-doc", href="/docs", title="The contract, to read and try"),
    LinkShape(rel="schemas", href="/schemas", title="JSON Schemas and XML Schemas"),
)


@get("/")
async def entry(request: Connection, service: FromService) -> Response[bytes]:
    """What this service is and where everything is found."""
    asked = asked_in(request)
    asked.parameters()
    shape = EntryShape(
        name="lawpin",
        version=service.version,
        description="Every clause of a legal text at an address that holds for ever.",
        works=service.lookup.store.totals().works,
        seq=service.lookup.store.head(),
        links=list(_LINKS),
        examples=service.lookup.examples(),
    )
    return respond(shape_answer(shape, asked, cache=LIVE))
