"""Clauses of phrases and verbs, each verb with its subject, objects and prepositional phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from soegraph.loaders.chinese.text import Sentence, Token
from soegraph.loaders.chinese.words import any_listed


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase: its tokens, the last of which heads it, its owner (before 的), those listed with it."""

    tokens: list[Token]
    owner: Phrase | None = None
    members: list[Phrase] = field(default_factory=list)
    beside: list[Phrase] = field(default_factory=list)
    verb: Verb | None = None
    slot: str = ""
    owned: Phrase | None = None
    apposed: Phrase | None = None
    row: Phrase | None = None
    _head: tuple[list[Token], Token] | None = None

    @property
    def head(self) -> Token:
        """Its last word that is no word of place (上, 中), share or quantity."""
        if self._head is None or self._head[0] is not self.tokens:
            self._head = (self.tokens, self._last_noun())
        return self._head[1]

    def _last_noun(self) -> Token:
        passed = any_listed("locative", "transparent")
        for token in reversed(self.tokens):
            mention = token.mention
            measured = mention.kind == "percent" if mention else token.tag in {"m", "q"}
            if not measured and token.text not in passed:
                return token
        return self.tokens[-1]

    @property
    def start(self) -> int:
        """The first code point."""
        return self.tokens[0].start

    def all(self) -> list[Phrase]:
        """Return the phrase and those listed with it."""
        return [self, *self.members]


@dataclass(slots=True, eq=False)
class Verb:
    """A verb with what it governs. `cues` are the adverbs and conjunctions before it in its clause.

    It is `headless` in a clause before 的 that stands for whoever does it: 参加会议的还有A.
    """

    token: Token
    clause: Clause
    subject: Phrase | None = None
    agent: Phrase | None = None
    fronted: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    beside: list[tuple[str, Phrase]] = field(default_factory=list)
    cues: list[Token] = field(default_factory=list)
    passive: bool = False
    relative: bool = False
    headless: bool = False
    chained: Verb | None = None
    left: Phrase | None = None

    def following(self) -> Verb:
        """Return the last verb of a row of verbs, which holds the objects of all."""
        verb = self
        while verb.chained is not None:
            verb = verb.chained
        return verb


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch between commas: its tokens, phrases and verbs, and the cues that stand before no verb.

    `place` counts the clauses of the article; `supposed` tells that a clause before it in its sentence is a condition.
    """

    sentence: Sentence
    tokens: list[Token]
    place: int
    phrases: list[Phrase] = field(default_factory=list)
    verbs: list[Verb] = field(default_factory=list)
    opens: bool = False
    supposed: bool = False
    cues: list[Token] = field(default_factory=list)
    _said: frozenset[str] | None = None

    @property
    def said(self) -> frozenset[str]:
        """Its words, and the kinds of the mentions in it."""
        if self._said is None:
            kinds = (token.mention.kind for token in self.tokens if token.mention)
            self._said = frozenset((*(token.text for token in self.tokens), *kinds))
        return self._said

    @property
    def main(self) -> list[Verb]:
        """The verbs that are not inside a relative clause."""
        return [verb for verb in self.verbs if not verb.relative]


_REACH = 50  # clauses: more than a sentence has, unless it is a table without full stops


def earlier(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses before one in its sentence, the nearest first, as far as anything reaches."""
    for place in range(clause.place - 1, max(-1, clause.place - 1 - _REACH), -1):
        if clauses[place].sentence is not clause.sentence:
            return
        yield clauses[place]


def later(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses after one in its sentence, the nearest first, as far as anything reaches."""
    for place in range(clause.place + 1, min(len(clauses), clause.place + 1 + _REACH)):
        if clauses[place].sentence is not clause.sentence:
            return
        yield clauses[place]
