"""What sets the scene for the sentences after it: a name that heads a list, the enterprise that holds a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soegraph.loaders.chinese.clauses import Clause
from soegraph.loaders.chinese.text import Document, Token
from soegraph.loaders.chinese.words import listed
from soegraph.loaders.document import Entity


def headers(document: Document) -> list[tuple[int, Entity]]:
    """The organisations that head what follows them: a sentence that is no more than the name."""
    heads = ((sentence.number, _header(sentence.tokens)) for sentence in document.sentences)
    return [(number, entity) for number, entity in heads if entity is not None]


def _header(tokens: Sequence[Token]) -> Entity | None:
    """The one organisation that a sentence names, outside brackets and with nothing but marks and numbers."""
    depth, named = 0, None
    for token in tokens:
        depth += _DEEPER.get(token.text, 0)
        if depth > 0 or token.text == "）":
            continue
        if token.names("Organisation"):
            if named is not None:
                return None
            named = token.entity
        elif token.tag not in {"w", "m", "xc"}:
            return None
    return named


_DEEPER = {"（": 1, "）": -1}


def hosts(clauses: Sequence[Clause]) -> Iterator[tuple[int, Entity]]:
    """The enterprises that a clause says to hold a meeting, with the number of its sentence."""
    for clause in clauses:
        holding = [verb for verb in clause.main if verb.token.text in listed("holding")]
        for subject in [verb.agent or verb.subject for verb in holding]:
            for token in subject.tokens if subject else ():
                for mention in (token.mention, token.mention.inner if token.mention else None):
                    if mention and mention.entity and mention.entity.is_a("Enterprise"):
                        yield clause.sentence.number, mention.entity
