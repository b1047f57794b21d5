"""The quarantine: the claims that the gate holds back, apart from what their articles state.

A held claim lies in the graph of the quarantine in place of its article's, with its evidence and with a
``sh:ValidationResult`` for each reason, which was derived from the claim. So all that reads the graphs of articles
meets sound claims only. How the article describes and mentions things stays in its own graph, and both parts
together are the article as it was loaded: from them it is replaced, forgotten and judged anew. The nodes of claims,
evidence and reasons belong to one article each, so that no two articles share a triple here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph import shapes
from soegraph.graph import layers, terms
from soegraph.graph.gate import Faults, Gate
from soegraph.graph.terms import soe, term
from soegraph.names import digest
from soegraph.shapes import Violation
from soegraph.store import Store
from soegraph.store.protocol import Subject

PORTION = 20_000
"""Quads of articles that are judged together."""

_QUOTED, _TARGET, _DERIVED = term("prov:wasQuotedFrom"), term("oa:hasTarget"), term("prov:wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class Parted:
    """An article after the gate: what its own graph keeps, what goes to quarantine, and how many claims these are."""

    kept: frozenset[Quad]
    held: frozenset[Triple]
    claims: int


@dataclass(frozen=True, slots=True)
class Sifted:
    """What the gate makes of a change: the articles after it, and how the quarantine changes."""

    parted: Mapping[NamedNode, Parted]
    removed: frozenset[Triple]
    added: frozenset[Triple]


def part(gate: Gate, articles: Mapping[NamedNode, Collection[Quad]]) -> dict[NamedNode, Parted]:
    """Part what breaks a shape from the rest of some whole articles, which are given by their graph."""
    faults = gate.faults(articles.values())
    return {article: _parted(quads, faults) for article, quads in articles.items()}


def sift(store: Store, gate: Gate, changes: Mapping[NamedNode, Collection[Quad]]) -> Sifted:
    """Part the articles among the graphs that are replaced, and tell how that changes the quarantine of a store."""
    parted = part(gate, {graph: changes[graph] for graph in changes if graph not in layers.foundation()})
    before = {*_marks(store), *(triple for article in parted for triple in _held(store, article))}
    after = {mark(), *(triple for article in parted.values() for triple in article.held)}
    return Sifted(parted, frozenset(before - after), frozenset(after - before))


def whole(store: Store, article: NamedNode) -> frozenset[Quad]:
    """Return an article as it was loaded, no quads if it is not there."""
    quarantined = (q.triple for node in _quoting(store, article) for q in _about(store, node))
    return frozenset([*store.quads(graph=article), *layers.within(article, quarantined)])


def quads(store: Store, articles: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield what the quarantine of a store holds of some articles."""
    held = (triple for article in articles for triple in _held(store, article))
    return layers.within(layers.quarantine(), [*_marks(store), *held])


def is_current(store: Store) -> bool:
    """Tell whether the articles in a store were judged by the shapes as they are."""
    return set(_marks(store)) == {mark()}


def reconsidered(store: Store, gate: Gate) -> Iterator[tuple[NamedNode, Collection[Quad]]]:
    """Yield, as a whole, the articles in a store that the gate parts otherwise than they are now."""
    found = (quad.subject for quad in store.quads(None, term("rdf:type"), soe("Article")))
    articles = sorted((node for node in found if isinstance(node, NamedNode)), key=str)
    for batch in batched((article, whole(store, article)) for article in articles):
        for article, parted in part(gate, batch).items():
            if parted.held != frozenset(_held(store, article)):
                yield article, batch[article]


def batched(
    articles: Iterable[tuple[NamedNode, Collection[Quad]]],
) -> Iterator[dict[NamedNode, Collection[Quad]]]:
    """Yield articles by their graph, about `PORTION` quads at a time."""
    remaining = iter(articles)
    while batch := dict(islice(remaining, 1)):
        size = sum(map(len, batch.values()))
        for article, quads in remaining:
            batch[article] = quads
            size += len(quads)
            if size >= PORTION:
                break
        yield batch


def mark() -> Triple:
    """Return the triple that tells by which shapes the articles in a store were judged."""
    return Triple(layers.quarantine(), term("dcterms:identifier"), Literal(shapes.digest()))


def _marks(store: Store) -> Iterator[Triple]:
    return (quad.triple for quad in _about(store, layers.quarantine()))


def _parted(quads: Collection[Quad], faults: Faults) -> Parted:
    held = faults.keys() & {quad.subject for quad in quads}
    if not held:
        return Parted(frozenset(quads), frozenset(), 0)
    targets = [quad for quad in quads if quad.predicate == _TARGET]
    evidence = {quad.object for quad in targets if quad.subject in held}
    shared = {quad.object for quad in targets if quad.subject not in held}
    moved = held | (evidence - shared)
    reasons = (reason for claim in held for fault in faults[claim] for reason in _reason(claim, fault))
    copied = (quad.triple for quad in quads if quad.subject in held | evidence)
    return Parted(
        frozenset(quad for quad in quads if quad.subject not in moved),
        frozenset([*copied, *reasons]),
        len(held),
    )


def _reason(claim: NamedNode, fault: Violation) -> Iterator[Triple]:
    node = terms.thing("violation", digest([claim.value, *fault.key]))
    told = {
        "sh:focusNode": fault.focus,
        "sh:resultPath": fault.path,
        "sh:value": fault.value,
        "sh:sourceShape": fault.shape,
        "sh:sourceConstraintComponent": term(f"sh:{fault.component}"),
        "sh:resultSeverity": term(f"sh:{fault.severity}"),
    }
    yield Triple(node, term("rdf:type"), term("sh:ValidationResult"))
    yield Triple(node, _DERIVED, claim)
    yield from (Triple(node, term(name), value) for name, value in told.items() if value is not None)
    yield from (Triple(node, term("sh:resultMessage"), message) for message in fault.messages)


def _held(store: Store, article: NamedNode) -> Iterator[Triple]:
    """Yield what the quarantine of a store holds of an article: claims, evidence and reasons."""
    for node in _quoting(store, article):
        yield from (quad.triple for quad in _about(store, node))
        for reason in list(store.quads(None, _DERIVED, node, layers.quarantine())):
            yield from (quad.triple for quad in _about(store, reason.subject))


def _quoting(store: Store, article: NamedNode) -> list[NamedNode]:
    found = (quad.subject for quad in store.quads(None, _QUOTED, article, layers.quarantine()))
    return [node for node in found if isinstance(node, NamedNode)]


def _about(store: Store, node: Subject) -> Iterator[Quad]:
    return store.quads(node, graph=layers.quarantine())
