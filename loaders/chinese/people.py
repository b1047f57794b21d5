"""People whom LAC does not know or cuts short: rare names after job titles, names that recur."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from soegraph.loaders.chinese.phrases import Phrases
from soegraph.loaders.chinese.script import is_han
from soegraph.loaders.chinese.tagger import Word
from soegraph.loaders.chinese.words import chinese, listed

_PART = frozenset(["n", "nz", "nw", "vn", "a", "an", "f", "s", "ORG", "LOC", "PER", "b", "j"])


def after_titles(text: str, words: Sequence[Word], ends: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the people whom a job title announces and LAC does not know: 市长|那|日|苏."""
    surnames = listed("surname")
    for index, word in enumerate(words):
        if word.start not in ends or text[word.start] not in surnames:
            continue
        rare = word.end - word.start == _FULL_NAME and word.tag in {"d", "ad", "v", "a", "vn", "n"}
        acting = word.tag == "v" and _acts(text, words[index + 1 : index + 2])
        closed = not (rare or acting) and (
            word.tag in {"PER", "w", "c", "p", "u"}
            or (word.tag != "n" and word.end - word.start > 1 and word.tag not in {"LOC", "nz", "nw"})
        )
        if closed:
            continue
        end = word.end
        for following in words[index + 1 :]:
            more = following.end - following.start == 1 and following.tag in _PART
            if end - word.start >= 2 and not (more and end - word.start == 2):
                break
            end = following.end
        said = text[word.start : end]
        if 2 <= len(said) <= 3 and all(map(is_han, said)) and said not in listed("no person"):
            yield word.start, end


_FULL_NAME = 3  # characters


def _acts(text: str, following: Sequence[Word]) -> bool:
    """Tell whether the next word is a verb of the lexicon, which asks for somebody before it: 闻立|主持."""
    said = text[following[0].start : following[0].end] if following else ""
    return any(frame.predicate in {"chairs", "attends"} for frame in chinese().frames("verb", said))


def everywhere(text: str, people: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield every place of the people found, under the longest form that the text has for them.

    LAC cuts rare names short (普文|华); where all places of a name are followed by one and the same character, that
    belongs to it.
    """
    forms = {_extended(text, name) for name in people if len(name) > 1 and is_han(name[-1])}
    for hit in Phrases((form, form) for form in forms if len(form) > 2).find(text):
        yield hit.start, hit.end


def _extended(text: str, name: str) -> str:
    following = [text[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), text)]
    char = following[0]
    alike = len(following) > 1 and set(following) == {char} and is_han(char)
    return name + char if alike and len(name) == 2 and char not in listed("after person") else name


def without_verb(said: str) -> str:
    """A person's name without the verb that LAC takes for its last character: 周立群|任."""
    return said[:-1] if len(said) > 3 and said[-1] in listed("after person") else said


def is_person(said: str) -> bool:
    """Tell whether a word has the shape of a person's name: a surname and one or two characters."""
    if "·" in said:
        return True
    family = 2 if said[:2] in listed("surname") else 1
    return (
        all(map(is_han, said))
        and 1 <= len(said) - family <= 2
        and (said[:family] in listed("surname") or len(said) == 3)
    )
