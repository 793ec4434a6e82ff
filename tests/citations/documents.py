"""Small documents of other jurisdictions, as their publishers would encode them."""

from collections.abc import Iterable

_META = """<meta><identification source="#us">
<FRBRWork><FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/>
<FRBRdate date="{date}" name="enacted"/>{authors}<FRBRcountry value="{country}"/></FRBRWork>
<FRBRExpression><FRBRthis value="{work}/{language}@{date}/!main"/><FRBRuri value="{work}/{language}@{date}"/>
<FRBRdate date="{date}" name="version"/><FRBRauthor href="#us"/><FRBRlanguage language="{language}"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="{work}/{language}@{date}/!main.xml"/><FRBRuri value="{work}/{language}@{date}.xml"/>
<FRBRdate date="2026-01-01" name="encoding"/><FRBRauthor href="#us"/></FRBRManifestation></identification>
<references source="#us"><TLCOrganization eId="us" href="/akn/ontology/organization/us" showAs="{author}"/></references>
</meta>"""


def act(work: str, language: str, title: str, body: str, author: str = "Parliament") -> bytes:
    """An act whose address is `work`; `body` is what stands in it."""
    country, date = work.split("/")[2], next(step for step in work.split("/") if step[:4].isdigit())
    meta = _META.format(
        work=work, date=date, country=country, language=language, author=author, authors='<FRBRauthor href="#us"/>'
    )
    preface = f'<preface eId="preface"><p><docTitle>{title}</docTitle></p></preface>'
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act">'
        f"{meta}{preface}<body>{body}</body></act></akomaNtoso>"
    ).encode()


def level(kind: str, eid: str, num: str | None, inside: str | Iterable[str], heading: str = "") -> str:
    """One element with its number as printed, and its text or what stands inside it."""
    number = f"<num>{num}</num>" if num else ""
    headed = f"<heading>{heading}</heading>" if heading else ""
    held = f"<content><p>{inside}</p></content>" if isinstance(inside, str) else "".join(inside)
    return f'<{kind} eId="{eid}">{number}{headed}{held}</{kind}>'


def sections_of_britain() -> bytes:
    sections = [
        level("section", f"sec_{n}", str(n), [
            level("subsection", f"sec_{n}__subsec_1", "(1)", [
                level("paragraph", f"sec_{n}__subsec_1__para_a", "(a)", f"one of {n}"),
                level("paragraph", f"sec_{n}__subsec_1__para_b", "(b)", f"two of {n}"),
            ]),
            level("subsection", f"sec_{n}__subsec_2", "(2)", f"three of {n}"),
        ])
        for n in (1, 2, 3)
    ]  # fmt: skip
    inserted = level("section", "sec_3A", "3A", "put in later")
    parts = [
        level("part", "part_1", "Part I", sections[:2]),
        level("part", "part_2", "Part II", [*sections[2:], inserted]),
    ]
    return act("/akn/gb/act/1990-06-01/12", "eng", "Harbour Records Act 1990", "".join(parts))


def chapters_that_count_anew() -> bytes:
    chapters = [
        level("chapter", f"chp_{c}", f"Chapter {c}", [
            level("article", f"chp_{c}__art_{a}", f"Article {a}", f"chapter {c} and article {a}") for a in (1, 2)
        ])
        for c in (1, 2)
    ]  # fmt: skip
    return act("/akn/ke/act/2001-02-03/7", "eng", "Lighthouse Keepers Act", "".join(chapters), "National Assembly")


def articles_of_china() -> bytes:
    articles = [
        level("article", f"art_{n}", f"第{han}条", [
            level("paragraph", f"art_{n}__para_1", None, f"第{han}条的首段。"),
            level("paragraph", f"art_{n}__para_2", None, [
                level("point", f"art_{n}__para_2__point_1", "（一）", f"甲{han}；"),
                level("point", f"art_{n}__para_2__point_2", "（二）", f"乙{han}。"),
            ]),
        ])
        for n, han in ((1, "一"), (2, "二"))
    ]  # fmt: skip
    inserted = level("article", "art_2-1", "第二条之一", [level("paragraph", "art_2-1__para_1", None, "后来增加。")])
    chapters = [level("chapter", "chp_1", "第一章", [*articles, inserted], "总则")]
    return act("/akn/cn/act/law/2015-05-05/tide", "zho", "潮汐观测法", "".join(chapters), "全国人民代表大会常务委员会")


def paragraphs_of_taiwan() -> bytes:
    def paragraph(eid: str, words: str) -> str:
        points = [
            level("point", f"{eid}__point_{q}", f"{num}、", f"{words}{q}款。") for q, num in ((1, "一"), (2, "二"))
        ]
        return level("paragraph", eid, None, points)

    articles = [
        level("article", f"art_{n}", f"第{han}條", [paragraph(f"art_{n}__para_{p}", f"{han}條{p}項") for p in (1, 2)])
        for n, han in ((1, "一"), (2, "二"))
    ]
    return act("/akn/tw/act/2012-04-04/lamp", "zho", "燈塔管理條例", "".join(articles), "立法院")


DOCUMENTS = {
    "sections": sections_of_britain,
    "chapters": chapters_that_count_anew,
    "articles": articles_of_china,
    "paragraphs": paragraphs_of_taiwan,
}
