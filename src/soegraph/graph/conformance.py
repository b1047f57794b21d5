"""The shapes and a whole graph: which of its nodes break them, and which claims are behind it.

What is known now is validated as the flat view shows it, the articles with their claims and evidence as their own
graphs have them. Both are taken in portions, so that memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import NamedNode, Triple

from soegraph.graph import layers
from soegraph.graph.terms import soe, term
from soegraph.shapes import Shapes, Violation
from soegraph.store import Store

PORTION = 5_000
"""Nodes of the flat view, or articles, that are validated together."""

_TYPE = term("rdf:type")


def violations(store: Store, portion: int = PORTION) -> Iterator[Violation]:
    """Yield what breaks a shape, `portion` nodes of the flat view and then articles at a time."""
    shapes = Shapes(layers.triples(store, layers.ONTOLOGY))
    for nodes in _portions(_subjects(store), portion):
        found = shapes.validate(_seen(store, nodes))
        yield from (violation for violation in found if violation.focus in nodes)
    for articles in _portions(_articles(store), max(1, portion // 50)):
        yield from shapes.validate(triple for article in articles for triple in _read(store, article))


def grounds(store: Store, violation: Violation) -> list[NamedNode]:
    """Return the claims and records that a violation in the flat view comes from, sorted.

    Of a violation about one property they are those of the facts that state it of the node, or those that give it with
    another relation, as claims do with the date of a meeting. Else they are those of the node itself, if it is a
    fact, tenure or stake, or those of the facts about it, in which it may be the object alone.
    """
    focus, path = violation.focus, violation.path
    about, others = (_facts(store, term(end), focus) for end in ("rdf:subject", "rdf:object"))
    stating = {fact for fact in about if path in _relations(store, fact)}
    if not stating:
        behind = _derived(store, {focus, *about, *others})
        if giving := [node for node in behind if path and any(store.quads(node, path))]:
            return giving
    return _derived(store, {focus, *(stating or about or others)})


def _derived(store: Store, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    """Return the claims and records that some nodes of the facts layer were made from, sorted."""
    derived = term("prov:wasDerivedFrom")
    found = {quad.object for node in nodes for quad in store.quads(node, derived, None, layers.facts())}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _facts(store: Store, end: NamedNode, node: NamedNode) -> set[NamedNode]:
    """Return the fact nodes of the facts of which a node is the one end."""
    found = (quad.subject for quad in store.quads(None, end, node, layers.facts()))
    return {fact for fact in found if isinstance(fact, NamedNode)}


def _relations(store: Store, fact: NamedNode) -> set[object]:
    return {quad.object for quad in store.quads(fact, term("rdf:predicate"), None, layers.facts())}


def _subjects(store: Store) -> set[NamedNode]:
    found = (triple.subject for triple in layers.triples(store, layers.FLAT))
    return {node for node in found if isinstance(node, NamedNode)}


def _articles(store: Store) -> set[NamedNode]:
    graphs = (quad.graph_name for quad in store.quads(None, _TYPE, soe("Article")))
    return {graph for graph in graphs if isinstance(graph, NamedNode)}


def _portions(nodes: Iterable[NamedNode], size: int) -> Iterator[set[NamedNode]]:
    remaining = iter(sorted(nodes, key=str))
    while portion := set(islice(remaining, size)):
        yield portion


def _seen(store: Store, nodes: set[NamedNode]) -> Iterator[Triple]:
    """Yield what the flat view says of some nodes, and the classes of the others that this speaks of."""
    others: set[NamedNode] = set()
    for node in nodes:
        for quad in store.quads(node, graph=layers.FLAT):
            if isinstance(quad.object, NamedNode):
                others.add(quad.object)
            yield quad.triple
    for node in others - nodes:
        yield from (quad.triple for quad in store.quads(node, _TYPE, None, layers.FLAT))


def _read(store: Store, article: NamedNode) -> Iterator[Triple]:
    """Yield an article's description, claims and evidence; what it says of entities is not known by that alone."""
    ours = {article} | {q.subject for q in store.quads(None, term("prov:wasQuotedFrom"), article, article)}
    return (quad.triple for node in ours for quad in store.quads(node, graph=article))
