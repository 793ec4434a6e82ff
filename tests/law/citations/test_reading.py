"""Whole citations: what is the name, what the pinpoint, what is left."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawpin.law.citations.reading import read_citation

READ = [
    ("《甲乙意见》第五条", "《甲乙意见》", 1, ""),
    ("参见中央办公厅《甲乙意见》（2017年1月15日）第五条的规定。", "中央办公厅《甲乙意见》", 1, ""),
    ("《关于印发〈甲乙意见〉的通知》第五条", "《关于印发〈甲乙意见〉的通知》", 1, ""),
    ("甲乙意见第五、六条", "甲乙意见", 2, ""),
    ("See art. 5(2) of the Opinions on A and B (2017).", "opinions on a and b", 1, ""),
    ("Opinions on A and B, as at 1 January 2018, art. 5", "opinions on a and b", 1, ""),
    ("“Opinions on A and B”, art. 5", '"opinions on a and b"', 1, ""),
    ("第五条", "", 1, ""),
    ("《甲乙意见》第五条第", "《甲乙意见》", 1, "第"),
    ("《甲乙意见》第五条之", "《甲乙意见》", 1, "之"),
    ("《甲乙意见》及其解读第五条", "《甲乙意见》", 0, "及其解读第五条"),
    ("甲乙意见", "甲乙意见", 0, ""),
]


@pytest.mark.parametrize(("written", "name", "members", "rest"), READ)
def test_every_word_is_of_the_name_or_of_the_pinpoint_or_unread(
    written: str, name: str, members: int, rest: str
) -> None:
    folded, citation = read_citation(written)
    assert (citation.mention.text if citation.mention else "") == name
    assert (len(citation.pinpoint.members) if citation.pinpoint else 0) == members
    assert "".join(folded.lower[start:end] for start, end in citation.unread) == rest


VERSIONS = [
    ("截至2018年1月1日，《甲乙意见》第五条", "2018-01-01", None, None),
    ("《甲乙意见》（截至二〇一八年一月）第五条", "2018-01", None, None),
    ("《甲乙意见》2017年版第五条", None, "2017", None),
    ("《甲乙意见》（英文版）第五条", None, None, "eng"),
    ("Article 5 of the A Opinions as in force on 2018-01-01", "2018-01-01", None, None),
    ("English translation of the A Opinions, art. 5", None, None, "eng"),
    ("A Opinions, as amended in 2019, art. 5", None, "2019", None),
]


@pytest.mark.parametrize(("written", "on", "edition", "language"), VERSIONS)
def test_a_citation_says_which_version_it_means(
    written: str, on: str | None, edition: str | None, language: str | None
) -> None:
    said = read_citation(written)[1].version
    assert (said.on, said.edition, said.language, said.faulty) == (on, edition, language, False)


@given(st.text(st.sampled_from("《》第五条项、（）()“”2017年截至 aof art.5的本前之同上ibid/akn"), max_size=40))
def test_reading_never_fails_and_its_spans_lie_inside(written: str) -> None:
    folded, citation = read_citation(written)
    assert all(0 <= start <= end <= len(folded.text) for start, end in citation.unread)


HOSTILE = [
    "第",
    "《",
    "》",
    "(",
    "“",
    "第五条、",
    "5 and ",
    "art. 5 of ",
    "截至2018年",
    "5(",
    "see ",
    "of the ",
    "ibid ",
    "前",
    ", II. ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_whole_citation_is_read_in_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        read_citation("甲" + unit * times)
        return time.process_time() - began

    seconds(100)
    assert seconds(1600) < 8 * seconds(400) + 0.2
