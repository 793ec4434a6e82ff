"""A folder of made-up documents, valid under the official schema, the same for the same words of the command line.

python -m bench.corpus FOLDER --documents 1000 [--kilobytes 100] [--types act,bill] [--languages eng,zho]
    [--versions 1] [--depth 2] [--seed 1]

Types, languages and versions alternate: a work of one type has every version in every language, the first language
being the original and the others its translations. A document is FOLDER/akn/.../<language>@<date>.xml and depends on
the seed and on what it is, not on how many others there are.
"""

import argparse
from collections.abc import Callable, Collection, Iterator
from itertools import islice, product
from pathlib import Path

from bench.options import counted
from bench.synthetic import BODIES, GROUPS, VOCABULARY, Plan, write_document


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=counted, required=True)
    parser.add_argument("--kilobytes", type=counted, default=100, help="size of a document, 1,000 bytes each")
    parser.add_argument("--types", type=_some_of(BODIES), default=["act"], help=f"of {','.join(BODIES)}")
    parser.add_argument("--languages", type=_some_of(VOCABULARY), default=["eng"], help=f"of {','.join(VOCABULARY)}")
    parser.add_argument("--versions", type=counted, default=1, help="versions of a work")
    parser.add_argument("--depth", type=int, choices=range(len(GROUPS) + 1), default=2, help="levels above articles")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    written = sum(
        write_file(options.folder, plan)
        for plan in islice(
            plans(
                seed=options.seed,
                size_bytes=options.kilobytes * 1000,
                depth=options.depth,
                types=options.types,
                languages=options.languages,
                versions=options.versions,
            ),
            options.documents,
        )
    )
    print(f"{options.documents} documents, {written / 1e6:.1f} MB")


def plans(
    *, seed: int, size_bytes: int, depth: int, types: list[str], languages: list[str], versions: int
) -> Iterator[Plan]:
    """What the documents of a corpus are, without end."""
    number = 0
    while True:
        doctype = types[number % len(types)]
        for version, language in product(range(versions), languages):
            master = None if language == languages[0] else languages[0]
            yield Plan(seed, number, doctype, language, version, size_bytes, depth, master)
        number += 1


def write_file(folder: Path, plan: Plan) -> int:
    """Writes a document to its place in a folder; its size in bytes."""
    file = folder / f"{plan.expression.removeprefix('/')}.xml"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.write_bytes(write_document(plan))


def _some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    def names(words: str) -> list[str]:
        found = words.split(",")
        unknown = [name for name in found if name not in known]
        if unknown or len(set(found)) < len(found):
            message = f"{words!r} is not a list of {', '.join(known)}, each at most once"
            raise argparse.ArgumentTypeError(message)
        return found

    return names


if __name__ == "__main__":
    main()
