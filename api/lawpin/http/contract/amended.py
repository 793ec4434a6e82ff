"""An act that never was, in three versions: examples need a text that was amended, and none of ours has been."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from lawpin.akn.checking import Checker
from lawpin.holdings.arrival import Arrival, receive

FERRIES: Final = "/akn/cn/act/2001-03-01/ferries"
ENACTED, NUMBERED, AMENDED = (f"{FERRIES}/eng@{date}" for date in ("2001-03-01", "2005-07-01", "2009-11-01"))

_DATES: Final = ("2001-03-01", "2005-07-01", "2009-11-01")
_PURPOSE = "This Act keeps passengers of ferries safe."
_ROPES = "A ferry that carries more than twelve passengers has two ropes, a lamp and a bell."
_TOLLS = "The keeper of a ferry posts the tolls on both banks and takes no others."
_NIGHT = "No ferry crosses at night without a lamp at its bow."
_LAKES = "Nothing in this Act applies to lakes."
# In 2005 an article was put in and the others numbered through; in 2009 one went, one was reworded, one reprinted.
_VERSIONS: Final[Mapping[str, tuple[tuple[int, str], ...]]] = MappingProxyType(
    {
        _DATES[0]: ((1, _PURPOSE), (2, _ROPES), (3, _TOLLS), (4, _NIGHT)),
        _DATES[1]: ((1, _PURPOSE), (2, _LAKES), (3, _ROPES), (4, _TOLLS), (5, _NIGHT)),
        _DATES[2]: (
            (1, _PURPOSE.replace(" of", "  of")),
            (2, _LAKES),
            (3, _ROPES.replace("two ropes, a lamp", "three ropes, two lamps")),
            (4, _TOLLS),
        ),
    }
)


def amended(checker: Checker) -> Iterator[Arrival]:
    """Its versions, the oldest first."""
    for date in _DATES:
        arrival = receive(f"ferries-{date}.xml", _document(date), checker)
        if isinstance(arrival, Arrival):
            yield arrival


def _document(date: str) -> bytes:
    articles = "".join(
        f'<article eId="art_{number}"><num>{number}.</num><content eId="art_{number}__content"><p>{text}</p></content>'
        "</article>"
        for number, text in _VERSIONS[date]
    )
    return _TEMPLATE.format(work=FERRIES, date=date, articles=articles).encode()


_TEMPLATE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="act" contains="singleVersion">
    <meta>
      <identification source="#editors">
        <FRBRWork>
          <FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/>
          <FRBRdate date="2001-03-01" name="adoption"/><FRBRauthor href="#editors"/><FRBRcountry value="cn"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="{work}/eng@{date}/!main"/><FRBRuri value="{work}/eng@{date}"/>
          <FRBRdate date="{date}" name="version"/><FRBRauthor href="#editors"/><FRBRlanguage language="eng"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="{work}/eng@{date}/!main.xml"/><FRBRuri value="{work}/eng@{date}.xml"/>
          <FRBRdate date="{date}" name="encoding"/><FRBRauthor href="#editors"/>
        </FRBRManifestation>
      </identification>
      <references source="#editors">
        <TLCOrganization eId="editors" href="/akn/ontology/organization/editors" showAs="editors"/>
      </references>
    </meta>
    <preface eId="preface"><p><docTitle>Ferries Act (an example)</docTitle></p></preface>
    <body>{articles}</body>
  </act>
</akomaNtoso>
"""
