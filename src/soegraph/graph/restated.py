"""The facts that rest on changed claims, brought up to date from their own grounds.

The node of a plain triple tells which claims and records make it (`prov:wasDerivedFrom`), and so do the tenures
and stakes that go with it. So what other articles say of the same triple is found without a look at all that is
said of its ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import cycle
from typing import Any

from pyoxigraph import NamedNode, Quad, Triple

from soegraph.graph import layers
from soegraph.graph.facts import Standing, batches, fact_slug, labels_of, recurs, stated_facts
from soegraph.graph.statements import Knowledge, Statement, made_by
from soegraph.graph.terms import term, thing
from soegraph.graph.view import View
from soegraph.store import Store

_PARTS = (term("rdf:subject"), term("rdf:predicate"), term("rdf:object"))
_SUBJECT, _DERIVED = _PARTS[0], term("prov:wasDerivedFrom")


def restated(
    view: View, changes: Mapping[NamedNode, Collection[Quad]], standing: Standing
) -> tuple[set[Triple], set[Triple]]:
    """Return the facts about what claims of the changed graphs state, as they are and as they will be.

    Left out is what is said of the changed entities of `standing`.
    """
    store = standing.store
    new = _made_by(view, _claims(quad for quads in changes.values() for quad in quads))
    gone = _claims(quad for graph in changes for quad in store.quads(None, _SUBJECT, None, graph))
    made = _stated(store, _resting(store, gone)) | set(map(_triple, new))
    made = {triple for triple in made if triple.subject not in standing.changed}
    grounds = _grounds(store, (node for triple in made for node in _nodes(store, triple)))
    old = _made_by(view, grounds - {statement.node for statement in new})
    after = _facts(view, [s for s in (*old, *new) if _triple(s) in made], standing)
    before = {triple for triple in made if layers.holds(store, triple, layers.facts())}
    before |= {triple for node in _resting(store, grounds) for triple in _about(store, node)}
    return before, after


def _made_by(view: View, nodes: Iterable[NamedNode]) -> list[Statement]:
    ordered = sorted(nodes, key=str)
    return [statement for batch in batches(ordered) for statement in made_by(view, batch)]


def _claims(quads: Iterable[Quad]) -> set[NamedNode]:
    return {q.subject for q in quads if q.predicate == _SUBJECT and isinstance(q.subject, NamedNode)}


def _resting(store: Store, grounds: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the nodes of facts, tenures and stakes that rest on some claims and records."""
    found = (quad for node in grounds for quad in store.quads(None, _DERIVED, node, layers.facts()))
    return {quad.subject for quad in found if isinstance(quad.subject, NamedNode)}


def _nodes(store: Store, triple: Triple) -> Iterator[NamedNode]:
    """Yield the nodes of a plain triple, found from the end that fewer facts have."""
    if not recurs(triple):
        yield thing("fact", fact_slug(triple))
        return
    parts = [*zip(_PARTS, triple, strict=True)]
    lookups = [store.quads(None, *parts[end], layers.facts()) for end in (0, 2)]
    found: list[list[Quad]] = [[], []]
    for turn in cycle((0, 1)):
        if (quad := next(lookups[turn], None)) is None:
            break
        found[turn].append(quad)
    for node in (quad.subject for quad in found[turn]):
        if isinstance(node, NamedNode) and all(
            layers.holds(store, Triple(node, *part), layers.facts()) for part in parts
        ):
            yield node


def _grounds(store: Store, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    found = (quad for node in nodes for quad in store.quads(node, _DERIVED, None, layers.facts()))
    return {quad.object for quad in found if isinstance(quad.object, NamedNode)}


def _stated(store: Store, nodes: Iterable[NamedNode]) -> set[Triple]:
    """Return the plain triples of the facts among some nodes."""
    told: Iterable[dict[NamedNode, Any]] = (
        {triple.predicate: triple.object for triple in _about(store, node)} for node in nodes
    )
    return {Triple(*map(found.__getitem__, _PARTS)) for found in told if _SUBJECT in found}


def _about(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads(node, graph=layers.facts()))


def _triple(statement: Statement) -> Triple:
    return Triple(statement.subject, statement.predicate, statement.object)


def _facts(view: View, statements: Iterable[Statement], standing: Standing) -> set[Triple]:
    by_subject: dict[NamedNode, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_subject[statement.subject].append(statement)
    labels = labels_of(view, Knowledge(by_subject, {}), standing)
    return {triple for stated in by_subject.values() for triple in stated_facts(stated, labels)}
