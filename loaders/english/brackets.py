"""What stands in brackets after a name, which the parse leaves out: a former name, a ticker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soegraph import schema
from soegraph.loaders import gazetteer
from soegraph.loaders.document import Argument, Candidate, Entity, Mention
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.words import english
from soegraph.loaders.lexicon import Frame, longest_first
from soegraph.model import ASSERTED

_CODE = re.compile(r"(?<!\d)(?P<code>\d{4,6})(?!\d)")


def match(document: Document, sentence: Sentence) -> Iterator[Candidate]:
    """Yield what the brackets of a sentence say of the names before them."""
    for token in sentence.span:
        mention = sentence.mention(token)
        bracket = document.following_bracket(mention) if mention and mention.entity else None
        if mention is None or bracket is None:
            continue
        for frame in english().frames_of("bracket"):
            yield from _read(frame, document.article.text, mention, bracket, sentence)


def _read(
    frame: Frame, text: str, mention: Mention, bracket: tuple[int, int], sentence: Sentence
) -> Iterator[Candidate]:
    assert mention.entity is not None
    inside = text[bracket[0] : bracket[1]].strip(" ()（）")
    start = text.index(inside, bracket[0])
    found = _listing(inside, start) if "ticker" in frame.lemmas else _after_cue(inside, start, frame)
    if found is None:
        return
    target, said = found
    other = target.entity.type if target.entity else None
    if not schema.load().accepts(frame.predicate, mention.entity.type, other):
        return
    yield Candidate(
        subject=Argument(mention.start, mention.end, mention.entity),
        predicate=frame.predicate,
        object=target,
        qualifiers=said,
        modality=ASSERTED,
        frame=frame.id,
        confidence=frame.confidence,
        anchor=bracket,
        sentence=(sentence.start, max(sentence.end, bracket[1])),
    )


def _after_cue(inside: str, start: int, frame: Frame) -> tuple[Argument, dict[str, str]] | None:
    """The name after "formerly", as a literal."""
    for cue in longest_first(frame.lemmas):
        if inside.lower().startswith(cue + " ") and (name := inside[len(cue) + 1 :].strip(" ,;")):
            at = start + inside.index(name, len(cue))
            return Argument(at, at + len(name), value=name), {}
    return None


def _listing(inside: str, start: int) -> tuple[Argument, dict[str, str]] | None:
    """The exchange and code of "SSE: 600111" or "Shanghai Stock Exchange: 600111", where the exchange is known."""
    code = _CODE.search(inside)
    named = next(
        (
            (hit, known)
            for hit in gazetteer.names("en").find(inside)
            for known in hit.payloads
            if schema.load().is_kind(known.type, "exchange")
        ),
        None,
    )
    if code is None or named is None:
        return None
    hit, known = named
    exchange = Entity(known.type, [inside[hit.start : hit.end]], known.iri, known=True)
    return Argument(start + hit.start, start + hit.end, exchange), {"ticker": code["code"]}
