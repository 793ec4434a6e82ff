"""Addresses: what is written reads back as the same value, other spellings too, and damage never reads as a neighbour.

The oracle of the damage is `alike`, a second reading of RFC 3986 and of the listed equivalences that shares no code
with the reader.
"""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import TypeVar
from urllib.parse import unquote, unquote_to_bytes

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.address import (
    EXPRESSION_VIEWS,
    PORTION_VIEWS,
    WORK_VIEWS,
    Address,
    Current,
    InForceOn,
    Moment,
    Original,
    Pinned,
)
from lawpin.law.identifiers.ids import ExpressionId, PortionId, RangeId, WorkId
from lawpin.law.identifiers.reader import (
    DOCTYPES,
    MAX_LENGTH,
    read_address,
    read_expression_id,
    read_place_id,
    read_work_id,
)
from lawpin.law.identifiers.spelling import FORMATS, encode_segment, is_identifier
from lawpin.law.languages import language_code

WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
VIEWS = {*WORK_VIEWS, *EXPRESSION_VIEWS, *PORTION_VIEWS}
ALIASES = {"zho": ("chi", "zh", "zh-Hans", "cmn", "ZHO"), "eng": ("en", "en-GB", "EN_us", "Eng"), "deu": ("ger", "de")}

Read = TypeVar("Read")

examples = settings(max_examples=150, deadline=None)

# What ids of publishers are made of, and what makes trouble in paths.
characters = st.one_of(
    st.sampled_from("abzAZ059_-.,;:@!~>+=&()'*$ /?#[]|%ü中𠀀é；．第五条"),
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\\"),
)
ids = st.text(characters, min_size=1, max_size=30).filter(is_identifier)
endings = st.sampled_from(["", ".txt", ".json", ".XML", ".akn", ".html.", ".json.xml", "..", "/", "~", "!main"])
eids = st.one_of(
    st.sampled_from("art_5 art_5__item_3 art_5-1 history toc main a/b . .. %41 ~ >b".split()),
    st.builds("".join, st.tuples(ids, endings)).filter(is_identifier),
)
days = st.dates().map(str)
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
words = st.text(st.sampled_from("abcxyz019-_.éü中"), min_size=1, max_size=12)
steps = words.filter(lambda word: not re.fullmatch(r"\d{4}(-\d+){0,2}", word) and word not in {".", ".."})
languages = st.sampled_from(["zho", "eng", "deu", "fra", "ell", "fin"])


def is_number(word: str) -> bool:
    """Whether a step after the date can only be the number of the work."""
    return word not in VIEWS | {".", ".."} and word[0] not in "~!" and not (len(word) == 3 and language_code(word))


numbers = st.one_of(st.sampled_from("law 82 2017@5 no.5 x.json zh-Hans EN".split()), words.filter(is_number))


@st.composite
def works(draw: st.DrawFn) -> WorkId:
    subtype = draw(st.none() | steps)
    return WorkId(
        country=draw(st.sampled_from(["cn", "un", "za-jhb", "gb-sct"])),
        doctype=draw(st.sampled_from(sorted(DOCTYPES.values()))),
        date=draw(dates),
        number=draw(st.none() | numbers),
        subtype=subtype,
        actor=None if subtype is None else draw(st.none() | steps),
    )


authors = st.none() | words.filter(is_number)
revisions = st.one_of(st.just(1), st.integers(2, 999_999))
expressions = st.builds(ExpressionId, works(), languages, dates, revisions, authors)
components = st.none() | st.sampled_from(["annex_1", "toc", "Main", "a.json", "附件"])
moments: st.SearchStrategy[Moment] = st.one_of(
    st.builds(Pinned, dates, revisions), st.just(Original()), st.just(Current()), st.builds(InForceOn, dates)
)


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    """Every kind: works, expressions by all moments, components, portions, ranges, views, formats."""
    language = draw(st.none() | languages)
    eid = draw(st.none() | eids)
    views = PORTION_VIEWS if eid else EXPRESSION_VIEWS if language else WORK_VIEWS
    return Address(
        work=draw(works()),
        language=language,
        moment=draw(moments) if language else None,
        author=draw(authors) if language else None,
        component=draw(components),
        eid=eid,
        last=draw(st.none() | eids) if eid else None,
        view=draw(st.none() | st.sampled_from(views)),
        suffix=draw(st.none() | st.sampled_from(FORMATS)),
    )


@given(addresses())
@examples
def test_an_address_that_is_written_out_reads_back_as_the_same_value(address: Address) -> None:
    assert read_address(str(address)) == address


@given(addresses())
@examples
def test_the_text_of_a_value_is_plain_ascii_that_no_path_needs_to_escape(address: Address) -> None:
    assert re.fullmatch(r"/akn(?:/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-F]{2})+)+", str(address))


@given(addresses())
@examples
def test_what_was_read_is_written_as_it_was_read(address: Address) -> None:
    canonical = str(address)
    assert str(read_address(canonical)) == canonical


@given(works())
@examples
def test_a_work_reads_back_as_itself(work: WorkId) -> None:
    assert read_work_id(str(work)) == work


@given(expressions)
@examples
def test_an_expression_reads_back_as_itself(expression: ExpressionId) -> None:
    assert read_expression_id(str(expression)) == expression
    assert read_address(str(expression)).pinned() == expression


@given(expressions, st.none() | eids, components)
@examples
def test_a_portion_reads_back_as_itself(expression: ExpressionId, eid: str | None, component: str | None) -> None:
    portion = PortionId(expression, eid, component)
    assert read_place_id(str(portion)) == portion


@given(expressions, eids, eids, components)
@examples
def test_a_range_reads_back_as_itself(expression: ExpressionId, first: str, last: str, component: str | None) -> None:
    asked = RangeId(expression, first, last, component)
    assert read_place_id(str(asked)) == asked


@given(eids, eids, eids)
@example("a", "b", "a-")
@example("a-", ">b", "a--")
@examples
def test_the_address_of_a_portion_is_never_that_of_a_range(first: str, last: str, eid: str) -> None:
    expression = ExpressionId(WorkId("cn", "act", "2017"), "zho", "2017")
    assert str(PortionId(expression, eid)) != str(RangeId(expression, first, last))


@given(st.lists(eids, min_size=2, max_size=2, unique=True))
@examples
def test_two_ids_are_never_written_alike(pair: list[str]) -> None:
    assert encode_segment(pair[0]) != encode_segment(pair[1])


NO_IDENTIFIERS = {
    "nothing": "",
    "an arrow, which would read as a range": "art_1->art_3",
    "an arrow at its end": "art_1->",
    "a control character": "art\x00",
    "a line feed": "art_1\n",
    "C1": "art\x85",
    "a direction mark": "art\u202e1",
    "a noncharacter": "art\ufffe",
    "a noncharacter of a higher plane": "art\U0001ffff",
    "a backslash": "art\\1",
    "half a surrogate pair": "art\ud800",
    "more than an address can hold": "a" * 1025,
    "more than an address can hold once it is encoded": "中" * 114,
}


@pytest.mark.parametrize("text", NO_IDENTIFIERS.values(), ids=NO_IDENTIFIERS)
def test_an_id_with_this_cannot_become_part_of_an_address(text: str) -> None:
    assert not is_identifier(text)


@pytest.mark.parametrize(
    "text", ["art_1/par_2", "第五条", "a b", "a.txt", "..", ">", "-", "a - > b", "中" * 113, "a" * 1024]
)
def test_an_odd_id_is_an_identifier_all_the_same(text: str) -> None:
    assert is_identifier(text)


# --- other spellings -------------------------------------------------------------------------------------------------


@st.composite
def other_spellings(draw: st.DrawFn) -> tuple[str, Address]:
    address = draw(addresses())
    written = str(address)
    for respell in draw(
        st.lists(st.sampled_from([escaped, loose_case, alias, slash, main, arrow, suffix]), max_size=4)
    ):
        written = respell(draw, written, address)
    assume(len(written) <= MAX_LENGTH)
    return written, address


def escaped(draw: st.DrawFn, written: str, _address: Address) -> str:
    """One unreserved character percent-encoded; the dot of a format suffix is a sign, not a letter."""
    places = [place for place in range(1, len(written)) if is_free(written, place)]
    place = draw(st.sampled_from(places))
    code = draw(st.sampled_from([f"%{ord(written[place]):02X}", f"%{ord(written[place]):02x}"]))
    return written[:place] + code + written[place + 1 :]


def is_free(written: str, place: int) -> bool:
    in_escape = "%" in written[max(0, place - 2) : place + 1]
    in_suffix = place >= len(re.sub(r"\.\w+/?$", "", written)) and re.search(r"\.\w+/?$", written) is not None
    return written[place] in PLAIN and not in_escape and not in_suffix


def loose_case(draw: st.DrawFn, written: str, _address: Address) -> str:
    prefix, country, doctype, rest = written[1:].split("/", 3)
    turn = draw(st.sampled_from([str.upper, str.title, str.swapcase]))
    head = "/".join(step if "%" in step else turn(step) for step in (prefix, country, doctype))
    return f"/{head}/{rest}"


def alias(draw: st.DrawFn, written: str, address: Address) -> str:
    language = address.language or ""
    # Without a number and without a moment only the three small letters are known for a language.
    if language not in ALIASES or (address.work.number is None and str(address.moment) == ""):
        return written
    name = draw(st.sampled_from(ALIASES[language]))
    start = f"{address.work}/{language}"
    return written.replace(start, f"{address.work}/{name}", 1)


def slash(_draw: st.DrawFn, written: str, _address: Address) -> str:
    return written if written.endswith("/") else f"{written}/"


def main(draw: st.DrawFn, written: str, address: Address) -> str:
    place = f"/~{encode_segment(address.eid)}" if address.eid else "\0"
    if place not in written or address.component or "!main" in written:
        return written
    return written.replace(place, draw(st.sampled_from(["/!main", "/!main/"])) + place[1:], 1)


def arrow(_draw: st.DrawFn, written: str, address: Address) -> str:
    return written.replace("-%3E", "->", 1) if address.last else written


def suffix(draw: st.DrawFn, written: str, address: Address) -> str:
    if address.suffix is None or not written.endswith(f".{address.suffix}"):
        return written
    other = draw(st.sampled_from([address.suffix.upper(), "akn" if address.suffix == "xml" else address.suffix]))
    return written.removesuffix(address.suffix) + other


@given(other_spellings())
@settings(max_examples=400, deadline=None)
def test_every_other_spelling_reads_as_the_same_value(spelt: tuple[str, Address]) -> None:
    written, address = spelt
    assert read_address(written) == address


SPELLINGS = {
    f"{WORK}/zho@2017-01-15/~art_5": [
        "/AKN/CN/Statement/opinions/2017-01-15/mobile-internet/zho@2017-01-15/~art_5",
        f"{WORK}/chi@2017-01-15/~art_5",
        f"{WORK}/zh@2017-01-15/~art_5",
        f"{WORK}/zh-Hans@2017-01-15/~art_5",
        f"{WORK}/zh_hans_cn@2017-01-15/~art_5",
        f"{WORK}/cmn@2017-01-15/~art_5",
        f"{WORK}/zho@2017-01-15/~art_5/",
        f"{WORK}/zho@2017-01-15/!main~art_5",
        f"{WORK}/zho@2017-01-15/!main/~art_5",
        f"{WORK}/zho@2017-01-15/%7Eart_5",
        f"{WORK}/zho%402017-01-15/~%61rt%5F5",
        f"{WORK}/zho@2017-01-15;r1/~art_5",
    ],
    f"{WORK}/eng@2017-01-15/~art_1-%3Eart_3": [
        f"{WORK}/en@2017-01-15/~art_1->art_3",
        f"{WORK}/eng@2017-01-15/~art_1-%3eart_3",
        f"{WORK}/eng@2017-01-15/~art_1%2D%3Eart_3",
    ],
    f"{WORK}/zho@2017-01-15.xml": [
        f"{WORK}/zho@2017-01-15{end}" for end in (".akn", ".XML", ".xml/", "/.xml", "/!main.xml")
    ],
    f"{WORK}/zho@": [f"{WORK}/zho@/", f"{WORK}/zho@/!main", f"{WORK}/zh@/!main/"],
    f"{WORK}/zho:2018-01-01": [f"{WORK}/ZH:2018-01-01"],
    f"{WORK}": [f"{WORK}/", f"{WORK}/!main"],
    f"{WORK}/versions": [f"{WORK}/versions/", f"{WORK}/%76ersions"],
    f"{WORK}/zho@2017-01-15/!annex_1~art_1": [f"{WORK}/zho@2017-01-15/!annex_1/~art_1"],
    f"{WORK}/zho@2017-01-15/~a%2Etxt": [f"{WORK}/zho@2017-01-15/~a%2etxt/"],
    "/akn/fi/act/2024/law": ["/akn/fi/act/2024/law/"],
    "/akn/fi/act/2024/fin": ["/akn/fi/act/2024/fin/"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "canonical"),
    [pytest.param(other, canonical, id=other) for canonical, others in SPELLINGS.items() for other in others],
)
def test_another_spelling_leads_to_the_canonical_one(written: str, canonical: str) -> None:
    assert str(read_address(written)) == canonical
    assert str(read_address(canonical)) == canonical


def test_after_the_date_a_listed_language_is_the_language_and_other_words_are_the_number() -> None:
    assert read_address("/akn/fi/act/2024/fin").language == "fin"
    assert read_address("/akn/fi/act/2024/law").work.number == "law"
    assert read_address("/akn/fi/act/2024/FIN").work.number == "FIN"
    assert read_address("/akn/fi/act/2024/law/fin@2024") == read_address("/akn/fi/act/2024/law/fi@2024/")
    assert read_address("/akn/gr/act/2024/grc@2024").language == "grc"


def test_a_number_that_is_a_language_is_refused_rather_than_read_as_one() -> None:
    with pytest.raises(MalformedAddress) as caught:
        read_address("/akn/fi/act/2024/fin/eng@2024-01-01")
    assert caught.value.facts["position"] == len("/akn/fi/act/2024/")


# --- damage ----------------------------------------------------------------------------------------------------------

NASTY = [
    *"%/;@:~!>.-_ 0aZ?#\\\x00\n\u202e\u2066\u200f\ufeff\u00a0１／．：＠ſK\ud800\udfff",
    *(
        "..",
        "/../",
        "//",
        "%2F",
        "%2f",
        "%00",
        "%0A",
        "%5C",
        "%C0%AF",
        "%ED%A0%80",
        "%FF",
        "%E2%80%AE",
        "%25",
        "%2E%2E",
    ),
    *("%EF%BC%91", "%E2%84%AA", "->", "-%3E", ".json", ".xml\n", ";r2", ";r0", "!main", "/~", "/toc"),
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, Address]:
    address = draw(addresses())
    written = str(address)
    place = draw(st.integers(0, len(written)))
    piece, kept = draw(st.sampled_from(NASTY)), draw(st.integers(0, 1))
    return written[:place] + draw(st.sampled_from(["", piece])) + written[place + kept :], address


@given(damaged())
@settings(max_examples=800, deadline=None)
def test_a_damaged_address_is_refused_with_a_position_or_means_what_it_says(damage: tuple[str, Address]) -> None:
    written, _ = damage
    address = read_or_refused(read_address, written)
    assert address is None or alike(written, str(address))
    assert address is None or read_address(str(address)) == address


@given(damaged())
@examples
def test_a_damaged_identifier_is_refused_with_a_position_by_every_reader(damage: tuple[str, Address]) -> None:
    written, _ = damage
    readers: list[Callable[[str], object]] = [read_work_id, read_expression_id, read_place_id]
    for read in readers:
        found = read_or_refused(read, written)
        assert found is None or alike(written, str(found))


def read_or_refused(read: Callable[[str], Read], written: str) -> Read | None:
    """What was read; None where it was refused as it should be."""
    try:
        return read(written)
    except MalformedAddress as fault:
        refused = fault
    position = refused.facts["position"]
    assert isinstance(position, int)
    assert 0 <= position <= len(written)
    assert refused.detail
    return None


def alike(one: str, other: str) -> bool:
    """Whether two addresses differ by nothing but the equivalences that are listed."""
    (ours, one_format), (theirs, other_format) = taken_apart(one), taken_apart(other)
    pairs = list(zip_longest(ours, theirs, fillvalue=""))
    return one_format == other_format and all(same_step(i, *pair) for i, pair in enumerate(pairs))


def taken_apart(written: str) -> tuple[list[str], str | None]:
    found = re.fullmatch(r"(.*?)(?:\.(json|xml|akn|html|txt)/?)?", written, re.DOTALL | re.IGNORECASE | re.ASCII)
    assert found is not None
    path = found[1].removesuffix("/") if found[2] else written.removesuffix("/")
    name = found[2].lower() if found[2] else None
    decoded = [unquote_to_bytes(step).decode("utf-8") for step in path.removesuffix("/" if found[2] else "").split("/")]
    segments: list[str] = []
    for step in decoded:
        if step == "!main":
            continue
        if step.startswith("~") and segments[-1].startswith("!"):
            segments[-1] += step
        else:
            segments.append(step.removeprefix("!main") if step.startswith("!main~") else step)
    return segments, "xml" if name == "akn" else name


def same_step(index: int, one: str, other: str) -> bool:
    if one == other:
        return True
    if index in {1, 2, 3}:  # the prefix, the country, the document type
        return one.isascii() and one.lower() == other.lower()
    version = re.compile(r"(?P<language>[A-Za-z_-]+)(?P<moment>[@:].*)?", re.DOTALL)
    ours, theirs = version.fullmatch(one), version.fullmatch(other)
    if ours is None or theirs is None:
        return False
    moments = [(found["moment"] or "").removesuffix(";r1") for found in (ours, theirs)]
    return language_code(ours["language"]) == theirs["language"] and moments[0] == moments[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{WORK}/zho@2017-01-15/~art_5", f"{WORK}/zho@2017-01-15/~art_55"),
        (f"{WORK}/zho@2017-01-15", f"{WORK}/zho@2017-01-15;r2"),
        (f"{WORK}/zho@2017-01-15", f"{WORK}/zho:2017-01-15"),
        (f"{WORK}/zho", f"{WORK}/zho@"),
        (f"{WORK}/zho.json", f"{WORK}/zho.xml"),
        (f"{WORK}/zho@2017/~a%2Fb", f"{WORK}/zho@2017/~a/b"),
        ("/a\u212an/cn/act/2017", "/akn/cn/act/2017"),
    ],
)
def test_the_oracle_of_the_damage_tells_addresses_apart(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(max_size=60), st.sampled_from(["", "/akn/", "/akn/cn/act/2017-01-15/", f"{WORK}/zho@", f"{WORK}/zho/~"]))
@examples
def test_whatever_stands_there_is_read_or_refused(text: str, before: str) -> None:
    address = read_or_refused(read_address, before + text)
    assert address is None or read_address(str(address)) == address


def test_an_address_is_bounded_as_it_comes_and_as_it_is_written_out() -> None:
    head = f"{WORK}/zho@2017-01-15/~"
    assert read_address(head + "a" * (MAX_LENGTH - len(head))).eid
    for too_long in (head + "a" * (MAX_LENGTH - len(head) + 1), head + "中" * 700, "/" * 5000):
        with pytest.raises(MalformedAddress):
            read_address(too_long)


def test_a_place_reads_only_where_the_iri_pins_a_version_and_nothing_else() -> None:
    for floating in (WORK, f"{WORK}/zho", f"{WORK}/zho@", f"{WORK}/zho:2017-01-15"):
        with pytest.raises(MalformedAddress):
            read_place_id(floating)
    for more in (f"{WORK}/zho@2017-01-15/toc", f"{WORK}/zho@2017-01-15.json"):
        with pytest.raises(MalformedAddress):
            read_place_id(more)
    for part in (f"{WORK}/zho@2017-01-15/~art_1", f"{WORK}/zho@2017-01-15/!annex_1", f"{WORK}/zho@2017/~a->b"):
        with pytest.raises(MalformedAddress):
            read_expression_id(part)
    for beyond in (f"{WORK}/zho", f"{WORK}/~art_1", f"{WORK}/versions", f"{WORK}.json"):
        with pytest.raises(MalformedAddress):
            read_work_id(beyond)


def test_the_position_lies_within_what_was_read_also_where_the_canonical_spelling_is_longer() -> None:
    iri = "/akn/cn/act/2017/中/eng"
    for read in (read_work_id, read_expression_id, read_place_id):
        with pytest.raises(MalformedAddress) as caught:
            read(iri)
        assert caught.value.facts["position"] == len(iri)


def test_the_parts_of_an_address_are_what_stands_in_it() -> None:
    address = read_address(
        "/akn/it/act/decreto/stato/2005-03-07/82/ita@2025-01-30;r3/rossi/!annex_1~art_1->art_2/cite.json"
    )
    assert address == Address(
        work=WorkId("it", "act", "2005-03-07", "82", "decreto", "stato"),
        language="ita",
        moment=Pinned("2025-01-30", 3),
        author="rossi",
        component="annex_1",
        eid="art_1",
        last="art_2",
        view="cite",
        suffix="json",
    )
    assert unquote(str(address)).endswith("/cite.json")
    expression = address.pinned()
    assert expression == ExpressionId(address.work, "ita", "2025-01-30", 3, "rossi")
    assert expression is not None
    assert address.at(expression) == RangeId(expression, "art_1", "art_2", "annex_1")
