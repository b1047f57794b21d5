"""What a release holds: all that is stated, counted while it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soegraph import names
from soegraph.publish.lines import RDF_TYPE, Properties, iri, is_iri, text
from soegraph.publish.release.files import FACTS, kind_of
from soegraph.publish.release.gather import Node, Said, stated
from soegraph.publish.sorting import HELD, Sorted

WIKIDATA = "http://www.wikidata.org/entity/"
_WIKIDATA, _BEYOND = f"<{WIKIDATA}", f"<{WIKIDATA}\U0010ffff"

_SOE, _PROV = names.SOE, names.PREFIXES["prov"]
_DERIVED, _PUBLISHERS = f"<{_PROV}wasDerivedFrom>", f"<{_SOE}publisherCount>"
_DATES = frozenset((f"<{names.PREFIXES['schema']}datePublished>", f"<{_SOE}asOf>"))
_SOURCES = frozenset(("article", "record"))
_LATELY = 20_000  # distinct objects that are told apart before they are sorted: most come again soon


@dataclass(slots=True)
class Census:
    """The numbers of a release.

    `classes` has the instances of each class, `properties` the triples of each property and `property_subjects`
    their distinct subjects, by IRI. `examples` has the first instance of each class. `links` counts by property
    the triples that lead to Wikidata. `latest` is the latest partial date of an article or record, "" without
    one. Of facts, tenures and stakes `facts` is their number, `evidenced` that of those that rest on a claim or
    record, `quoted` on a claim, and `publishers` how many have how many independent publishers.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    property_subjects: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)
    latest: str = ""
    facts: int = 0
    evidenced: int = 0
    quoted: int = 0
    publishers: Counter[int] = field(default_factory=Counter)


class Counting:
    """Counts a release while it is written; distinct objects are sorted in `folder`, `held` as `Sorted` has it."""

    def __init__(self, folder: Path, held: int = HELD) -> None:
        self._found = Census()
        self._objects = Sorted(folder, held)
        self._lately: set[str] = set()

    def visit(self, node: Node) -> None:
        """Count what is stated of a subject."""
        said = node.said(stated)
        if said.pairs:
            _count(self._found, said)
            self._lately.update(*(objects for _, objects in said.properties))
        if len(self._lately) >= _LATELY:
            self._sort()

    def census(self) -> Census:
        """Return the numbers, when all is written."""
        self._sort()
        self._found.objects = sum(1 for _ in self._objects)
        return self._found

    def _sort(self) -> None:
        self._objects.extend(self._lately)
        self._lately.clear()


def _count(census: Census, said: Said) -> None:
    census.subjects += 1
    census.triples += len(said.pairs)
    properties, subjects = census.properties, census.property_subjects
    for predicate, objects in said.properties:
        name = predicate[1:-1]
        properties[name] += len(objects)
        subjects[name] += 1
        if predicate == RDF_TYPE:
            _count_classes(census, said.subject, objects)
        elif links := _links(objects):
            census.links[name] += links
    kind = kind_of(said.subject)
    if kind in _SOURCES:
        _note_dates(census, said.properties)
    if kind in FACTS:
        _count_fact(census, dict(said.properties))


def _links(objects: list[str]) -> int:
    if objects[0] > _BEYOND or objects[-1] < _WIKIDATA:  # they are sorted
        return 0
    return sum(each.startswith(_WIKIDATA) for each in objects)


def _count_classes(census: Census, subject: str, classes: list[str]) -> None:
    for cls in filter(is_iri, classes):
        census.classes[iri(cls)] += 1
        census.examples.setdefault(iri(cls), iri(subject))


def _note_dates(census: Census, properties: Properties) -> None:
    dates = (text(each) for predicate, objects in properties if predicate in _DATES for each in objects)
    census.latest = max(census.latest, *dates, "")


def _count_fact(census: Census, said: Mapping[str, list[str]]) -> None:
    grounds = set(map(kind_of, said.get(_DERIVED, [])))
    census.facts += 1
    census.evidenced += bool(grounds & {"claim", "record"})
    census.quoted += "claim" in grounds
    census.publishers.update(int(text(each)) for each in said.get(_PUBLISHERS, []))
