from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.encoding.errors import UnreadableText
from lawpin.encoding.reading import LONGEST_LINE, MOST_BYTES, read_text

FILE = Path("a.txt")


@pytest.mark.parametrize(
    ("received", "message"),
    [
        (b"", "a.txt: there is no text in this file"),
        (" \n\u3000\n\t\n".encode(), "a.txt: there is no text in this file"),
        (b"\xef\xbb\xbf", "a.txt: there is no text in this file"),
        ("甲\n乙\x00".encode(), "a.txt:2: control character U+0000 at column 2"),
        ("甲\n\n乙丙\x1b[0m".encode(), "a.txt:3: control character U+001B at column 3"),
        ("甲\r乙".encode(), "a.txt:1: control character U+000D at column 2"),
        ("甲\x85乙".encode(), "a.txt:1: control character U+0085 at column 2"),
        ("甲\n乙\uffff".encode(), "a.txt:2: control character U+FFFF at column 2"),
        ("甲\n乙".encode("gb18030"), "a.txt:1: byte 0 of the file is not UTF-8"),
        ("甲\n".encode() + b"\xff", "a.txt:2: byte 4 of the file is not UTF-8"),
        ("甲\n乙".encode("utf-16"), "a.txt:1: byte 0 of the file is not UTF-8"),
        (b"a\n" + b"b" * (LONGEST_LINE + 1), "a.txt:2: the line has 100001 characters"),
        (b"a" * (MOST_BYTES + 1), "a.txt: the file has 8388609 bytes"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_its_place(received: bytes, message: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        read_text(FILE, received)
    assert caught.value.detail.startswith(message)


def test_a_byte_order_mark_and_windows_line_ends_are_reported_and_are_no_text() -> None:
    text = read_text(FILE, "\ufeff甲\r\n\r\n乙\r\n".encode())
    assert [(line.number, line.text) for line in text.lines] == [(1, "甲"), (3, "乙")]
    assert [finding.rule for finding in text.findings] == ["byte-order-mark", "line-ends"]


def test_an_invisible_character_is_kept_and_reported_with_its_line() -> None:
    text = read_text(FILE, "甲\n乙\u200b丙\u2028丁".encode())
    assert text.lines[1].text == "乙\u200b丙\u2028丁"
    assert [(finding.rule, finding.line) for finding in text.findings] == [("odd-character", 2)] * 2


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(received: bytes) -> None:
    words = read_words(received)
    assert words is None or words == "".join(received.decode("utf-8").removeprefix("\ufeff").split())


def read_words(received: bytes) -> str | None:
    """The text without its white space; None when it is refused."""
    try:
        text = read_text(FILE, received)
    except UnreadableText:
        return None
    return "".join("".join(line.text for line in text.lines).split())
