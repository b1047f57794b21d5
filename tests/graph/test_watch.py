"""A load counts the inconsistencies that it causes, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from soegraph.graph import layers
from soegraph.graph.rules.clashes import inconsistencies
from soegraph.graph.rules.watch import Watch
from soegraph.graph.terms import term
from soegraph.store import OxigraphStore

from .made import Watched

AXIOMS = """
    @prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix soe: <https://w3id.org/soegraph/ontology#> .
    :C owl:disjointWith :D . :p a owl:AsymmetricProperty . :v a owl:FunctionalProperty , owl:DatatypeProperty .
"""


def node(name: str) -> NamedNode:
    return NamedNode(f"https://example.org/{name}")


CONTROL = NamedNode("https://w3id.org/soegraph/ontology#controlledBy")
nodes = st.sampled_from([node(name) for name in "abcd"])
bonds = st.builds(Triple, nodes, st.sampled_from([node("p"), CONTROL]), nodes)
types = st.builds(Triple, nodes, st.just(term("rdf:type")), st.sampled_from([node("C"), node("D")]))
values = st.builds(Triple, nodes, st.just(node("v")), st.sampled_from([Literal(1), Literal(2)]))
graphs = st.sets(bonds | types | values, max_size=10)


def holding(triples: set[Triple], store: OxigraphStore | None = None) -> OxigraphStore:
    store = store or OxigraphStore()
    store.extend(parse(AXIOMS, format=RdfFormat.TURTLE))
    store.extend(layers.flat(triples))
    return store


@settings(deadline=None, max_examples=60)
@given(graphs, graphs)
def test_what_a_change_causes_is_what_has_a_new_triple_in_it(before: set[Triple], come: set[Triple]) -> None:
    store = holding(before | come)
    expected = sum(not (come - before).isdisjoint(each.premises) for each in inconsistencies(store))
    assert Watch(store).caused(store, come - before) == expected


@pytest.mark.parametrize("size", [10, 1000])
def test_only_the_neighbours_of_a_change_are_read(size: int) -> None:
    crowd = {Triple(node(f"n{n}"), term("rdf:type"), node("C")) for n in range(size)}
    bad = Triple(node("n0"), term("rdf:type"), node("D"))
    store = Watched()
    holding(crowd | {bad}, store)
    watch, store.read = Watch(store), 0
    assert watch.caused(store, [bad]) == 1
    assert store.read < 10
