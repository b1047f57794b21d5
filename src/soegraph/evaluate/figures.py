"""Counting: precision, recall and F1 of verdicts, and how many entities are known for what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from soegraph.evaluate.entities import EntityVerdict
from soegraph.evaluate.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """How many of so many claims and facts agree; sums over articles are micro averages.

    >>> score = Score(hits=3, claims=4, facts=6)
    >>> score.precision, score.recall, score.f1
    (0.75, 0.5, 0.6)
    """

    hits: int
    claims: int
    facts: int

    @property
    def precision(self) -> float:
        """The part of the claims that is right, from 0 to 1; 0 without claims."""
        return share(self.hits, self.claims)

    @property
    def recall(self) -> float:
        """The part of the facts that is found, from 0 to 1; 0 without facts."""
        return share(self.hits, self.facts)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return share(2 * self.hits, self.claims + self.facts)


@dataclass(frozen=True, slots=True)
class Scores:
    """The lenient score, by relation, ends and role, and the strict one, by all qualifiers too."""

    lenient: Score
    strict: Score


@dataclass(frozen=True, slots=True)
class EntityScore:
    """How many annotated entities are known for what they are.

    Of `annotated` entities claims speak of `named`. Of these, `typed` have a class on both sides, which is the
    same for `exact` and a narrower or wider one for `compatible`; the tables know `known`, and `linked` have the IRI
    of the tables; `whole` have one IRI and not several, and `apart` share theirs with no other entity of the article.
    """

    annotated: int
    named: int
    typed: int
    exact: int
    compatible: int
    known: int
    linked: int
    whole: int
    apart: int


def share(part: int, whole: int) -> float:
    """Return a part as a number from 0 to 1; 0 of nothing."""
    return part / whole if whole else 0.0


def scores(verdicts: Iterable[Verdict]) -> Scores:
    """Return the scores of verdicts."""
    n = Counter(verdict.outcome for verdict in verdicts)
    claims, facts = n["hit"] + n["near"] + n["extra"], n["hit"] + n["near"] + n["miss"]
    return Scores(Score(n["hit"] + n["near"], claims, facts), Score(n["hit"], claims, facts))


def entity_score(verdicts: Iterable[EntityVerdict]) -> EntityScore:
    """Return the counts of verdicts on entities."""
    entities = list(verdicts)
    named = [entity for entity in entities if entity.named]
    typings = Counter(entity.typing for entity in named)
    known = [entity for entity in named if entity.known]
    return EntityScore(
        annotated=len(entities),
        named=len(named),
        typed=len(named) - typings["unknown"],
        exact=typings["exact"],
        compatible=typings["compatible"],
        known=len(known),
        linked=sum(entity.linked for entity in known),
        whole=sum(len(entity.iris) == 1 for entity in named),
        apart=sum(bool(entity.iris) and not entity.shared_with for entity in named),
    )
