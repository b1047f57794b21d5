"""Independent tools agree: owlready2 reads all classes, HermiT finds no contradiction and each class in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from soegraph import schema
from soegraph.errors import OntologyError, SettingError
from soegraph.names import SOE
from soegraph.quality.checks import Check
from soegraph.quality.reasoner import INCONSISTENT, RECLASSIFIED, UNSATISFIABLE, classify, reason, world_of

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")

SMALL = f"""
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix soe: <{SOE}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Meeting a owl:Class .
:Person a owl:Class ; owl:disjointWith :Meeting .
:Official a owl:Class ; rdfs:subClassOf :Person .
:holdsPost a owl:ObjectProperty .
:date a owl:DatatypeProperty .
[ a owl:Class ; owl:intersectionOf ( :Person [ a owl:Restriction ; owl:onProperty :holdsPost ;
    owl:someValuesFrom owl:Thing ] ) ] rdfs:subClassOf :Official .
"""
BROKEN: dict[Check, tuple[str, str]] = {
    INCONSISTENT: (":x a :Person , :Meeting .", "http://example.org"),
    UNSATISFIABLE: (
        ":Ghost a owl:Class ; rdfs:subClassOf :Person , :Meeting .",
        "http://example.org/Ghost",
    ),
    RECLASSIFIED: (
        ":Minister a owl:Class ; rdfs:subClassOf :Person , [ a owl:Restriction ; owl:onProperty :holdsPost ;"
        " owl:someValuesFrom :Person ] .",
        "http://example.org/Minister, http://example.org/Official",
    ),
}

Reader = Callable[[Iterable[str]], list[Quad]]


def small(turtle: str) -> list[Quad]:
    return list(parse(SMALL + turtle, format=RdfFormat.TURTLE))


def test_owlready2_sees_all_classes(quads: Reader) -> None:
    read = {cls.iri.removeprefix(SOE) for cls in world_of(quads(["soe.ttl"])).classes()}
    ours = {name for name in read if ":" not in name}
    assert ours == set(schema.load().classes)
    assert len(ours) == 30


@needs_java
def test_hermit_has_nothing_to_say_of_our_ontology(quads: Reader) -> None:
    told = reason(quads(["soe.ttl", "schemes.ttl"]), SOE)
    assert list(told.items()) == [(check, ()) for check in BROKEN]


@needs_java
@pytest.mark.parametrize("check", BROKEN, ids=lambda check: check.name)
def test_hermit_finds_what_is_broken(check: Check) -> None:
    turtle, found = BROKEN[check]
    told = reason(small(turtle), "http://example.org/")
    assert {one: [f.shown for f in findings] for one, findings in told.items() if findings} == {
        check: [found]
    }


@needs_java
def test_dates_that_owl_does_not_know_do_not_stop_hermit() -> None:
    dated = ':x a :Meeting ; :date "2026-11-22"^^xsd:date , "2026"^^xsd:gYear . :date rdfs:range xsd:date .'
    assert not any(reason(small(dated), "http://example.org/").values())


@needs_java
def test_what_hermit_cannot_read_is_told_in_one_line() -> None:
    with pytest.raises(
        OntologyError, match=r"^HermiT cannot read the ontology: .*datatypes from the OWL 2.*$"
    ):
        reason(small(':x :date "soon"^^:when .'), "http://example.org/")


@needs_java
def test_hermit_infers_subsidiary_and_official(quads: Reader) -> None:
    data = (
        f"@prefix soe: <{SOE}> . @prefix : <http://example.org/> ."
        ":child a soe:Enterprise ; soe:subsidiaryOf :parent . :parent a soe:Enterprise ."
        ":someone a soe:Person ; soe:holdsPost :child ."
    )
    world = world_of([*quads(["soe.ttl"]), *parse(data, format=RdfFormat.TURTLE)])
    assert classify(world)
    types = {
        name: {c.name for c in world[f"http://example.org/{name}"].is_a} for name in ("child", "someone")
    }
    assert types["child"] >= {"Subsidiary"}
    assert types["someone"] >= {"Official"}


def test_without_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SettingError, match="HermiT needs Java: install a Java runtime"):
        reason(small(""), "http://example.org/")
