"""Bridges: words put into the masked text where a small parser would lose its footing.

English leaves words out ("A took 53 percent, B 26 and C the rest") and has nouns that look like verbs ("Baogang
exports steel"). What the reader supplies is written into the text that is parsed; it stands for nothing there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence, Set
from functools import cache
from itertools import pairwise

from soegraph.loaders.document import Mention
from soegraph.loaders.english.words import listed
from soegraph.loaders.lexicon import longest_first

_WORD = re.compile(r" ([a-z]+s)\b(?! (?:were|was|are|rose|fell|grew|have|had|of)\b)")
_BEFORE_OFFICE = re.compile(r" (?:a|an|the|its)(?: [a-z]+)? ")
_AND = re.compile(r" and (?:the )?(?:[a-z-]+ )?$")
_NEAR = 40
_FRONTED = re.compile(
    r"(?:^|[.;:] |\n)(?:In|On|By|Since|Until|As (?:of|at)|At|From|During)(?: [a-z]+){0,4} $"
)
_JOINS = re.compile(r"(?:[,;] |[,;]? and )$")
_OWNED = re.compile(r"[- ](?:owned|held|controlled|stake|holding|interest|share)")


def bridges(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, str]]:
    """Yield where to put which word between the mentions of a paragraph, in the order of the text."""
    for first, second in pairwise(mentions):
        if word := _between(text, first, second):
            yield from _clause(text, first, word)
    ends = {mention.end for mention in mentions if _is_kind(mention, "organisation")}
    for mention in mentions:
        if word := _after(text, mention) or (_gapped(text, mention, ends) if mention.end in ends else ""):
            yield from _clause(text, mention, word)


def _clause(text: str, subject: Mention, verb: str) -> Iterator[tuple[int, str]]:
    """Yield a verb after its subject, and the comma that lets a new clause begin before it."""
    near = max(0, subject.start - _NEAR)
    joined = _AND.search(text[near : subject.start])
    if joined and verb not in {" now", ","}:
        yield near + joined.start(), ","
    yield subject.end, verb


def _between(text: str, first: Mention, second: Mention) -> str:
    """The verb that is understood between two mentions, or ""."""
    gap = text[first.end : second.start]
    if second.kind == "percent" and _is_kind(first, "organisation") and _filled(gap):
        return "" if _OWNED.match(text, second.end) else " has"
    if first.kind == "date" and gap == " " and second.entity is not None:
        return "," if _FRONTED.search(text[max(0, first.start - _NEAR) : first.start]) else ""
    if first.kind == "percent" and _is_kind(second, "organisation"):
        return " held" if gap in {" by ", " by the "} and _joins(text, first.start) else ""
    if second.kind == "title" and _is_kind(first, "person") and _BEFORE_OFFICE.fullmatch(gap):
        return " is" if _joins(text, first.start) else ""
    return ""


def _joins(text: str, start: int) -> bool:
    """Tell whether a new part of a list begins at `start`."""
    return _JOINS.search(text[max(0, start - _NEAR) : start]) is not None


def _filled(gap: str) -> bool:
    words = gap.split()
    return gap.startswith(" ") and not {",", "with"} & set(words) and set(words) <= listed("share filler")


def _after(text: str, mention: Mention) -> str:
    if _is_kind(mention, "organisation") and _remainder().match(text, mention.end):
        return " has"
    if _is_kind(mention, "organisation") or _is_kind(mention, "site") or _is_kind(mention, "person"):
        match = _WORD.match(text, mention.end)
        # "Baogang exports steel": after "now" a word is read as the verb that it is.
        if match and match[1] in listed("noun-like verb"):
            return " now"
    return ""


def _gapped(text: str, mention: Mention, ends: Collection[int]) -> str:
    """The verb that "A builds wagons and B cranes" leaves out; `ends` are where the names of organisations end."""
    if not text.endswith(" and ", 0, mention.start):
        return ""
    near = max(0, mention.start - _FAR)
    said, rest = _makes().search(text[near : mention.start]), _WARES.match(text, mention.end)
    if said is None or rest is None or near + said.start() not in ends:
        return ""
    if (said["verb"] == "is known") != bool(rest["for"]) or rest["first"] in _makers() | _NO_WARE:
        return ""
    return f" {said['verb']}" if rest["for"] else f" now {said['verb']}"


_FAR = 90
_WARES = re.compile(r" (?P<for>for )?(?P<first>[a-z]+)(?:[ -][a-z]+){0,3}(?=[,.;])")
_NO_WARE = frozenset(
    (
        *("and", "are", "as", "at", "by", "for", "from", "had", "has", "have", "in"),
        *("is", "on", "the", "to", "was", "were", "which", "who", "will", "with"),
    )
)


def _makers() -> Set[str]:
    return listed("noun-like verb")


@cache
def _makes() -> re.Pattern[str]:
    verbs = "|".join(longest_first(_makers()))
    return re.compile(rf" (?:(?P<verb>{verbs}|is known)(?: for)?)(?: [\w-]+){{1,4}},? and $")


@cache
def _remainder() -> re.Pattern[str]:
    return re.compile(rf" the (?:{'|'.join(longest_first(listed('remainder')))})(?=[,.;])")


def _is_kind(mention: Mention, kind: str) -> bool:
    return mention.entity is not None and mention.entity.is_kind(kind)
