"""What a document may be called: the names that its title makes, and the keys under which an index keeps them.

    关于促进移动互联网健康有序发展的意见
      促进移动互联网健康有序发展的意见 · 移动互联网健康有序发展意见 · 移动互联网意见
    Opinions on Promoting the Healthy and Orderly Development of the Mobile Internet
      ... on the Promotion of ... · Mobile Internet Opinions

Every rule is about the words that titles are made of (`kinds`), none about a title. Text is compared as `plain` leaves
it: letter case, punctuation and what stands between words do not count.
"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import Literal

from lawpin.law.citations.confusable import shape_of, sound_of
from lawpin.law.citations.folding import is_han
from lawpin.law.citations.kinds import (
    FUNCTION_WORDS,
    HAN_ADVERBS,
    HAN_FUNCTION,
    HAN_TAILS,
    HAN_VERBS,
    KIND_STEMS,
    MODIFIER_STEMS,
    TAIL_STEMS,
    VERB_STEMS,
    is_issuer,
    kind_of,
    stem,
)

KeyKind = Literal["exact", "alias", "slip", "part", "identifier"]

# Longer titles are kept and found whole; nothing is derived of them.
LONGEST = 300
_SHORTEST_HAN_TOPIC, _SHORTEST_TOPIC_WORDS = 4, 2
# A shorter name says too little for a slip in it to be told from another name.
_SHORTEST_HAN_SLIP, _SHORTEST_SLIP_LETTERS = 8, 12
_ABOUT = "关于"
_COUNTRY = "中华人民共和国"
_COUNTRY_WORDS = (("peopl", "republic", "china"), ("people", "republic", "china"), ("prc",))
_VOWELS = frozenset("aeiouy")


def plain(folded: str) -> str:
    """Folded text without letter case and punctuation, one space between words that are not Chinese."""
    out: list[str] = []
    gap = False
    for character in folded.lower().replace("'s ", " "):
        if character == "'":
            continue
        if not character.isalnum():
            gap = True
            continue
        if gap and out and not is_han(character) and not is_han(out[-1]):
            out.append(" ")
        out.append(character)
        gap = False
    return "".join(out)


def is_generic(name: str) -> bool:
    """Whether a plain name is a type word alone (意见, guiding opinions): it names nothing by itself."""
    if _is_chinese(name):
        bare = name.removeprefix("本").removeprefix("该")
        return kind_of(bare) == bare
    return all(word in KIND_STEMS or word in MODIFIER_STEMS for word in stems(name))


def names_of(title: str) -> tuple[str, ...]:
    """The plain names that a plain title makes, without the title itself; the longest first."""
    if len(title) > LONGEST:
        return ()
    made = _han_names(title) if _is_chinese(title) else _word_names(title)
    return tuple(sorted(dict.fromkeys(made), key=len, reverse=True))


def index_keys(title: str) -> frozenset[int]:
    """The numbers of all keys under which a plain title is kept."""
    names = names_of(title)
    keys = {number("exact", title), *(number("alias", name) for name in names)}
    if len(title) > LONGEST:
        return frozenset(keys)
    slips = (key for name in slippery(title, names) for key in slip_keys(name))
    return frozenset({*keys, *slips, *(number("part", part) for part in parts(title))})


def number(kind: KeyKind, name: str) -> int:
    """The number of a name under one kind of key: 64 bits, signed, the same for ever."""
    return int.from_bytes(
        blake2b(f"{kind} {name}".encode(errors="surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def alias_number(name: str) -> int:
    """The number under which a plain name would be kept as an alias."""
    return number("alias", name if _is_chinese(name) else " ".join(stems(name)))


def slip_keys(name: str) -> frozenset[int]:
    """Numbers that two plain names share where they differ by a slip: sounds, shapes, small words, one character."""
    sounds, shapes = skeletons(name)
    around = {f"{sounds[:at]}{sounds[at + 1 :]}" for at in range(len(sounds))}
    return frozenset({number("slip", f"={written}") for written in {sounds, *around}} | {number("slip", f"~{shapes}")})


def skeletons(name: str) -> tuple[str, str]:
    """What remains of a plain name by ear and by eye: a sign for each sound or shape, no small words, no vowels."""
    if not _is_chinese(name):
        bare = " ".join(_consonants(word) for word in words(name))
        return bare, bare
    telling = [character for character in name.replace(_ABOUT, "") if character not in HAN_FUNCTION]
    return "".join(map(sound_of, telling)), "".join(map(shape_of, telling))


def parts(name: str) -> tuple[str, ...]:
    """What near names share: pairs of characters in Chinese, else stems; each once, in order."""
    if not _is_chinese(name):
        return tuple(dict.fromkeys(word for word in stems(name) if word not in KIND_STEMS))
    subject = name.removesuffix(kind_of(name)).replace(_ABOUT, "")
    return tuple(dict.fromkeys(subject[at : at + 2] for at in range(len(subject) - 1)))


def words(name: str) -> list[str]:
    """The words of a plain name that say something."""
    return [word for word in name.split() if word not in FUNCTION_WORDS]


def stems(name: str) -> list[str]:
    """Their stems."""
    return [stem(word) for word in words(name)]


def slippery(title: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a title and its names in which slips are forgiven: names of stems are no words to be misspelt."""
    return tuple(name for name in (title, *names) if is_slippery(name) and (name == title or _is_chinese(name)))


def is_slippery(name: str) -> bool:
    """Whether a plain name is long enough for slips in it to be forgiven."""
    return len(name) >= (_SHORTEST_HAN_SLIP if _is_chinese(name) else _SHORTEST_SLIP_LETTERS)


def _is_chinese(name: str) -> bool:
    return not name.isascii() and any(map(is_han, name))


def _han_names(title: str) -> Iterator[str]:
    bare = title.removeprefix(_COUNTRY)
    issuer, about, rest = title.partition(_ABOUT)
    framed = f"{about}{rest}" if about and (not issuer or is_issuer(issuer)) else None
    if framed is None:
        # 中华人民共和国网络安全法: only the country in front of it is more than its subject.
        if bare != title and len(bare) >= _SHORTEST_HAN_TOPIC:
            yield bare
        return
    if framed != title:
        yield framed
    kind = kind_of(rest)
    subject = rest.removesuffix(kind).removesuffix("的")
    if not kind or len(subject) < _SHORTEST_HAN_TOPIC:
        return
    yield from (f"{_ABOUT}{subject}{kind}", f"{subject}的{kind}", f"{subject}{kind}")
    matter = _without_first(_without_first(subject, HAN_ADVERBS), HAN_VERBS)
    if len(matter) >= _SHORTEST_HAN_TOPIC:
        yield from (f"{matter}的{kind}", f"{matter}{kind}")
    tail = next((tail for tail in sorted(HAN_TAILS, key=len, reverse=True) if matter.endswith(tail)), "")
    topic = matter.removesuffix(tail)
    if tail and len(topic) >= _SHORTEST_HAN_TOPIC:
        yield f"{topic}{kind}"
        if tail.endswith("发展"):
            yield f"{topic}发展{kind}"


def _without_first(subject: str, beginnings: tuple[str, ...]) -> str:
    return next((subject.removeprefix(word) for word in beginnings if subject.startswith(word)), subject)


def _word_names(title: str) -> Iterator[str]:
    """Names as strings of stems: what is asked for is stemmed alike."""
    whole = stems(title)
    yield " ".join(whole)
    bare = _without_country(whole)
    if bare != whole:
        yield " ".join(bare)
    head = next((count for count, word in enumerate(bare) if word not in KIND_STEMS | MODIFIER_STEMS), len(bare))
    if head:
        yield from _kind_first(title, bare[:head], bare[head:])
    elif bare and bare[-1].isdigit() and len(bare) > _SHORTEST_TOPIC_WORDS + 1:
        yield " ".join(bare[:-1])


def _kind_first(title: str, kind: list[str], subject: list[str]) -> Iterator[str]:
    if len(subject) < _SHORTEST_TOPIC_WORDS:
        return
    matter = subject
    while matter and matter[0] in VERB_STEMS:
        matter = matter[1:]
    for named in (subject, matter):
        if len(named) >= _SHORTEST_TOPIC_WORDS:
            yield from (" ".join((*kind, *named)), " ".join((*named, *kind)))
    topic = _topic(title, matter)
    if len(topic) >= _SHORTEST_TOPIC_WORDS and topic != matter:
        yield from (" ".join((*topic, *kind)), " ".join((*kind, *topic)))
        about = next((word for word in reversed(matter[: len(matter) - len(topic)]) if word in TAIL_STEMS), None)
        if about is not None and matter[: len(matter) - len(topic)][-1] == about:
            yield from (" ".join((*topic, about, *kind)), " ".join((*kind, *topic, about)))


def _topic(title: str, matter: list[str]) -> list[str]:
    """What the matter is about: the words after the last "of", or before the words that end such titles."""
    _before, of, after = title.rpartition(" of ")
    after_of = stems(after) if of else []
    if after_of and len(after_of) < len(matter) and matter[-len(after_of) :] == after_of:
        before = matter[: len(matter) - len(after_of)]
        return after_of if all(word in TAIL_STEMS or word in VERB_STEMS for word in before) else []
    topic = matter
    while topic and topic[-1] in TAIL_STEMS:
        topic = topic[:-1]
    return topic


def _without_country(whole: list[str]) -> list[str]:
    for country in _COUNTRY_WORDS:
        for at in range(len(whole) - len(country) + 1):
            if tuple(whole[at : at + len(country)]) == country:
                return whole[:at] + whole[at + len(country) :]
    return whole


def _consonants(word: str) -> str:
    """The first letter and the consonants after it, each run of one letter once."""
    out = [word[0]]
    for before, letter in pairwise(word):
        if letter not in _VOWELS and letter != before:
            out.append(letter)
    return "".join(out)
