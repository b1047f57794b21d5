"""What a change of articles touches: which entities may be described anew, and which facts rest on other claims.

An entity that ten thousand articles speak of is spoken of by the next one too, nearly always as before. To
describe it anew from all of them would cost more than the article, so it is first asked what the article's
own contribution, which goes or comes, can change:

- a name that another article gives the entity too changes nothing by coming or going;
- nor does one more vote for a class that is already settled on: support grows for the class and those above
  it, all of which stand already, and for none that is disjoint with them;
- nor do votes at all, as long as each class still has one and no two of them are disjoint;
- nor does the value of a qualifier that the entity has already, or has more precisely.

Where none of this holds, all about the entity is consolidated anew. Otherwise only the facts are that claims
of the changed articles state: their nodes tell which other claims they rest on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph import schema
from soegraph.curation.fit import Rulings
from soegraph.graph import layers, terms
from soegraph.graph.terms import soe, term
from soegraph.model import ASSERTED
from soegraph.store import Store

Changes = Mapping[NamedNode, Collection[Quad]]
"""The coming quads of each graph to replace; none for a graph that goes."""

_ENDS = (term("rdf:subject"), term("rdf:object"))


@dataclass(slots=True)
class Contribution:
    """What one article says of one entity: its classes and names, and the qualifiers of claims about it.

    `given` has the local name of a property of the entity, the value, and whether the entity is the object.
    """

    classes: set[NamedNode] = field(default_factory=set)
    names: set[Literal] = field(default_factory=set)
    given: set[tuple[str, terms.Object, bool]] = field(default_factory=set)


Pairs = Collection[tuple[Contribution, Contribution]]
"""What each changed article contributes now and will contribute."""


def contributions(quads: Iterable[Quad]) -> dict[NamedNode, Contribution]:
    """Return what the asserted claims of an article contribute to the entities in them."""
    found: dict[NamedNode, dict[NamedNode, list[terms.Object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            found[quad.subject][quad.predicate].append(quad.object)
    told: dict[NamedNode, Contribution] = {}
    for properties in list(found.values()):
        if Literal(ASSERTED) not in properties.get(soe("modality"), ()):
            continue
        for end in _ENDS:
            for entity in properties[end]:
                if isinstance(entity, NamedNode):
                    known = told.setdefault(entity, Contribution())
                    known.given |= {(*each, end == _ENDS[1]) for each in _given(properties)}
    for entity, known in told.items():
        known.classes |= {cls for cls in found[entity][term("rdf:type")] if isinstance(cls, NamedNode)}
        known.names |= {name for name in found[entity][term("skos:altLabel")] if isinstance(name, Literal)}
    return told


def _given(properties: Mapping[NamedNode, list[terms.Object]]) -> Iterator[tuple[str, terms.Object]]:
    """Yield property and value of the qualifiers that may describe an entity; a year is a date of it."""
    for qualifier in schema.load().qualifiers.values():
        for value in properties.get(soe(qualifier.name), ()):
            yield ("date" if qualifier.name == "year" else qualifier.name), value


class Settled:
    """What stands in a store of which some graphs are to be replaced, as far as it stays as it is."""

    def __init__(self, store: Store, changes: Changes, rulings: Rulings) -> None:
        self._store = store
        self._changes = changes
        self._rulings = rulings
        self._merged = {*rulings.identity.replaced, *rulings.identity.replaced.values()}
        self._layers = {layers.FLAT, *layers.stated(), layers.inferred(), layers.quarantine()}

    def touched(self) -> set[NamedNode]:
        """Return the entities that the change of articles may describe otherwise, or give other values."""
        told: dict[NamedNode, list[tuple[Contribution, Contribution]]] = defaultdict(list)
        for graph, coming in self._changes.items():
            before, after = contributions(self._store.quads(graph=graph)), contributions(coming)
            for entity in before.keys() | after.keys():
                told[entity].append((before.get(entity, Contribution()), after.get(entity, Contribution())))
        return {
            entity
            for entity, pairs in told.items()
            if entity in self._merged or not all(self._is_same(entity, *pair, pairs) for pair in pairs)
        }

    def _is_same(
        self, entity: NamedNode, before: Contribution, after: Contribution, all_pairs: Pairs
    ) -> bool:
        name = term("skos:altLabel")
        if not all(self._is_said_elsewhere(entity, name, each) for each in before.names ^ after.names):
            return False
        known = self._is_known(entity)
        if not known and not self._keeps_classes(entity, before, after, all_pairs):
            return False
        changed = {each for each in before.given ^ after.given if self._may_have(entity, known, *each)}
        return all(each in after.given and self._has(entity, each[0], each[1]) for each in changed)

    def _is_known(self, entity: NamedNode) -> bool:
        return any(next(self._store.quads(entity, graph=graph), None) for graph in layers.foundation())

    def _is_said_elsewhere(self, entity: NamedNode, predicate: NamedNode, value: terms.Object) -> bool:
        return any(
            isinstance(quad.graph_name, NamedNode) and self._asserts(quad.graph_name, entity)
            for quad in self._store.quads(entity, predicate, value)
            if quad.graph_name not in self._layers and quad.graph_name not in self._changes
        )

    def _asserts(self, article: NamedNode, entity: NamedNode) -> bool:
        return any(
            next(self._store.quads(quad.subject, soe("modality"), Literal(ASSERTED), article), None)
            for end in _ENDS
            for quad in self._store.quads(None, end, entity, article)
            if isinstance(quad.subject, NamedNode) and not self._rulings.verdict(quad.subject).rejected
        )

    def _keeps_classes(
        self, entity: NamedNode, before: Contribution, after: Contribution, all_pairs: Pairs
    ) -> bool:
        lost, gained = before.classes - after.classes, after.classes - before.classes
        type_ = term("rdf:type")
        if not lost and all(
            layers.holds(self._store, Triple(entity, type_, cls), layers.facts()) for cls in gained
        ):
            return True
        if not all(self._is_said_elsewhere(entity, type_, cls) for cls in lost | gained):
            return False
        ontology = schema.load()
        here = {terms.local_name(cls) for pair in all_pairs for told in pair for cls in told.classes}
        voted = [c for c in ontology.classes if c in here or self._is_said_elsewhere(entity, type_, soe(c))]
        return not any(ontology.disjoint(one, other) for one, other in combinations(voted, 2))

    def _may_have(
        self, entity: NamedNode, known: bool, name: str, value: terms.Object, as_object: bool
    ) -> bool:
        """Tell whether a qualifier of a claim is the entity's own too; its classes stay as they are."""
        if known and as_object:
            return False
        graphs = layers.foundation() if known else (layers.facts(),)
        found = (
            quad for graph in graphs for quad in self._store.quads(entity, term("rdf:type"), None, graph)
        )
        return any(_describes(name, quad.object) for quad in found if isinstance(quad.object, NamedNode))

    def _has(self, entity: NamedNode, name: str, value: terms.Object) -> bool:
        found = {quad.object for quad in self._store.quads(entity, soe(name), None, layers.facts())}
        finer = (
            other for other in found if isinstance(other, Literal) and other.value.startswith(value.value)
        )
        return value in found or (name == "date" and any(finer))


def _describes(name: str, cls: NamedNode) -> bool:
    ontology, local = schema.load(), terms.local_name(cls)
    owners = ontology.properties[name].domain
    return local in ontology.classes and any(ontology.is_a(local, owner) for owner in owners)
