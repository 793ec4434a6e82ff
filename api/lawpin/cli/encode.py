"""The command `lawpin encode`."""

from pathlib import Path

import click

from lawpin.cli.options import json_option, print_json
from lawpin.encoding.encode import Encoded, EncodedText, draft_alignment, encode_work, stale_paths, write_files

_STALE = 1


@click.command("encode")
@click.argument("description", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Data folder to write to, path = identifier (default: none, only the report).",
)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file is not what encoding gives.")
@click.option("--draft", "language", metavar="LANGUAGE", help="Print a new alignment file for a language.")
@json_option
@click.pass_context
def command(  # noqa: PLR0917 - one for each option
    context: click.Context,
    description: Path,
    output: Path | None,
    check: bool,  # noqa: FBT001 - click's flag
    language: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Encode the texts of a work, as its description (a TOML file) says, as Akoma Ntoso.

    See docs/encoding.md for the description and the alignment file of a translation.
    """
    if check and output is None:
        message = "--check compares with the files below --output: name the folder"
        raise click.UsageError(message)
    if language is not None:
        click.echo(draft_alignment(description, language), nl=False)
        return
    encoded = encode_work(description)
    _tell(encoded, as_json=as_json)
    if check and output is not None:
        stale = stale_paths(encoded, output)
        for path in stale:
            click.echo(f"stale: {path}", err=True)
        context.exit(_STALE if stale else 0)
    if output is not None:
        try:
            written = write_files(encoded, output)
        except OSError as fault:
            message = f"cannot write below {output}: {fault.strerror}"
            raise click.ClickException(message) from fault
        for path in written:
            click.echo(f"wrote {path}", err=True)


def _tell(encoded: Encoded, *, as_json: bool) -> None:
    for text in encoded.texts:
        if as_json:
            print_json(_members(text))
            continue
        report = text.report
        counts = ", ".join(f"{count} {kind}" for kind, count in report.counts)
        click.echo(f"{click.style(text.iri, bold=True)}\n  from {report.file}: {counts}")
        for lines, what in report.outside:
            click.echo(f"  not of the document: {lines} ({what})")
        for finding in report.findings:
            click.echo(f"  line {finding.line}: {finding.sentence} [{finding.rule}]")


def _members(text: EncodedText) -> dict[str, object]:
    report = text.report
    return {
        "id": text.iri,
        "file": report.file,
        "sha256": report.sha256,
        "counts": dict(report.counts),
        "items": dict(report.items),
        "outside": [{"lines": lines, "what": what} for lines, what in report.outside],
        "findings": [
            {"rule": finding.rule, "line": finding.line, "eId": finding.eid, "sentence": finding.sentence}
            for finding in report.findings
        ],
    }
