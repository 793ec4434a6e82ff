"""A description file to its values: `work.toml`, the texts it names, and the editorial notes beside it.

Whatever the description leaves open is an error: lines that are neither document nor named as something else, a file
that is not the one whose digest is written there, agents that nobody describes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from lawpin.encoding.description import (
    Agent,
    AgentKind,
    Description,
    EditorialNote,
    Expression,
    Outside,
    Reference,
    Source,
    Title,
)
from lawpin.encoding.errors import BadDescription, shown
from lawpin.encoding.numbering import FORMS
from lawpin.encoding.outline import ABOVE_ARTICLES, BELOW_ARTICLES, Division, Headings, Outline
from lawpin.encoding.reading import read_text
from lawpin.encoding.table import Table, read_toml
from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.ids import ExpressionId, WorkId
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.languages import language_code

DOCTYPES = ("act", "bill", "doc", "statement")

_HEADINGS: dict[str, Headings] = {"run-in": "run-in", "line": "line", "none": "none"}
_DIVISIONS: dict[str, Division] = {"items": "items", "paragraphs": "paragraphs"}
_AGENT_KINDS: dict[str, AgentKind] = {"organization": "organization", "person": "person"}


def read_description(file: Path) -> Description:
    """What a description states, with the texts it names.

    Raises:
        BadDescription: something is missing, unknown, contradictory, or not the file it says it is.
        UnreadableText: a text is no plain text.
    """
    top = read_toml(file)
    work, encoding = top.table("work"), top.table("encoding")
    agents = tuple(_agent(table) for table in top.tables("agent"))
    work_id = _work(work)
    description = Description(
        file=file,
        work=work_id,
        name=work.need("name", str),
        date_name=work.need("date_name", str),
        authors=_known(work, "authors", agents),
        outline=_outline(top.table("outline")),
        encoded_on=encoding.need("date", date),
        editor=encoding.need("editor", str),
        agents=agents,
        expressions=tuple(_expression(table, work_id, agents) for table in top.tables("expression")),
        references=tuple(_reference(table) for table in top.tables("reference")),
        notes=_notes(top, agents),
    )
    if description.editor not in {agent.id for agent in agents}:
        raise encoding.fault("editor", f"names {description.editor}, and no [[agent]] has that id")
    for table in (work, encoding, top):
        table.close()
    _require_one_master(top, description)
    return description


def _work(table: Table) -> WorkId:
    doctype = table.choice("doctype", {name: name for name in DOCTYPES})
    work = WorkId(
        country=table.need("country", str),
        doctype=doctype,
        date=table.need("date", date).isoformat(),
        number=table.maybe("slug", str),
        subtype=table.maybe("subtype", str),
    )
    try:
        is_same = read_work_id(str(work)) == work
    except MalformedAddress as error:
        raise table.fault("slug", f"does not make an address: {error.detail}") from None
    if not is_same:
        raise table.fault("slug", f"does not make an address that reads back: {work}")
    return work


def _outline(table: Table) -> Outline:
    rows = table.need("levels", list)
    forms = tuple((str(row[0]), str(row[1])) for row in rows if isinstance(row, list) and len(row) == 2)  # noqa: PLR2004
    kinds = [kind for _, kind in forms]
    if len(forms) != len(rows) or not {form for form, _ in forms} <= FORMS.keys():
        raise table.fault("levels", f"must be pairs of a number (one of {' '.join(FORMS)}) and an element")
    if len(set(kinds)) != len(kinds) or len({form for form, _ in forms}) != len(forms):
        raise table.fault("levels", "names a form of number or an element twice")
    if kinds.count("article") != 1:
        raise table.fault("levels", "must name one form of number as article")
    at = kinds.index("article")
    if not set(kinds[:at]) <= set(ABOVE_ARTICLES) or kinds[at + 1 :] != list(BELOW_ARTICLES[: len(kinds) - at - 1]):
        above, below = ", ".join(ABOVE_ARTICLES), " then ".join(BELOW_ARTICLES)
        raise table.fault("levels", f"must be any of {above}, then article, then {below}")
    division = table.choice("text", _DIVISIONS)
    if division == "items" and kinds[at + 1 :]:
        raise table.fault("levels", 'has levels below article, which goes with text = "paragraphs" only')
    without = frozenset(table.words("without_heading"))
    outline = Outline(forms, table.choice("headings", _HEADINGS), division, without)
    table.close()
    return outline


def _agent(table: Table) -> Agent:
    kind = table.choice("kind", _AGENT_KINDS)
    agent = Agent(table.need("id", str), kind, table.need("href", str), table.need("show_as", str))
    table.close()
    return agent


def _known(table: Table, key: str, agents: tuple[Agent, ...]) -> tuple[str, ...]:
    names = table.words(key)
    for name in names:
        if name not in {agent.id for agent in agents}:
            raise table.fault(key, f"names {name}, and no [[agent]] has that id")
    return names


def _expression(table: Table, work: WorkId, agents: tuple[Agent, ...]) -> Expression:
    language = table.need("language", str)
    if language_code(language) != language:
        raise table.fault("language", f"must be a three-letter code of ISO 639-2/T, not {shown(language)}")
    alignment = table.maybe("alignment", str)
    makers = _known(table, "translators" if alignment else "authors", agents)
    if not makers:
        raise table.fault("translators" if alignment else "authors", "is missing")
    revision, author = table.maybe("revision", int) or 1, table.maybe("translation_author", str)
    expression = Expression(
        id=ExpressionId(work, language, table.need("date", date).isoformat(), revision, author),
        makers=makers,
        source=_source(table.table("source")),
        alignment=table.file.parent / alignment if alignment else None,
        foreign=table.texts("foreign"),
    )
    table.close()
    return expression


def _source(table: Table) -> Source:
    file = table.file.parent / table.need("file", str)
    try:
        received = file.read_bytes()
    except OSError as error:
        raise table.fault("file", f"names {file.name}, which cannot be read: {error.strerror}") from None
    digest = hashlib.sha256(received).hexdigest()
    if table.need("sha256", str) != digest:
        raise table.fault("sha256", f"is not that of {file.name}, which is {digest}")
    title = table.table("title")
    body = table.lines("body")
    if body is None:
        raise table.fault("body", "is missing")
    source = Source(
        text=read_text(file, received),
        sha256=digest,
        origin=table.need("from", str),
        title=Title(title.need("line", int), title.need("text", str)),
        body=body,
        conclusions=table.lines("conclusions"),
        outside=tuple(_outside(row) for row in table.tables("outside")),
        retrieved=table.maybe("retrieved", date),
        publisher=table.maybe("publisher", str),
        credit=table.maybe("credit", str),
        license=table.maybe("license", str),
    )
    title.close()
    table.close()
    _require_every_line(source)
    return source


def _outside(table: Table) -> Outside:
    lines = table.lines("lines")
    if lines is None:
        raise table.fault("lines", "is missing")
    outside = Outside(*lines, table.need("what", str))
    table.close()
    return outside


def _require_every_line(source: Source) -> None:
    """Each line that is not blank is claimed exactly once: title, body, conclusions, or something outside."""
    file = source.text.file
    claims = [(source.title.line, source.title.line), source.body]
    claims += [source.conclusions] if source.conclusions else []
    claims += [(outside.first, outside.last) for outside in source.outside]
    for line in source.text.lines:
        count = sum(first <= line.number <= last for first, last in claims)
        if not count:
            words = f"{shown(line.text)} is neither title, body nor conclusions, and no outside names it"
            raise BadDescription.at(file, line.number, words)
        if count > 1:
            raise BadDescription.at(file, line.number, "the line is claimed more than once")
        if line.number == source.title.line and source.title.text not in line.text:
            words = f"the title {shown(source.title.text)} does not stand on this line"
            raise BadDescription.at(file, line.number, words)
    if source.title.line not in {line.number for line in source.text.lines}:
        words = "the line of the title is blank or beyond the end of the file"
        raise BadDescription.at(file, source.title.line, words)


def _reference(table: Table) -> Reference:
    at, href = table.need("at", str), table.need("href", str)
    words = {key: table.need(key, str) for key in table.values if key not in {"at", "href"}}
    return Reference(at, href, words)


def _notes(top: Table, agents: tuple[Agent, ...]) -> tuple[EditorialNote, ...]:
    name = top.maybe("notes", str)
    if name is None:
        return ()
    table = read_toml(top.file.parent / name)
    common = _note_defaults(table)
    notes = tuple(note for row in table.tables("note") for note in _note(row, common))
    table.close()
    for note in notes:
        if note.by not in {agent.id for agent in agents}:
            raise table.fault("by", f"names {note.by}, and no [[agent]] has that id")
    return notes


def _note_defaults(table: Table) -> EditorialNote:
    """What all notes of the file share: who wrote them, when, in which language."""
    by, on = table.need("by", str), table.need("date", date)
    return EditorialNote(at="", language="", text="", by=by, on=on, written_in=table.need("written_in", str))


def _note(table: Table, common: EditorialNote) -> Iterator[EditorialNote]:
    at, text = table.need("at", str), table.need("text", str)
    by, on = table.maybe("by", str) or common.by, table.maybe("date", date) or common.on
    languages = table.words("in")
    if not languages:
        raise table.fault("in", "is missing")
    table.close()
    for language in languages:
        yield replace(common, at=at, language=language, text=text, by=by, on=on)


def _require_one_master(top: Table, description: Description) -> None:
    masters = [expression for expression in description.expressions if expression.alignment is None]
    if len(masters) != 1 or description.expressions[0] is not masters[0]:
        raise top.fault("expression", "must begin with one master; the others are translations with an alignment")
    if len({expression.id for expression in description.expressions}) != len(description.expressions):
        raise top.fault("expression", "names the same version in the same language twice")
    languages = {expression.id.language for expression in description.expressions}
    named = {language for reference in description.references for language in reference.words}
    named |= {note.language for note in description.notes}
    if not named <= languages:
        unknown = ", ".join(sorted(named - languages))
        raise top.fault("expression", f"has no text in {unknown}, which a reference or note names")
