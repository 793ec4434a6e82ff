"""Look-ups over HTTP, beside a bare ASGI application that answers the same, and beside Datasette over the same rows.

python -m bench.speed [--rows 100000] [--rounds 11] [--seconds 1.5] [--connections 16] [--no-result]

Each server has one worker on one core, they take turns; the client runs on another. What is compared is requests for
each CPU second of the server's processes, so that a slow client or a busy machine changes little.
"""

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench import datasette, serving
from bench.contest import Kind, Round, contest, in_turns, ratios
from bench.load import CONNECTIONS
from bench.machine import RESULTS, machine
from bench.options import counted, lasting


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=counted, default=100_000)
    parser.add_argument("--rounds", type=counted, default=11)
    parser.add_argument("--seconds", type=lasting, default=1.5, help="of each kind in each round")
    parser.add_argument("--connections", type=counted, default=CONNECTIONS)
    parser.add_argument("--no-result", action="store_true", help="write no file in bench/results")
    options = parser.parse_args()
    if serving.why_not():
        sys.exit(serving.why_not())
    cores = serving.choose_cores()
    missing = datasette.why_not()
    if missing is not None:
        print(f"SKIPPED: Datasette, since {missing}", file=sys.stderr)
    with (
        tempfile.TemporaryDirectory(prefix="lawpin-speed-") as folder,
        contest(Path(folder), options.rows, cores, with_datasette=missing is None) as kinds,
    ):
        rounds = list(islice(in_turns(kinds, options.seconds, options.connections), options.rounds))
        memory = {kind.name: kind.server.private_mb() for kind in kinds}
    peer = datasette.version() if missing is None else f"Datasette was not measured: {missing}"
    placed = (
        "client and servers on one core" if cores.server is None else "one core for the servers, one for the client"
    )
    about = f"{options.rows:,} portions at random, {options.connections} connections, {placed}. {peer}."
    text = report(kinds, rounds, memory, about)
    print(text)
    if not options.no_result:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"speed-{time.strftime('%Y-%m-%d')}.md").write_text(text, encoding="utf-8")


def report(kinds: Sequence[Kind], rounds: Sequence[Round], memory: dict[str, float], about: str) -> str:
    lines = [
        f"# Look-ups over HTTP, {time.strftime('%Y-%m-%d')}",
        "",
        f"{machine()}. Python {platform.python_version()}.",
        about,
        f"{len(rounds)} rounds in turns: medians, ranges in brackets.",
        "How to read this: ../README.md.",
        "",
        "| answers | requests for a CPU second | beside | ratio of each round | private memory of the worker |",
        "|---|---:|---|---:|---:|",
    ]
    for kind in kinds:
        speeds = [made[kind.name].per_cpu_s for made in rounds]
        compared = spread(ratios(kind.name, kind.anchor, rounds), ".3f") if kind.anchor != kind.name else ""
        beside = kind.anchor if compared else ""
        lines.append(f"| {kind.name} | {spread(speeds, ',.0f')} | {beside} | {compared} | {memory[kind.name]:.0f} MB |")
    lines.append("")
    lines += [
        f"lawpin answers {spread(ratios('lawpin', kind.name, rounds), '.1f')} times what {kind.name} answers."
        for kind in kinds
        if kind.name in datasette.SETTINGS
    ]
    return "\n".join([*lines, ""])


def spread(values: Sequence[float], form: str) -> str:
    """Median, and the range in brackets."""
    return f"{statistics.median(values):{form}} ({min(values):{form}} to {max(values):{form}})"


if __name__ == "__main__":
    main()
