"""How many things of a class and triples of a property there were and are, and which of them shrank too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from soegraph import names
from soegraph.publish.lines import RDF_TYPE, iri, is_iri, parsed
from soegraph.publish.release.census import Census
from soegraph.publish.release.changes.merged import Subject

CLASS, RELATION = "class", "relation"


@dataclass(frozen=True, slots=True)
class Count:
    """A class or relation by its IRI, with the number of its instances or triples before and now."""

    kind: str
    iri: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Shrunk(Count):
    """One that has lost more than it may."""

    def __str__(self) -> str:
        lost = 100 * (self.before - self.now) / self.before
        return (
            f"{self.kind} {names.curie(self.iri)}: {self.now:,}, before {self.before:,} ({lost:.0f} % fewer)"
        )


class Counts:
    """What has come and gone, counted as VoID counts it."""

    def __init__(self) -> None:
        self._more: dict[str, Counter[str]] = {CLASS: Counter(), RELATION: Counter()}

    def take(self, subject: Subject) -> None:
        """Count what has changed of a subject."""
        for lines, step in ((subject.added, 1), (subject.removed, -1)):
            for _, predicate, value in map(parsed, lines):
                self._more[RELATION][iri(predicate)] += step
                if predicate == RDF_TYPE and is_iri(value):
                    self._more[CLASS][iri(value)] += step

    def against(self, now: Census) -> list[Count]:
        """Return the classes, then the relations, whose number has changed, by their IRIs."""
        numbers = {CLASS: now.classes, RELATION: now.properties}
        return [
            Count(kind, each, numbers[kind][each] - more, numbers[kind][each])
            for kind, changed in self._more.items()
            for each, more in sorted(changed.items())
            if more
        ]


def shrunk(counts: Iterable[Count], most: float) -> list[Shrunk]:
    """Return those that have lost more than `most` per cent.

    >>> counts = [Count(CLASS, "a:A", 10, 9), Count(CLASS, "a:B", 10, 8), Count(CLASS, "a:C", 0, 5)]
    >>> [str(each) for each in shrunk(counts, 10)]
    ['class <a:B>: 8, before 10 (20 % fewer)']
    """
    return [
        Shrunk(each.kind, each.iri, each.before, each.now)
        for each in counts
        if 100 * (each.before - each.now) > most * each.before
    ]
