"""`lawpin encode`: from a description to the XML of every text that it names."""

from dataclasses import dataclass
from pathlib import Path

from lawpin.encoding import alignment
from lawpin.encoding.articles import build_units
from lawpin.encoding.describing import read_description
from lawpin.encoding.description import Description, Expression, Source
from lawpin.encoding.errors import BadDescription
from lawpin.encoding.outline import Tree, read_outline
from lawpin.encoding.reading import Line, PlainText, read_text
from lawpin.encoding.report import Report, count_items, count_kinds, findings_of
from lawpin.encoding.unit import Unit
from lawpin.encoding.writing import write_document
from lawpin.law.finding import Finding


@dataclass(frozen=True, slots=True)
class EncodedText:
    """One expression: its IRI, the bytes of its XML, and the account of what was recognised."""

    iri: str
    xml: bytes
    report: Report

    @property
    def path(self) -> Path:
        """Where the file belongs below a data folder: path = identifier."""
        return Path(f"{self.iri.removeprefix('/')}.xml")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A work: the master first, then its translations in the order of the description."""

    texts: tuple[EncodedText, ...]


def encode_work(description: Path) -> Encoded:
    """The encodings of the work that a description file states; writes nothing.

    Raises:
        NotEncodable: anything that is not recognised, with the file and line where there is one.
    """
    stated = read_description(description)
    tree, units = _master(stated)
    master = stated.expressions[0]
    texts = [_text(stated, master, units, findings_of(tree, stated.outline, units))]
    for expression in stated.expressions[1:]:
        file, languages = _alignment(stated, expression)
        translated = alignment.align(units, file, _body(expression.source), languages)
        texts.append(_text(stated, expression, translated, ()))
    return Encoded(tuple(texts))


def stale_paths(encoded: Encoded, folder: Path) -> tuple[Path, ...]:
    """The files below a data folder that are missing or not what encoding gives now, in the order of the texts."""
    paths = ((folder / text.path, text.xml) for text in encoded.texts)
    return tuple(path for path, xml in paths if not path.is_file() or path.read_bytes() != xml)


def write_files(encoded: Encoded, folder: Path) -> tuple[Path, ...]:
    """Write each text below a data folder, path = identifier; answers the paths."""
    for text in encoded.texts:
        (folder / text.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / text.path).write_bytes(text.xml)
    return tuple(folder / text.path for text in encoded.texts)


def draft_alignment(description: Path, language: str) -> str:
    """A new alignment file for a translation: the master's pieces with room for the spans.

    The description may leave the translation out as yet.

    Raises:
        NotEncodable: the master cannot be encoded.
    """
    stated = read_description(description)
    _, units = _master(stated)
    return alignment.draft_alignment(units, alignment.Languages(stated.expressions[0].id.language, language))


def _master(stated: Description) -> tuple[Tree, tuple[Unit, ...]]:
    source = stated.expressions[0].source
    file = source.text.file
    tree = read_outline(file, _between(source, source.body), stated.outline)
    return tree, build_units(file, tree, stated.outline, _conclusions(source))


def _alignment(stated: Description, expression: Expression) -> tuple[PlainText, alignment.Languages]:
    file = expression.alignment or stated.file
    try:
        received = file.read_bytes()
    except OSError as error:
        words = f"the alignment {file.name} cannot be read: {error.strerror}"
        raise BadDescription.at(stated.file, None, words) from None
    languages = alignment.Languages(stated.expressions[0].id.language, expression.id.language)
    return read_text(file, received), languages


def _text(
    stated: Description, expression: Expression, units: tuple[Unit, ...], findings: tuple[Finding, ...]
) -> EncodedText:
    source = expression.source
    outside = tuple((f"{part.first}-{part.last}", part.what) for part in source.outside)
    found = (*source.text.findings, *findings)
    report = Report(source.text.file.name, source.sha256, count_kinds(units), count_items(units), outside, found)
    return EncodedText(str(expression.id), write_document(stated, expression, units), report)


def _body(source: Source) -> tuple[Line, ...]:
    return (*_between(source, source.body), *_conclusions(source))


def _conclusions(source: Source) -> tuple[Line, ...]:
    return _between(source, source.conclusions) if source.conclusions else ()


def _between(source: Source, lines: tuple[int, int]) -> tuple[Line, ...]:
    first, last = lines
    return tuple(line for line in source.text.lines if first <= line.number <= last)
