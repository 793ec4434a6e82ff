"""A publisher over a store of its own: a client with a key, and small acts to send."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.holdings.conftest import BEGUN, Clock, document
from tests.http.conftest import Answered, Client

from lawpin.akn.checking import Checker
from lawpin.holdings.keys import create_key
from lawpin.holdings.press import ThreadPress
from lawpin.holdings.publishing import Publisher
from lawpin.holdings.store import Store
from lawpin.http.app import make_app
from lawpin.http.coding import coded_forms
from lawpin.http.rules import Rules
from lawpin.law.scopes import read_scope

FIRST = document("zho@2020-01-01")
OTHER = document("zho@2020-01-01", ("one", "zwei", "three"))
SECOND = document("zho@2021-01-01", ("one", "zwei", "three"))
ADDRESS = "/akn/cn/act/2020-01-01/sample/zho@2020-01-01"


@dataclass
class Desk:
    """Sends documents; `key` can be changed."""

    store: Store
    client: Client
    key: str
    clock: Clock

    def publish(self, source: bytes = FIRST, query: str = "", **headers: str) -> Answered:
        return self.post("/v1/ingests" + query, source, **{"content_type": "application/akn+xml", **headers})

    def post(self, target: str, content: bytes, **headers: str) -> Answered:
        given = {name.lower().replace("_", "-"): value for name, value in headers.items() if value}
        if self.key and "authorization" not in given:
            given["authorization"] = f"Bearer {self.key}"
        return self.client.ask("POST", target, given, content)

    def uses(self) -> list[tuple[str, str, str | None]]:
        return [(use.action, use.outcome, use.about) for use in reversed(self.store.notes.key_uses(None, 1000))]


def open_desk(
    store: Store,
    checker: Checker,
    *scopes: str,
    rules: Rules = Rules(),  # noqa: B008 - frozen
    expires_at: datetime | None = None,
) -> Desk:
    clock = Clock()
    key = create_key(store, map(read_scope, scopes or ("publish:cn",)), BEGUN, expires_at).text
    press = ThreadPress(lambda: Publisher(store, checker, clock, coded_forms))
    return Desk(store, Client(make_app(store, clock, rules=rules, press=press)), key, clock)


Open = Callable[..., Desk]
