"""What a release holds, counted by other code than that which wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from soegraph import names
from soegraph.publish.lines import RDF_TYPE, is_iri, text
from soegraph.publish.release.files import FACTS

_PROV, _SCHEMA, _SOE = names.PREFIXES["prov"], names.PREFIXES["schema"], names.SOE
DERIVED = f"<{_PROV}wasDerivedFrom>"
_PUBLISHERS = f"<{_SOE}publisherCount>"
_DATED = {"article": f"<{_SCHEMA}datePublished>", "record": f"<{_SOE}asOf>"}
_WIKIDATA = "<http://www.wikidata.org/entity/"
Said = Mapping[str, Sequence[str]]
"""What is said of a thing: the objects by predicate, all as N-Triples."""


@dataclass(slots=True)
class Tally:
    """Numbers of what is stated; classes, properties and links by their N-Triples terms.

    `founded` counts the facts that rest on a claim or record, `quoted` those that rest on a claim, `publishers`
    has how many facts have how many publishers, `latest` is the latest date of an article or record.
    """

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    with_property: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    founded: int = 0
    quoted: int = 0
    publishers: Counter[int] = field(default_factory=Counter)
    latest: str = ""

    def take(self, kind: str, said: Said, grounds: frozenset[str]) -> None:
        """Count one subject of a kind; `grounds` are the kinds of what it is derived from."""
        self.subjects += 1
        for predicate, values in said.items():
            self.triples += len(values)
            self.properties[predicate] += len(values)
            self.with_property[predicate] += 1
            if predicate == RDF_TYPE:
                self.classes.update(filter(is_iri, values))
            elif linked := sum(value.startswith(_WIKIDATA) for value in values):
                self.links[predicate] += linked
        self.latest = max([self.latest, *map(text, said.get(_DATED.get(kind, ""), ()))])
        if kind in FACTS:
            self._take_fact(said, grounds)

    def _take_fact(self, said: Said, grounds: frozenset[str]) -> None:
        self.facts += 1
        self.founded += not grounds.isdisjoint(("claim", "record"))
        self.quoted += "claim" in grounds
        for value in said.get(_PUBLISHERS, ()):
            if (number := text(value)).isdecimal():
                self.publishers[int(number)] += 1
