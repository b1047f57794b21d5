"""What LAC cuts wrong and a rule can mend: words glued to a bracket, a person glued to the body that they speak for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from soegraph.loaders.chinese.script import is_han
from soegraph.loaders.chinese.tagger import Word
from soegraph.loaders.chinese.words import head_of, listed
from soegraph.loaders.lexicon import longest_first


def mended(text: str, words: Sequence[Word]) -> list[Word]:
    """Return the words of a sentence, some cut anew."""
    return [piece for word in words for piece in _pieces(text, word)]


def _pieces(text: str, word: Word) -> Iterator[Word]:
    said = text[word.start : word.end]
    if word.tag == "w" and len(said) > 1 and is_han(said[-1]):
        yield Word(word.start, word.start + 1, "w")
        yield Word(word.start + 1, word.end, "ORG" if head_of(said, "legal") else "n")
    elif word.tag in {"PER", "ORG"} and (at := said.find("代表")) in {2, 3} and said[0] in listed("surname"):
        yield from _cut(word, [(at, "PER"), (at + 2, "v"), (len(said), "ORG")])
    elif word.tag == "ORG" and (at := _joint(said)):
        yield from _cut(word, [(at, "ORG"), (at + 1, "c"), (len(said), "ORG")])
    elif word.tag == "ORG" and (verb := _verb(text, word)):
        yield from _cut(word, [(len(said) - len(verb), "ORG"), (len(said), "v")])
    else:
        yield word


def _cut(word: Word, pieces: Sequence[tuple[int, str]]) -> Iterator[Word]:
    for (start, _), (end, tag) in pairwise([(0, ""), *pieces]):
        if end > start:
            yield Word(word.start + start, word.start + end, tag)


def _joint(said: str) -> int:
    """Where a conjunction parts two organisations that LAC takes for one: 青岛港集团|和|赛轮有限公司."""
    for at in range(2, len(said) - 3):
        if said[at] in _JOINTS:
            first, second = head_of(said[:at], "name", "legal"), head_of(said[at + 1 :], "name", "legal")
            if first and second and len(first.word) > 1 and len(second.word) > 1:
                return at
    return 0


_JOINTS = frozenset("和与及同")


def _verb(text: str, word: Word) -> str:
    """The verb that LAC takes for the end of a name in a passive: 由五矿资源|营运."""
    by = text[max(0, word.start - _NEAR) : word.start].rpartition("由")
    if not by[1] or any(not is_han(char) for char in by[2]) or text[word.end : word.end + 1] not in _STOPS:
        return ""
    verbs = longest_first(listed("verb after name"))
    return next((v for v in verbs if text[: word.end].endswith(v) and word.end - word.start > len(v) + 1), "")


_NEAR = 8  # characters
_STOPS = frozenset(["，", "。", "；", "、", "的", ""])
