"""What stands in brackets after a name: a former name, a ticker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soegraph.loaders.chinese.text import Document, Sentence, Token
from soegraph.loaders.chinese.words import chinese
from soegraph.loaders.document import Argument, Candidate
from soegraph.loaders.lexicon import longest_first
from soegraph.model import ASSERTED

_BRACKET = re.compile(r"（([^（）]{2,60})）")


def match(document: Document, sentence: Sentence) -> Iterator[Candidate]:
    """Yield what the brackets of a sentence say of the organisations before them."""
    for token in sentence.tokens if document.text.find("（", sentence.start, sentence.end) >= 0 else ():
        bracket = _BRACKET.match(document.text, token.end) if token.names("Organisation") else None
        if bracket is not None:
            yield from _listing(sentence, token, bracket)
            yield from _former(document, sentence, token, bracket)


def _listing(sentence: Sentence, token: Token, bracket: re.Match[str]) -> Iterator[Candidate]:
    """The exchange and code in a bracket: （深交所代码：002987）."""
    inside = [each for each in sentence.tokens if bracket.start() < each.start < bracket.end()]
    exchange = next((each for each in inside if each.names("Exchange")), None)
    code = next((each.mention for each in inside if each.is_kind("ticker")), None)
    if exchange is None or code is None:
        return
    for frame in chinese().frames_of("bracket"):
        if frame.predicate == "listedOn":
            yield Candidate(
                Argument(token.start, token.end, token.entity),
                frame.predicate,
                Argument(exchange.start, exchange.end, exchange.entity),
                {"ticker": code.value},
                ASSERTED,
                frame.id,
                frame.confidence,
                bracket.span(),
                (sentence.start, sentence.end),
            )


def _former(
    document: Document, sentence: Sentence, token: Token, bracket: re.Match[str]
) -> Iterator[Candidate]:
    for frame in chinese().frames_of("bracket"):
        for cue in longest_first(frame.lemmas):
            inside = bracket[1]
            if (
                frame.predicate == "formerName"
                and inside.startswith(cue)
                and (name := inside.removeprefix(cue).strip("：“” "))
            ):
                at = document.text.index(name, bracket.start(1))
                end = at + len(name)
                yield Candidate(
                    Argument(token.start, token.end, token.entity),
                    frame.predicate,
                    Argument(at, end, value=document.article.text[at:end]),
                    {},
                    ASSERTED,
                    frame.id,
                    frame.confidence,
                    bracket.span(),
                    (sentence.start, sentence.end),
                )
                return
