"""Versions of a text made by hand: nested provisions written short, as portions by position."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lawpin.law.portion import Portion


@dataclass(frozen=True)
class Made:
    """One provision: `words` its own, before those of what is `inside`; without `wid` the id says what it is."""

    eid: str
    words: str = ""
    inside: tuple["Made", ...] = ()
    wid: str | None = None
    num: str | None = None
    heading: str | None = None
    kind: str = ""

    @property
    def text(self) -> str:
        return "".join((self.num or "", self.heading or "", self.words, *(made.text for made in self.inside)))


_KINDS = {"art": "article", "chp": "chapter", "item": "item", "par": "paragraph", "part": "part"}


def article(eid: str, words: str, *inside: Made, wid: str | None = None, heading: str | None = None) -> Made:
    """An article with its number printed as in its id."""
    return Made(eid, words, inside, wid, f"第{eid.removeprefix('art_')}条", heading)


def chapter(eid: str, heading: str, *inside: Made, wid: str | None = None) -> Made:
    return Made(eid, "", inside, wid, f"第{eid.removeprefix('chp_')}章", heading)


def item(eid: str, words: str, wid: str | None = None) -> Made:
    return Made(eid, words, (), wid, f"（{eid.rpartition('_')[2]}）")


def portions(*provisions: Made) -> tuple[Portion, ...]:
    """The whole and in it the provisions, each with a `content`, which is none, where it has words of its own."""
    found: list[Portion] = []
    _place(Made("", inside=provisions, kind="act"), None, found)
    return tuple(replace(found[0], eid=None, wid=None) if p.position == 0 else p for p in found)


def _place(made: Made, parent: int | None, found: list[Portion]) -> None:
    position = len(found)
    kind = made.kind or _KINDS[made.eid.rpartition("__")[2].rpartition("_")[0]]
    found.append(_portion(made, kind, position, parent))
    if made.eid and made.words:
        content = Made(f"{made.eid}__content", made.words, wid=None)
        found.append(replace(_portion(content, "content", len(found), position), provision=False))
    for inner in made.inside:
        _place(inner, position, found)
    found[position] = replace(found[position], end=len(found))


def _portion(made: Made, kind: str, position: int, parent: int | None) -> Portion:
    return Portion(
        eid=made.eid,
        wid=made.wid or made.eid,
        kind=kind,
        num=made.num,
        heading=made.heading,
        text=made.text,
        position=position,
        end=position + 1,
        parent=parent,
        provision=True,
        digest="",
    )


def texts(count: int, seed: str = "") -> Sequence[str]:
    """Sentences of which no two are alike."""
    subjects = ["省级机关", "经营单位", "登记部门", "检验机构", "行业协会", "用水农户", "港口公司", "学校食堂"]
    verbs = ["应当报送", "可以查阅", "不得转让", "负责保管", "定期公布", "及时更正", "依法销毁", "分类登记"]
    objects = [
        "年度用水计划",
        "渡船检验证书",
        "古树名木档案",
        "食品留样记录",
        "码头收费标准",
        "堤坝巡查日志",
        "灌溉渠道图纸",
    ]
    told = (f"{subjects[n % 8]}{verbs[(n // 8) % 8]}{objects[(n // 64) % 7]}" for n in range(count))
    return [f"{words}，期限为{n + 3}日，编号{seed}{n * 7919 % 10007}号。" for n, words in enumerate(told)]
