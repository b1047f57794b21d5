"""How many things of a class and triples of a property there were and are, and which of them shrank too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from soegraph import names
from soegraph.publish.lines import RDF_TYPE, iri, is_iri, parsed
from soegraph.publish.release.census import Census

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


class Before:
    """What the release before held, counted as VoID counts it."""

    def __init__(self) -> None:
        self.triples = 0
        self._classes: Counter[str] = Counter()
        self._properties: Counter[str] = Counter()

    def take(self, lines: Iterable[str]) -> None:
        """Count what is said of a subject."""
        for _, predicate, value in map(parsed, lines):
            self.triples += 1
            self._properties[predicate] += 1
            if predicate == RDF_TYPE and is_iri(value):
                self._classes[value] += 1

    def against(self, now: Census) -> Iterator[Count]:
        """Yield the classes, then the relations, whose number has changed, by their IRIs."""
        yield from _changed(CLASS, self._classes, now.classes)
        yield from _changed(RELATION, self._properties, now.properties)


def _changed(kind: str, before: Counter[str], now: Counter[str]) -> Iterator[Count]:
    known = {iri(term): number for term, number in before.items()}
    for each in sorted({*known, *now}):
        if known.get(each, 0) != now[each]:
            yield Count(kind, each, known.get(each, 0), now[each])


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
