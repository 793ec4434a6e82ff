"""Whether lawpin is as fast beside the bare application as when that was last recorded; for every change.

python -m bench.guard [--record]      ends with 1 where a ratio is more than 15 % below the recorded one
"""

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import orjson
from bench import serving
from bench.contest import Round, contest, in_turns, ratios
from bench.machine import machine
from bench.options import counted, lasting

RECORDED = Path(__file__).parent / "recorded.json"
# Each kind of lawpin's answers, and the anchor that it is compared with.
WATCHED = {"lawpin": "bare", "lawpin 304": "bare 304", "lawpin br": "bare br", "lawpin seldom": "bare"}
TOLERATED = 0.15


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A kind whose median ratio is below what is tolerated."""

    kind: str
    found: float
    recorded: float

    def __str__(self) -> str:
        return (
            f"{self.kind} answers {self.found:.3f} of what {WATCHED[self.kind]} answers for a CPU second, and "
            f"{self.recorded:.3f} was recorded: {1 - self.found / self.recorded:.0%} less, {TOLERATED:.0%} is tolerated"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--record", action="store_true", help="write the ratios instead of comparing them")
    parser.add_argument("--recorded", type=Path, default=RECORDED, help="the file with the recorded ratios")
    parser.add_argument("--rows", type=counted, default=10_000)
    parser.add_argument("--rounds", type=counted, default=5, help="after these it may pass; twice as many are recorded")
    parser.add_argument("--seconds", type=lasting, default=0.8, help="of each kind in each round")
    parser.add_argument("--within", type=lasting, default=100.0, help="seconds in all, before it fails")
    options = parser.parse_args()
    begun = time.monotonic()
    if serving.why_not():
        print(serving.why_not())
        return
    recorded = {} if options.record else read(options.recorded)
    with (
        tempfile.TemporaryDirectory(prefix="lawpin-guard-") as folder,
        contest(Path(folder), options.rows, serving.choose_cores()) as kinds,
    ):
        turns = in_turns(kinds, options.seconds)
        rounds = list(islice(turns, 2 * options.rounds if options.record else options.rounds))
        # A busy machine is not a slow lawpin: before it fails, it is measured for as long as there is time.
        while shortfalls(rounds, recorded) and time.monotonic() - begun < options.within:
            rounds.append(next(turns))
    print(f"{len(rounds)} rounds, {time.monotonic() - begun:.0f} s")
    if options.record:
        write(options.recorded, medians(rounds), options.rows)
    else:
        judge(rounds, recorded)


def judge(rounds: Sequence[Round], recorded: Mapping[str, float]) -> None:
    """Prints what was found beside what was recorded. Ends the program with a sentence where that is too little."""
    for kind, ratio in medians(rounds).items():
        print(f"{kind}: {ratio:.3f} of {WATCHED[kind]}, {recorded[kind]:.3f} recorded")
    found = shortfalls(rounds, recorded)
    if found:
        sys.exit(f"SLOWER: {'; '.join(map(str, found))}")


def medians(rounds: Sequence[Round]) -> dict[str, float]:
    """The median ratio of each watched kind."""
    return {kind: statistics.median(ratios(kind, anchor, rounds)) for kind, anchor in WATCHED.items()}


def shortfalls(rounds: Sequence[Round], recorded: Mapping[str, float]) -> list[Shortfall]:
    """What is below what is tolerated, of the kinds that were recorded."""
    found = medians(rounds)
    return [
        Shortfall(kind, found[kind], ratio) for kind, ratio in recorded.items() if found[kind] < ratio * (1 - TOLERATED)
    ]


def read(file: Path) -> dict[str, float]:
    """The recorded ratios by kind. Ends the program with a sentence where they are not there."""
    again = "python -m bench.guard --record writes it"
    try:
        held = orjson.loads(file.read_bytes())
    except OSError as fault:
        sys.exit(f"{file} cannot be read ({fault.strerror}): {again}")
    except orjson.JSONDecodeError as fault:
        sys.exit(f"{file} is not JSON ({fault}): {again}")
    found = held.get("ratios") if isinstance(held, dict) else None
    if not isinstance(found, dict) or set(found) != set(WATCHED) or not all(map(_is_ratio, found.values())):
        sys.exit(f"{file} does not hold a ratio above 0 for each of {', '.join(WATCHED)}: {again}")
    return found


def _is_ratio(value: object) -> bool:
    return isinstance(value, float) and value > 0


def write(file: Path, found: Mapping[str, float], rows: int) -> None:
    facts = {
        "recorded": time.strftime("%Y-%m-%d"),
        "machine": machine(),
        "python": platform.python_version(),
        "rows": rows,
        "ratios": {kind: round(ratio, 3) for kind, ratio in found.items()},
    }
    file.write_bytes(orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    print(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
