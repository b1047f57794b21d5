"""The closure brought up to date from a change is the closure from scratch, whatever the rules."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from soegraph.errors import QueryError
from soegraph.graph.authority import ontology_quads
from soegraph.graph.layers import flat
from soegraph.graph.rules import Program, close, follow, program
from soegraph.graph.rules.parse import Rule, read_rule
from soegraph.store import OxigraphStore, Store
from soegraph.store.rdflib_store import RdflibStore

from .made import Watched

EX = "https://example.org/"
PROLOGUE = """
PREFIX : <https://example.org/> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
# One rule of each kind that rules may be of, each hard to follow in its own way.
MADE = {
    "reach": "{ ?a :reaches ?c } WHERE { ?a :p ?b . ?b :reaches ?c FILTER(?a != ?c) }",
    "start": "{ ?a :reaches ?b } WHERE { ?a :p ?b }",
    "loops": "{ ?a :loops ?b , ?a . ?b :met 1 } WHERE { ?a :reaches ?b . ?b :reaches ?a }",
    "either": "{ ?a :touches ?b } WHERE { { ?a :p ?b } UNION { ?b :q ?a . ?b a :C } }",
    "unless": "{ ?a :free ?b } WHERE { ?a :q ?b MINUS { ?a :reaches ?b } }",
    "none": "{ ?a a :Top } WHERE { ?a :p ?b FILTER NOT EXISTS { ?c :p ?a . ?c a :C } }",
    "maybe": '{ ?a :shown ?n } WHERE { ?a :p ?b OPTIONAL { ?b :n ?m } BIND(COALESCE(STR(?m), "?") AS ?n) }',
    "most": """{ ?a :most ?n } WHERE { ?a :q ?b . ?b :n ?n
        { SELECT ?a (MAX(?m) AS ?n) WHERE { ?a :q ?c . ?c :n ?m } GROUP BY ?a } }""",
    "next": """{ ?b :next ?a } WHERE { ?a :q ?k
        { SELECT ?k ?a (MIN(?m) AS ?n) WHERE { ?a :q ?k . ?a :n ?l
            { SELECT ?k ?c ?m WHERE { ?c :q ?k . ?c :n ?m } } FILTER(?l < ?m) } GROUP BY ?k ?a }
        { SELECT ?k ?b ?n WHERE { ?b :q ?k . ?b :n ?n OPTIONAL { ?b :free ?d } FILTER(!BOUND(?d)) } } }""",
    "many": """{ ?a a :Many } WHERE { ?a :p ?z
        { SELECT ?a WHERE { ?a :free ?b } GROUP BY ?a HAVING(COUNT(?b) > 1) } }""",
    "classes": "{ ?x a ?d } WHERE { ?c rdfs:subClassOf+ ?d FILTER(?d != :Never) ?x a ?c }",
    "inverses": "{ ?y ?p ?x } WHERE { ?p owl:inverseOf ?q . ?x ?q ?y }",
    "transitive": "{ ?x ?p ?z } WHERE { ?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
    "symmetric": "{ ?y :touches ?x } WHERE { ?x :touches ?y }",
}
SCHEMA = """
    @prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    :C rdfs:subClassOf :D . :D rdfs:subClassOf :E , :Never . :r owl:inverseOf :q . :touches a owl:TransitiveProperty .
"""


def made(**texts: str) -> list[Rule]:
    return [read_rule(name, f"{PROLOGUE} CONSTRUCT {text}") for name, text in (texts or MADE).items()]


def node(name: str) -> NamedNode:
    return NamedNode(EX + name)


nodes = st.sampled_from([node(name) for name in "abcd"])
bonds = st.builds(
    Triple, nodes, st.sampled_from([node("p"), node("q"), node("reaches"), node("free")]), nodes
)
types = st.builds(Triple, nodes, st.just(NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")),
                  st.sampled_from([node("C"), node("D")]))  # fmt: skip
numbers = st.builds(Triple, nodes, st.just(node("n")), st.sampled_from([Literal(1), Literal(2), Literal(3)]))
graphs = st.sets(bonds | types | numbers, max_size=12)
stores = pytest.mark.parametrize("new_store", [OxigraphStore, RdflibStore])


def closed(new_store: Callable[[], Store], known: list[Rule], stated: set[Triple]) -> Store:
    store = new_store()
    store.extend(parse(SCHEMA, format=RdfFormat.TURTLE))
    store.extend(flat(stated))
    close(store, Program(known, store))
    return store


def triples(store: Store) -> set[Triple]:
    return {quad.triple for quad in store.quads(graph=DefaultGraph())}


def followed(store: Store, known: list[Rule], before: set[Triple], after: set[Triple]) -> set[Triple]:
    schema = {quad.triple for quad in parse(SCHEMA, format=RdfFormat.TURTLE)}
    stated = (after | schema).__contains__
    gone, come = follow(Program(known, store), store, before - after, after - before, stated)
    assert not gone & come
    assert gone <= triples(store)
    assert not come & triples(store)
    return (triples(store) - gone) | come


@settings(deadline=None, max_examples=40)
@given(graphs, graphs)
def test_following_a_change_gives_what_starting_anew_gives(before: set[Triple], after: set[Triple]) -> None:
    known = made()
    found = followed(closed(OxigraphStore, known, before), known, before, after)
    assert found == triples(closed(OxigraphStore, known, after))


@settings(deadline=None, max_examples=40)
@given(graphs, bonds | types | numbers)
def test_one_triple_comes_or_goes(before: set[Triple], changed: Triple) -> None:
    known = made()
    after = before ^ {changed}
    found = followed(closed(OxigraphStore, known, before), known, before, after)
    assert found == triples(closed(OxigraphStore, known, after))


def said(text: str) -> set[Triple]:
    """Read triples of one-letter nodes: ``a q b``."""
    return {
        Triple(node(s), node(p), Literal(int(o)) if o.isdigit() else node(o))
        for s, p, o in map(str.split, text.split(","))
    }


@pytest.mark.parametrize(
    ("kept", "changed"),
    [
        ("a q b", "a reaches b"),  # MINUS
        ("a q b, a p c", "c p b"),  # MINUS, through rules that feed themselves
        ("a p b, b p c, c p d", "b p c"),
        ("a p b, b p a", "b p a"),  # a loop must not hold itself up
        ("a p b", "b n 2"),  # OPTIONAL
        ("a q b, b n 2, a q c", "c n 3"),  # an aggregate
        ("a q d, a n 1, b q d, b n 3, c q d", "c n 2"),  # one that compares all that share something
        ("a p b, a free b, a free c", "a free d"),  # another over what a rule gives
        ("a p d, a q b, a q c", "a reaches c"),  # the same through MINUS
    ],
)
def test_a_triple_that_comes_or_goes_is_followed(kept: str, changed: str) -> None:
    known, less = made(), said(kept) - said(changed)
    more = less | said(changed)
    for before, after in ((less, more), (more, less)):
        start, end = closed(OxigraphStore, known, before), closed(OxigraphStore, known, after)
        assert triples(start) != triples(end)
        assert followed(start, known, before, after) == triples(end)


@stores
def test_every_store_follows_alike(new_store: Callable[[], Store]) -> None:
    known = [rule for rule in made() if rule.name not in ("many", "most")]
    before = {Triple(node(a), node("p"), node(b)) for a, b in ("ab", "bc", "cd", "ca")}
    after = {Triple(node(a), node("p"), node(b)) for a, b in ("ab", "cd", "da")}
    found = followed(closed(new_store, known, before), known, before, after)
    assert found == triples(closed(OxigraphStore, known, after))


@pytest.mark.parametrize("size", [10, 1000])
def test_the_neighbours_of_a_change_are_looked_at_and_nobody_else(size: int) -> None:
    store = Watched()
    soe = "https://w3id.org/soegraph/ontology#"
    bond, hub = NamedNode(soe + "subsidiaryOf"), node("hub")
    stated = {Triple(node(f"unit{n}"), bond, hub) for n in range(size)}
    store.extend(flat(stated | {quad.triple for quad in ontology_quads()}))
    known = program(store)
    close(store, known)
    new = Triple(node("unit"), bond, hub)
    store.read = 0
    gone, come = follow(known, store, (), {new}, (stated | {new}).__contains__)
    assert not gone
    assert Triple(node("unit"), NamedNode(soe + "controlledBy"), hub) in come
    assert store.read < 100
    store.extend(flat(come))
    store.read = 0
    assert follow(known, store, {new}, (), stated.__contains__) == (come, set())
    assert store.read < 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{ ?a :p ?b } WHERE { ?a :q ?b . FILTER NOT EXISTS { ?b :p ?a } }", "feed themselves"),
        ("{ ?a rdfs:subClassOf ?b } WHERE { ?a :q ?b }", "would add to the schema"),
        ("{ ?a :p ?b } WHERE { ?a :q ?c . ?d :n ?b }", "nothing leads to `?d :n ?b`"),
        ("{ ?a :p ?b } WHERE { ?a :q+ ?b }", "nothing leads to"),
        ("{ ?a :p ?b } WHERE { ?a :q ?b OPTIONAL { ?c a :C } }", "no variable links"),
        ("{ ?a :p ?b } WHERE { ?a :q [ :p ?b ] }", "a rule needs"),
        ("{ ?a :p ?b } WHERE { ?a :q ?b } LIMIT 1", "a rule needs the end"),
        ("{ ?a :p ?b } WHERE { ?a :q ?b FILTER(?a = ?b || EXISTS { ?b :q ?a }) }", "EXISTS as a filter"),
        ("{ ?a :p ?b } WHERE { GRAPH :g { ?a :q ?b } }", "a rule needs"),
        ("WHERE { ?a :q ?b }", "a rule needs `{`"),
    ],
)
def test_what_cannot_be_followed_is_refused(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        Program(made(bad=text), OxigraphStore())
