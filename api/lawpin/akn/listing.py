"""How findings are listed: the place of a fault named for people, and no more of them than anybody reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, cast

from lxml import etree

from lawpin.akn.names import AKN
from lawpin.law.finding import Finding, Level

LISTED: Final = 50

_ECHOED: Final = 80


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault whose place is not yet worked out: that takes time, and of a hundred thousand only fifty are listed."""

    element: etree._Element
    rule: str
    sentence: str


def listed(flaws: Iterable[Flaw], level: Level) -> tuple[Finding, ...]:
    """Findings for the first `LISTED`; where there are more, a last one (`more-findings`) says how many."""
    left = iter(flaws)
    findings = tuple(_finding(flaw, level) for flaw in islice(left, LISTED))
    more = sum(1 for _ in left)
    if not more:
        return findings
    sentence = f"{more:,} more findings are not listed; there are {LISTED + more:,} in all"
    return (*findings, Finding(level, "more-findings", sentence))


def _finding(flaw: Flaw, level: Level) -> Finding:
    line = cast("int | None", flaw.element.sourceline)
    return Finding(level, flaw.rule, flaw.sentence, line, xpath_of(flaw.element), nearest_eid(flaw.element))


def shortened(text: str) -> str:
    """At most 80 characters: text of a document is never echoed at length."""
    return text if len(text) <= _ECHOED else text[: _ECHOED - 1] + "…"


def xpath_of(element: etree._Element) -> str:
    """The way from the root: `/akomaNtoso/statement/mainBody/part[2]/article[1]`.

    A position is written where siblings share the name. AKN elements carry no prefix, others the one that the
    document declares; without a prefix they are `*[n]`, the n-th child element.
    """
    steps = [_step(element), *(_step(ancestor) for ancestor in element.iterancestors())]
    return "/" + "/".join(reversed(steps))


def nearest_eid(element: etree._Element) -> str | None:
    """The eId of the element or of the closest ancestor that has one; None where no ancestor has."""
    for place in (element, *element.iterancestors()):
        eid = place.get("eId")
        if eid:
            return eid
    return None


def _step(element: etree._Element) -> str:
    parent = element.getparent()
    if not isinstance(element.tag, str):
        return "comment()" if element.tag is etree.Comment else "processing-instruction()"
    name = etree.QName(element)
    if parent is None:
        return name.localname
    if name.namespace != AKN and not element.prefix:
        return f"*[{_position(element, '*')}]"
    step = name.localname if name.namespace == AKN else f"{element.prefix}:{name.localname}"
    alike = sum(1 for _ in parent.iterchildren(element.tag))
    return f"{step}[{_position(element, element.tag)}]" if alike > 1 else step


def _position(element: etree._Element, tag: str) -> int:
    return 1 + sum(1 for _ in element.itersiblings(tag, preceding=True))
