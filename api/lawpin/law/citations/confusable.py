"""Characters that are taken for each other: by the ear that types pinyin, by the eye that reads a scan.

    联 连 帘      one sound: the class of 联        sound_of
    网 冈 罔      one shape: the class of 网        shape_of
    税 水         one sound, and two subjects of law: never a slip of one another (`is_contrast`)

Source: the first level of GB 2312 is ordered by reading, so that the syllables of its 3,755 characters are intervals of
its code; tones are not told apart. Shapes and contrasts are tables made for this module.
"""

from bisect import bisect_right

# The first character of each syllable, in the order of GB 2312.
_SYLLABLES = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧村磋"
    "搭呆耽当刀德蹬堤颠碉跌丁丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣"
    "夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒"
    "雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠"
    "牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒"
    "腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推吞拖挖歪"
    "豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝"
    "中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
_SHAPES = (
    "互亙亘瓦 五 联朕 网冈罔刚 见兄贝 意薏 促捉足 进迸井 动劝幼劲 移侈栘 展屐 康唐糠 健键建 序库厅 有冇肓 的旳"
    " 于干千 己已巳 末未 日曰 土士 大太犬 人入八 天夭 田由甲申 木本术 王玉主 力刀 治冶 账帐 候侯 拔拨 帅师 鸟乌"
    " 免兔 今令 拆折 析折 崇祟 徽微 赢羸 辨辩辫 暴瀑 仓仑 风凤 厉历 壁璧 官宫 管菅 理埋 规现 全金 息患 技枝 术木"
    " 市巿 场扬 政致 府俯 委季 员贝 会合 国囯 家冢 民氏 保侏 护沪 环坏 境镜 经径 济齐 社杜 工エ 农衣 村材 教敎"
    " 育肓 科料 学字 卫工 药约"
)
_CONTRASTS = (
    "税水 盐烟 监检 利力 食饰石 机技基 渔鱼 邮游油 证政正 计剂 期七 定订 原源 林临 电店 畜处 船传 城程 成程 征证"
    " 权全 授受售 职值制 治制 界届 公工 事市式势 议意 实施 公供 支知 织职 法罚 通统 新信 心新 气汽 产铲 物务 业液"
    " 林邻 商伤 境竞 境敬 消销 防房 防访 房方 地第 中种 重种 省升 洲州 近进 校效 药要 险现 县限 资自 交教 经精"
    " 会汇 保报 包保 住主 住驻 助住 育域 鱼育 河合"
)


def _codes(characters: str) -> list[bytes]:
    return [character.encode("gb2312") for character in characters]


_STARTS = _codes(_SYLLABLES)
_LAST = "座".encode("gb2312")
_SHAPE = {character: group[0] for group in reversed(_SHAPES.split()) for character in group}
_CONTRAST = frozenset(
    frozenset((one, other)) for group in _CONTRASTS.split() for one in group for other in group if one != other
)


def sound_of(character: str) -> str:
    """The character that stands for all of its syllable; itself where the syllable is not known."""
    if character < "\u4e00":
        return character
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return character
    return _SYLLABLES[bisect_right(_STARTS, code) - 1] if code <= _LAST else character


def shape_of(character: str) -> str:
    """The character that stands for all that look like it; itself where it is in no table."""
    return _SHAPE.get(character, character)


def is_contrast(one: str, other: str) -> bool:
    """Whether two characters of one sound or shape are commonly two subjects of law."""
    return frozenset((one, other)) in _CONTRAST


def is_common(character: str) -> bool:
    """Whether it is one of the 3,755 characters of the first level: another word may well be written with it."""
    try:
        return character.encode("gb2312") <= _LAST
    except UnicodeEncodeError:
        return False
