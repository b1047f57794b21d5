"""Qualifiers: the share, the date, the ticker, the role that go with a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from soegraph.loaders.document import Argument, Mention, say_date_once
from soegraph.loaders.english import modality, syntax, tree
from soegraph.loaders.english.dates import YEARS
from soegraph.loaders.english.parse import Sentence
from soegraph.loaders.english.words import english, listed
from soegraph.loaders.lexicon import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

# What the lexicon calls a verb of leaving; the post is a former one, and the verb's date ends it.
_LEFT = "left"
_BEFORE_YEARS = re.compile(
    r"(?:,? period,?)?,? ?[(（]?(?:(?:for|of|in|covering|spanning) )?(?:the )?(?:(?:years|period) )?"
    r"(?:(?:from|between|of) )?"
)
_ORDINAL = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th)\b")


def read(
    frame: Frame, anchor: Token, sentence: Sentence, target: Argument, share: str = ""
) -> Mapping[str, str] | None:
    """Return the qualifiers that a frame asks for, as far as the text gives them.

    `share` is the percentage of the subject.
    None where the frame cannot hold without one: a title that means no role at such an organisation.
    """
    said: dict[str, str] = {}
    for name, rule in frame.qualifiers.items():
        value = _value(rule, anchor, sentence, target) if rule.startswith("@") else rule
        value = share if rule == "@percent" else value
        if value:
            said[name] = value
        elif rule == "@role":
            return None
    if "end" in said and "status" in frame.qualifiers:
        said.setdefault("status", "former")
    say_date_once(said)
    _date_the_change(said, anchor, sentence)
    return said


def proof(said: Mapping[str, str], anchor: Token, sentence: Sentence) -> tuple[int, int]:
    """Return the stretch of a word with the shares, dates and tickers that qualify it.

    Who cites a figure must find it in the quote.
    """
    start, end = sentence.stretch(anchor)
    for value in said.values():
        given = [m for m in _measures(sentence) if m.value == value]
        if given:
            nearest = min(given, key=lambda m: abs(m.start - start))
            start, end = min(start, nearest.start), max(end, nearest.end)
    return start, end


def _measures(sentence: Sentence) -> list[Mention]:
    within = [m for m in sentence.paragraph.tickers if sentence.start <= m.start and m.end <= sentence.end]
    return within + [mention for kind in ("percent", "date") for _, mention in sentence.measures(kind)]


def _date_the_change(said: dict[str, str], anchor: Token, sentence: Sentence) -> None:
    """The date of an appointment is the tenure's start, that of a removal or resignation its end."""
    bound = {"appointed": "start", "removed": "end", _LEFT: "end"}.get(said.get("status", ""))
    if said.get("status") == _LEFT:
        said["status"] = "former"
    if bound and not {"start", "end"} & set(said):
        for _, value in _dates(anchor, sentence, "date"):
            said[bound] = value
            return


def _value(rule: str, anchor: Token, sentence: Sentence, target: Argument) -> str:
    kind = rule[1:]
    if kind in {"role", "head"}:
        return _role(anchor, sentence, target, "head" if kind == "head" else "")
    if kind == "status":
        return _status(anchor)
    if kind == "ordinal":
        return _ordinal(_token_at(target, sentence) or anchor, sentence)
    if kind == "ticker":
        return _ticker(anchor, sentence, target)
    if kind in {"start", "end"}:
        return _bound(anchor, sentence, _bounds(kind))
    if kind == "asof":
        kind = "date"
    return next((value for _, value in _dates(anchor, sentence, kind)), "")


def literal(kind: str, anchor: Token, sentence: Sentence) -> Iterator[Argument]:
    """Yield the literal that a frame has as its object: a date, the first or last year of a span, a name."""
    if kind in {"first year", "last year"}:
        yield from _years(kind, anchor, sentence)
    elif kind in {"start", "end"}:
        yield from _bounding(anchor, sentence, _bounds(kind))
    elif kind in _NAME_SLOTS:
        yield from _names(_NAME_SLOTS[kind], anchor, sentence)
    elif kind in _DATE_SLOTS:
        yield from _dates_at(_DATE_SLOTS[kind], anchor, sentence)
    elif kind == "self":
        yield from _dates_said_of(anchor, sentence)
    elif kind == "beside":
        yield from _year_before(anchor, sentence)
    else:
        found = [(mention, value) for mention, value in _dates(anchor, sentence, kind)]
        yield from (Argument(m.start, m.end, value=value) for m, value in found[:1])
        if not found:
            yield from _dates_said_of(anchor, sentence)


_DATE_SLOTS = {
    "to date": ("to", "from", "obj.to", "advmod.to"),
    "in date": ("in", "into.in", "next in"),
    "on date": ("on", "next on"),
    "attr year": ("verb.attr", "self"),
    "surface": ("surface",),
}
_NAME_SLOTS = {
    "name": ("as", "attr"),
    "from": ("from", "verb.from"),
    "renamed": ("obj",),
    "here": ("here",),
    "self name": ("self",),
    "by name": ("by.of", "by.self", "by.comp"),
    "as name": ("as",),
    "under name": ("under.self", "under.of", "under.comp"),
    "poss name": ("poss", "verb.surface"),
    "surface name": ("surface",),
    "obj name": ("obj.of", "obj.self", "obj.comp", "attr"),
    "attr name": ("attr",),
    "of name": ("of",),
}


def _dates_at(slots: Sequence[str], anchor: Token, sentence: Sentence) -> Iterator[Argument]:
    for slot in slots:
        for token in syntax.walk(slot, anchor):
            mention = sentence.mention(token)
            if mention is not None and mention.kind == "date" and mention.value:
                yield Argument(mention.start, mention.end, value=mention.value)
                return


def _dates_said_of(anchor: Token, sentence: Sentence) -> Iterator[Argument]:
    """The date that a phrase describes: "2025, the year that concludes the plan"."""
    nouns = syntax.fillers(anchor, "surface") if tree.is_verb(anchor) else [anchor]
    for noun in nouns:
        for token in (noun, *syntax.fillers(noun, "self")):
            mention = sentence.mention(token)
            if mention is not None and mention.kind == "date" and mention.value:
                yield Argument(mention.start, mention.end, value=mention.value[:4])
                return


def _year_before(noun: Token, sentence: Sentence) -> Iterator[Argument]:
    """The year right before a phrase that adds to it, wherever the parser hangs it: "in 2025, the last year of"."""
    start = noun.left_edge.i
    if start > 1 and noun.doc[start - 1].text == ",":
        mention = sentence.mention(noun.doc[start - 2])
        if mention is not None and mention.kind == "date" and mention.value:
            yield Argument(mention.start, mention.end, value=mention.value[:4])


def _role(anchor: Token, sentence: Sentence, target: Argument, label: str = "") -> str:
    mention = sentence.mention(anchor)
    label = label or (mention.value if mention and mention.kind == "title" else anchor.lemma_.lower())
    if target.entity is None:
        return ""
    return english().role(label, target.entity.type, target.entity.names) or ""


def _status(anchor: Token) -> str:
    """Former, appointed or removed, by a word beside the title or the verb that it hangs on."""
    token = anchor
    while True:
        if found := modality.status(token):
            return found
        if token.dep_ == "pobj" and token.head.lower_ == "until":
            return "former"
        if token.dep_ != "conj" or tree.is_verb(token.head):
            break
        token = token.head
    if token.dep_ == "pobj" and (meaning := english().cues.get(("office noun", token.head.head.lemma_))):
        return meaning
    verbs = tree.governing_verb(anchor) or [
        v for post in syntax.fillers(anchor, "post") for v in tree.governing_verb(post)
    ]
    for verb in verbs:
        meaning = english().cues.get(("office verb", verb.lemma_.lower()), "")
        if meaning == "appointed" and _acts(anchor, verb):
            continue
        if meaning == "appointed" and _is_succeeded(anchor, verb):
            return "removed"
        if meaning:
            return meaning
        if any(
            child.lemma_.lower() == "use" and child.tag_ == "VBD" for child in (verb.head, *verb.children)
        ):
            return "former"
        if verb.lemma_ == "be" and verb.tag_ == "VBD":
            return "former"
        if found := modality.status(verb):
            return found
    return ""


def _is_succeeded(title: Token, verb: Token) -> bool:
    """Tell whether whoever bears a title makes way for another: "the chairman was replaced by X"."""
    return verb.lemma_ in listed("succession verb") and title in syntax.fillers(verb, "obj")


def _acts(title: Token, verb: Token) -> bool:
    """Tell whether whoever bears a title is the one who acts: "the chairman took questions"."""
    return title in tree.doers(verb)


def _token_at(target: Argument, sentence: Sentence) -> Token | None:
    return next(
        (token for token in sentence.span if sentence.stretch(token) == (target.start, target.end)), None
    )


def _ordinal(token: Token, sentence: Sentence) -> str:
    """The number of a meeting, in its name ("34th Session") or before its noun ("the third session")."""
    mention = sentence.mention(token)
    named = _ORDINAL.match(sentence.paragraph.text(mention)) if mention else None
    words = [named[0]] if named else [child.lower_ for child in token.lefts]
    return next((number for word in words if (number := _number(word))), "")


def _number(word: str) -> str:
    found = _ORDINAL.fullmatch(word)
    number = int(found[1]) if found else english().numbers.get(word, 0)
    return str(number) if number else ""


def _ticker(anchor: Token, sentence: Sentence, target: Argument) -> str:
    """The code right after the exchange, else the one nearest to the word."""
    start, _ = sentence.stretch(anchor)
    here = [m for m in sentence.paragraph.tickers if sentence.start <= m.start < sentence.end]
    behind = [m for m in here if 0 <= m.start - target.end <= _BESIDE]
    if behind:
        return behind[0].value
    return min(here, key=lambda m: abs(m.start - start)).value if here else ""


_BESIDE = 20


def _dates(anchor: Token, sentence: Sentence, kind: str) -> Iterator[tuple[Mention, str]]:
    """Yield the dates of the clause that an anchor stands in; `year` wants no more than the year."""
    verbs = {anchor.i, *(verb.i for verb in tree.governing_verb(anchor))}
    verbs |= {inner.i for child in anchor.children for inner in child.children if inner.dep_ == "pcomp"}
    for token, mention in sentence.measures("date"):
        if not mention.value or _clause(token) not in verbs:
            continue
        yield mention, mention.value[:4] if kind == "year" else mention.value


def _clause(token: Token) -> int:
    """The verb of the clause that a date belongs to, or the noun on which it hangs."""
    while token.head != token:
        token = token.head
        if tree.is_verb(token):
            break
    return token.i


def _bounds(kind: str) -> frozenset[str]:
    return listed("span opener" if kind == "start" else "span closer")


def _bound(anchor: Token, sentence: Sentence, prepositions: frozenset[str]) -> str:
    return next((argument.value for argument in _bounding(anchor, sentence, prepositions)), "")


def _bounding(anchor: Token, sentence: Sentence, prepositions: frozenset[str]) -> Iterator[Argument]:
    for token, mention in sentence.measures("date"):
        if not mention.value or token.head.lower_ not in prepositions:
            continue
        above = set(token.ancestors)
        if anchor in above or any(verb in above for verb in tree.governing_verb(anchor)):
            yield Argument(mention.start, mention.end, value=mention.value)


def _names(slots: Sequence[str], anchor: Token, sentence: Sentence) -> Iterator[Argument]:
    for slot in slots:
        for token in syntax.walk(slot, anchor):
            mention = sentence.mention(token)
            if mention is not None and mention.entity is not None:
                yield Argument(mention.start, mention.end, value=sentence.paragraph.text(mention))
                return


def _years(kind: str, anchor: Token, sentence: Sentence) -> Iterator[Argument]:
    """The years in brackets after a name, or the dates of its clause: "(2026-2030)", "from 2021 to 2025"."""
    raw, origin = sentence.paragraph.raw, sentence.paragraph.start
    lead = _BEFORE_YEARS.match(raw, sentence.stretch(anchor)[1] - origin)
    if lead and (match := YEARS.match(raw, lead.end())):
        first, last = match["first"], match["last"]
        group = "first" if kind == "first year" else "last"
        value = first if group == "first" else first[: 4 - len(last)] + last
        yield Argument(origin + match.start(group), origin + match.end(group), value=value)
