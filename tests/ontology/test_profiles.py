"""OWL 2 RL and OWL 2 DL, construct by construct: what the W3C's grammar forbids is found, what it allows is not.

The grammar of RL is section 4.2 of OWL 2 Profiles; the rules of DL are sections 3, 5.8 and 11 of OWL 2 Structural
Specification, with section 3 of Mapping to RDF Graphs for what is no OWL at all.
"""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from soegraph import quality
from soegraph.names import SOE
from soegraph.quality.run import found

CHECKS = {check.name: check for check in quality.catalogue()}

DECLARED = f"""
@prefix : <{SOE}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:A a owl:Class . :B a owl:Class . :C a owl:Class .
:p a owl:ObjectProperty . :q a owl:ObjectProperty . :r a owl:ObjectProperty .
:d a owl:DatatypeProperty . :note a owl:AnnotationProperty .
:x a owl:NamedIndividual . :y a owl:NamedIndividual .
"""

P, D = "a owl:Restriction ; owl:onProperty :p", "a owl:Restriction ; owl:onProperty :d"
SOME = f"[ {P} ; owl:someValuesFrom :B ]"
ALL = f"[ {P} ; owl:allValuesFrom :B ]"
SELF = f"[ {P} ; owl:hasSelf true ]"
VALUE = f"[ {P} ; owl:hasValue :x ]"
UNION = "[ a owl:Class ; owl:unionOf ( :B :C ) ]"
NOT = "[ a owl:Class ; owl:complementOf :B ]"
ONE = "[ a owl:Class ; owl:oneOf ( :x :y ) ]"
BOTH = "[ a owl:Class ; owl:intersectionOf ( :B %s ) ]"
DATA_ONE = '[ a rdfs:Datatype ; owl:oneOf ( "a" "b" ) ]'


def count(construct: str, number: int, property_: str = P) -> str:
    qualified = " ; owl:onClass :B" if "ualified" in construct else ""
    return f'[ {property_} ; owl:{construct} "{number}"^^xsd:nonNegativeInteger{qualified} ]'


NOT_RL = {
    # 4.2.3: a superclass, in subclass axioms, domains, ranges and assertions
    "someValuesFrom above": f":A rdfs:subClassOf {SOME} .",
    "data someValuesFrom above": f":A rdfs:subClassOf [ {D} ; owl:someValuesFrom xsd:string ] .",
    "unionOf above": f":A rdfs:subClassOf {UNION} .",
    "oneOf above": f":A rdfs:subClassOf {ONE} .",
    "hasSelf above": f":A rdfs:subClassOf {SELF} .",
    "minCardinality above": f":A rdfs:subClassOf {count('minCardinality', 1)} .",
    "minQualifiedCardinality above": f":A rdfs:subClassOf {count('minQualifiedCardinality', 1)} .",
    "cardinality above": f":A rdfs:subClassOf {count('cardinality', 1)} .",
    "qualifiedCardinality above": f":A rdfs:subClassOf {count('qualifiedCardinality', 1)} .",
    "maxCardinality 2 above": f":A rdfs:subClassOf {count('maxCardinality', 2)} .",
    "maxQualifiedCardinality 2 above": f":A rdfs:subClassOf {count('maxQualifiedCardinality', 2)} .",
    "data maxCardinality 2 above": f":A rdfs:subClassOf {count('maxCardinality', 2, D)} .",
    "Thing above": ":A rdfs:subClassOf owl:Thing .",
    "Thing as a range": ":p rdfs:range owl:Thing .",
    "unionOf as a domain": f":p rdfs:domain {UNION} .",
    "someValuesFrom as a range": f":p rdfs:range {SOME} .",
    "unionOf inside intersectionOf above": f":A rdfs:subClassOf {BOTH % UNION} .",
    "unionOf inside allValuesFrom above": f":A rdfs:subClassOf [ {P} ; owl:allValuesFrom {UNION} ] .",
    "someValuesFrom of a thing": f":x a {SOME} .",
    "allValuesFrom inside complementOf above": f":A rdfs:subClassOf [ a owl:Class ; owl:complementOf {ALL} ] .",
    "complementOf inside onClass": (
        f':A rdfs:subClassOf [ {P} ; owl:maxQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass {NOT} ] .'
    ),
    # 4.2.3: a subclass, also of disjointness and keys
    "allValuesFrom below": f"{ALL} rdfs:subClassOf :A .",
    "complementOf below": f"{NOT} rdfs:subClassOf :A .",
    "hasSelf below": f"{SELF} rdfs:subClassOf :A .",
    "minCardinality below": f"{count('minCardinality', 1)} rdfs:subClassOf :A .",
    "maxCardinality below": f"{count('maxCardinality', 1)} rdfs:subClassOf :A .",
    "cardinality below": f"{count('cardinality', 1)} rdfs:subClassOf :A .",
    "minQualifiedCardinality below": f"{count('minQualifiedCardinality', 1)} rdfs:subClassOf :A .",
    "maxQualifiedCardinality below": f"{count('maxQualifiedCardinality', 1)} rdfs:subClassOf :A .",
    "qualifiedCardinality below": f"{count('qualifiedCardinality', 1)} rdfs:subClassOf :A .",
    "Thing below": "owl:Thing rdfs:subClassOf :A .",
    "complementOf inside unionOf below": f"[ a owl:Class ; owl:unionOf ( :B {NOT} ) ] rdfs:subClassOf :A .",
    "allValuesFrom inside someValuesFrom below": f"[ {P} ; owl:someValuesFrom {ALL} ] rdfs:subClassOf :A .",
    "allValuesFrom disjoint": f":A owl:disjointWith {ALL} .",
    "complementOf among disjoint classes": f"[] a owl:AllDisjointClasses ; owl:members ( :A {NOT} ) .",
    "allValuesFrom with a key": f"{ALL} owl:hasKey ( :d ) .",
    # 4.2.3: either side of an equivalence
    "someValuesFrom in an equivalence": f":A owl:equivalentClass {SOME} .",
    "allValuesFrom in an equivalence": f":A owl:equivalentClass {ALL} .",
    "unionOf in an equivalence": f":A owl:equivalentClass {UNION} .",
    "complementOf in an equivalence": f":A owl:equivalentClass {NOT} .",
    "oneOf in an equivalence": f":A owl:equivalentClass {ONE} .",
    "maxCardinality in an equivalence": f":A owl:equivalentClass {count('maxCardinality', 1)} .",
    "someValuesFrom inside an equivalence": f":A owl:equivalentClass {BOTH % SOME} .",
    "someValuesFrom in a definition by name": f":A owl:intersectionOf ( :B {SOME} ) .",
    "unionOf in a definition by name": ":A owl:unionOf ( :B :C ) .",
    "Thing in an equivalence": ":A owl:equivalentClass owl:Thing .",
    # 4.2.5 and 4.2.4: axioms and data ranges
    "disjointUnionOf": ":A owl:disjointUnionOf ( :B :C ) .",
    "ReflexiveProperty": ":p a owl:ReflexiveProperty .",
    "data oneOf": f":d rdfs:range {DATA_ONE} .",
    "data unionOf": ":d rdfs:range [ a rdfs:Datatype ; owl:unionOf ( xsd:string xsd:integer ) ] .",
    "data complementOf": ":d rdfs:range [ a rdfs:Datatype ; owl:datatypeComplementOf xsd:string ] .",
    "facets": (
        ":d rdfs:range [ a rdfs:Datatype ; owl:onDatatype xsd:integer ;"
        " owl:withRestrictions ( [ xsd:minInclusive 1 ] ) ] ."
    ),
    "owl:real": ":d rdfs:range owl:real .",
    "owl:rational": ":d rdfs:range owl:rational .",
}

RL = {
    "someValuesFrom below": f"{SOME} rdfs:subClassOf :A .",
    "someValuesFrom Thing below": f"[ {P} ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A .",
    "data someValuesFrom below": f"[ {D} ; owl:someValuesFrom xsd:string ] rdfs:subClassOf :A .",
    "unionOf below": f"{UNION} rdfs:subClassOf :A .",
    "oneOf below": f"{ONE} rdfs:subClassOf :A .",
    "hasValue on both sides": f"{VALUE} rdfs:subClassOf [ {P} ; owl:hasValue :y ] .",
    "allValuesFrom above": f":A rdfs:subClassOf {ALL} .",
    "complementOf above": f":A rdfs:subClassOf {NOT} .",
    "maxCardinality 0 and 1 above": (
        f":A rdfs:subClassOf {count('maxCardinality', 0)} , {count('maxCardinality', 1)} ."
    ),
    "maxQualifiedCardinality 1 above": f":A rdfs:subClassOf {count('maxQualifiedCardinality', 1)} .",
    "unionOf inside complementOf above": f":A rdfs:subClassOf [ a owl:Class ; owl:complementOf {UNION} ] .",
    "intersectionOf and hasValue in an equivalence": f":A owl:equivalentClass {BOTH % VALUE} .",
    "property axioms": (
        ":p a owl:FunctionalProperty , owl:InverseFunctionalProperty , owl:IrreflexiveProperty ,"
        " owl:SymmetricProperty . :q a owl:TransitiveProperty ; owl:inverseOf :r . :d a owl:FunctionalProperty ."
    ),
    "a chain": ":p owl:propertyChainAxiom ( :q :r ) .",
    "a chain that begins with its end": ":p owl:propertyChainAxiom ( :p :r ) .",
    "a key": ":A owl:hasKey ( :p :d ) .",
    "disjoint properties and classes": (
        ":p owl:propertyDisjointWith :q . [] a owl:AllDisjointClasses ; owl:members ( :A :B ) ."
    ),
    "different things": "[] a owl:AllDifferent ; owl:distinctMembers ( :x :y ) .",
    "what is not": (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ;"
        " owl:targetIndividual :y ."
    ),
    "intersection of data ranges": (
        ":d rdfs:range [ a rdfs:Datatype ; owl:intersectionOf ( xsd:string xsd:token ) ] ."
    ),
}

NOT_DL = {
    # 5.8: what a name stands for
    "object and data property": ":p a owl:DatatypeProperty .",
    "object and annotation property": ":p a owl:AnnotationProperty .",
    "data and annotation property": ":d a owl:AnnotationProperty .",
    "class and datatype": ":A a rdfs:Datatype .",
    "undeclared class": ":A rdfs:subClassOf :Ghost .",
    "undeclared property": ":p rdfs:subPropertyOf :ghost .",
    "object below data property": ":p rdfs:subPropertyOf :d .",
    "inverse of a data property": ":d owl:inverseOf :p .",
    "transitive data property": ":d a owl:TransitiveProperty .",
    "symmetric annotation property": ":note a owl:SymmetricProperty .",
    "functional annotation property": ":note a owl:FunctionalProperty .",
    # 2.4 and 5.x: names that OWL keeps
    "reserved superclass": ":A rdfs:subClassOf rdf:Statement .",
    "reserved superproperty": ":p rdfs:subPropertyOf rdf:subject .",
    "reserved class below": "rdf:Statement rdfs:subClassOf :A .",
    "reserved range": ":p rdfs:range rdfs:Resource .",
    "reserved in a restriction": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty rdf:value ; owl:allValuesFrom :B ] ."
    ),
    # 4: datatypes
    "xsd:date as a range": ":d rdfs:range xsd:date .",
    "xsd:gYear in a restriction": f":A rdfs:subClassOf [ {D} ; owl:allValuesFrom xsd:gYear ] .",
    "class as the range of a data property": ":d rdfs:range :A .",
    "datatype as the range of an object property": ":p rdfs:range xsd:string .",
    "undeclared range": ":p rdfs:range :Ghost .",
    "xsd:date in an annotation": ':A :note "2026-11-22"^^xsd:date .',
    # Mapping to RDF Graphs 3: expressions that are none
    "restriction without property": ":A rdfs:subClassOf [ a owl:Restriction ; owl:allValuesFrom :B ] .",
    "two constructs in one restriction": (
        f":A rdfs:subClassOf [ {P} ; owl:someValuesFrom :B ; owl:allValuesFrom :C ] ."
    ),
    "an expression used twice": f":A rdfs:subClassOf _:b . :B rdfs:subClassOf _:b . _:b {P} ; owl:allValuesFrom :C .",
    "an expression inside itself": f"_:b {P} ; owl:someValuesFrom _:b ; rdfs:subClassOf :A .",
    "a list without end": (
        ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf [ rdf:first :B ; rdf:rest _:b ] ] ."
    ),
}

NOT_DL_GLOBAL = {
    # 11.2: simple properties
    "functional and transitive": ":p a owl:FunctionalProperty , owl:TransitiveProperty .",
    "inverse functional above a transitive one": (
        ":p a owl:InverseFunctionalProperty . :q a owl:TransitiveProperty ; rdfs:subPropertyOf :p ."
    ),
    "asymmetric end of a chain": ":p a owl:AsymmetricProperty ; owl:propertyChainAxiom ( :q :r ) .",
    "irreflexive inverse of a transitive one": (
        ":p a owl:IrreflexiveProperty ; owl:inverseOf :q . :q a owl:TransitiveProperty ."
    ),
    "count of a transitive one": f":p a owl:TransitiveProperty . :A rdfs:subClassOf {count('maxCardinality', 1)} .",
    "self by a transitive one": f":p a owl:TransitiveProperty . :A rdfs:subClassOf {SELF} .",
    "disjoint with a transitive one": ":p a owl:TransitiveProperty ; owl:propertyDisjointWith :q .",
    # 11.2: an order of the properties
    "a chain through its own end": ":p owl:propertyChainAxiom ( :q :p :r ) .",
    "a chain between its own ends": ":p owl:propertyChainAxiom ( :p :q :p ) .",
    "a chain of what is above it": ":p owl:propertyChainAxiom ( :q :r ) ; rdfs:subPropertyOf :q .",
    "two chains in a circle": ":p owl:propertyChainAxiom ( :q :r ) . :q owl:propertyChainAxiom ( :r :p ) .",
    # 11.2: things without a name, and the top property
    "nameless and the same": "[] owl:sameAs :x .",
    "nameless and different": ":x owl:differentFrom [] .",
    "nameless value": f":A rdfs:subClassOf [ {P} ; owl:hasValue [] ] .",
    "nameless in an enumeration": "[ a owl:Class ; owl:oneOf ( :x [] ) ] rdfs:subClassOf :A .",
    "nameless in a negative assertion": (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual [] ; owl:assertionProperty :p ;"
        " owl:targetIndividual :y ."
    ),
    "nameless at two ends": ":x :p _:b . :y :q _:b .",
    "the top data property with a range": "owl:topDataProperty rdfs:range xsd:string .",
}

DL = {
    "a transitive property": ":p a owl:TransitiveProperty ; rdfs:subPropertyOf :q .",
    "what is in RL as well": " ".join(RL[name] for name in ("a key", "different things", "what is not")),
    "a chain in order": ":p owl:propertyChainAxiom ( :q :r ) . :q owl:propertyChainAxiom ( :q :r ) .",
    "a transitive chain": ":p owl:propertyChainAxiom ( :p :p ) .",
    "functional beside transitive": (
        ":p a owl:FunctionalProperty ; rdfs:subPropertyOf :q . :q a owl:TransitiveProperty ."
    ),
    "a nameless thing": ":x :p [ a :A ; :d 1 ] .",
    "someValuesFrom above": f":A rdfs:subClassOf {SOME} .",
    "annotations of OWL": ':A rdfs:label "a"@en ; owl:versionInfo "1" ; rdfs:seeAlso :B .',
    "every datatype of OWL": (
        ':d rdfs:range xsd:dateTime . :x :d "1"^^xsd:float , "https://example.org"^^xsd:anyURI .'
    ),
    "a datatype of its own": (
        ":Odd a rdfs:Datatype ; owl:equivalentClass [ a rdfs:Datatype ; owl:oneOf ( 1 3 5 ) ] ."
        ' :d rdfs:range :Odd . :x :d "3"^^:Odd .'
    ),
    "built-in classes": ":A rdfs:subClassOf owl:Thing . :p rdfs:range owl:Thing .",
}


def problems(name: str, turtle: str) -> list[str]:
    store = Store()
    store.load((DECLARED + turtle).encode(), format=RdfFormat.TURTLE)
    return [finding.shown for finding in found(CHECKS[name], store, SOE)]


@pytest.mark.parametrize("construct", NOT_RL)
def test_what_rl_forbids_is_found(construct: str) -> None:
    assert problems("not-rl", NOT_RL[construct]) != []


@pytest.mark.parametrize("construct", RL)
def test_what_rl_allows_is_let_through(construct: str) -> None:
    assert problems("not-rl", RL[construct]) == []


@pytest.mark.parametrize("construct", NOT_DL)
def test_what_dl_forbids_is_found(construct: str) -> None:
    assert problems("not-dl", NOT_DL[construct]) != []


@pytest.mark.parametrize("construct", NOT_DL_GLOBAL)
def test_what_dl_forbids_of_the_whole_is_found(construct: str) -> None:
    assert problems("not-dl-global", NOT_DL_GLOBAL[construct]) != []


@pytest.mark.parametrize("construct", [*RL, *DL])
def test_what_dl_allows_is_let_through(construct: str) -> None:
    turtle = DL.get(construct) or RL[construct]
    assert problems("not-dl", turtle) + problems("not-dl-global", turtle) == []
