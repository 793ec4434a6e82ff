"""A document that arrives: read, checked, cut and written out, before anything is recorded."""

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256

from lxml import etree

from lawpin.akn.checking import Checker, official_gate
from lawpin.akn.cutting import cut
from lawpin.akn.frbr import read_frbr
from lawpin.akn.house_rules import REFUSING, house_findings
from lawpin.akn.mapping import UNMAPPED, Mapping
from lawpin.akn.metadata import read_expression
from lawpin.akn.naming import Name, assigned_id, is_same, name_document
from lawpin.akn.portion_xml import NoPortionXml, PortionWriter
from lawpin.akn.reading import Document, read_document
from lawpin.law.errors import Invalid, Refused
from lawpin.law.finding import Finding
from lawpin.law.portion import Portion
from lawpin.law.version import Expression
from lawpin.wire.report import FindingShape, Outcome, ReportShape, VerdictsShape

_NAMING_RULES = "address-"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that may be recorded. `xml` holds the XML of each portion by position, the source first."""

    name: str
    source: bytes
    sha256: str
    expression: Expression
    portions: tuple[Portion, ...]
    xml: tuple[bytes, ...]
    findings: tuple[Finding, ...]
    valid: bool

    @property
    def digest(self) -> str:
        """Of the whole document, hexadecimal."""
        return self.portions[0].digest


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that is not taken in, and why. `expression` is None where its metadata name none.

    `findings` is None where it could not be read at all, `sha256` where the machine did not give its bytes.
    """

    name: str
    sha256: str | None
    fault: Refused
    expression: Expression | None
    findings: tuple[Finding, ...] | None = None


def receive(
    name: str, source: bytes, checker: Checker, *, allow_invalid: bool = False, mapping: Mapping = UNMAPPED
) -> Arrival | Refusal:
    """What arrives under a file name.

    Without `allow_invalid` a document that the official schema refuses is a Refusal. Raises Unavailable when there is
    not enough memory to say.
    """
    received = sha256(source).hexdigest()
    expression: Expression | None = None
    findings: tuple[Finding, ...] | None = None
    try:
        document = read_document(source)
        official = checker.official(document)
        findings = (*official, *checker.profile_verdict(document), *house_findings(document))
        named = name_document(read_frbr(document.root), received, mapping)
        findings = (*_naming_findings(named), *findings)
        expression = read_expression(document.root, named, is_draft=document.draft)
        _refuse_unsound(findings)
        if official and not allow_invalid:
            _refuse_invalid(official)
        portions = cut(document.root, expression.id.language)
        xml = _write_xml(document, expression, portions, valid=not official)
    except Refused as fault:
        return Refusal(name, received, fault, expression, findings)
    return Arrival(name, source, received, expression, portions, xml, findings, valid=not official)


def readdressed(arrival: Arrival, reason: str) -> Arrival:
    """The same document under the address that its digest assigns; `reason` is a sentence that says why."""
    return _renamed(arrival, Name(assigned_id(arrival.expression.id, arrival.sha256), "assigned", reason=reason))


def as_revision(arrival: Arrival, revision: int) -> Arrival:
    """The same document as that revision of the version that it is by its own metadata."""
    own = arrival.expression
    reason = f"its metadata say {own.id}, of which it is declared a correction"
    named = _renamed(arrival, Name(replace(own.id, revision=revision), "corrected", own.named_after, reason))
    # What its metadata call it is the name of what it corrects, and stays that.
    iris = tuple(iri for iri in named.expression.iris if not is_same(iri, own.id))
    return replace(named, expression=replace(named.expression, iris=iris))


def _renamed(arrival: Arrival, named: Name) -> Arrival:
    document = read_document(arrival.source)
    expression = read_expression(document.root, named, is_draft=document.draft)
    others = (finding for finding in arrival.findings if not finding.rule.startswith(_NAMING_RULES))
    xml = _write_xml(document, expression, arrival.portions, valid=arrival.valid)
    return replace(arrival, expression=expression, xml=xml, findings=(*_naming_findings(named), *others))


def report_of(arrival: Arrival | Refusal, outcome: Outcome) -> ReportShape:
    """The report of an arrival, without what only recording adds."""
    findings = arrival.findings or ()
    is_read = arrival.findings is not None
    fault = arrival.fault if isinstance(arrival, Refusal) else None
    portions = () if isinstance(arrival, Refusal) else arrival.portions
    levels = {finding.level for finding in findings if finding.level != "house" or finding.rule in REFUSING}
    return ReportShape(
        id=None if arrival.expression is None else str(arrival.expression.id),
        address=None if arrival.expression is None else arrival.expression.naming,
        source=arrival.name,
        outcome=outcome,
        reason=None if fault is None else fault.reason,
        detail=None if fault is None else fault.detail,
        verdicts=VerdictsShape(
            well_formed=is_read,
            official="official" not in levels if is_read else None,
            profile="profile" not in levels if is_read else None,
            house="house" not in levels if is_read else None,
        ),
        findings=[_finding_shape(finding) for finding in findings],
        portions=len(portions) or None,
        kinds=dict(sorted(Counter(portion.kind for portion in portions).items())),
        sha256=arrival.sha256,
        digest=f"sha256:{portions[0].digest}" if portions else None,
        seq=None,
        recorded_at=None,
    )


def _naming_findings(named: Name) -> tuple[Finding, ...]:
    return () if named.reason is None else (Finding("house", f"{_NAMING_RULES}{named.naming}", named.reason),)


def _refuse_unsound(findings: tuple[Finding, ...]) -> None:
    unsound = [finding for finding in findings if finding.level == "house" and finding.rule in REFUSING]
    if unsound:
        raise Invalid(unsound[0].sentence, line=unsound[0].line, xpath=unsound[0].xpath)


def _refuse_invalid(official: tuple[Finding, ...]) -> None:
    first = official[0]
    message = f"the official Akoma Ntoso schema refuses it: {first.sentence}"
    raise Invalid(message, line=first.line, xpath=first.xpath)


def _write_xml(
    document: Document, expression: Expression, portions: tuple[Portion, ...], *, valid: bool
) -> tuple[bytes, ...]:
    writer = PortionWriter(document.root, expression.id, official_gate if valid else _anything, valid=valid)
    return (document.source, *(_portion_xml(writer, portion, document) for portion in portions[1:]))


def _portion_xml(writer: PortionWriter, portion: Portion, document: Document) -> bytes:
    try:
        return writer.write(portion.eid, portion.digest, portion.component)
    except NoPortionXml:
        # AKN-NC 4.8.4: more than what was asked for, never less.
        return document.source


def _anything(_document: etree._Element) -> bool:
    return True


def _finding_shape(finding: Finding) -> FindingShape:
    return FindingShape(
        level=finding.level,
        rule=finding.rule,
        sentence=finding.sentence,
        line=finding.line,
        xpath=finding.xpath,
        eid=finding.eid,
    )
