"""Inconsistent graphs, each with its consistent twin; owlrl is asked the same where it knows the rule."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from shutil import which

import owlready2
import owlrl
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse

from soegraph.graph.expressions import named
from soegraph.graph.rules import close, program
from soegraph.graph.rules.clashes import Inconsistency, inconsistencies
from soegraph.store import OxigraphStore

PREFIXES = """
    @prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @prefix soe: <https://w3id.org/soegraph/ontology#> .
"""
SOME = ":p a owl:ObjectProperty . :C a owl:Class . :D a owl:Class . :E a owl:Class ."
LIMIT = ":C rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; {0} ] . :x a :C . "
NONE = LIMIT.format('owl:maxCardinality "0"^^xsd:nonNegativeInteger')
NONE_OF = LIMIT.format('owl:maxQualifiedCardinality "0"^^xsd:nonNegativeInteger ; owl:onClass {0}')
ONE = LIMIT.format('owl:maxCardinality "1"^^xsd:nonNegativeInteger')
ONE_OF = LIMIT.format('owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass :D')
VALUE = ":v a owl:DatatypeProperty . :x :v {0} ."
ONE_VALUE = ":v a owl:DatatypeProperty , owl:FunctionalProperty . :x :v {0} ."
DENIED = "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty {0} . "


OWLRL, HERMIT, NOBODY = "owlrl", "HermiT", ""


@dataclass(frozen=True)
class Case:
    """What is given in both twins, what is added in the inconsistent one and in the consistent one, and who knows.

    owlrl passes over lists of what is all different and over literals that are no individuals, HermiT over partial
    dates, and no reasoner knows the rules of queries/clashes.
    """

    rule: str
    given: str
    bad: str
    good: str
    asked: str = OWLRL


CASES = (
    Case("cax-dw", f"{SOME} :C owl:disjointWith :D . :x a :C .", ":x a :D .", ":x a :E ."),
    Case(
        "cax-dw",
        f"{SOME} :C owl:disjointWith :D . :E rdfs:subClassOf :D . :x a :C .",
        ":x a :E .",
        ":y a :E .",
    ),
    Case(
        "cax-dw",
        f"{SOME} :C owl:disjointWith :D . :p rdfs:domain :D .",
        ":x a :C ; :p :y .",
        ":y a :C . :x :p :y .",
    ),
    Case(
        "cax-dw", f"{SOME} :C owl:disjointWith [ owl:unionOf (:D :E) ] . :x a :C .", ":x a :E .", ":x a :F ."
    ),
    Case(
        "cax-adc",
        f"{SOME} [] a owl:AllDisjointClasses ; owl:members (:C :D :E) . :x a :C .",
        ":x a :E .",
        ":y a :E .",
    ),
    Case("cls-com", f"{SOME} :C owl:complementOf :D . :x a :C .", ":x a :D .", ":x a :E ."),
    Case(
        "cls-com", f"{SOME} :E rdfs:subClassOf [ owl:complementOf :D ] . :x a :D .", ":x a :E .", ":y a :E ."
    ),
    Case("cls-nothing2", SOME, ":x a owl:Nothing .", ":x a owl:Thing ."),
    Case("cls-nothing2", f"{SOME} :C rdfs:subClassOf owl:Nothing .", ":x a :C .", ":x a :D ."),
    Case("prp-irp", ":p a owl:ObjectProperty , owl:IrreflexiveProperty .", ":x :p :x .", ":x :p :y ."),
    Case("prp-irp", ":p a owl:IrreflexiveProperty . :q rdfs:subPropertyOf :p .", ":x :q :x .", ":x :q :y ."),
    Case("prp-asyp", ":p a owl:AsymmetricProperty . :x :p :y .", ":y :p :x .", ":y :p :z ."),
    Case(
        "prp-asyp", ":p a owl:AsymmetricProperty ; owl:inverseOf :q . :x :p :y .", ":x :q :y .", ":y :q :x ."
    ),
    Case("prp-pdw", ":p owl:propertyDisjointWith :q . :x :p :y .", ":x :q :y .", ":y :q :x ."),
    Case(
        "prp-adp",
        "[] a owl:AllDisjointProperties ; owl:members (:p :q :r) . :x :p :y .",
        ":x :r :y .",
        ":y :r :x .",
        NOBODY,
    ),
    Case("prp-npa1", DENIED.format(":p ; owl:targetIndividual :y"), ":x :p :y .", ":y :p :x ."),
    Case("prp-npa2", DENIED.format(':v ; owl:targetValue "1"'), ':x :v "1" .', ':x :v "2" .'),
    Case("eq-diff1", ":x owl:sameAs :y .", ":x owl:differentFrom :y .", ":x owl:differentFrom :z ."),
    Case(
        "eq-diff1",
        ":p a owl:FunctionalProperty . :y owl:differentFrom :z .",
        ":x :p :y , :z .",
        ":x :p :y . :w :p :z .",
    ),
    Case("eq-diff1", f"{SOME} {ONE} :y owl:differentFrom :z .", ":x :p :y , :z .", ":x :p :y ."),
    Case(
        "eq-diff1",
        f"{SOME} {ONE_OF} :y a :D ; owl:differentFrom :z . :x :p :y , :z .",
        ":z a :D .",
        ":z a :E .",
    ),
    Case(
        "eq-diff2",
        "[] a owl:AllDifferent ; owl:members (:x :y :z) .",
        ":x owl:sameAs :z .",
        ":x owl:sameAs :w .",
        HERMIT,
    ),
    Case(
        "eq-diff3",
        "[] a owl:AllDifferent ; owl:distinctMembers (:x :y :z) .",
        ":z owl:sameAs :x .",
        ":x owl:sameAs :w .",
        NOBODY,
    ),
    Case("cls-maxc1", f"{SOME} {NONE}", ":x :p :y .", ":y :p :x ."),
    Case("cls-maxqc1", f"{SOME} {NONE_OF.format(':D')} :x :p :y .", ":y a :D .", ":y a :E ."),
    Case("cls-maxqc2", f"{SOME} {NONE_OF.format('owl:Thing')}", ":x :p :y .", ":y :p :x ."),
    Case("prp-fp", ONE_VALUE.format('"a"'), ':x :v "b" .', ':y :v "b" .', HERMIT),
    Case(
        "prp-fp",
        ONE_VALUE.format('"1"^^xsd:integer'),
        ':x :v "2"^^xsd:integer .',
        ':x :v "1.0"^^xsd:decimal .',
        NOBODY,
    ),
    Case(
        "prp-fp",
        ONE_VALUE.format('"2021"^^xsd:gYear'),
        ':x :v "2022-01"^^xsd:gYearMonth .',
        ':x :v "2021-12"^^xsd:gYearMonth .',
        asked=NOBODY,
    ),
    Case(
        "cls-maxc2",
        ":v a owl:DatatypeProperty . " + ONE.replace(":p", ":v") + ':x :v "a" .',
        ':x :v "b" .',
        ':y :v "b" .',
        HERMIT,
    ),
    Case(
        "dt-not-type",
        VALUE.format('"1"^^xsd:integer'),
        ':y :v "one"^^xsd:integer .',
        ':y :v "2"^^xsd:integer .',
    ),
    Case(
        "dt-not-type",
        VALUE.format('"2020-02-29"^^xsd:date'),
        ':y :v "2021-02-30"^^xsd:date .',
        ':y :v "2021-02-28"^^xsd:date .',
    ),
    Case(
        "dt-not-type",
        ":v a owl:DatatypeProperty ; rdfs:range xsd:integer .",
        ':y :v "one" .',
        ':y :v "1"^^xsd:integer .',
        HERMIT,
    ),
    Case(
        "dt-not-type",
        ":v a owl:DatatypeProperty ; rdfs:range xsd:nonNegativeInteger .",
        ':y :v "-1"^^xsd:integer .',
        ':y :v "1"^^xsd:integer .',
        NOBODY,
    ),
    Case(
        "control-loop",
        "",
        ":x soe:controlledBy :y . :y soe:controlledBy :x .",
        ":x soe:controlledBy :y .",
        asked=NOBODY,
    ),
    Case(
        "control-loop",
        "soe:subsidiaryOf rdfs:subPropertyOf soe:controlledBy . soe:controlledBy a owl:TransitiveProperty .",
        ":x soe:subsidiaryOf :y . :y soe:subsidiaryOf :z . :z soe:subsidiaryOf :x .",
        ":x soe:subsidiaryOf :y , :z .",
        asked=NOBODY,
    ),
    Case(
        "founding-dates",
        ':x soe:foundedOn "1954"^^xsd:gYear .',
        ':x soe:foundedOn "1955-05"^^xsd:gYearMonth .',
        ':x soe:foundedOn "1954-05"^^xsd:gYearMonth .',
        asked=NOBODY,
    ),
)
NAMES = [f"{number}-{case.rule}" for number, case in enumerate(CASES)]
cases = pytest.mark.parametrize("case", CASES, ids=NAMES)


def found(turtle: str) -> list[Inconsistency]:
    store = OxigraphStore()
    quads = parse(PREFIXES + turtle, format=RdfFormat.TURTLE)
    store.extend(Quad(*triple) for triple in named(quad.triple for quad in quads))
    close(store, program(store))
    return list(inconsistencies(store))


@cases
def test_the_inconsistent_twin_is_found(case: Case) -> None:
    assert case.rule in {each.rule.name.split()[0] for each in found(case.given + case.bad)}


@cases
def test_the_consistent_twin_is_left_alone(case: Case) -> None:
    assert found(case.given + case.good) == []


def asked(name: str) -> pytest.MarkDecorator:
    known = [pair for pair in zip(CASES, NAMES, strict=True) if pair[0].asked == name]
    return pytest.mark.parametrize("case", [case for case, _ in known], ids=[name for _, name in known])


def owlrl_agrees(turtle: str) -> bool:
    """Ask owlrl whether a graph is consistent."""
    graph = rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    error = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return not list(graph.subject_objects(error))


@pytest.mark.filterwarnings("ignore")  # rdflib warns of literals that are ill-typed, as they have to be here
@asked(OWLRL)
def test_owlrl_agrees(case: Case) -> None:
    assert not owlrl_agrees(case.given + case.bad)
    assert owlrl_agrees(case.given + case.good)


@pytest.mark.skipif(not which("java"), reason="HermiT needs Java")
@asked(HERMIT)
def test_hermit_finds_the_inconsistent_twin(case: Case) -> None:
    graph = rdflib.Graph().parse(data=PREFIXES + case.given + case.bad, format="turtle")
    world = owlready2.World()
    triples = BytesIO(graph.serialize(format="nt", encoding="utf-8"))
    world.get_ontology("https://example.org/").load(fileobj=triples, format="ntriples")
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner_hermit(world, debug=0)
