"""What LAC cuts wrong and a rule can mend: words glued to a bracket, a person glued to the body that they speak for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from soegraph.loaders.chinese.names import known_names
from soegraph.loaders.chinese.script import is_han
from soegraph.loaders.chinese.tagger import Word
from soegraph.loaders.chinese.words import closing, head_of, listed, longest, of_words


def mended(text: str, words: Sequence[Word]) -> list[Word]:
    """Return the words of a sentence, some cut anew."""
    found: list[Word] = []
    for word in words:
        glued = word.tag in _MENDED or (word.tag == "v" and text[word.end - 1] == "其")
        found += _pieces(text, word) if glued else (word,)
    return found


_MENDED = frozenset(["w", "c", "PER", "ORG"])


def _pieces(text: str, word: Word) -> Iterator[Word]:
    said = text[word.start : word.end]
    if word.tag == "w" and len(said) > 1 and is_han(said[-1]):
        yield Word(word.start, word.start + 1, "w")
        yield Word(word.start + 1, word.end, "ORG" if head_of(said, "legal") else "n")
    elif word.tag == "v" and said[-1] == "其" and len(said) > 1:
        yield from _cut(word, [(len(said) - 1, "v"), (len(said), "r")])
    elif word.tag == "c" and len(said) > _SHORT + 1 and said[0] in _JOINTS:
        yield from _cut(word, [(1, "c"), (len(said), "n")])
    elif word.tag in {"PER", "ORG"} and (at := said.find("代表")) in {2, 3} and said[0] in listed("surname"):
        yield from _cut(word, [(at, "PER"), (at + 2, "v"), (len(said), "ORG")])
    elif word.tag == "ORG" and (joint := _joint(said)):
        start, end = joint
        tag = "c" if end - start == 1 and said[start] != "系" else "v"
        yield from _cut(word, [(start, "ORG"), (end, tag), (len(said), "ORG")])
    elif word.tag == "ORG" and (verb := _verb(text, word)):
        yield from _cut(word, [(len(said) - len(verb), "ORG"), (len(said), "v")])
    elif word.tag == "ORG" and (after := _said_after(said)):
        start, end = after
        rest = "ORG" if len(said) - end > _SHORT and head_of(said, "name", "legal") else "n"
        yield from _cut(word, [(start, "ORG"), (end, "v" if end - start > 1 else "c"), (len(said), rest)])
    else:
        yield word


def _cut(word: Word, pieces: Sequence[tuple[int, str]]) -> Iterator[Word]:
    for (start, _), (end, tag) in pairwise([(0, ""), *pieces]):
        if end > start:
            yield Word(word.start + start, word.start + end, tag)


@of_words
def _joint(said: str) -> tuple[int, int] | None:
    """Where a word parts two organisations that LAC takes for one: 青岛港集团|和|赛轮有限公司, A集团|控股|B有限公司."""
    for word in longest("between organisations"):
        at = said.find(word, 2)
        if at > 0 and all(map(known_names().whole, (said[:at], said[at + len(word) :]))):
            return at, at + len(word)
        first = head_of(said[:at], "name", "legal") if at > 0 else None
        second = head_of(said[at + len(word) :], "name", "legal") if first else None
        whole = first and second and len(first.word) > 1 and len(second.word) > 1
        if whole and second and len(said) - at - len(word) > len(second.word) + 1:
            return at, at + len(word)
    return None


@of_words
def _said_after(said: str) -> tuple[int, int] | None:
    """Where the verb or conjunction stands that LAC takes for a part of a whole name: 兰信集团|计划, A有限公司|和."""
    for verb in longest("verb after whole name"):
        at = said.find(verb, 2)
        if at < 0:
            continue
        end = at + len(verb)
        whole = head_of(said[:at], "name", "legal")
        after = said[end:] in {"", "公司"} or verb in _JOINT_WORK or head_of(said[:at], "legal")
        if whole and len(whole.word) < at and after:
            return at, end
    last = len(said) - 1
    uses = ("name", "legal") if said[last] == "系" else ("legal",)
    before = head_of(said[:last], *uses) if said[last] in _JOINTS else None
    return (last, last + 1) if before is not None and len(before.word) > 1 else None


def _verb(text: str, word: Word) -> str:
    """The verb that LAC takes for the end of a name in a passive: 由五矿资源|营运."""
    by = text[max(0, word.start - _NEAR) : word.start].rpartition("由")
    if not by[1] or any(not is_han(char) for char in by[2]) or text[word.end : word.end + 1] not in _STOPS:
        return ""
    return closing(text[word.start : word.end], "verb after name", more=2)


_NEAR = 8  # characters
_JOINT_WORK = frozenset(["共建", "签署", "签订"])
_SHORT = 2  # characters: no name after a verb
_JOINTS = frozenset(["和", "与", "及", "系", "则", "将", "拟", "对"])
_STOPS = frozenset(["，", "。", "；", "、", "的", ""])
