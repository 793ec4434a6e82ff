"""The command `lawpin describe`."""

from importlib.metadata import version
from pathlib import Path

import click
import orjson

from lawpin.http.contract.compatibility import Break, breaks, unannounced
from lawpin.http.contract.document import openapi_document
from lawpin.places import shipped
from lawpin.wire.publishing import json_schemas

_DRIFTED = 1


@click.command("describe")
@click.option("--write", is_flag=True, help="Write openapi/openapi.json and schema/json/ in this checkout.")
@click.option("--check", is_flag=True, help="Exit code 1 where they are not what the code says, or break a client.")
@click.pass_context
def command(context: click.Context, write: bool, check: bool) -> None:  # noqa: FBT001 - click's flags
    """Write or check the published contract; without an option print the OpenAPI document."""
    files = _files()
    if write:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        click.echo(f"wrote {len(files)} files")
    elif check:
        drifted = _drifted(files)
        for path in drifted:
            click.echo(f"{path.name} is not what the code says: run lawpin describe --write", err=True)
        broken = _broken(next(iter(files.values())))
        for one in broken:
            click.echo(f"`{one.name}`: {one.what}. No entry of CHANGELOG.md says that this is breaking.", err=True)
        context.exit(_DRIFTED if drifted or broken else 0)
    else:
        click.echo(next(iter(files.values())), nl=False)


def _files() -> dict[Path, bytes]:
    """The content of every generated file, the OpenAPI document first."""
    contract = {shipped("openapi") / "openapi.json": _written(openapi_document(version("lawpin")))}
    schemas = {shipped("schema") / "json" / f"{name}.json": _written(s) for name, s in json_schemas().items()}
    return contract | schemas


def _drifted(files: dict[Path, bytes]) -> list[Path]:
    changed = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
    left_over = [path for path in (shipped("schema") / "json").glob("*.json") if path not in files]
    return [*changed, *left_over]


def _broken(contract: bytes) -> tuple[Break, ...]:
    """What breaks clients of the last release without being announced; nothing where this is no checkout."""
    released, changelog = shipped("openapi") / "released.json", shipped("openapi").parent / "CHANGELOG.md"
    if not released.is_file() or not changelog.is_file():
        return ()
    found = breaks(orjson.loads(released.read_bytes()), orjson.loads(contract))
    return unannounced(found, changelog.read_text("utf-8"))


def _written(document: dict[str, object]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
