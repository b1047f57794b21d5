"""What sets the scene for the sentences after it: a name that heads a list, the enterprise that holds a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soegraph.loaders.chinese.clauses import Clause
from soegraph.loaders.chinese.text import Document, Token
from soegraph.loaders.chinese.words import listed
from soegraph.loaders.document import Entity


def headers(document: Document) -> list[tuple[int, Entity]]:
    """The organisations that head what follows them: a sentence that is no more than the name."""
    found = []
    for sentence in document.sentences:
        plain = _outside_brackets(sentence.tokens)
        named = [token for token in plain if token.names("Organisation")]
        if len(named) == 1 and all(t is named[0] or t.tag in {"w", "m", "xc"} for t in plain):
            entity = named[0].entity
            assert entity is not None
            found.append((sentence.number, entity))
    return found


def hosts(clauses: Sequence[Clause]) -> Iterator[tuple[int, Entity]]:
    """The enterprises that a clause says to hold a meeting, with the number of its sentence."""
    for clause in clauses:
        holding = [verb for verb in clause.main if verb.token.text in listed("holding")]
        for subject in [verb.agent or verb.subject for verb in holding]:
            for token in subject.tokens if subject else ():
                for mention in (token.mention, token.mention.inner if token.mention else None):
                    if mention and mention.entity and mention.entity.is_a("Enterprise"):
                        yield clause.sentence.number, mention.entity


def _outside_brackets(tokens: Sequence[Token]) -> list[Token]:
    depth, kept = 0, []
    for token in tokens:
        depth += _DEEPER.get(token.text, 0)
        if depth <= 0 and token.text != "）":
            kept.append(token)
    return kept


_DEEPER = {"（": 1, "）": -1}
