"""How fast valid documents are taken in, with one job and with two, beside the least that must be done with each.

python -m bench.ingest [--documents 60] [--kilobytes 100] [--jobs 1,2] [--rounds 3] [--seed 1] [--no-result]

Each round makes the corpus anew in a new store, by `lawpin ingest` in a process of its own. The anchor, in the same
round, is one process in which lxml parses every file and validates it under the official schema, and nothing else.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from bench.corpus import plans, write_file
from bench.machine import RESULTS, machine
from bench.options import counted
from lxml import etree

from lawpin.akn.official import official_schema_path

WATCHED_S = 0.02


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest of the corpus. `memory_bytes` is the most that all its processes held at once, shared pages once."""

    wall_s: float
    cpu_s: float
    memory_bytes: int
    store_bytes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=counted, default=60)
    parser.add_argument("--kilobytes", type=counted, default=100)
    parser.add_argument("--jobs", type=lambda words: [counted(word) for word in words.split(",")], default=[1, 2])
    parser.add_argument("--rounds", type=counted, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-result", action="store_true", help="write no file in bench/results")
    options = parser.parse_args()
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("memory is read from /proc: Linux only")
    with tempfile.TemporaryDirectory(prefix="lawpin-ingest-") as name:
        folder = Path(name)
        size = options.kilobytes * 1000
        made = plans(seed=options.seed, size_bytes=size, depth=2, types=["act"], languages=["eng"], versions=1)
        xml_bytes = sum(write_file(folder / "in", plan) for plan in islice(made, options.documents))
        anchors: list[float] = []
        runs: dict[int, list[Run]] = {jobs: [] for jobs in options.jobs}
        for number in range(options.rounds):
            anchors.append(anchor(folder / "in"))
            for jobs in options.jobs:
                runs[jobs].append(ingest(folder / "in", folder / f"{number}-{jobs}.sqlite", jobs))
    text = report(options.documents, xml_bytes, anchors, runs)
    print(text)
    if not options.no_result:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"ingest-{time.strftime('%Y-%m-%d')}.md").write_text(text, encoding="utf-8")


def anchor(folder: Path) -> float:
    """Seconds in which lxml parses and validates all files."""
    schema = etree.XMLSchema(file=str(official_schema_path()))
    files = sorted(folder.rglob("*.xml"))
    begun = time.perf_counter()
    if not all(schema.validate(etree.parse(file)) for file in files):
        sys.exit("a document of the corpus is not valid")
    return time.perf_counter() - begun


def ingest(folder: Path, store: Path, jobs: int) -> Run:
    """One run of the command, start and end of its processes included."""
    command = [sys.executable, "-m", "lawpin", "ingest", str(folder), "--store", f"sqlite:{store}", "--jobs", str(jobs)]
    begun, cpu_before = time.perf_counter(), children_cpu_s()
    memory = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            memory = max(memory, sum(memory_bytes(pid) for pid in family(process.pid)))
            time.sleep(WATCHED_S)
        said = process.stderr.read().decode() if process.stderr else ""
    wall_s = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"lawpin ingest ended with {process.returncode}: {said}")
    store_bytes = sum(file.stat().st_size for file in store.parent.glob(f"{store.name}*"))
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()
    return Run(wall_s, children_cpu_s() - cpu_before, memory, store_bytes)


def children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(pid: int) -> list[int]:
    """A process and those that it started, and so on."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                found += family(int(child))
    except OSError:
        pass  # it ended meanwhile
    return found


def memory_bytes(pid: int) -> int:
    """Proportional set size: pages that processes share count once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def report(documents: int, xml_bytes: int, anchors: Sequence[float], runs: dict[int, list[Run]]) -> str:
    about = f"{documents:,} valid acts of {xml_bytes / documents / 1000:,.0f} kB, {len(anchors)} rounds, medians."
    least_s = median(anchors)
    lines = [
        f"# Taking documents in, {time.strftime('%Y-%m-%d')}",
        "",
        f"{about} {machine()}. Start and end of the processes are included.",
        "",
        "| | documents a second | MB a second | CPU ms a document | most memory, MB | store / XML |",
        "|---|---|---|---|---|---|",
        row(
            "lxml parses and validates (anchor)", documents, xml_bytes, least_s, f"{least_s / documents * 1000:.1f} | |"
        ),
    ]
    for jobs, made in runs.items():
        cpu_ms = median(run.cpu_s for run in made) / documents * 1000
        memory_mb = max(run.memory_bytes for run in made) / 1e6
        ratio = median(run.store_bytes for run in made) / xml_bytes
        name, wall_s = f"lawpin, {jobs} job{'s' * (jobs > 1)}", median(run.wall_s for run in made)
        lines.append(row(name, documents, xml_bytes, wall_s, f"{cpu_ms:,.0f} | {memory_mb:,.0f} | {ratio:,.1f}"))
    return "\n".join(lines) + "\n"


def row(name: str, documents: int, xml_bytes: int, wall_s: float, more: str) -> str:
    return f"| {name} | {documents / wall_s:,.1f} | {xml_bytes / wall_s / 1e6:,.2f} | {more} |"


if __name__ == "__main__":
    main()
