"""The elements of Akoma Ntoso by the part that they play in a text.

Source: the groups of the AKN 3.0 XSD of 29 August 2018 (ANhier, ANcontainers, inlineCM, markerElements, portionBody).
"""

# What may stand under akomaNtoso, and inside other documents as one of their components.
DOCUMENTS = frozenset(
    """
    act bill doc statement judgment debate debateReport amendment amendmentList documentCollection officialGazette
    portion
    """.split()
)

# The class token that says: this follows on the line of the number or heading before it.
RUN_IN = "run-in"

HIERARCHY = frozenset(
    """
    clause section part paragraph chapter title article book tome division list point indent alinea rule subrule
    proviso subsection subpart subparagraph subchapter subtitle subdivision subclause sublist level transitional
    hcontainer
    """.split()
)
_SPEECH = frozenset(
    """
    administrationOfOath rollCall prayers oralStatements writtenStatements personalStatements ministerialStatements
    resolutions nationalInterest declarationOfVote communication petitions papers noticesOfMotion questions address
    proceduralMotions pointOfOrder adjournment debateSection speechGroup speech question answer other scene narrative
    summary
    """.split()
)
_FRONT_AND_BACK = frozenset(
    """
    coverPage preface preamble recitals recital citations citation longTitle formula conclusions header introduction
    background arguments remedies motivation decision attachments attachment components component container
    """.split()
)

# What a document must have.
BODIES = frozenset("body mainBody judgmentBody debateBody amendmentBody collectionBody portionBody".split())

# What stands in outlines, among children and in breadcrumbs.
PROVISIONS = HIERARCHY | _SPEECH | _FRONT_AND_BACK | DOCUMENTS | {"item"}

# What may stand alone in the body of a portion, by the official schema.
PORTION_ROOTS = (
    HIERARCHY
    | _SPEECH
    | set("recitals recital citations citation longTitle formula coverPage preface preamble container div".split())
)

INLINE = frozenset(
    """
    b i a u sub sup abbr span ref mref rref mod mmod rmod remark recordedTime vote outcome ins del omissis embeddedText
    embeddedStructure opinion placeholder fillIn decoration courtType neutralCitation party judge lawyer signature
    argument docType docTitle docNumber docProponent docDate legislature session shortTitle docAuthority docPurpose
    docCommittee docIntroducer docStage docStatus docJurisdiction docketNumber date time person organization concept
    object event location process role term quantity def entity inline affectedDocument relatedDocument change
    quotedText
    """.split()
)
MARKERS = frozenset({"noteRef", "eol", "eop", "img", "marker"})
NOTES = frozenset({"authorialNote", "subFlow"})
CELLS = frozenset({"td", "th"})
# What may carry the quotation marks of its words in attributes.
QUOTING = frozenset({"quotedText", "quotedStructure", "embeddedText", "embeddedStructure"})
