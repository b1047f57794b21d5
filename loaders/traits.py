"""What a text says right beside a person's name that tells one bearer of it from another.

That is Mr or Ms, age, year of birth, the characters of a name in Latin letters, 大 or 小.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields

from soegraph.loaders import lexicon
from soegraph.loaders.chinese.script import folded, is_han
from soegraph.names import has_han

_BEFORE = 12  # characters in which a word before a name stands
_AFTER = 40


@dataclass(frozen=True, slots=True)
class Traits:
    """What one mention, or several of one person, tell; "" is unknown.

    `gender` is ``man`` or ``woman``; `born` and `age` are years; `characters` are simplified; `size` is 大 or 小.
    """

    gender: str = ""
    born: str = ""
    age: str = ""
    characters: str = ""
    size: str = ""

    def __bool__(self) -> bool:
        return self != _UNTOLD

    def differ(self, other: Traits) -> str:
        """Return the name of the first trait in which two mentions cannot be of one person, or "".

        >>> Traits(gender="man", age="52").differ(Traits(gender="man", age="45"))
        'age'
        """
        pairs = ((each.name, getattr(self, each.name), getattr(other, each.name)) for each in fields(self))
        return next((name for name, one, another in pairs if one and another and one != another), "")

    def with_(self, other: Traits) -> Traits:
        """Return what both tell."""
        if not other:
            return self
        return Traits(*(one or another for one, another in zip(astuple(self), astuple(other), strict=True)))


_UNTOLD = Traits()


def read(text: str, start: int, end: int) -> Traits:
    """Return what a text says of the person whose full name stands at [start, end).

    >>> read("Ms. Zhang Wei (张玮), 45, chairs Zinco Group.", 4, 13)
    Traits(gender='woman', born='', age='45', characters='张玮', size='')
    >>> read("董事长张伟，男，1970年3月出生，", 3, 5).born
    '1970'
    """
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if has_han(text[start:end]):
        return _chinese(folded(before), folded(after))
    return _english(before, after)


def _english(before: str, after: str) -> Traits:
    title = before.split()[-1:] if before.endswith(" ") else []
    words = lexicon.load("en")
    gender = next((kind for kind in ("man", "woman") if set(title) & words.list(f"title of {kind}")), "")
    characters = _CHARACTERS.match(after)
    rest = after[characters.end() :] if characters else after
    return Traits(
        gender=gender,
        born=_first(_BORN, rest),
        age=_first(_AGED, rest),
        characters=folded(characters[1]) if characters else "",
    )


def _chinese(before: str, after: str) -> Traits:
    words = lexicon.load("zh")
    bracket = _BRACKET.match(after)
    gender = next(
        (
            kind
            for kind in ("man", "woman")
            for word in words.list(f"title of {kind}")
            if after.startswith(word) or (bracket and word[0] == bracket[1])
        ),
        "",
    )
    size = before[-1:] if before[-1:] in _SIZES and not is_han(before[-2:-1] or " ") else ""
    return Traits(gender=gender, born=_first(_BORN_ZH, after), age=_first(_AGED_ZH, after), size=size)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[1] if found else ""


_CHARACTERS = re.compile(r" ?[(（]([\u3400-\u9fff]{2,4})[)）]")
_BORN = re.compile(r"[^.;]{0,24}?\bborn (?:on|in) [^.;]{0,16}?\b((?:19|20)\d\d)\b")
_AGED = re.compile(r"(?:,| \() ?(?:aged )?([2-9]\d)(?=[,)]| years)")
_BRACKET = re.compile("[（，](男|女)(?=[），])")
_BORN_ZH = re.compile(r"[^。；]{0,16}?((?:19|20)\d\d)年(?:\d+月(?:\d+日)?)?(?:出)?生")
_AGED_ZH = re.compile(r"[（，](?:[男女]，)?(?:现年|今年)?([2-9]\d)岁")
_SIZES = frozenset("大小")


def relatives(text: str, called: Iterable[str]) -> Iterator[str]:
    """Yield the names of the kin of a person whom a text calls by one of these names.

    >>> list(relatives("张伟之子张小军任董事。", ["张伟"])), list(relatives("Li Wei's son, Li Jun", ["Li Wei"]))
    (['张小军'], ['Li Jun'])
    """
    for name in sorted(called):
        words = lexicon.load("zh" if has_han(name) else "en").list("another before name")
        kin = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
        pattern = (
            rf"{re.escape(name)}的?(?:{kin})({_OTHER_ZH})"
            if has_han(name)
            else (rf"{re.escape(name)}['’]s (?:{kin}),? ({_OTHER})")
        )
        yield from (match[1] for match in re.finditer(pattern, folded(text) if has_han(name) else text))


_OTHER = r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}"
_OTHER_ZH = r"[\u3400-\u9fff]{2,3}(?=[任，。、担出现为系是]|$)"
