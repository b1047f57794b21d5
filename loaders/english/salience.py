"""Which of the things that a text has spoken of stands out where "it", "she" or "the company" takes one up.

Each candidate has reasons, each reason a weight by what takes it up; the heaviest candidate is meant. The idea is that
of centering: what a sentence is about is taken up before what it says of that, what is near before what is far, and
a description looks further back, to what the whole text is about, than a pronoun does. The weights were fitted to the
annotated articles and rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from soegraph.loaders.document import Entity
from soegraph.loaders.english.memory import Spoken

REACH = 4
"""So many sentences back a pronoun looks."""

Weights = Mapping[str, float]

THING: Weights = {
    "here": 2,
    "before": 1,
    "further": -1,
    "subject": 1,
    "clause": 0.5,
    "object": 0.5,
    "inside": -0.5,
    "governs": 1,
    "aside": -0.5,
    "latest": 0.5,
    "topic": 1,
    "opens": 0.5,
    "place": -3,
    "event": -1,
    "unit": -2,
}
"""What weighs for "it" and "its"."""

PERSON: Weights = {
    "here": 1.5,
    "before": 1,
    "further": -1,
    "governs": 1,
    "latest": 0.5,
    "opens": 1,
    "paragraph": 1.5,
    "inside": -1,
}
"""What weighs for "he" and "her"."""

DESCRIPTION: Weights = {
    "described": 3,
    "new": 1.5,
    "further": -0.2,
    "named": 2,
    "topic": 1.5,
    "owner": 1,
    "paragraph": 0.5,
    "opens": 0.5,
    "governs": -1.5,
    "inside": -1,
    "aside": -0.5,
}
"""What weighs for "the company"."""

NEAR: Weights = {"here": 1, "before": 1.5, "further": -1, "latest": 1, "named": 1, "governs": -1}
"""What weighs for "that company"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant, how many sentences back it was last spoken of, and what speaks for and against it."""

    entity: Entity
    back: int
    reasons: frozenset[str]

    def weight(self, weights: Weights) -> float:
        """Return the sum of what its reasons weigh; each sentence beyond the one before weighs by itself."""
        return sum(weights.get(reason, 0) for reason in self.reasons) + weights.get("further", 0) * max(
            0, self.back - 1
        )


def choose(candidates: Iterable[Candidate], weights: Weights) -> Entity | None:
    """Return the heaviest candidate; of equals the one spoken of last."""
    best = max(candidates, key=lambda candidate: candidate.weight(weights), default=None)
    return best.entity if best else None


def candidates(
    sentences: Iterable[tuple[int, Sequence[Spoken]]],
) -> Iterator[tuple[int, Entity, frozenset[str]]]:
    """Yield what the sentences spoke of, the last first, with the reasons that its place there gives.

    `sentences` are the mentions of a sentence with how far back it is, the nearest first.
    """
    seen: set[Entity] = set()
    for back, mentions in sentences:
        for spoken in reversed(mentions):
            if spoken.entity not in seen:
                seen.add(spoken.entity)
                yield back, spoken.entity, _placed(spoken.entity, back, mentions)


def _placed(entity: Entity, back: int, mentions: Sequence[Spoken]) -> frozenset[str]:
    own = [spoken for spoken in mentions if spoken.entity is entity]
    reasons = {spoken.role for spoken in own}
    reasons |= {"here"} if not back else {"before"} if back == 1 else set()
    reasons |= {"aside"} if all(spoken.aside for spoken in own) else set()
    reasons |= {"latest"} if mentions[-1].entity is entity else set()
    return frozenset(reasons)
