"""A description that leaves something open or contradicts itself."""

from pathlib import Path

import pytest
from lxml import etree
from tests.encoding.conftest import Folder, text_of

from lawpin.encoding.encode import encode_work, stale_paths, write_files
from lawpin.encoding.errors import BadDescription

MASTER = "题\n一、甲\n1．乙。网络法和电商法。丁。\n"
REFERENCE = '[[reference]]\nat = "{at}"\nhref = "/akn/cn/act/law/2016-11-07/x"\nzho = "{words}"\n'


def refusal(folder: Folder, text: str = MASTER) -> str:
    with pytest.raises(BadDescription) as caught:
        folder.encode(text)
    return caught.value.detail


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('country = "cn"\n', "", "work.country is missing"),
        ('country = "cn"\n', "country = 86\n", "work.country must be a string"),
        ('country = "cn"\n', 'country = " "\n', "work.country is blank; leave it out when it is unknown"),
        ('country = "cn"\n', 'country = "cn"\ncolour = 1\n', "work.colour is not a key that is known here"),
        ("date = 2020-02-02\ndate_name", 'date = "2020"\ndate_name', "work.date must be a date"),
        ("date = 2020-02-02\ndate_name", "date = 2020-02-02T00:00:00Z\ndate_name", "work.date must be a date"),
        ('slug = "sample"', 'slug = "a/../b\\u0007"', "work.slug does not make an address"),
        ('doctype = "statement"', 'doctype = "poem"', "work.doctype must be one of act, bill, doc, statement"),
        (
            'authors = ["office"]\n\n[outline]',
            'authors = ["me"]\n\n[outline]',
            "work.authors names me, and no [[agent]]",
        ),
        ('editor = "editors"', 'editor = "me"', "encoding.editor names me, and no [[agent]] has that id"),
        ('headings = "run-in"', 'headings = "maybe"', "outline.headings must be one of run-in, line, none"),
        ('["1．", "article"]', '["1．", "part"]', "outline.levels names a form of number or an element twice"),
        ('["1．", "article"]', '["1．", "section"]', "outline.levels must name one form of number as article"),
        ('["1．", "article"]', '["§", "article"]', "outline.levels must be pairs of a number"),
        ('["1．", "article"]', '["1．", "article"], ["（1）", "point"]', "outline.levels has levels below article"),
        ('["1．", "article"]', '["1．", "article"], ["（1）", "chapter"]', "outline.levels must be any of part"),
        ('language = "zho"', 'language = "zh"', "expression[1].language must be a three-letter code"),
        ("body = [2, 4]", "body = [4, 2]", "expression[1].source.body must be [first line, last line]"),
        ('file = "zho.txt"', 'file = "none.txt"', "expression[1].source.file names none.txt, which cannot be read"),
        ('from = "made up"', "", "expression[1].source.from is missing"),
    ],
)
def test_a_wrong_key_is_refused_by_its_name(folder: Folder, old: str, new: str, expected: str) -> None:
    folder.replace = (old, new)
    assert refusal(folder).startswith(f"work.toml: {expected}")


def test_another_file_than_the_one_whose_digest_is_stated_is_refused(folder: Folder) -> None:
    folder.encode(MASTER)
    (folder.path / "zho.txt").write_text(MASTER + "\n", "utf-8")
    with pytest.raises(
        BadDescription, match=r"expression\[1\]\.source\.sha256 is not that of zho.txt, which is [0-9a-f]{64}"
    ):
        encode_work(folder.path / "work.toml")


@pytest.mark.parametrize(
    ("source", "last", "expected"),
    [
        ("", 2, "zho.txt:3: “1．乙。网络法和电商法。丁。” is neither title, body nor conclusions"),
        ("conclusions = [3, 3]", 3, "zho.txt:3: the line is claimed more than once"),
        (
            '[[expression.source.outside]]\nlines = [1, 1]\nwhat = "x"',
            3,
            "zho.txt:1: the line is claimed more than once",
        ),
    ],
)
def test_every_line_is_claimed_exactly_once(folder: Folder, source: str, last: int, expected: str) -> None:
    folder.source, folder.last = source, last
    assert refusal(folder).startswith(expected)


def test_a_title_must_stand_on_its_line(folder: Folder) -> None:
    folder.replace = ('text = "题"', 'text = "目"')
    assert refusal(folder) == "zho.txt:1: the title “目” does not stand on this line"


def test_a_title_beyond_the_file_is_refused(folder: Folder) -> None:
    folder.replace = ("line = 1", "line = 9")
    assert refusal(folder).startswith("zho.txt:1: “题” is neither title")


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (REFERENCE.format(at="art_9", words="网络法"), "“网络法” does not stand exactly once in the zho text of art_9"),
        (REFERENCE.format(at="art_1__item_1", words="民法"), "“民法” does not stand exactly once"),
        (REFERENCE.format(at="art_1__item_1", words="法"), "“法” does not stand exactly once"),
        (
            REFERENCE.format(at="art_1__item_1", words="网络法和")
            + REFERENCE.format(at="art_1__item_1", words="法和电商法"),
            "two references of art_1__item_1 overlap in the zho text",
        ),
        ('[[reference]]\nat = "art_1"\nhref = "/x"\neng = "a"\n', "expression has no text in eng"),
        ('[[expression]]\nlanguage = "zho"\n', "expression[2].date is missing"),
    ],
)
def test_a_reference_must_name_words_that_stand_there(folder: Folder, tail: str, expected: str) -> None:
    folder.tail = tail
    detail = refusal(folder).removeprefix("work.toml: ")
    assert detail.startswith((expected, "expression[2].authors is missing"))


def test_references_are_marked_and_the_text_stays_as_it_was(folder: Folder) -> None:
    folder.tail = REFERENCE.format(at="art_1__item_1", words="电商法") + REFERENCE.format(
        at="art_1__item_1", words="网络法"
    )
    root = etree.fromstring(folder.encode(MASTER).texts[0].xml)
    references = list(root.iter("{*}ref"))
    assert [reference.text for reference in references] == ["网络法", "电商法"]
    item = next(root.iter("{*}item"))
    assert text_of(item) == "网络法和电商法。"


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        (
            'by = "me"\ndate = 2020-01-01\nwritten_in = "en"\n[[note]]\nat = "art_1"\nin = ["zho"]\ntext = "x"\n',
            "notes.toml: by names me",
        ),
        (
            'by = "editors"\ndate = 2020-01-01\nwritten_in = "en"\n[[note]]\nat = "art_9"\nin = ["zho"]\ntext = "x"\n',
            "work.toml: a note or foreign piece names art_9",
        ),
        (
            'by = "editors"\ndate = 2020-01-01\nwritten_in = "en"\n[[note]]\nat = "art_1"\ntext = "x"\n',
            "notes.toml: note[1].in is missing",
        ),
        ("by = ", "notes.toml: this is not TOML: Invalid value (at end of document)"),
    ],
)
def test_a_note_must_have_a_place_and_an_author(folder: Folder, notes: str, expected: str) -> None:
    folder.replace = ("[work]", 'notes = "notes.toml"\n[work]')
    (folder.path / "notes.toml").write_text(notes, "utf-8")
    assert refusal(folder).startswith(expected)


def test_a_description_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDescription, match=r"work\.toml: the file cannot be read: No such file"):
        encode_work(tmp_path / "work.toml")
    (tmp_path / "work.toml").write_bytes(b"\xff")
    with pytest.raises(BadDescription, match=r"work\.toml: the file is not UTF-8"):
        encode_work(tmp_path / "work.toml")


def test_files_are_written_where_their_identifier_says_and_checked_there(folder: Folder) -> None:
    encoded = folder.encode(MASTER)
    out = folder.path / "out"
    assert len(stale_paths(encoded, out)) == 1
    assert write_files(encoded, out) == (out / "akn/cn/statement/2020-02-02/sample/zho@2020-02-02.xml",)
    assert stale_paths(encoded, out) == ()
    write_files(encoded, out)[0].write_bytes(b"other")
    assert len(stale_paths(encoded, out)) == 1


def test_the_report_accounts_for_the_text(folder: Folder) -> None:
    report = folder.encode(MASTER).texts[0].report
    assert report.file == "zho.txt"
    assert dict(report.counts) == {"part": 1, "article": 1, "content": 1, "blockList": 1, "item": 2}
    assert report.items == (("art_1", 2),)
