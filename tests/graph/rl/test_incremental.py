"""Whatever is loaded and forgotten, in whatever order, the graph is the one that a build from scratch gives."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph.curation import Ledger
from soegraph.graph import Graph, layers
from soegraph.graph.bulk import LoadReport, fill
from soegraph.graph.rules import Program, close, compiled, follow
from soegraph.graph.rules.tbox import TYPE
from soegraph.model import Extraction
from soegraph.store import OxigraphStore

from ..made import article, company, dump, foundation, person, said
from .oracle import PREFIXES, read

AXIOMS = """\
:A rdfs:subClassOf :B
:B rdfs:subClassOf :C
:C rdfs:subClassOf :A
:A owl:equivalentClass :D
:p rdfs:domain :A
:p rdfs:range :B
:q rdfs:domain [ owl:intersectionOf ( :C :D ) ]
:p rdfs:subPropertyOf :q
:q rdfs:subPropertyOf :r
:p owl:inverseOf :r
:p a owl:TransitiveProperty
:r a owl:TransitiveProperty
:q a owl:SymmetricProperty
:r owl:propertyChainAxiom ( :p :q )
:p owl:propertyChainAxiom ( :q :q :r )
:q owl:propertyChainAxiom ( :q :p )
:C owl:intersectionOf ( :A :B )
:D owl:unionOf ( :A [ owl:onProperty :r ; owl:hasValue :a ] )
:D owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :b ]
[] owl:onProperty :p ; owl:someValuesFrom :B ; rdfs:subClassOf :C
[] owl:onProperty :q ; owl:someValuesFrom [ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] ; rdfs:subClassOf :D
:B rdfs:subClassOf [ owl:onProperty :q ; owl:allValuesFrom :D ]
:C owl:oneOf ( :a :b )
:p a owl:FunctionalProperty , owl:ObjectProperty
:q a owl:InverseFunctionalProperty , owl:ObjectProperty
:A rdfs:subClassOf [ owl:onProperty :r ; owl:maxCardinality 1 ]
:B owl:hasKey ( :n :p )""".splitlines()

EX = PREFIXES[""]
nodes = st.sampled_from([NamedNode(EX + name) for name in "abcd"])
links = st.builds(Triple, nodes, st.sampled_from([NamedNode(EX + name) for name in "pqr"]), nodes)
types = st.builds(Triple, nodes, st.just(TYPE), st.sampled_from([NamedNode(EX + name) for name in "ABCD"]))
numbers = st.builds(Triple, nodes, st.just(NamedNode(EX + "n")), st.sampled_from([Literal(1), Literal(2)]))
things = st.sets(links | types | numbers, max_size=8)


@settings(deadline=None, max_examples=400)
@given(st.sets(st.sampled_from(AXIOMS), min_size=1, max_size=6), things, things)
def test_a_change_under_any_ontology_is_followed(
    axioms: set[str], before: set[Triple], after: set[Triple]
) -> None:
    schema = {triple for axiom in sorted(axioms) for triple in read(f"{axiom} .")}
    store, known = closed(schema | before)
    gone, come = follow(known, store, before - after, after - before, (schema | after).__contains__)
    start, end = flat(store), flat(closed(schema | after)[0])
    assert gone <= start
    assert not come & start
    assert (start - gone) | come == end


def closed(stated: set[Triple]) -> tuple[OxigraphStore, Program]:
    store = OxigraphStore()
    store.extend(layers.flat(stated))
    known = Program(compiled(store), store)
    close(store, known)
    return store, known


def flat(store: OxigraphStore) -> set[Triple]:
    return set(layers.triples(store, layers.FLAT))


FIRMS = [
    company(slug, slug.title(), of=cls) for slug, cls in (("a", "Enterprise"), ("b", "CentralEnterprise"))
]
FIRMS += [company("c", "C", of="Enterprise"), company("d", "D", of="Organisation")]
BODIES = [company("party", "Party", of="PartyBody"), company("sasac", "SASAC", of="GovernmentBody")]
firms, people = st.sampled_from(FIRMS), st.sampled_from([person("li", "Li"), person("wang", "Wang")])
dates = st.sampled_from(["2019", "2020-06", "2021-01-02"])
claims = st.one_of(
    st.builds(said, firms, st.just("subsidiaryOf"), firms),
    st.builds(
        lambda owner, owned, percent, date: said(owner, "holdsStakeIn", owned, percent=percent, asOf=date),
        *(firms, firms, st.sampled_from(["40", "60"]), dates),
    ),
    st.builds(
        lambda holder, firm, role, start: said(holder, "holdsPost", firm, role=role, start=start),
        *(people, st.sampled_from([*FIRMS, *BODIES]), st.sampled_from(["chair", "director"]), dates),
    ),
    st.builds(said, firms, st.sampled_from(["supervisedBy", "unitOf"]), st.sampled_from(BODIES)),
    st.builds(said, st.sampled_from(BODIES), st.just("unitOf"), firms),
    st.builds(said, firms, st.sampled_from(["partnersWith", "mergedInto"]), firms),
)
NAMES = ("one", "two", "three")
loads = st.builds(
    lambda name, told: article(name, *told, published="2021"),
    *(st.sampled_from(NAMES), st.lists(claims, min_size=1, max_size=3)),
)
steps = st.lists(loads | st.sampled_from(NAMES), min_size=1, max_size=4)


@settings(deadline=None, max_examples=200)
@given(steps)
def test_a_sequence_of_loads_and_forgets_gives_the_bytes_of_a_build(sequence: list[Extraction | str]) -> None:
    store, there = begun(), dict[str, Extraction]()
    graph = Graph(store, foundation(), Ledger())
    for step in sequence:
        if isinstance(step, str):
            assert graph.forget(step) is (there.pop(step, None) is not None)
        else:
            there[step.article.id] = step
            graph.load([step])
    built = OxigraphStore()
    fill(built, foundation(), Ledger(), there.values(), LoadReport())
    assert dump(store) == dump(built)


@cache
def _empty() -> tuple[Quad, ...]:
    store = OxigraphStore()
    fill(store, foundation(), Ledger(), (), LoadReport())
    return tuple(store.quads())


def begun() -> OxigraphStore:
    """Return a store with the foundation alone."""
    store = OxigraphStore()
    store.extend(_empty())
    return store
