"""Which claims the gate holds back, and that it looks at each by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyoxigraph import NamedNode, RdfFormat, parse

from soegraph import names, shapes
from soegraph.authority import Authority
from soegraph.graph.articles import article_quads
from soegraph.graph.authority import authority_quads
from soegraph.graph.gate import Faults, Gate
from soegraph.model import EntityRef, Extraction

from .made import KNOWN, article, company, entry, foundation, meeting, person, plan, relation, said
from .test_load import corpora

LI, FIRM, OTHER = person("li", "Li Xiao"), company("firm", "Firm"), company("other", "Other")
PLAN = plan("five-year-plan-14", "14th Five-Year Plan")
TOWN = EntityRef(names.thing("place", "town"), "Place", ("Town",))
FOUNDATION = frozenset(
    [
        *foundation(),
        *authority_quads(
            Authority(
                entries=(entry(PLAN, "14th Five-Year Plan", "“十四五”规划", ordinal="14"),),
                relations=(
                    relation(PLAN, "planStart", "2021", literal=True),
                    relation(PLAN, "planEnd", "2025", literal=True),
                ),
            )
        ),
    ]
)

SOUND = {
    "a post": said(LI, "holdsPost", FIRM, role="chair", start="2021", end="2021-12"),
    "a stake": said(FIRM, "holdsStakeIn", OTHER, percent="100", asOf="2021"),
    "a date": said(FIRM, "foundedOn", "1954-05"),
    "a former name": said(KNOWN, "formerName", "Old Group"),
    "a meeting": said(FIRM, "convenes", meeting("m", "Meeting"), ordinal="1", date="2021-05-01"),
    "of a class that is only known in general": said(
        company("some", "Some", of="Organisation"), "subsidiaryOf", company("any", "Any", of="Organisation")
    ),
    "an end within the year of the start": said(LI, "holdsPost", FIRM, start="2021-06", end="2021"),
    "a plan for what could not be a fact": said(FIRM, "subsidiaryOf", FIRM, "planned"),
    "the years of a known plan": said(PLAN, "planStart", "2021"),
}
BROKEN = {  # by the shape, and what is told apart behind a colon
    "percent": said(FIRM, "holdsStakeIn", OTHER, percent="150"),
    "percent: of a denial": said(FIRM, "holdsStakeIn", OTHER, "denied", percent="150"),
    "Claim": said(LI, "holdsPost", FIRM, role="chair", start="2022", end="2020-12"),
    "ordinal": said(FIRM, "convenes", meeting("m", "Meeting"), ordinal="0"),
    "ordinal: beside the known one": said(PLAN, "planStart", "2021", ordinal="15"),
    "FiveYearPlan": said(PLAN, "planEnd", "2019"),
    "Organisation": said(
        EntityRef(names.thing("person", "wang"), "Enterprise", ("Wang",)), "subsidiaryOf", FIRM
    ),
    "two-ends": said(FIRM, "partnersWith", FIRM),
    "subsidiaryOf": said(KNOWN, "subsidiaryOf", TOWN),
    "subject-of-holdsPost": said(KNOWN, "holdsPost", FIRM),
    "supervisedBy": said(KNOWN, "supervisedBy", FIRM),
    "ticker": said(FIRM, "foundedOn", "1990", ticker="SH:600111"),
}


def judged(gate: Gate, *found: Extraction) -> Faults:
    return gate.faults(map(article_quads, found))


@pytest.fixture(scope="module")
def gate() -> Gate:
    """Return a gate that remembers from test to test."""
    return Gate(FOUNDATION)


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_passes(name: str, gate: Gate) -> None:
    assert judged(gate, article("a", SOUND[name])) == {}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_shape_is_held_back(name: str, gate: Gate) -> None:
    faults = judged(gate, article("a", SOUND["a post"], BROKEN[name]))
    assert len(faults) == 1
    assert name.partition(":")[0] in {violation.rule for found in faults.values() for violation in found}


def test_what_has_no_name_is_held_back(gate: Gate) -> None:
    told = article("a", said(company("x", "X"), "subsidiaryOf", FIRM))
    nameless = replace(told.claims[0], subject=EntityRef(told.claims[0].subject.iri, "Enterprise", ()))
    [violations] = judged(gate, replace(told, claims=(nameless,))).values()
    assert {violation.rule for violation in violations} == {"label", "prefLabel"}


def test_what_others_say_is_no_help_and_no_harm(gate: Gate) -> None:
    helped = article("b", said(company("town", "Town"), "foundedOn", "1990"))
    start, end = said(plan("new", "New"), "planStart", "2025"), said(plan("new", "New"), "planEnd", "2021")
    found = [
        article("a", said(FIRM, "subsidiaryOf", TOWN)),
        helped,
        article("c", start),
        article("d", end, start),
    ]
    assert judged(gate, *found) == judged(gate, found[0])


def test_reasons_name_the_thing_and_not_the_claims_own_node(gate: Gate) -> None:
    [violations] = judged(gate, article("a", BROKEN["subsidiaryOf"])).values()
    assert [(v.focus.value, v.value) for v in violations] == [(KNOWN.iri, NamedNode(TOWN.iri))]


@settings(deadline=None, max_examples=15)
@given(corpora)
def test_what_was_judged_before_makes_no_difference(corpus: list[Extraction]) -> None:
    remembering = Gate(FOUNDATION)
    together = judged(remembering, *corpus)
    assert judged(remembering, *corpus) == together
    alone = [judged(Gate(FOUNDATION), found) for found in corpus]
    assert {claim: faults for each in alone for claim, faults in each.items()} == together


def test_no_shape_tells_apart_what_the_gate_takes_for_alike() -> None:
    """Of who a thing is, shapes see the kind in its IRI, and of names the languages."""
    told: dict[object, dict[str, list[object]]] = {}
    for quad in parse(shapes.source(), format=RdfFormat.TURTLE):
        told.setdefault(quad.subject, {}).setdefault(quad.predicate.value.rpartition("#")[2], []).append(
            quad.object
        )
    patterns = [
        shape["pattern"][0] for shape in told.values() if "pattern" in shape and "targetClass" in shape
    ]
    assert patterns
    assert all(str(pattern).endswith('/[a-z0-9.-]+$"') for pattern in patterns)
    names_of_things = {NamedNode(names.PREFIXES["skos"] + label) for label in ("prefLabel", "altLabel")}
    of_names = [shape for shape in told.values() if names_of_things & set(shape.get("path", ()))]
    seen = {"type", "path", "datatype", "minCount", "uniqueLang", "message"}
    assert {constraint for shape in of_names for constraint in shape} <= seen
