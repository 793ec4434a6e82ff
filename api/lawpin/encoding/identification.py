"""The metadata of an encoded expression: what it is, who made it, where it came from, what the editors remark.

Nothing is invented: what the description leaves out is left out. Source: AKN-NC 1.0 section 4, AKN 3.0 `meta`.
"""

from typing import cast

from lxml import etree

from lawpin.akn.names import LAWPIN
from lawpin.encoding.description import Description, EditorialNote, Expression
from lawpin.encoding.markup import add, element, set_language
from lawpin.law.languages import language_tag

_DEFAULT = cast("dict[str, str]", {None: LAWPIN})  # lxml-stubs forget that None is the default namespace
_ROLES = {"author": "Author", "translator": "Translator", "editor": "Editor"}


def meta_of(description: Description, expression: Expression) -> etree._Element:
    """The `meta` of one expression."""
    meta = element("meta")
    editor = f"#{description.editor}"
    identification = add(meta, "identification", {"source": editor})
    _work(identification, description)
    _expression(identification, description, expression)
    _manifestation(identification, description, expression)
    _references(add(meta, "references", {"source": editor}), description, expression)
    notes = [note for note in description.notes if note.language == expression.id.language]
    if notes:
        _notes(add(meta, "notes", {"source": editor}), description, notes)
    _provenance(add(meta, "proprietary", {"source": editor}), expression)
    return meta


def _role(description: Description, expression: Expression) -> str:
    return "author" if expression is description.expressions[0] else "translator"


def _work(identification: etree._Element, description: Description) -> None:
    level = add(identification, "FRBRWork")
    work = description.work
    add(level, "FRBRthis", {"value": f"{work}/!main"})
    add(level, "FRBRuri", {"value": str(work)})
    add(level, "FRBRdate", {"date": work.date, "name": description.date_name})
    for author in description.authors:
        add(level, "FRBRauthor", {"href": f"#{author}", "as": "#author"})
    add(level, "FRBRcountry", {"value": work.country})
    if work.subtype:
        add(level, "FRBRsubtype", {"value": work.subtype})
    if work.number:
        add(level, "FRBRname", {"value": work.number})


def _expression(identification: etree._Element, description: Description, expression: Expression) -> None:
    level = add(identification, "FRBRExpression")
    master = description.expressions[0]
    add(level, "FRBRthis", {"value": f"{expression.id}/!main"})
    add(level, "FRBRuri", {"value": str(expression.id)})
    add(level, "FRBRdate", {"date": expression.id.date, "name": "version"})
    for maker in expression.makers:
        add(level, "FRBRauthor", {"href": f"#{maker}", "as": f"#{_role(description, expression)}"})
    is_master = expression is master
    add(level, "FRBRauthoritative", {"value": "true" if is_master else "false"})
    if is_master:
        add(level, "FRBRlanguage", {"language": expression.id.language})
        return
    master_iri = str(master.id)
    add(level, "FRBRmasterExpression", {"href": master_iri, "showAs": master.source.title.text})
    add(level, "FRBRlanguage", {"language": expression.id.language})
    by = {"by": f"#{expression.makers[0]}", "authoritative": "false"}
    add(level, "FRBRtranslation", {"href": master_iri, "fromLanguage": master.id.language, **by})


def _manifestation(identification: etree._Element, description: Description, expression: Expression) -> None:
    level = add(identification, "FRBRManifestation")
    add(level, "FRBRthis", {"value": f"{expression.id}/!main.xml"})
    add(level, "FRBRuri", {"value": f"{expression.id}.xml"})
    add(level, "FRBRdate", {"date": description.encoded_on.isoformat(), "name": "encoding"})
    add(level, "FRBRauthor", {"href": f"#{description.editor}", "as": "#editor"})


def _references(references: etree._Element, description: Description, expression: Expression) -> None:
    named = {*description.authors, *expression.makers, description.editor}
    named |= {note.by for note in description.notes if note.language == expression.id.language}
    for agent in description.agents:
        if agent.id in named:
            name = {"organization": "TLCOrganization", "person": "TLCPerson"}[agent.kind]
            add(references, name, {"eId": agent.id, "href": agent.href, "showAs": agent.show_as})
    used = dict.fromkeys(("author", _role(description, expression), "editor"))
    for role in used:
        add(references, "TLCRole", {"eId": role, "href": f"/akn/ontology/role/{role}", "showAs": _ROLES[role]})


def _notes(notes: etree._Element, description: Description, remarks: list[EditorialNote]) -> None:
    for number, remark in enumerate(remarks, start=1):
        place = {"eId": f"note_{number}", "status": "editorial", "placementBase": f"#{remark.at}"}
        note = add(notes, "note", place)
        if remark.written_in != language_tag(remark.language, description.work.country):
            set_language(note, remark.written_in)
        add(note, "p").text = remark.text
        attribution = add(note, "p", {"class": "attribution"})
        agent = description.agent(remark.by)
        by = add(attribution, agent.kind, {"refersTo": f"#{agent.id}"})
        by.text, by.tail = agent.show_as, ", "
        add(attribution, "date", {"date": remark.on.isoformat()}).text = remark.on.isoformat()


def _provenance(proprietary: etree._Element, expression: Expression) -> None:
    source = expression.source
    stated = {
        "source": source.origin,
        "retrieved": source.retrieved.isoformat() if source.retrieved else None,
        "sha256": source.sha256,
        "publisher": source.publisher,
        "credit": source.credit,
        "license": source.license,
    }
    known = {name: value for name, value in stated.items() if value is not None}
    provenance = etree.SubElement(proprietary, f"{{{LAWPIN}}}provenance", known, nsmap=_DEFAULT)
    for outside in source.outside:
        lines = str(outside.first) if outside.first == outside.last else f"{outside.first}-{outside.last}"
        etree.SubElement(provenance, f"{{{LAWPIN}}}outside", {"lines": lines}).text = outside.what
