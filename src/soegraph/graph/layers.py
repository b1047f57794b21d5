"""The layers of the graph, and the one update that moves a store from one state to the next.

The default graph is the flat view: the union of ontology, authority, curation, facts and inferred, each triple
once. A triple leaves it only when no layer holds it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from soegraph import names
from soegraph.store import GraphName, Store

ONTOLOGY = NamedNode(names.ONTOLOGY)
FLAT = DefaultGraph()


def authority() -> NamedNode:
    """Return the graph of layer 1: the known entities, each record with its source."""
    return NamedNode(names.graph("authority"))


def curation() -> NamedNode:
    """Return the graph of the judgements that stand, each with the claims that it decides."""
    return NamedNode(names.graph("curation"))


def facts() -> NamedNode:
    """Return the graph of layer 3: what follows from all claims and records."""
    return NamedNode(names.graph("facts"))


def inferred() -> NamedNode:
    """Return the graph of layer 4: what the rules add."""
    return NamedNode(names.graph("inferred"))


def quarantine() -> NamedNode:
    """Return the graph of the claims that break a shape, each with the reasons; nothing follows from them."""
    return NamedNode(names.graph("quarantine"))


def stated() -> tuple[NamedNode, ...]:
    """Return the graphs whose union the rules start from."""
    return (*foundation(), curation(), facts())


def foundation() -> tuple[NamedNode, ...]:
    """Return the graphs that every graph begins with."""
    return (ONTOLOGY, authority())


def triples(store: Store, graph: GraphName) -> Iterator[Triple]:
    """Yield the triples of one graph of a store, in any order."""
    return (quad.triple for quad in store.quads(graph=graph))


def holds(store: Store, triple: Triple, graph: GraphName = FLAT) -> bool:
    """Tell whether a graph of a store has a triple, by default the flat view."""
    return next(store.quads(triple.subject, triple.predicate, triple.object, graph), None) is not None


def literal(store: Store, subject: NamedNode, predicate: NamedNode) -> str:
    """Return the first literal of a property in the flat view of a store, "" if there is none."""
    found = store.quads(subject, predicate, None, FLAT)
    return min((quad.object.value for quad in found if isinstance(quad.object, Literal)), default="")


def within(graph: NamedNode, found: Iterable[Triple]) -> Iterator[Quad]:
    """Yield triples as quads of one graph."""
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found)


def flat(found: Iterable[Triple]) -> Iterator[Quad]:
    """Yield triples as quads of the flat view."""
    return (Quad(*triple) for triple in found)


def update_text(dropped: Iterable[NamedNode], deleted: Iterable[Quad], inserted: Iterable[Quad]) -> str:
    """Write one SPARQL update, to be run whole or not at all: drop graphs, delete quads, insert quads."""
    operations = [f"DROP SILENT GRAPH {graph}" for graph in sorted(dropped, key=str)]
    for keyword, quads in (("DELETE DATA", deleted), ("INSERT DATA", inserted)):
        if blocks := "\n".join(_blocks(quads)):
            operations.append(f"{keyword} {{\n{blocks}\n}}")
    return " ;\n".join(operations)


def _blocks(quads: Iterable[Quad]) -> Iterator[str]:
    for graph, group in groupby(sorted(quads, key=_order), key=lambda quad: quad.graph_name):
        lines = "".join(f"{quad.triple} .\n" for quad in group)
        yield lines if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{\n{lines}}}"


def _order(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)
