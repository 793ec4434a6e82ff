"""The front answers what the routes answer, byte for byte and field for field."""

import pytest
from tests.http.conftest import ENG, NOW, WORK, ZHO

from lawpin.holdings.lookup import Lookup
from lawpin.holdings.stores.memory import MemoryStore
from lawpin.http.addresses import Addresses
from lawpin.http.exchange import Answer, Asked
from lawpin.http.front import Front
from lawpin.law.errors import LawError

PATHS = (
    *(f"{expression}{tail}" for expression in (ZHO, ENG) for tail in ("", "/~art_5", "/~art_5__item_3", "/~preamble")),
    *(f"{ZHO}/~art_5.{suffix}" for suffix in ("json", "xml", "txt", "html", "akn")),
    *(
        f"{ZHO}{tail}"
        for tail in ("/~art_99", "/~ART_5", "/~", "/toc", "/~art_1-%3Eart_2", "/!main~art_5", ";r1", ";r2")
    ),
    *(f"{WORK}{tail}" for tail in ("", "/zho", "/zho@", "/zh@2017-01-15/~art_5", "/zho@2017-1-15/~art_5", "/zho@2017")),
    f"{ZHO.replace('cn', 'CN')}/~art_5",
    f"{ZHO}//~art_5",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"accept": "application/xml"},
    {"accept": "text/plain;q=0.5, application/json;q=0.4"},
    {"accept": "image/png"},
    {"accept-encoding": "gzip"},
    {"accept-encoding": "br", "accept": "application/akn+xml"},
    {"if-none-match": "*"},
    {"if-none-match": '"x"'},
)


@pytest.mark.parametrize("query", ["", "depth=1", "x=1"])
@pytest.mark.parametrize("headers", HEADERS, ids=range(len(HEADERS)))
def test_the_front_and_the_reader_of_addresses_answer_the_same(
    corpus: MemoryStore, headers: dict[str, str], query: str
) -> None:
    lookup = Lookup(corpus, lambda: NOW)
    addresses = Addresses(lookup)
    front = Front(lookup, addresses)
    for path in PATHS:
        asked = Asked("GET", path, query, headers, "r")
        first, again, slow = _said(front, asked), _said(front, asked), _said(addresses, asked)
        assert first == again == slow, path


def _said(answering: Front | Addresses, asked: Asked) -> Answer | tuple[type[LawError], str]:
    try:
        return answering.answer(asked)
    except LawError as fault:
        return type(fault), fault.detail
