"""Whatever the profile accepts, the official schema accepts: both readers of it, over documents damaged at random."""

import random
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lawpin.akn.checking import Checker, official_gate
from lawpin.akn.names import AKN, XML, akn
from lawpin.akn.official import official_schema_path
from lawpin.akn.reading import read_document
from lawpin.law.errors import Refused
from lawpin.places import shipped

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMES = sorted(set(re.findall(r'<xsd:element name="(\w+)"', official_schema_path().read_text("utf-8"))))
ATTRIBUTES = sorted(set(re.findall(r'<xsd:attribute name="(\w+)"', official_schema_path().read_text("utf-8"))))
FOREIGN = [f"{{{XML}}}lang", f"{{{XML}}}space", f"{{{XML}}}id", f"{{{XSI}}}type", f"{{{XSI}}}nil", "{urn:x}y"]
VALUES = [
    "", " ", "x", "a b", "#office", "#nobody", "#office #author", "true", "1", "0", "en", "zho", "art_1", "art_2-1",
    "editorial", "removed", "2020-02-02", "2020-02-30", "0000-01-01", "/akn/cn", "http://[", "https://e.org/%zz",
    "样本", "https://e.org/?a=1&b=2", "/akn/a%2Fb/~c", "//x", "xs:date", "preserve", "1 2", "bottom", "-1",
]  # fmt: skip

Mutation = Callable[[etree._Element, random.Random], None]


def elements(root: etree._Element) -> list[etree._Element]:
    """All below the root; the root alone where nothing is left below it."""
    return list(root.iter("*"))[1:] or [root]


def delete(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def duplicate(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for inside in copy.iter("*"):
        if "eId" in inside.attrib and chance.random() < 0.8:
            inside.set("eId", f"{inside.get('eId')}-1")
    if element is not root:
        element.addnext(copy)


def move(root: etree._Element, chance: random.Random) -> None:
    element, target = chance.choice(elements(root)), chance.choice(elements(root))
    if element not in (target, *target.iterancestors()):
        target.insert(chance.randint(0, len(target)), element)


def swap(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    following = element.getnext()
    if following is not None and element is not root:
        following.addnext(element)


def rename(root: etree._Element, chance: random.Random) -> None:
    chance.choice(elements(root)).tag = akn(chance.choice(NAMES))


def wrap(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    if element is root:
        return
    around = etree.Element(akn(chance.choice(NAMES)))
    element.addprevious(around)
    around.append(element)


def drop_attribute(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    for name in sorted(map(str, element.attrib))[:1]:
        del element.attrib[name]


def set_attribute(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    known = [*map(str, element.attrib), "class", "status", f"{{{XML}}}lang", "refersTo"]
    name = chance.choice(known if chance.random() < 0.6 else [*ATTRIBUTES, *FOREIGN])
    values = [*VALUES, *(value for other in elements(root) for value in other.attrib.values())]
    element.set(name, chance.choice(list(map(str, values))))


def add_text(root: etree._Element, chance: random.Random) -> None:
    element = chance.choice(elements(root))
    text = chance.choice(["", " ", "x", "样"])
    if chance.random() < 0.5:
        element.text = text
    else:
        element.tail = text


def add_foreign(root: etree._Element, chance: random.Random) -> None:
    name = chance.choice(["{urn:x-lawpin:meta:1}a", "{urn:x}a", "a", akn("p"), akn("bill"), f"{{{XML}}}lang"])
    target = chance.choice([*elements(root), *root.iter(akn("proprietary"), "{urn:x-lawpin:meta:1}provenance")])
    target.append(etree.Element(name))


MUTATIONS: list[Mutation] = [
    delete, duplicate, move, swap, rename, wrap, drop_attribute, set_attribute, set_attribute, add_text, add_foreign,
]  # fmt: skip


def mutated(source: bytes, mutations: list[Mutation], seed: int) -> bytes:
    root = etree.fromstring(source)
    chance = random.Random(seed)
    for mutation in mutations:
        mutation(root, chance)
    return etree.tostring(root, encoding="utf-8")


def accepted(checker: Checker, source: bytes) -> bool:
    """The profile's verdict, which the two readers of the official schema must bear out where it is yes."""
    try:
        document = read_document(source)
    except Refused:  # an xml:id that is no name, another root
        return False
    if checker.profile(document):
        return False
    assert checker.official(document) == ()
    assert official_gate(document.root)
    return True


@settings(max_examples=150, deadline=None)
@given(
    first=st.booleans(),
    mutations=st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3),
    seed=st.integers(0, 2**32),
)
def test_the_profile_accepts_nothing_that_the_official_schema_refuses(
    checker: Checker, statement: bytes, act: bytes, *, first: bool, mutations: list[Mutation], seed: int
) -> None:
    accepted(checker, mutated(statement if first else act, mutations, seed))


def without_one(source: bytes) -> Iterator[bytes]:
    """The document without one of its elements, for each in turn."""
    for position in range(1, len(list(etree.fromstring(source).iter("*")))):
        root = etree.fromstring(source)
        element = list(root.iter("*"))[position]
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
        yield etree.tostring(root, encoding="utf-8")


@pytest.mark.parametrize("which", ["statement", "act"])
def test_of_all_documents_without_one_element_none_is_accepted_by_the_profile_alone(
    which: str, checker: Checker, request: pytest.FixtureRequest
) -> None:
    verdicts = {True: 0, False: 0}
    for source in without_one(request.getfixturevalue(which)):
        verdicts[accepted(checker, source)] += 1
    assert verdicts[True] >= 5, "the property must have been tried on accepted documents"
    assert verdicts[False] >= 30


def test_every_element_of_the_profile_is_an_element_of_the_official_schema() -> None:
    profile = etree.parse(str(shipped("schema") / "lawpin-akn.xsd"))
    names = {str(element.get("name")) for element in profile.iter("{*}element") if element.get("name")}
    assert names <= set(NAMES)
    assert {"statement", "act", "doc", "article", "paragraph", "point", "indent", "item"} <= names
    assert profile.getroot().get("targetNamespace") == AKN
