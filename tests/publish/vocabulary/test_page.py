"""What the page of an ontology tells of its terms: all of them, and all that the files say."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from soegraph import home, schema
from soegraph.names import SOE
from soegraph.publish.vocabulary import build, read
from soegraph.publish.vocabulary.model import Page
from soegraph.publish.vocabulary.source import header_of

from .conftest import said, terms


def test_every_term_of_ours_has_an_entry_under_its_local_name(ours: Page) -> None:
    declared = {node.value.removeprefix(SOE) for node in read().own()}
    assert declared <= terms(ours).keys()
    assert {*schema.load().classes, *schema.load().properties} <= declared


def test_every_term_of_ours_has_label_and_definition_in_both_languages(ours: Page) -> None:
    for term in terms(ours).values():
        told = {column.lang: column for column in term.columns}
        assert all(told[lang].label and told[lang].definitions for lang in ("en", "zh-hans")), term.link.name


def test_every_concept_stands_under_its_scheme(ours: Page) -> None:
    roles = terms(ours)["scheme/roles"].members
    assert {term.link.iri for term in roles} == {c.iri for c in schema.load().concepts("roles").values()}
    assert "role/chair" in terms(ours)


def test_nothing_that_the_files_say_of_a_term_is_dropped(ours: Page) -> None:
    source = read()
    shown = repr(terms(ours)).lower()
    for node in source.own():
        for predicate in source.predicates(node):
            for value in source.values(node, predicate):
                if isinstance(value, Literal) and value.language:
                    assert repr(value.value).lower() in shown, f"{node} {predicate} {value}"


def test_a_class_tells_its_place_its_relations_and_its_shapes(ours: Page) -> None:
    stake = terms(ours)["Stake"]
    assert said(stake, "Subclass of") == ["prov:Entity"]
    assert "soe:Tenure" in said(stake, "Disjoint with")
    assert {"soe:owner", "soe:owned", "soe:percent"} <= set(said(stake, "In the domain of"))
    assert "bods:Shareholding" in said(stake, "Close match")
    assert any(
        shape.startswith("soe:owner 1..1, class soe:Organisation")
        for shape in said(stake, "Checked by shapes")
    )


def test_disjointness_is_told_on_both_sides(ours: Page) -> None:
    found = terms(ours)
    assert "soe:CentralEnterprise" in said(found["LocalStateOwnedEnterprise"], "Disjoint with")
    assert "soe:LocalStateOwnedEnterprise" in said(found["CentralEnterprise"], "Disjoint with")


def test_a_subclass_tells_what_it_has_through_the_classes_above(ours: Page) -> None:
    central = terms(ours)["CentralEnterprise"]
    assert "soe:listedOn" in said(central, "In the domain of, through a broader class")
    assert said(central, "In the domain of") == []


def test_class_expressions_are_written_out(ours: Page) -> None:
    inferred = said(terms(ours)["Subsidiary"], "Inferred of")
    assert inferred == ["soe:Enterprise and (soe:subsidiaryOf some soe:Enterprise)"]


def test_a_property_tells_its_ends_inverse_characteristics_and_annotations(ours: Page) -> None:
    found = terms(ours)
    assert said(found["attendee"], "Inverse of") == ["soe:attends"]
    assert said(found["attends"], "Inverse of") == ["soe:attendee"]
    assert said(found["controlledBy"], "Characteristics") == ["transitive 传递"]
    assert said(found["attends"], "Domain includes") == ["soe:Organisation", "soe:Person"]
    assert said(found["foundedOn"], "lexical type") == ["partialDate"]
    assert said(found["foundedOn"], "temporality") == ["event"]
    assert said(found["subsidiaryOf"], "Subproperty of") == ["soe:controlledBy", "schema:parentOrganization"]
    assert said(found["controlledBy"], "Subproperties") == ["soe:subsidiaryOf"]


def test_the_header_tells_version_licence_makers_and_citation(ours: Page) -> None:
    told = {row.heading.en for row in ours.header.rows}
    assert {
        "Version",
        "Version IRI",
        "Licence",
        "Creators",
        "Publisher",
        "Citation",
        "Issued",
        "Status",
    } <= told
    assert (ours.header.prefix, ours.header.namespace) == ("soe", SOE)
    assert [title.lang for title in ours.header.titles] == ["en", "zh-hans"]


def test_declared_terms_of_others_are_listed_with_who_names_them(ours: Page) -> None:
    used = {foreign.link.name: [link.name for link in foreign.used_by] for foreign in ours.foreign}
    assert used["org:Membership"] == ["soe:Tenure"]
    assert "oa:exact" in used


def test_an_ontology_without_any_label_is_told_whole(museum: Path) -> None:
    with home.using(museum):
        source = read()
        page = build(source)
    assert {node.value.removeprefix(source.namespace) for node in source.own()} <= terms(page).keys()
    assert said(terms(page)["Museum"], "Subclass of") == ["mus:Organisation"]
    assert {"mus:borrowsFrom", "mus:stages"} <= set(said(terms(page)["Museum"], "In the domain of"))
    assert terms(page)["role/restorer"].columns[0].alternatives == ("conservator",)


def test_terms_without_annotation_or_type_have_an_entry(odd: Page) -> None:
    found = terms(odd)
    assert {"Ring", "Stone", "Pebble", "Gem", "Hand", "heldIn", "unsaid", "hardest"} <= found.keys()
    assert found["unsaid"].kind.en == "Other term"
    assert found["hardest"].kind.en == "Individual"
    assert said(found["unsaid"], "Range") == [":Hand"]


def test_logic_on_blank_nodes_is_told(odd: Page) -> None:
    found = terms(odd)
    assert said(found["Ring"], "Subclass of") == [":holds min 1"]
    assert said(found["holds"], "Domain") == [":Ring or :Hand"]
    assert said(found["holds"], "Inferred from the chain") == [":wears ∘ :holds"]
    assert said(found["holds"], "Characteristics") == ["functional: at most one value 函数性：至多一个值"]
    assert said(found["heldIn"], "Inverse of") == [":holds"]
    assert said(found["Hand"], "In the domain of") == [":holds", ":wears"]
    assert said(found["Hand"], "Disjoint with") == [":Ring", ":Stone"]
    assert said(found["Gem"], "Checked by shapes") == [":carat 1..*, datatype xsd:decimal Weigh it."]
    assert said(found["carat"], "Checked by shapes") == ["1..*, datatype xsd:decimal of :Gem Weigh it."]


def test_a_circle_of_classes_is_told_and_drawn(odd: Page) -> None:
    assert said(terms(odd)["Stone"], "Subclass of") == [":Pebble"]
    assert [box.link.anchor for box in odd.diagram.boxes] == ["Ring", "Pebble", "Stone", "Gem"]


def test_a_deprecated_term_says_what_replaces_it(odd: Page) -> None:
    assert terms(odd)["Pebble"].deprecated
    assert said(terms(odd)["Pebble"], "Replaced by") == [":Stone"]


def test_columns_are_the_languages_that_there_are(odd: Page) -> None:
    assert odd.languages == ("en", "zh-hans", "fr", "")
    assert [column.lang for column in terms(odd)["Ring"].columns] == ["en", "fr"]
    assert terms(odd)["Gem"].columns[0].notes == ("shines",)


def test_an_ontology_that_nobody_describes_is_named_after_its_namespace(odd_folder: Path) -> None:
    with home.using(odd_folder):
        source = read()
    assert header_of(source) == NamedNode("https://odd.example/o")


@pytest.mark.parametrize("name", ["Stake", "holdsStakeIn", "roles"])
def test_without_a_graph_there_are_no_numbers(ours: Page, name: str) -> None:
    term = terms(ours).get(name) or terms(ours)[f"scheme/{name}"]
    assert (term.count, term.examples) == (None, ())
    assert not ours.counted
