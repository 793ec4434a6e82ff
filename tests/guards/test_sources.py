"""The rules of the house that no linter knows: sizes, docstrings, words that do not belong here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = {"node_modules", "dist", "__pycache__", "data"}  # fetched, built, or other people's texts
LOCKS = {"uv.lock", "package-lock.json"}
TEXT = {".css", ".html", ".j2", ".js", ".json", ".md", ".py", ".sql", ".toml", ".xml", ".xsd", ".yaml", ""}

# Spelled in pieces, or this file would be its own first finding.
MACHINE_PATHS = re.compile(r"/work" + r"/|/tm" + r"p/|/roo" + r"t\b|/home" + r"/\w")
SHARED = re.compile(r"\.\./shared" + r"\b")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def of_the_project(folder: Path = ROOT) -> Iterator[Path]:
    """Every text file that people wrote, `.ci` included, folders of tools left out."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name not in FOREIGN and (entry.name == ".ci" or not entry.name.startswith(".")):
            yield from of_the_project(entry)
        elif entry.is_file() and entry.suffix in TEXT and entry.name not in LOCKS and not entry.name.startswith("."):
            yield entry


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_with(word: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{named(path)}:{number}: {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word.search(line)
    ]


PROJECT = list(of_the_project())
SYNTAX = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PROJECT if path.suffix == ".py"}
MODULES = {path: tree for path, tree in SYNTAX.items() if path.is_relative_to(ROOT / "api" / "lawpin")}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_the_guards_see_the_whole_project() -> None:
    assert {"pyproject.toml", "dev.py", ".ci/run", "api/lawpin/places.py"} <= {named(path) for path in PROJECT}
    assert named(Path(__file__)) in {named(path) for path in SYNTAX}


def test_a_module_stays_under_300_lines() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length >= 300} == {}


def test_a_function_stays_within_40_lines_below_its_docstring() -> None:
    lengths = {
        f"{named(path)}: {node.name}": length_of(node)
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }
    assert {function: length for function, length in lengths.items() if length > 40} == {}


def length_of(function: Function) -> int:
    """Lines from `def` to the end, those of the docstring not counted."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def test_a_module_says_what_it_holds() -> None:
    assert [named(path) for path, tree in MODULES.items() if not ast.get_docstring(tree)] == []


def test_a_package_file_holds_a_docstring_or_a_table_and_nothing_else() -> None:
    allowed = ast.Expr | ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign
    others = [
        f"{named(path)}:{node.lineno}"
        for path, tree in MODULES.items()
        if path.name == "__init__.py"
        for node in tree.body
        if not isinstance(node, allowed)
    ]
    assert others == []


def test_the_limits_of_libxml2_are_never_lifted() -> None:
    # Measured: collect_ids=False opens local external DTDs, huge_tree=True lifts the limits of depth and entities.
    lifting = {("huge_tree", True), ("collect_ids", False), ("resolve_entities", True), ("load_dtd", True)}
    lifted = [
        f"{named(path)}:{word.lineno}: {word.arg}"
        for path, tree in MODULES.items()
        for word in ast.walk(tree)
        if isinstance(word, ast.keyword)
        and isinstance(word.value, ast.Constant)
        and (word.arg, word.value.value) in lifting
    ]
    assert lifted == []


def test_python_of_the_oldest_supported_version_reads_every_file() -> None:
    for path in SYNTAX:
        ast.parse(path.read_text(encoding="utf-8"), filename=named(path), feature_version=(3, 11))


def test_python_3_8_can_read_dev_py_far_enough_to_be_refused_with_a_sentence() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert lines_with(MACHINE_PATHS, PROJECT) == []


def test_the_product_reads_nothing_outside_the_repository() -> None:
    product = [path for path in PROJECT if path.relative_to(ROOT).parts[0] != "tests"]
    assert lines_with(SHARED, product) == []


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert lines_with(UNFINISHED, PROJECT) == []


def test_decision_records_are_numbered_without_gap_from_0001() -> None:
    records = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md") if path.name != "README.md")
    assert [re.match(r"\d{4}-[a-z0-9-]+\.md$", name) and name[:4] for name in records] == [
        f"{number:04}" for number in range(1, len(records) + 1)
    ]
