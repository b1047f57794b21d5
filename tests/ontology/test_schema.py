"""What Python reads out of the ontology."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from soegraph import names
from soegraph.errors import OntologyError
from soegraph.schema import Schema, load, quads_of

GOLD_PREDICATES = """
    attends chairs convenes formerName foundedBy foundedOn headquarteredIn holdsPost holdsStakeIn listedOn
    locatedIn mergedInto operates partnersWith planEnd planStart produces pursuesPlan subsidiaryOf
    supervisedBy unitOf
"""

TINY = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix soe: <https://w3id.org/soegraph/ontology#> .
"""


def read(turtle: str) -> Schema:
    return Schema(parse(TINY + turtle, format=RdfFormat.TURTLE))


def test_the_relations_are_those_of_the_annotation_guide() -> None:
    assert list(load().relations) == GOLD_PREDICATES.split()


def test_qualifiers_go_by_their_json_names() -> None:
    properties = {name: (p.name, p.lexical_type) for name, p in load().qualifiers.items()}
    assert properties == {
        "asOf": ("asOf", "partialDate"),
        "date": ("date", "partialDate"),
        "end": ("endedOn", "partialDate"),
        "ordinal": ("ordinal", "integer"),
        "percent": ("percent", "decimal"),
        "role": ("role", "role"),
        "start": ("startedOn", "partialDate"),
        "status": ("postStatus", "string"),
        "ticker": ("ticker", "string"),
        "year": ("year", "year"),
    }


def test_is_a_follows_all_superclasses() -> None:
    schema = load()
    assert schema.is_a("CentralEnterprise", "Organisation")
    assert schema.is_a("Mine", "Mine")
    assert not schema.is_a("Organisation", "Enterprise")


def test_an_unknown_class_is_named() -> None:
    with pytest.raises(OntologyError, match="no class 'Minestry'"):
        load().is_a("Minestry", "Organisation")


def test_disjointness_is_inherited_and_goes_both_ways() -> None:
    schema = load()
    assert schema.disjoint("CentralEnterprise", "Mine")
    assert schema.disjoint("Mine", "CentralEnterprise")
    assert schema.disjoint("CentralEnterprise", "LocalStateOwnedEnterprise")
    assert not schema.disjoint("Enterprise", "ResearchOrganisation")


@pytest.mark.parametrize("cls", load().classes)
def test_every_class_has_a_kind_that_fits_an_iri(cls: str) -> None:
    assert load().kind(cls).isalpha()


def test_a_class_without_kind_is_an_error() -> None:
    with pytest.raises(OntologyError, match="iriKind"):
        read("soe:Ghost a owl:Class .").kind("Ghost")


def test_a_cycle_of_superclasses_is_an_error() -> None:
    with pytest.raises(OntologyError, match="its own superclass"):
        read("soe:A a owl:Class ; rdfs:subClassOf soe:B . soe:B a owl:Class ; rdfs:subClassOf soe:A .")


def test_class_expressions_are_left_to_the_reasoner() -> None:
    schema = read(
        "[] a owl:Class ; rdfs:subClassOf soe:A . soe:A a owl:Class ; rdfs:subClassOf [ a owl:Class ] ."
    )
    assert schema.classes == ("A",)
    assert schema.depth("A") == 0


@pytest.mark.parametrize(
    ("predicate", "subject", "obj", "accepted"),
    [
        ("holdsPost", "Person", "PartyBody", True),
        ("holdsPost", "Organisation", "Person", False),
        ("subsidiaryOf", "ResearchOrganisation", "CentralEnterprise", True),
        ("subsidiaryOf", "PartyBody", "Enterprise", False),
        ("listedOn", "Enterprise", "Organisation", True),  # it may prove to be an exchange
        ("listedOn", "Enterprise", "GovernmentBody", False),
        ("planEnd", "FiveYearPlan", None, True),
        ("planEnd", "FiveYearPlan", "Place", False),
        ("holdsPost", "Person", None, False),
        ("percent", "Stake", None, False),  # a qualifier is no relation of its own
        ("dreamsOf", "Person", "Mine", False),
        ("operates", "Wizard", "Mine", False),
    ],
)
def test_accepts(predicate: str, subject: str, obj: str | None, accepted: bool) -> None:
    assert load().accepts(predicate, subject, obj) is accepted


def test_blank_nodes_of_two_files_are_never_one(tmp_path: Path) -> None:
    files = [tmp_path / "one.ttl", tmp_path / "two.ttl"]
    for file in files:
        file.write_text("_:b a <https://example.org/Thing> .", encoding="utf-8")
    assert len({quad.subject for file in files for quad in quads_of(file)}) == 2


def test_partners_with_is_symmetric() -> None:
    assert [name for name, p in load().properties.items() if p.symmetric] == ["partnersWith"]


def test_labels_put_the_preferred_one_first() -> None:
    schema = load()
    assert schema.labels("CentralEnterprise", "zh-hans") == ("中央企业", "央企")
    assert schema.labels(names.thing("role", "chair"), "en")[0] == "chair"
    assert schema.labels("CentralEnterprise", "fr") == ()


def test_concepts_are_sorted_and_know_their_broader_ones() -> None:
    commodities = load().concepts("commodities")
    assert list(commodities) == sorted(commodities)
    assert commodities["neodymium"].broader == ("light-rare-earth",)
    assert commodities["ndfeb-magnet"].iri == names.thing("commodity", "ndfeb-magnet")


def test_there_is_no_such_scheme() -> None:
    assert load().concepts("colours") == {}


def test_concepts_move_to_the_base_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <https://w3id.org/soegraph/id/role/chair> skos:prefLabel "chair"@en ;
        skos:inScheme <https://w3id.org/soegraph/id/scheme/roles> .
    """
    monkeypatch.setattr(names, "base", lambda: "https://example.org/")
    concept = read(turtle).concepts("roles")["chair"]
    assert concept.iri == "https://example.org/id/role/chair"
    assert concept.labels == {"en": ("chair",)}
