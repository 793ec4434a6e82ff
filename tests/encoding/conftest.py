"""A small work on disk: texts and description in a folder of their own, changed by the tests at one place."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from lawpin.encoding.encode import Encoded, encode_work
from lawpin.encoding.errors import NotEncodable

OPINIONS = '[["一、", "part"], ["1．", "article"]]'

HEAD = """
[work]
country = "cn"
doctype = "{doctype}"
date = 2020-02-02
date_name = "publication"
slug = "sample"
name = "{doctype}"
authors = ["office"]

[outline]
levels = {levels}
headings = "{headings}"
text = "{division}"
{outline}
[encoding]
date = 2020-03-03
editor = "editors"

[[agent]]
id = "office"
kind = "organization"
href = "/akn/ontology/organization/cn/office"
show_as = "办公厅"

[[agent]]
id = "editors"
kind = "organization"
href = "/akn/ontology/organization/editors"
show_as = "editors"
"""

TEXT = """
[[expression]]
language = "{language}"
date = 2020-02-02
{makers}
{more}
[expression.source]
file = "{language}.txt"
sha256 = "{sha256}"
from = "made up"
title = {{ line = 1, text = "{title}" }}
body = [2, {last}]
{source}
"""


@dataclass
class Folder:
    """What will be written; every part may be changed before `encode`."""

    path: Path
    levels: str = OPINIONS
    headings: str = "run-in"
    division: str = "items"
    doctype: str = "statement"
    outline: str = ""
    source: str = ""
    last: int | None = None
    tail: str = ""
    translation: str | bytes | None = None
    alignment: str | bytes | None = None
    replace: tuple[str, str] = field(default=("", ""))

    def encode(self, text: str | bytes) -> Encoded:
        """Write everything and encode it; line 1 of each text is its title."""
        description = HEAD.format(
            **{name: getattr(self, name) for name in ("doctype", "levels", "headings")} | self._form()
        )
        description += self._text("zho", text, 'authors = ["office"]', "")
        if self.translation is not None:
            makers = 'translators = ["editors"]\nalignment = "alignment.txt"'
            description += self._text("eng", self.translation, makers, "")
            (self.path / "alignment.txt").write_bytes(_bytes(self.alignment or ""))
        description = (description + self.tail).replace(*self.replace) if self.replace[0] else description + self.tail
        (self.path / "work.toml").write_text(description, "utf-8")
        return encode_work(self.path / "work.toml")

    def _form(self) -> dict[str, str]:
        return {"division": self.division, "outline": self.outline}

    def _text(self, language: str, text: str | bytes, makers: str, more: str) -> str:
        received = _bytes(text)
        (self.path / f"{language}.txt").write_bytes(received)
        lines = received.decode("utf-8", "replace").split("\n")
        last = self.last or max(2, len(lines))
        facts = {"makers": makers, "more": more, "sha256": hashlib.sha256(received).hexdigest(), "last": last}
        title = lines[0].strip("\ufeff\r") or "?"
        source = self.source if language == "zho" else ""
        return TEXT.format(language=language, title=title, source=source, **facts)


def text_of(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def message(folder: Folder) -> Callable[[str | bytes], str]:
    """The sentence with which a text is refused."""

    def refused(text: str | bytes) -> str:
        with pytest.raises(NotEncodable) as caught:
            folder.encode(text)
        return caught.value.detail

    return refused
