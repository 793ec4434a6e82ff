"""Who is compared with whom: lawpin, and beside each kind of its answers a server that says the same without work."""

import random
import sys
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from signal import SIGTERM, signal

import orjson
from bench import bare, datasette
from bench.filling import SEED, Add, Places, fill, make_template, table
from bench.load import CONNECTIONS, Answer, Run, ask, load, request_bytes
from bench.serving import Cores, Server, free_port, serving

from lawpin.holdings.admission import Admission
from lawpin.holdings.opening import open_store

# Addresses that are asked in turns: of laws that many read, which lawpin soon has in memory, and of all laws.
OFTEN, SELDOM = 2_000, 20_000
WARM_S = 0.5
OK = b"HTTP/1.1 200 "
# What granian writes itself, or the connection decides.
OWN_FIELDS = frozenset({"date", "connection", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A server and what it is asked; `anchor` is the name of the kind that it is compared with.

    `expected` are bytes that stand in the head of every answer.
    """

    name: str
    anchor: str
    server: Server
    requests: Sequence[bytes]
    expected: bytes

    def run(self, seconds: float, connections: int = CONNECTIONS) -> Run:
        return load(self.server, self.requests, self.expected, seconds, connections)


Round = dict[str, Run]


def in_turns(kinds: Sequence[Kind], seconds: float, connections: int = CONNECTIONS) -> Iterator[Round]:
    """Rounds without end: each kind once in every one, forwards and backwards in turn."""
    for order in cycle((kinds, kinds[::-1])):
        yield {kind.name: kind.run(seconds, connections) for kind in order}


def ratios(kind: str, anchor: str, rounds: Iterable[Round]) -> list[float]:
    """Requests for a CPU second of a kind by those of another, for each round."""
    return [made[kind].per_cpu_s / made[anchor].per_cpu_s for made in rounds]


@contextmanager
def contest(folder: Path, rows: int, cores: Cores, *, with_datasette: bool = False) -> Iterator[list[Kind]]:
    """The kinds over a store of about that many portions, made in the folder; each was warmed up."""
    # Told to stop, it ends its servers as well.
    signal(SIGTERM, lambda *_: sys.exit(143))
    template = make_template()
    works = max(1, rows // len(template.portions))
    file, peer = folder / "law.sqlite", folder / "peer.sqlite"
    _fill_all(template, works, file, peer if with_datasette else None)
    clauses = sorted(
        (made for made in template.portions if made.portion.kind == "item"), key=lambda made: len(made.json.content)
    )
    places = Places(template.version.id, works, [made.portion.eid for made in clauses], random.Random(SEED))
    iris = [str(place) for place in places.anywhere(max(1, min(rows // 2, SELDOM)))]
    # The first is the one that the anchors answer: of the size in the middle.
    iris[0] = f"{iris[0].rpartition('/~')[0]}/~{clauses[len(clauses) // 2].portion.eid}"
    with ExitStack() as stack:
        hall = _Hall(folder, cores, stack)
        kinds = list(_kinds_of_lawpin(hall, file, iris))
        if with_datasette:
            kinds += _kinds_of_datasette(hall, peer, iris, kinds[-1].server)
        for kind in kinds:
            kind.run(WARM_S)
        yield kinds


def _fill_all(template: Admission, works: int, file: Path, peer: Path | None) -> None:
    store = open_store(f"sqlite:{file}")
    with ExitStack() as stack:
        also: list[Add] = []
        if peer is not None:
            also.append(stack.enter_context(table(peer, datasette.CREATE, datasette.INSERT)))
        fill(store, template, works, *also)
    store.close()


@dataclass(frozen=True, slots=True)
class _Hall:
    """Where servers are started; all end with the stack."""

    folder: Path
    cores: Cores
    stack: ExitStack

    def start(self, words: Callable[[int], list[str]]) -> Server:
        """A server that listens on a free port, which its command line is made of."""
        port = free_port()
        return self.stack.enter_context(serving(words(port), port, self.cores))

    def anchor(self, answer: Answer, name: str) -> Server:
        """A server that answers everything as this was answered, and is found to do so."""
        file = self.folder / name.replace(" ", "-")
        fields = answer.fields_but(OWN_FIELDS)
        bare.save(file, answer.status, fields, answer.body)
        server = self.start(lambda port: [sys.executable, "-m", "bench.bare", str(port), str(file)])
        (given,) = ask(server.port, [request_bytes("/")])
        if (given.status, given.fields_but(OWN_FIELDS), given.body) != (answer.status, fields, answer.body):
            sys.exit(f"the anchor does not answer what lawpin does: {given.fields} is not {answer.fields}")
        return server


def _kinds_of_lawpin(hall: _Hall, file: Path, iris: Sequence[str]) -> Iterator[Kind]:
    """Each after its anchor, which answers everything as the first address is answered."""
    words = [sys.executable, "-m", "lawpin", "serve", "--store", f"sqlite:{file}", "--port"]
    lawpin = hall.start(lambda port: [*words, str(port)])
    often = iris[:OFTEN]
    plain = [request_bytes(iri) for iri in often]
    tags = [answer.field("etag") for answer in ask(lawpin.port, plain)]
    asked = {
        "": (plain, OK),
        " 304": (
            [request_bytes(iri, f"If-None-Match: {tag}\r\n") for iri, tag in zip(often, tags, strict=True)],
            b"HTTP/1.1 304 ",
        ),
        " br": ([request_bytes(iri, "Accept-Encoding: br\r\n") for iri in often], b"content-encoding: br\r\n"),
    }
    for name, (requests, expected) in asked.items():
        (answer,) = ask(lawpin.port, requests[:1])
        anchor = Kind(f"bare{name}", f"bare{name}", hall.anchor(answer, f"bare{name}"), requests, expected)
        yield anchor
        yield Kind(f"lawpin{name}", anchor.name, lawpin, requests, expected)
    # A server of its own, that none of the others leaves anything in memory.
    yield Kind("lawpin seldom", "bare", hall.start(lambda port: [*words, str(port)]), [*map(request_bytes, iris)], OK)


def _kinds_of_datasette(hall: _Hall, file: Path, iris: Sequence[str], lawpin: Server) -> Iterator[Kind]:
    """Found to hold the JSON that lawpin serves."""
    paths = [datasette.path_of(file, iri) for iri in iris]
    requests = [request_bytes(path) for path in paths]
    (served,) = ask(lawpin.port, [request_bytes(iris[0])])
    for name, settings in datasette.SETTINGS.items():
        server = hall.start(partial(datasette.command, file, settings))
        with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{paths[0]}", timeout=10) as answer:
            row = orjson.loads(answer.read())
        if row != [{"iri": iris[0], "json": served.body.decode()}]:
            sys.exit(f"Datasette does not answer with the JSON that lawpin serves: {str(row)[:300]}")
        yield Kind(name, "bare", server, requests, OK)
