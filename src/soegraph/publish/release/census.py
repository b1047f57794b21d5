"""What a release holds, counted from what was written: the file of all that is stated, read once more."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from soegraph import names
from soegraph.publish.lines import RDF_TYPE, Line, iri, is_iri, literal_parts, parsed
from soegraph.publish.release.files import kind_of
from soegraph.publish.sorting import Sorted

WIKIDATA = "http://www.wikidata.org/entity/"

_SOE, _PROV = names.SOE, names.PREFIXES["prov"]
_DERIVED, _PUBLISHERS = f"<{_PROV}wasDerivedFrom>", f"<{_SOE}publisherCount>"
_DATES = frozenset((f"<{names.PREFIXES['schema']}datePublished>", f"<{_SOE}asOf>"))
_SOURCES = frozenset(("article", "record"))
_FACTS = frozenset(("fact", "stake", "tenure"))


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


def census(path: Path, folder: Path) -> Census:
    """Count the file of sorted N-Triples `path`, which is packed; distinct objects are sorted in `folder`."""
    found, objects = Census(), Sorted(folder)
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for subject, group in groupby(_lines(file), key=lambda line: line.subject):
            said = list(group)
            _count(found, subject, said)
            objects.extend(line.object for line in said)
    found.objects = sum(1 for _ in objects)
    return found


def _lines(file: Iterable[str]) -> Iterator[Line]:
    return (parsed(line.removesuffix(" .\n")) for line in file)


def _count(census: Census, subject: str, said: list[Line]) -> None:
    census.subjects += 1
    census.triples += len(said)
    kind = kind_of(subject)
    for line in said:
        census.properties[iri(line.predicate)] += 1
        if line.predicate == RDF_TYPE and is_iri(line.object):
            census.classes[iri(line.object)] += 1
            census.examples.setdefault(iri(line.object), iri(subject))
        elif line.object.startswith(f"<{WIKIDATA}"):
            census.links[iri(line.predicate)] += 1
        elif kind in _SOURCES and line.predicate in _DATES:
            census.latest = max(census.latest, literal_parts(line.object).quoted.strip('"'))
    census.property_subjects.update({iri(line.predicate) for line in said})
    if kind in _FACTS:
        _count_fact(census, said)


def _count_fact(census: Census, said: list[Line]) -> None:
    grounds = {kind_of(line.object) for line in said if line.predicate == _DERIVED}
    census.facts += 1
    census.evidenced += bool(grounds & {"claim", "record"})
    census.quoted += "claim" in grounds
    for line in said:
        if line.predicate == _PUBLISHERS:
            census.publishers[int(literal_parts(line.object).quoted.strip('"'))] += 1
