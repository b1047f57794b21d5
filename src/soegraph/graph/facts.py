"""Layer 3: what follows from all asserted claims and all records together.

The facts about an entity are a pure function of the statements that have it as subject or object and of
what the entities in them are called. They are: its classes and labels (unless layer 1 has them), the plain
triples, each with a node that tells what it rests on, the values that a qualifier gives to the thing itself (a
meeting's date, an enterprise's ticker), a person's tenures and an owner's stakes. Each triple belongs to one
entity, so that a change touches only the facts of a few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import schema
from soegraph.graph import layers, terms
from soegraph.graph.describe import description_triples, preferred, types
from soegraph.graph.spans import Span, bound_triples, happening, periods, slugged, span
from soegraph.graph.statements import (
    Knowledge,
    Statement,
    describe,
    given_to_objects,
    read,
)
from soegraph.graph.support import support
from soegraph.graph.tenures import Labels, roles_of, tenure_triples
from soegraph.graph.terms import soe, term
from soegraph.graph.view import View, matches
from soegraph.names import digest
from soegraph.store import Store

Values = dict[str, set[terms.Object]]
"""What qualifiers give to one entity, by the local name of the property."""

Told: TypeAlias = Callable[[list[NamedNode], str], Iterable[tuple[NamedNode, terms.Object]]]
"""What yields entities with the values that a qualifier, by its property, gives to them."""

BATCH = 500
"""Entities whose statements are read in one query."""

_OWNED = {  # the triples that belong to ?e in the graph of facts, by their subject
    "?e": "?e ?p ?o",
    "?fact": "?fact rdf:subject ?e ; ?p ?o",
    "?tenure": "?tenure org:member ?e ; ?p ?o",
    "?stake": "?stake soe:owner ?e ; ?p ?o",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A store in which all entities but `changed` are, and will be, called what its layers say now."""

    store: Store
    changed: Collection[NamedNode]

    def labels(self, nodes: Collection[NamedNode]) -> dict[NamedNode, dict[str, Literal]]:
        """Return the preferred labels by language: those of layer 1, else those that articles settled."""
        found: dict[NamedNode, dict[str, Literal]] = {node: {} for node in nodes}
        for graph, node, label in matches(self.store, "?e ?l", nodes, "?e skos:prefLabel ?l"):
            if graph in layers.foundation() or label.language != "zh-latn-pinyin":
                found[node][label.language or ""] = label
        return found


def consolidate(
    view: View, entities: Iterable[NamedNode], standing: Standing | None = None
) -> Iterator[Triple]:
    """Yield the facts about `entities`, in no order; the same triple may come twice.

    All that there is about a replaced entity is which one stays. What others are called is settled from all
    that speak of them, or taken from what is `standing`.
    """
    replaced, staying = view.identity.replaced, []
    for entity in sorted(entities, key=str):
        if entity in replaced:
            yield Triple(entity, term("dcterms:isReplacedBy"), replaced[entity])
        else:
            staying.append(entity)
    for batch in batches(staying):
        knowledge = read(view, batch)
        given = own_values(knowledge, partial(_told, view, knowledge))
        labels = labels_of(view, knowledge, standing)
        for entity in batch:
            yield from entity_facts(entity, knowledge, given[entity], labels)


def entity_facts(entity: NamedNode, knowledge: Knowledge, given: Values, labels: Labels) -> Iterator[Triple]:
    """Yield the facts about one entity.

    `given` are the values that qualifiers give to it, `labels` has all of its tenures' parts.
    """
    stated = knowledge.statements.get(entity, [])
    yield from description_triples(entity, knowledge.descriptions[entity])
    yield from (Triple(entity, soe(name), value) for name, values in given.items() for value in values)
    yield from stated_facts(stated, labels)


def stated_facts(statements: Iterable[Statement], labels: Labels) -> Iterator[Triple]:
    """Yield what statements make, whoever they are about: plain triples, tenures and stakes.

    What goes with one plain triple depends on the statements that make this triple, and on no other.
    """
    stated = list(statements)
    yield from stated_triples(stated)
    yield from tenure_triples(_about(stated, "holdsPost"), labels)
    yield from stake_triples(_about(stated, "holdsStakeIn"))


def _about(statements: Iterable[Statement], relation: str) -> list[Statement]:
    return [statement for statement in statements if statement.predicate == soe(relation)]


def stated_triples(statements: Iterable[Statement]) -> Iterator[Triple]:
    """Yield the plain triples that statements make, and for each its fact node: what the triple rests on."""
    grounds: dict[Triple, list[Statement]] = defaultdict(list)
    for statement in statements:
        grounds[Triple(statement.subject, statement.predicate, statement.object)].append(statement)
    for triple, stating in grounds.items():
        yield triple
        for slug, known in slugged(fact_slug(triple), _times(triple, stating)):
            node = terms.thing("fact", slug)
            yield Triple(node, term("rdf:type"), soe("Fact"))
            yield Triple(node, term("rdf:subject"), triple.subject)
            yield Triple(node, term("rdf:predicate"), triple.predicate)
            yield Triple(node, term("rdf:object"), triple.object)
            yield from bound_triples(node, known)
            yield from support(node, known.statements)


def fact_slug(triple: Triple) -> str:
    """Return the last part of the IRI of the node of a plain triple; nodes of later terms have a date behind it."""
    return digest(map(str, (triple.subject, triple.predicate, triple.object)))


def _times(triple: Triple, stating: list[Statement]) -> list[Span]:
    """Return what is known of the time of a fact: of each term, where it held more than once.

    The time of a post or stake is that of its tenures or stakes.
    """
    if recurs(triple):
        return periods(map(span, stating))
    relation = schema.load().properties[terms.local_name(triple.predicate)]
    return [happening(stating) if relation.temporality == "event" else Span(statements=tuple(stating))]


def recurs(triple: Triple) -> bool:
    """Tell whether a plain triple has a node for each time that it held, and not just one."""
    relation = schema.load().properties[terms.local_name(triple.predicate)]
    return relation.kind not in ("post", "stake") and relation.temporality not in ("timeless", "event")


def own_values(knowledge: Knowledge, told: Told) -> dict[NamedNode, Values]:
    """Return, by entity, the values of the qualifiers that the ontology lets describe the entity itself.

    `told` yields what claims give to some entities with a qualifier: to their subject, or to their object unless
    layer 1 describes that already.
    """
    found: dict[NamedNode, Values] = {entity: {} for entity in knowledge.descriptions}
    classes = {entity: types(description) for entity, description in knowledge.descriptions.items()}
    for qualifier in schema.load().qualifiers.values():
        name = qualifier.name
        described = [entity for entity in classes if _describes(qualifier, classes[entity])]
        for source in ("date", "year") if name == "date" else (name,):
            for entity, value in told(described, source):
                found[entity].setdefault(name, set()).add(value)
    for values in found.values():
        if "date" in values:
            values["date"] = _most_precise(values["date"])
    return found


def _told(
    view: View, knowledge: Knowledge, entities: list[NamedNode], qualifier: str
) -> Iterator[tuple[NamedNode, terms.Object]]:
    for entity in entities:
        for statement in knowledge.statements.get(entity, []):
            if value := statement.qualifiers.get(soe(qualifier)):
                yield entity, value
    strangers = [entity for entity in entities if not knowledge.descriptions[entity].known]
    yield from given_to_objects(view, strangers, qualifier)


def _describes(qualifier: schema.Property, classes: Iterable[str]) -> bool:
    return any(schema.load().is_a(cls, owner) for cls in classes for owner in qualifier.domain)


def _most_precise(dates: set[terms.Object]) -> set[terms.Object]:
    """Drop each date that a more precise one says better; keep dates that contradict each other."""
    return {
        date
        for date in dates
        if not any(other != date and other.value.startswith(date.value) for other in dates)
    }


def stake_triples(statements: Iterable[Statement]) -> Iterator[Triple]:
    """Yield the stakes of one owner: one for each size and date that a source gives.

    A statement that gives neither makes a stake only where no other one does.
    """
    stakes: dict[tuple[NamedNode, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if isinstance(statement.object, NamedNode):
            stakes[statement.object, statement.value("percent"), statement.value("asOf")].append(statement)
    sized = {owned for owned, percent, as_of in stakes if percent or as_of}
    for (owned, percent, as_of), grounds in stakes.items():
        if percent or as_of or owned not in sized:
            yield from _stake(owned, percent, as_of, grounds)


def _stake(owned: NamedNode, percent: str, as_of: str, grounds: list[Statement]) -> Iterator[Triple]:
    owner = grounds[0].subject
    slug = digest([owner.value, owned.value, percent, as_of])
    for own, known in slugged(slug, periods(map(span, grounds))):
        node = terms.thing("stake", own)
        yield Triple(node, term("rdf:type"), soe("Stake"))
        yield Triple(node, soe("owner"), owner)
        yield Triple(node, soe("owned"), owned)
        if percent:
            yield Triple(node, soe("percent"), terms.decimal(percent))
        if as_of:
            yield Triple(node, soe("asOf"), terms.partial_date(as_of))
        yield from bound_triples(node, known)
        yield from support(node, known.statements)


def labels_of(
    view: View, knowledge: Knowledge, standing: Standing | None = None
) -> dict[NamedNode, dict[str, Literal]]:
    """Return what the people, organisations and roles of all tenures are called."""
    posts = [s for stated in knowledge.statements.values() for s in _about(stated, "holdsPost")]
    named = {s.object for s in posts if isinstance(s.object, NamedNode)} | roles_of(posts)
    named |= {s.subject for s in posts}
    others, merged = named - knowledge.descriptions.keys(), view.identity.replaced.values()
    kept = others.difference(standing.changed, merged) if standing else set()
    found = {**knowledge.descriptions, **describe(view, others - kept)}
    settled = {node: preferred(found[node]) for node in named - kept}
    return settled | (standing.labels(kept) if standing else {})


def holders(view: View, organisations: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the people who hold or held a post in one of `organisations`: their tenures bear its name."""
    pattern = "?n rdf:object ?e ; rdf:predicate soe:holdsPost ; rdf:subject ?s"
    rows = (row for batch in batches(organisations) for row in view.about("?s", batch, pattern))
    return {view.identity.stays(person) for _, _, person in rows}


def stored(store: Store, entities: Iterable[NamedNode]) -> set[Triple]:
    """Return the facts about `entities` that a store has now: what `consolidate` gave for them."""
    return {
        Triple(*triple)
        for batch in batches(entities)
        for node, pattern in _OWNED.items()
        for _, *triple in matches(store, f"{node} ?p ?o", batch, pattern, layers.facts())
    }


def batches(entities: Iterable[NamedNode]) -> Iterator[list[NamedNode]]:
    """Yield `BATCH` entities at a time."""
    remaining = iter(entities)
    while batch := list(islice(remaining, BATCH)):
        yield batch
