"""Qualifiers and literals: the share, the date, the ticker, the number of a meeting that go with a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from soegraph.loaders.chinese.clauses import Phrase, earlier
from soegraph.loaders.chinese.measures import number, year_spans
from soegraph.loaders.chinese.slots import Anchor, walk
from soegraph.loaders.chinese.text import Document, Token
from soegraph.loaders.chinese.words import head_of, listed
from soegraph.loaders.document import Argument, Mention, say_date_once
from soegraph.loaders.lexicon import Frame

_ORDINAL = re.compile(r"第([零〇一二三四五六七八九十百\d]+)次")
_SESSION = re.compile(r"([零〇一二三四五六七八九十百\d]+)次(?:全体)?(?:会议|会)")


def read(
    frame: Frame, anchor: Anchor, target: Argument, percent: Mention | None, text: str
) -> Mapping[str, str]:
    """Return the qualifiers that a frame asks for, as far as the text gives them."""
    said: dict[str, str] = {}
    for name, rule in frame.qualifiers.items():
        value = _value(rule[1:], anchor, target, percent, text) if rule.startswith("@") else rule
        if value:
            said[name] = value
    say_date_once(said)
    return said


def _value(kind: str, anchor: Anchor, target: Argument, percent: Mention | None, text: str) -> str:
    if kind == "percent":
        return percent.value if percent else ""
    if kind == "ordinal":
        return _ordinal(target, anchor, text)
    if kind == "ticker":
        return _ticker(anchor)
    if kind == "as of":
        return _as_of(anchor)
    if kind == "year":
        return _year(target, anchor)
    dates = [token.mention for token in dates_of(anchor) if token.mention]
    dates.sort(key=lambda mention: len(mention.value) == len("2025"))
    return dates[0].value if dates else ""


def _ticker(anchor: Anchor) -> str:
    """The code that follows a word in its sentence, else the last one before it."""
    codes = [t.mention for t in anchor.clause.sentence.tokens if t.mention and t.mention.kind == "ticker"]
    after = [code for code in codes if code.start > anchor.token.start]
    return (after or codes[-1:])[0].value if codes else ""


def _as_of(anchor: Anchor) -> str:
    """The date until which a sentence says that something holds: 截至2024年末, A持股51%, B持股49%."""
    before = [token for token in anchor.clause.sentence.tokens if token.start < anchor.token.end]
    stated = (date for cue, date in pairwise(before) if cue.text in listed("as of") and date.is_kind("date"))
    return next((date.mention.value for date in stated if date.mention), "")


def _year(target: Argument, anchor: Anchor) -> str:
    """The year in the name of what is spoken of (2024年第七次会议), else one that stands without a day."""
    for name in target.entity.names if target.entity else ():
        if match := _IN_NAME.search(name):
            return match[1]
    dates = [token.mention.value for token in dates_of(anchor) if token.mention]
    return dates[0] if dates and len(dates[0]) == len("2025") else ""


_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?!\d)")


def _ordinal(target: Argument, anchor: Anchor, text: str) -> str:
    if target.entity is None:
        return ""
    around = [text[target.start : target.end], *target.entity.names]
    if anchor.clause.sentence.start <= target.start:
        around.append(text[max(anchor.clause.sentence.start, target.start - 8) : target.end])
    for name in around:
        if match := _ORDINAL.search(name) or _SESSION.search(name):
            return str(number(match[1]) or "")
    return "1" if any(name.startswith("首次") for name in around) else ""


def dates_of(anchor: Anchor) -> list[Token]:
    """The dates of a word's clause, the nearest first; else those that open its sentence."""
    here = [token for token in anchor.clause.tokens if token.is_kind("date")]
    here.sort(key=lambda token: abs(token.start - anchor.token.start))
    if any(token.mention and len(token.mention.value) > len("2025") for token in here):
        return here
    for clause in earlier(anchor.clause, anchor.clauses):
        if clause.verbs and anchor.clause.place - clause.place > 1:
            break
        found = [token for token in clause.tokens if token.is_kind("date")]
        if found and not clause.verbs:
            return [*here, *found]
    return here


def shares(anchor: Anchor) -> list[Mention]:
    """The shares that a word speaks of: after it in its clause, before it, then in the clause that follows."""
    tokens = [token for token in anchor.clause.tokens if token.is_kind("percent")]
    after = [token for token in tokens if token.start > anchor.token.start]
    found = _reached(anchor) or after or tokens
    if not found:
        after_it = anchor.clause.place + 1
        for following in anchor.clauses[after_it : after_it + 1]:
            if following.sentence is anchor.clause.sentence and _continues_share(following.tokens):
                found = [token for token in following.tokens if token.is_kind("percent")]
    return [token.mention for token in found if token.mention]


def _reached(anchor: Anchor) -> list[Token]:
    """The share to which another one has risen or fallen: 由48.7%增至52.3%."""
    pairs = pairwise(anchor.clause.tokens)
    return [share for verb, share in pairs if verb.text in listed("reaching") and share.is_kind("percent")]


def _continues_share(tokens: Sequence[Token]) -> bool:
    return any(token.text in listed("share word") for token in tokens[:4])


def literal(kind: str, anchor: Anchor, document: Document) -> Iterator[Argument]:
    """Yield the literal that a frame has as its object: a date, the first or last year of a span, a name."""
    if kind in {"date", "year"}:
        for token in dates_of(anchor)[:1]:
            assert token.mention is not None
            value = token.mention.value
            yield Argument(token.start, token.end, value=value[:4] if kind == "year" else value)
    elif kind in {"first year", "last year"}:
        yield from _years(kind, anchor, document)
    else:
        slots = _NAMES[kind]
        yield from _names((phrase for slot in slots for phrase in walk(slot, anchor)), document)


_NAMES = {
    "name": ("obj", "为", "attr"),
    "self name": ("self",),
    "here": ("here",),
    "from": ("由", "从"),
    "renamed": ("obj",),
}


def _names(phrases: Iterator[Phrase], document: Document) -> Iterator[Argument]:
    for phrase in phrases:
        named = [token for token in phrase.tokens if token.entity is not None]
        start, end = (named[-1].start, named[-1].end) if named else (phrase.start, phrase.tokens[-1].end)
        quoted = document.text[start - 1 : start] == "“" and document.text[end : end + 1] == "”"
        if named or quoted or head_of(phrase.head.text, "name", "legal"):
            yield Argument(start, end, value=document.article.text[start:end])
            return


def _years(kind: str, anchor: Anchor, document: Document) -> Iterator[Argument]:
    """The years of a span right after or before a word: “十四五”（2021—2025年）."""
    start, end = anchor.token.end, min(len(document.text), anchor.token.end + 20)
    first = max(0, anchor.token.start - 20)
    for low, high in ((start, end), (first, anchor.token.start)):
        for match, opening, closing in year_spans(document.text[low:high]):
            group = "first" if kind == "first year" else "last"
            value = opening if kind == "first year" else closing
            yield Argument(low + match.start(group), low + match.end(group), value=value)
            return
