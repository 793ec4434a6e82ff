"""Words of which titles are made beside their subject: kinds of document, frames, verbs, and words that say nothing.

国务院办公厅 关于 进一步 促进 移动互联网 健康有序发展 的 意见
issuer      frame  adverb verb  topic      tail          kind

Guiding  Opinions on  Promoting  the Healthy Development of  the Mobile Internet
modifier kind    frame verb       tail                        topic
"""

_HAN_KINDS = frozenset(
    (
        "法 法律 法典 条例 规定 办法 细则 规则 规章 规程 规范 决定 决议 命令 令 公告 通告 通知 通报 意见 批复 答复"
        " 复函 函 纪要 指示 方案 规划 纲要 计划 要点 解释 解读 说明 章程 准则 标准 目录 指南 指引 措施 建议 报告 宣言"
        " 公约 协定 协议 条约 制度 问答 草案 征求意见稿 送审稿 修正案 宪法 白皮书 倡议 清单 政策 议定书"
    ).split()
)
_HAN_MODIFIERS = tuple(
    (
        "若干 指导 实施 暂行 试行 具体 补充 有关 几点 行动 工作 管理 总体 专项 配套 修订 处理 意见 司法 联合 紧急"
        " 贯彻 落实 执行 解读"
    ).split()
)
_LONGEST_HAN_KIND = max(map(len, _HAN_KINDS))

HAN_VERBS = tuple(
    (
        "促进 推进 推动 加强 加快 深化 规范 支持 鼓励 完善 健全 建立 开展 做好 强化 提升 提高 发展 改进 改革 实施"
        " 保障 引导 扩大 培育 构建 落实 印发"
    ).split()
)
HAN_ADVERBS = tuple(("进一步 深入 全面 大力 积极 切实 加快 着力 扎实 持续 稳步 统筹 稳妥").split())
HAN_TAILS = tuple(
    (
        "健康有序发展 持续健康发展 健康发展 有序发展 高质量发展 创新发展 融合发展 协调发展 可持续发展 快速发展"
        " 平稳发展 规范发展 又好又快发展 发展 工作 建设 管理工作"
    ).split()
)
# Particles and conjunctions: what a hurried writer leaves out or puts in.
HAN_FUNCTION = frozenset("的之和与及暨等了地得")
# One character that makes another document of it.
HAN_TELLING = frozenset("不非无未反免新旧老总分副省市县区州国军一二三四五六七八九十百千第前后上下内外大小男女")

_STEM_ENDINGS = tuple(
    ("isations izations isation ization ations ation ings ions ments ing ion ment ies es ed s e y").split()
)
_SHORTEST_STEM = 4

FUNCTION_WORDS = frozenset(
    "the a an of on in for to and or with by at as its their this concerning regarding about relating relation"
    " respect respecting pertaining".split()
)
KIND_WORDS = (
    "act law code bill opinion opinions notice measures regulation regulations provisions rules decision order decree"
    " directive circular guidelines guideline guidance plan outline program programme announcement interpretation"
    " interpretations reply letter resolution statute constitution treaty convention agreement protocol charter"
    " standard standards catalogue ordinance statement instrument document"
).split()
_MODIFIER_WORDS = (
    "guiding implementing implementation interim provisional draft several certain detailed trial administrative"
    " supplementary general proposed joint revised amended"
).split()
VERB_WORDS = (
    "promote promoting promotion strengthen strengthening accelerate accelerating advance advancing deepen deepening"
    " improve improving support supporting encourage encouraging regulate regulating further vigorously comprehensively"
).split()
TAIL_WORDS = "development management work construction administration healthy orderly sound sustained".split()
_ISSUER_WORDS = frozenset(
    "general office offices of the and state council cpc cpcs communist party china chinas chinese prc prcs"
    " peoples people republic central committee ministry ministries government governments s by from national congress"
    " standing joint jointly issued promulgated published supreme court administration cyberspace".split()
)
_HAN_ISSUER_ENDS = "院厅部委局会办署府室党央国军行社组"
_HAN_FORWARDS = tuple(("印发 转发 批转 发布 贯彻 修改 废止 执行 落实 解读 实施 答记者问 《 公布").split())
_HAN_PLACES = ("省", "市", "自治区", "自治州", "县", "特别行政区", "旗", "镇", "乡", "香港", "澳门", "新区")


def kind_of(title: str) -> str:
    """The kind at the end of a Chinese title with what modifies it (若干意见, 实施办法); empty where there is none."""
    lengths = range(min(_LONGEST_HAN_KIND, len(title)), 0, -1)
    kind = next((title[-length:] for length in lengths if title[-length:] in _HAN_KINDS), "")
    while kind:
        rest = title[: len(title) - len(kind)]
        modifier = next((word for word in _HAN_MODIFIERS if rest.endswith(word)), None)
        if modifier is None:
            return kind
        kind = modifier + kind
    return kind


def stem(word: str) -> str:
    """What the inflections of an English word have in common: promot of promote, promoting and promotion."""
    for ending in _STEM_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


KIND_STEMS = frozenset(map(stem, KIND_WORDS))
MODIFIER_STEMS = frozenset(map(stem, _MODIFIER_WORDS))
VERB_STEMS = frozenset(map(stem, VERB_WORDS))
TAIL_STEMS = frozenset(map(stem, TAIL_WORDS))


def is_issuer(written: str) -> bool:
    """Whether plain text (`titles.plain`) before a title names who issued it, and nothing else."""
    if written.isascii():
        return all(word in _ISSUER_WORDS or (word.isdigit() and len(word) == 4) for word in written.split())  # noqa: PLR2004 - a year
    return written[-1:] in _HAN_ISSUER_ENDS and not any(word in written for word in _HAN_FORWARDS)


def is_local(issuer: str) -> bool:
    """Whether an issuer is one of a province, a city or a county: what it issues is its own."""
    return any(place in issuer for place in _HAN_PLACES)
