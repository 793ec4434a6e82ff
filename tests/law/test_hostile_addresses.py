"""Hostile addresses, by the table: refused with a position, or read as exactly what they say and nothing nearby."""

import pytest

from lawpin.law.errors import MalformedAddress
from lawpin.law.identifiers.reader import read_address

WORK = "/akn/cn/statement/opinions/2017-01-15/mobile-internet"
TEXT = f"{WORK}/zho@2017-01-15"

# What may stand nowhere, in each of these places.
NOWHERE = {
    "a NUL": "%00",
    "a line feed": "%0A",
    "a carriage return": "%0D",
    "a tab": "%09",
    "an escape": "%1B",
    "a delete": "%7F",
    "C1": "%C2%85",
    "a right-to-left override": "%E2%80%AE",
    "a left-to-right isolate": "%E2%81%A6",
    "a right-to-left mark": "%E2%80%8F",
    "an Arabic letter mark": "%D8%9C",
    "a noncharacter": "%EF%BF%BE",
    "a noncharacter of plane 1": "%F0%9F%BF%BF",
    "a noncharacter U+FDD0": "%EF%B7%90",
    "a backslash": "%5C",
    "a raw backslash": "\\",
    "a raw NUL": "\x00",
    "a raw line feed": "\n",
    "a raw override": "\u202e",
    "half a surrogate": "\ud800",
    "the other half": "\udfff",
    "surrogate bytes": "%ED%A0%80",
    "an overlong slash": "%C0%AF",
    "an overlong NUL": "%C0%80",
    "a byte that is not UTF-8": "%FF",
    "half a character": "%E4%B8",
    "beyond Unicode": "%F4%90%80%80",
    "a lone percent sign": "%",
    "a percent sign with one digit": "%4g",
    "a percent sign with letters": "%zz",
    "a percent sign with u": "%u4e2d",
    "full-width hex": "%４１",
}
PLACES = {
    "the prefix": "/ak{}n/cn/act/2017/1",
    "the country": "/akn/c{}n/act/2017/1",
    "the document type": "/akn/cn/ac{}t/2017/1",
    "the subtype": "/akn/cn/act/su{}b/2017/1",
    "the date": "/akn/cn/act/20{}17/1",
    "the number": "/akn/cn/act/2017/1{}1",
    "the language": WORK + "/zh{}o@2017",
    "the version's date": WORK + "/zho@2017-{}01-15",
    "the author": TEXT + "/cre{}emers",
    "the component": TEXT + "/!annex{}_1",
    "the eId": TEXT + "/~art{}_5",
    "the end of a range": TEXT + "/~art_1-%3Eart{}_5",
}

REFUSED = {
    "nothing": "",
    "a slash": "/",
    "two slashes": "//",
    "white space": " ",
    "the prefix alone": "/akn",
    "the prefix and a slash": "/akn/",
    "no slash first": WORK[1:],
    "two slashes first": "/" + WORK,
    "a host": "//example.org" + WORK,
    "a whole URL": "https://example.org" + WORK,
    "a file": "/etc/passwd",
    "another prefix": "/akm/cn/act/2017/1",
    "AKN without prefix": "/cn/act/2017/1",
    "a scheme": "javascript:alert(1)",
    "data": "data:text/html,x",
    "a way up": WORK + "/../x",
    "a way up at the end": TEXT + "/..",
    "an encoded way up": TEXT + "/%2E%2E",
    "a half-encoded way up": TEXT + "/.%2e",
    "a way up first": "/../akn/cn/act/2017/1",
    "here": "/akn/./cn/act/2017/1",
    "an encoded here": "/akn/%2E/cn/act/2017/1",
    "a way up with a suffix": "/akn/cn/act/2017/x/...json",
    "here with a suffix": "/akn/cn/act/2017/x/..json",
    "an empty segment": "/akn//cn/act/2017/1",
    "an empty segment at the end": TEXT + "/~art_5//",
    "an empty segment before the place": TEXT + "//~art_5",
    "three slashes": TEXT + "///",
    "an encoded slash between segments": "/akn%2Fcn/act/2017/1",
    "an encoded slash before the place": TEXT + "%2F~art_5",
    "a twice encoded slash in the language": WORK + "%252Fzho@2017/toc/x",
    "no country": "/akn/act/2017/1",
    "a country of one letter": "/akn/c/act/2017/1",
    "a country of digits": "/akn/12/act/2017/1",
    "a country that ends in a hyphen": "/akn/cn-/act/2017/1",
    "a full-width country": "/akn/ｃｎ/act/2017/1",
    "a country with the Kelvin sign": "/akn/\u212ar/act/2017/1",
    "a country with a long s": "/akn/\u017fe/act/2017/1",
    "a Cyrillic country": "/akn/\u0441n/act/2017/1",
    "a prefix with the Kelvin sign": "/a\u212an/cn/act/2017/1",
    "a full-width prefix": "/ａkn/cn/act/2017/1",
    "no document type": "/akn/cn/2017/1",
    "an unknown document type": "/akn/cn/law/2017/1",
    "the plural": "/akn/cn/acts/2017/1",
    "a document type with a long s": "/akn/cn/\u017ftatement/2017/1",
    "the root as type": "/akn/cn/akomaNtoso/2017/1",
    "no date": "/akn/cn/act",
    "no date but a number": "/akn/cn/act/82",
    "a date of three digits": "/akn/cn/act/201/1",
    "a month of one digit": "/akn/cn/act/2017-1/1",
    "a day of one digit": "/akn/cn/act/2017-01-5/1",
    "month 13": "/akn/cn/act/2017-13-01/1",
    "month 0": "/akn/cn/act/2017-00/1",
    "day 0": "/akn/cn/act/2017-01-00/1",
    "30 February": "/akn/cn/act/2017-02-30/1",
    "29 February of a common year": "/akn/cn/act/2017-02-29/1",
    "29 February 1900": "/akn/cn/act/1900-02-29/1",
    "the year 0": "/akn/cn/act/0000/1",
    "full-width digits": "/akn/cn/act/２０１７/1",
    "full-width digits encoded": "/akn/cn/act/%EF%BC%92017/1",
    "Arabic-Indic digits": "/akn/cn/act/٢٠١٧/1",
    "a superscript digit": "/akn/cn/act/201\u00b7/1",
    "a date with slashes": "/akn/cn/act/2017/01/15/1",
    "a date with a minus sign": "/akn/cn/act/2017\u221201\u221215/1",
    "three steps before the date": "/akn/cn/act/a/b/c/2017/1",
    "a time": "/akn/cn/act/2017-01-15T00:00:00/zho@2017",
    "a date with a plus": "/akn/cn/act/+2017/1",
    "a language of one letter": WORK + "/z@2017",
    "a language of four letters": WORK + "/zhon@2017",
    "a two-letter word that is no language": WORK + "/xx@2017",
    "a language of digits": WORK + "/123@2017",
    "a full-width language": WORK + "/ｚｈｏ@2017",
    "a full-width at sign": WORK + "/zho＠2017",
    "a full-width colon": WORK + "/zho：2017",
    "two marks": WORK + "/zho@@2017",
    "both marks": WORK + "/zho@:2017",
    "both marks, the other way": WORK + "/zho:@2017",
    "a mark without a language": WORK + "/@2017",
    "a colon without a date": WORK + "/zho:",
    "a date without a mark": WORK + "/zho2017-01-15",
    "a version of month 13": WORK + "/zho@2017-13-15",
    "a view of 31 April": WORK + "/zho:2017-04-31",
    "a compact date": WORK + "/zho@20170115",
    "a version with a time": TEXT + "T00:00:00Z",
    "a version with a space": WORK + "/zho@ 2017-01-15",
    "a version with an encoded space": TEXT + "%20",
    "full-width digits in the version": WORK + "/zho@２０１７-01-15",
    "a hyphen at the end of the language": WORK + "/zho-@2017",
    "a subtag with a dot": WORK + "/zh.Hans@2017",
    "an alias with a full-width hyphen": WORK + "/zh－Hans@2017",
    "revision 0": TEXT + ";r0",
    "revision 01": TEXT + ";r01",
    "a negative revision": TEXT + ";r-1",
    "a revision without a number": TEXT + ";r",
    "a revision of seven digits": TEXT + ";r1000000",
    "two revisions": TEXT + ";r2;r3",
    "a revision of a view": WORK + "/zho:2017-01-15;r2",
    "a revision of the original": WORK + "/zho@;r2",
    "a capital R": TEXT + ";R2",
    "a full-width revision": TEXT + ";r２",
    "a matrix parameter": TEXT + ";jsessionid=1",
    "a semicolon": TEXT + ";",
    "a path parameter after the language": WORK + "/zho;r2",
    "a full-width semicolon": TEXT + "；r2",
    "two languages": WORK + "/zho/eng@2017-01-15",
    "two versions": WORK + "/zho@2017/eng@2017",
    "two authors": TEXT + "/creemers/other/x",
    "a language as number": "/akn/cn/act/2017/zho/eng@2017",
    "a tilde alone": TEXT + "/~",
    "an encoded tilde alone": TEXT + "/%7E",
    "a tilde with a suffix": TEXT + "/~.json",
    "an exclamation mark alone": TEXT + "/!",
    "an exclamation mark before a tilde": TEXT + "/!~art_5",
    "main and a tilde alone": TEXT + "/!main~",
    "main twice": TEXT + "/!main/!main",
    "a component in a component": TEXT + "/!annex_1/!annex_2",
    "a portion before its component": TEXT + "/~art_5/!annex_1",
    "a portion of a portion": TEXT + "/~art_5/~item_3",
    "a step into a portion": TEXT + "/~art_5/item_3",
    "main and a portion of a portion": TEXT + "/!main~art_5/~item_3",
    "a range without an end": TEXT + "/~art_5->",
    "a range without an encoded end": TEXT + "/~art_5-%3E",
    "a range without a beginning": TEXT + "/~->art_5",
    "a range with two arrows": TEXT + "/~art_5->a->b",
    "a range of nothing": TEXT + "/~->",
    "a range that ends in an arrow": TEXT + "/~art_5->b->",
    "an unknown view": TEXT + "/creemers/contents",
    "a view of a view": TEXT + "/toc/toc",
    "a view of a portion on an expression": TEXT + "/history",
    "a view of an expression on a work": WORK + "/toc",
    "a view of a work on an expression": TEXT + "/versions",
    "a view of an expression on a portion": TEXT + "/~art_5/toc",
    "a view before its portion": TEXT + "/toc/~art_5",
    "a step after a view": WORK + "/versions/x",
    "a capital view": TEXT + "/x/TOC",
    "a line feed after the suffix": TEXT + ".json\n",
    "a suffix in the middle": TEXT + ".json/~art_5",
    "a suffix in the date": "/akn/cn/act/2017.json/1/x/y/z",
    "two suffixes on a version": TEXT + ".json.xml",
    "an unknown suffix on a version": TEXT + ".pdf",
    "a long s in the suffix of a version": TEXT + ".j\u017fon",
    "a suffix after an encoded dot": TEXT + "%2Ejson",
    "a query": TEXT + "?on=2017-01-15",
    "an encoded query": TEXT + "%3Fon",
    "a fragment": TEXT + "#art_5",
    "a comma": TEXT + ",x",
    "an ampersand": TEXT + "&x",
    "a space before": " " + WORK,
    "a byte order mark before": "\ufeff" + WORK,
    "too long": "/akn/cn/act/2017/" + "1" * 2048,
    "too many slashes": "/" * 2049,
    "too long when encoded": "/akn/cn/act/2017/" + "中" * 700,
    "a format string": "/akn/{0}/act/2017",
    "SQL": "/akn/cn'--/act/2017/1",
    "a template": "/akn/${x}/act/2017/1",
    "a null device": "/akn/cn/act/nul/con",
    "many dots": "/akn/cn/act/..../....",
    "an XML entity": "/akn/&amp;/act/2017/1",
    "a semicolon in the country": "/akn/cn;x/act/2017/1",
    "a semicolon in the document type": "/akn/cn/act;x/2017/1",
    "a semicolon in the date": "/akn/cn/act/2017;x/zho@2017",
}

# Read, but as no other text than the one that is written: the second is its canonical spelling.
READ = {
    "a space is part of the number": ("/akn/cn/act/2017/1 ", "/akn/cn/act/2017/1%20"),
    "an encoded space is part of the number": ("/akn/cn/act/2017/1%20", "/akn/cn/act/2017/1%20"),
    "a twice encoded tilde is part of the eId": (TEXT + "/~%257Eart_5", TEXT + "/~%257Eart_5"),
    "a twice encoded slash is part of the eId": (TEXT + "/~a%252Fb", TEXT + "/~a%252Fb"),
    "an encoded slash is part of the eId": (TEXT + "/~a%2Fb", TEXT + "/~a%2Fb"),
    "an encoded slash in the number": ("/akn/cn/act/2017/1%2F2", "/akn/cn/act/2017/1%2F2"),
    "a slash and dots in the eId": (TEXT + "/~..%2F..%2Fart_5", TEXT + "/~..%2F..%2Fart_5"),
    "two dots as eId": (TEXT + "/~..", TEXT + "/~.."),
    "a plus is a plus": (TEXT + "/~a+b", TEXT + "/~a+b"),
    "a full-width digit is not a digit": (TEXT + "/~art_５", TEXT + "/~art_%EF%BC%95"),
    "a no-break space stays": (TEXT + "/~art_5%C2%A0", TEXT + "/~art_5%C2%A0"),
    "a zero-width space stays": (TEXT + "/~art_5%E2%80%8B", TEXT + "/~art_5%E2%80%8B"),
    "a byte order mark stays": (TEXT + "/~art_5%EF%BB%BF", TEXT + "/~art_5%EF%BB%BF"),
    "capitals stay in eIds": (TEXT + "/~ART_5", TEXT + "/~ART_5"),
    "a semicolon stays in eIds": (TEXT + "/~art_5;r2", TEXT + "/~art_5;r2"),
    "a full-width semicolon is not a semicolon": (TEXT + "/~art_5；r2", TEXT + "/~art_5%EF%BC%9Br2"),
    "a query is part of the eId": (TEXT + "/~art_5?on=2017", TEXT + "/~art_5%3Fon=2017"),
    "a fragment is part of the eId": (TEXT + "/~art_5#x", TEXT + "/~art_5%23x"),
    "a view in the eId": (TEXT + "/~art_5%2Fhistory", TEXT + "/~art_5%2Fhistory"),
    "a suffix that is none": (TEXT + "/~art_5.pdf", TEXT + "/~art_5.pdf"),
    "a long s is not an s": (TEXT + "/~art_5.j\u017fon", TEXT + "/~art_5.j%C5%BFon"),
    "an encoded dot is no suffix": (TEXT + "/~art_5%2Ejson", TEXT + "/~art_5%2Ejson"),
    "a suffix after a suffix": (TEXT + "/~art_5.json.xml", TEXT + "/~art_5%2Ejson.xml"),
    "combining marks stay": (TEXT + "/~e%CC%81", TEXT + "/~e%CC%81"),
    "composed letters stay": (TEXT + "/~%C3%A9", TEXT + "/~%C3%A9"),
    "MAIN is no main": (TEXT + "/!MAIN~art_5", TEXT + "/!MAIN~art_5"),
    "an arrow with a space": (TEXT + "/~art_5- >b", TEXT + "/~art_5-%20%3Eb"),
    "a minus sign is no hyphen": (TEXT + "/~a\u2212%3Eb", TEXT + "/~a%E2%88%92%3Eb"),
    "a work without a number": ("/akn/cn/act/2017", "/akn/cn/act/2017"),
    "a leap day": ("/akn/cn/act/2016-02-29/1", "/akn/cn/act/2016-02-29/1"),
    "a number with a mark": ("/akn/cn/act/2017/2017@5", "/akn/cn/act/2017/2017@5"),
    "a number of three letters": ("/akn/cn/act/2017/law", "/akn/cn/act/2017/law"),
    "a tilde in the eId": (TEXT + "/~art_5~x", TEXT + "/~art_5~x"),
    "an exclamation mark in the eId": (TEXT + "/~art_5!x", TEXT + "/~art_5!x"),
    "three letters that no table holds": (WORK + "/qqq@2017", WORK + "/qqq@2017"),
    "a range backwards": (TEXT + "/~art_5->art_1", TEXT + "/~art_5-%3Eart_1"),
    "a range of one": (TEXT + "/~art_5->art_5", TEXT + "/~art_5-%3Eart_5"),
}

TABLE = REFUSED | {
    f"{what} in {where}": address.format(piece) for what, piece in NOWHERE.items() for where, address in PLACES.items()
}


def test_the_table_is_not_a_short_one() -> None:
    assert len(TABLE) > 500


@pytest.mark.parametrize("address", TABLE.values(), ids=TABLE)
def test_a_hostile_address_is_refused_with_the_place_of_the_fault(address: str) -> None:
    with pytest.raises(MalformedAddress) as caught:
        read_address(address)
    position = caught.value.facts["position"]
    assert isinstance(position, int)
    assert 0 <= position <= len(address)
    assert len(caught.value.detail) < 300


@pytest.mark.parametrize(("address", "canonical"), READ.values(), ids=READ)
def test_an_odd_address_means_what_it_says(address: str, canonical: str) -> None:
    assert str(read_address(address)) == canonical
    assert str(read_address(canonical)) == canonical


@pytest.mark.parametrize("address", [address.format("") for address in PLACES.values()], ids=PLACES)
def test_the_addresses_of_the_table_are_read_where_nothing_hostile_stands_in_them(address: str) -> None:
    assert str(read_address(address)).startswith("/akn/")


FAULTS = {
    "the country": ("/akn/1/act/2017", 5),
    "the document type": ("/akn/cn/law/2017", 8),
    "the end": ("/akn/cn/act", 11),
    "the day": ("/akn/cn/act/2017-02-30/1", 12),
    "the version": (f"{WORK}/zho@2017-13-15", len(WORK) + 5),
    "the escape": (f"{WORK}/zho@2017-01-15/~art%zz", len(TEXT) + 5),
    "the empty segment": ("/akn/cn//act", 8),
    "the place": (f"{TEXT}/~", len(TEXT) + 1),
    "what follows": (f"{TEXT}/~art_5/item_3", len(TEXT) + 8),
}


@pytest.mark.parametrize(("address", "position"), FAULTS.values(), ids=FAULTS)
def test_the_position_points_at_the_fault(address: str, position: int) -> None:
    with pytest.raises(MalformedAddress) as caught:
        read_address(address)
    assert caught.value.facts["position"] == position
