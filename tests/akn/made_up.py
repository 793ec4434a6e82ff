"""Made-up documents of every type of the official schema, valid under it; a random source decides what is in them."""

from collections.abc import Callable
from random import Random

from lawpin.akn.names import AKN

META = """<meta><identification source="#x">
<FRBRWork><FRBRthis value="{this}"/><FRBRuri value="/akn/cn/act/2017/1"/>
<FRBRdate date="2017-01-01" name="d"/><FRBRauthor href="#x"/><FRBRcountry value="cn"/></FRBRWork>
<FRBRExpression><FRBRthis value="{this}"/><FRBRuri value="/akn/cn/act/2017/1/eng@2017"/>
<FRBRdate date="2017-01-01" name="d"/><FRBRauthor href="#x"/><FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="x"/><FRBRuri value="x"/><FRBRdate date="2017-01-01" name="d"/>
<FRBRauthor href="#x"/></FRBRManifestation></identification>{more}</meta>"""
PIECES = ("one", "two words", "中文。", "；", "e\u0301", "𠀀", "\u00a0", " edge ", "&amp;", "a\n  b")
# No white space: the schema forbids it in an eId.
ODD = ("art_", "a/b/", "x.", "é", "a~b", "100%", "中", "?", "#", "q&amp;", "n.json", "..", "->", "%2F", "p__", "!", "+")


class Maker:
    """Writes XML; every id of it is another one."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 0

    def document(self, kind: str, name: str = "main", depth: int = 0) -> str:
        """A document of a kind. The components in it are of any kind, down to the second level."""
        self.number += 1
        this = self.pick((f"/akn/cn/act/2017/1/!{name}", f"/akn/cn/act/2017/1/!{name}_{self.number}", "http://x/1"))
        more = ""
        if self.sometimes():
            more = f'<references source="#x"><TLCPerson eId="who_{self.number}" href="/x" showAs="X"/></references>'
        inside = META.format(this=this, more=more) + BODIES[kind](self, depth)
        if kind != "portion":
            if depth == 0 and self.sometimes():
                inside += f"<attachments>{self.held('attachment', depth)}{self.held('attachment', depth)}</attachments>"
            if depth == 0 and self.sometimes():
                inside += f"<components>{self.held('component', depth)}</components>"
        attribute = 'includedIn="/akn/cn/act/2017/1"' if kind == "portion" else f'name="{name}"'
        return f"<{kind} {attribute}>{inside}</{kind}>"

    def held(self, tag: str, depth: int) -> str:
        """A component, with what it holds."""
        inside = self.head()
        choice = self.random.randrange(5)
        if choice == 0 or depth > 1:
            inside += f"<interstitial{self.ids()}>{self.blocks()}</interstitial>"
        elif choice == 1:
            inside += '<documentRef href="#x" showAs="X"/>'
        else:
            inside += self.document(self.pick(tuple(BODIES)), self.pick(("annex", "schedule 1", "main")), depth + 1)
        return f"<{tag}{self.ids()}>{inside}</{tag}>"

    def pick(self, choices: tuple[str, ...]) -> str:
        return self.random.choice(choices)

    def sometimes(self) -> bool:
        return self.random.random() < 0.4

    def ids(self) -> str:
        """Attributes that name an element, or none."""
        self.number += 1
        kind = self.random.randrange(8)
        odd = f"{self.pick(ODD)}{self.number}" if self.sometimes() else f"id_{self.number}"
        if kind < 4:
            return f' eId="{odd}"' + (f' wId="w_{self.number}"' if self.sometimes() else "")
        return ("", f' GUID="{odd}"', f' wId="{odd}"', f' xml:id="x_{self.number}"')[kind - 4]

    def words(self) -> str:
        return self.pick(PIECES)

    def inline(self, depth: int = 0) -> str:
        """Mixed content."""
        if depth > 2 or self.random.random() < 0.5:
            return self.words()
        name = self.pick(("b", "ref", "date", "note", "eol", "br", "img", "term", "mod", "embedded"))
        inside = self.inline(depth + 1)
        made = {
            "ref": f'<ref href="#x"{self.ids()}>{inside}</ref>',
            "date": f'<date date="2017-01-01">{inside}</date>',
            "note": f"<authorialNote{self.ids()}>{self.paragraph(depth + 2)}</authorialNote>",
            "eol": "<eol/>",
            "br": "<br/>",
            "img": '<img src="x.png"/>',
            "term": f'<term refersTo="#x"{self.ids()}>{inside}</term>',
            "mod": f'<mod{self.ids()}>{inside}<quotedText startQuote="“" endQuote="”">x</quotedText></mod>',
            "embedded": f'<embeddedStructure startQuote="“">{self.paragraph(depth + 1)}</embeddedStructure>',
        }
        return self.words() + made.get(name, f"<b{self.ids()}>{inside}</b>") + self.words()

    def paragraph(self, depth: int = 0) -> str:
        return f"<p{self.ids()}>{self.inline(depth)}</p>"

    def block(self, depth: int = 0) -> str:
        if depth > 2:
            return self.paragraph()
        name = self.pick(("p", "p", "table", "ul", "blockList", "foreign", "tblock", "block", "toc"))
        inside = self.block(depth + 1)
        made = {
            "table": f"<table{self.ids()}><tr>{self.cell(inside)}{self.cell('')}{self.cell('<p>x</p>')}</tr></table>",
            "ul": f"<ul{self.ids()}><li{self.ids()}>{self.inline()}<p>x</p></li><li>{self.words()}</li></ul>",
            "blockList": f"<blockList{self.ids()}><item{self.ids()}>{self.head()}{inside}</item></blockList>",
            "foreign": f'<foreign{self.ids()}><f:x xmlns:f="urn:f" id="1">{self.words()}<f:y/></f:x></foreign>',
            "tblock": f"<tblock{self.ids()}>{self.head()}{inside}</tblock>",
            "block": f'<block name="b"{self.ids()}>{self.inline()}</block>',
            "toc": f'<toc{self.ids()}><tocItem href="#x" level="1"{self.ids()}>{self.inline()}</tocItem></toc>',
        }
        return made.get(name) or self.paragraph()

    def cell(self, inside: str) -> str:
        name = self.pick(("td", "th"))
        return f"<{name}{self.ids()}>{inside}</{name}>"

    def blocks(self) -> str:
        return "".join(self.block() for _ in range(self.random.randrange(1, 3)))

    def head(self) -> str:
        """A number and a heading, or not."""
        num = f"<num{self.ids()}>{self.words()}</num>" if self.sometimes() else ""
        return num + (f"<heading{self.ids()}>{self.inline()}</heading>" if self.sometimes() else "")

    def provision(self, depth: int = 0) -> str:
        """An element of the hierarchy."""
        name = self.pick(("section", "part", "article", "paragraph", "hcontainer", "level", "point"))
        named = ' name="h"' if name == "hcontainer" else ""
        if depth > 1 or self.sometimes():
            inside = f"<content{self.ids()}>{self.blocks()}{self.quotation(depth)}</content>"
        else:
            intro = f"<intro{self.ids()}>{self.blocks()}</intro>" if self.sometimes() else ""
            inside = intro + self.provision(depth + 1) + self.provision(depth + 1)
        return f"<{name}{named}{self.ids()}>{self.head()}{inside}</{name}>"

    def quotation(self, depth: int) -> str:
        """A paragraph that quotes a provision, or nothing."""
        if depth > 1 or not self.sometimes():
            return ""
        quoted = f'<quotedStructure startQuote="“" endQuote="”"{self.ids()}>{self.provision(2)}</quotedStructure>'
        return f"<p{self.ids()}>{self.words()}<mod>{quoted}</mod></p>"

    def front(self) -> str:
        preface = f"<preface{self.ids()}><longTitle{self.ids()}><p><docTitle>{self.words()}</docTitle></p></longTitle>\
</preface>"
        return preface if self.sometimes() else ""

    def back(self) -> str:
        return f"<conclusions{self.ids()}>{self.blocks()}</conclusions>" if self.sometimes() else ""


def _hierarchical(make: Maker, _depth: int) -> str:
    return f"{make.front()}<body{make.ids()}>{make.provision()}{make.provision()}</body>{make.back()}"


def _open(make: Maker, _depth: int) -> str:
    inside = make.blocks() + (make.provision() if make.sometimes() else "")
    return f"{make.front()}<mainBody{make.ids()}>{inside}</mainBody>{make.back()}"


def _judgment(make: Maker, _depth: int) -> str:
    body = "".join(f"<{name}{make.ids()}>{make.blocks()}</{name}>" for name in ("introduction", "decision"))
    return f"<header{make.ids()}>{make.blocks()}</header><judgmentBody{make.ids()}>{body}</judgmentBody>{make.back()}"


def _debate(make: Maker, _depth: int) -> str:
    speech = f'<speech by="#x"{make.ids()}><from{make.ids()}>{make.words()}</from>{make.blocks()}</speech>'
    section = f'<debateSection name="d"{make.ids()}>{make.head()}{speech}{make.blocks()}</debateSection>'
    return f"<debateBody{make.ids()}>{section}</debateBody>"


def _amendment(make: Maker, _depth: int) -> str:
    parts = ("amendmentHeading", "amendmentContent", "amendmentJustification")
    inside = "".join(f"<{name}{make.ids()}>{make.blocks()}</{name}>" for name in parts)
    return f"<amendmentBody{make.ids()}>{inside}</amendmentBody>"


def _collection(make: Maker, depth: int) -> str:
    inside = make.held("component", depth + 1) + make.held("component", depth + 1)
    return f"<collectionBody{make.ids()}>{inside}</collectionBody>"


def _portion(make: Maker, _depth: int) -> str:
    return f"<portionBody{make.ids()}>{make.provision()}</portionBody>"


BODIES: dict[str, Callable[[Maker, int], str]] = {
    "act": _hierarchical,
    "bill": _hierarchical,
    "doc": _open,
    "statement": _open,
    "debateReport": _open,
    "judgment": _judgment,
    "debate": _debate,
    "amendment": _amendment,
    "amendmentList": _collection,
    "documentCollection": _collection,
    "officialGazette": _collection,
    "portion": _portion,
}


def made_up(kind: str, random: Random) -> bytes:
    """A document of that type, sometimes with components beside it under the root."""
    make = Maker(random)
    inside = make.document(kind)
    beside = f"<components>{make.held('component', 1)}</components>" if make.sometimes() else ""
    return f'<akomaNtoso xmlns="{AKN}">{inside}{beside}</akomaNtoso>'.encode()
