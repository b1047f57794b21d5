"""What the rules of queries/build infer."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, RdfFormat, Triple, parse

from soegraph.graph.rules import close, rules
from soegraph.store import OxigraphStore

from .made import short

ONTOLOGY = """
    @prefix ex: <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix org: <http://www.w3.org/ns/org#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix soe: <https://w3id.org/soegraph/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    soe:CentralEnterprise rdfs:subClassOf soe:Enterprise . soe:Enterprise rdfs:subClassOf org:Organization .
    soe:convenedBy owl:inverseOf soe:convenes .
"""


def inferred(turtle: str) -> set[tuple[str, ...]]:
    store = OxigraphStore()
    store.extend(parse(ONTOLOGY + turtle, format=RdfFormat.TURTLE))
    return {shown(triple) for triple in close(store)}


def shown(triple: Triple) -> tuple[str, ...]:
    return short(triple.subject), short(triple.predicate), short(triple.object)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("ex:a a soe:CentralEnterprise .", {("a", "type", "Enterprise")}),
        ("ex:t a soe:Tenure ; org:member ex:li .", {("li", "type", "Official")}),
        ("ex:a soe:convenes ex:m .", {("m", "convenedBy", "a")}),
        ("ex:a soe:subsidiaryOf ex:b .", {("a", "controlledBy", "b")}),
        (
            "ex:a soe:subsidiaryOf ex:b . ex:b soe:subsidiaryOf ex:c . ex:c soe:subsidiaryOf ex:d .",
            {(x, "controlledBy", y) for x, y in ("ab", "bc", "cd", "ac", "bd", "ad")},
        ),
        (
            "ex:a a soe:Enterprise ; soe:subsidiaryOf ex:b . ex:b a soe:CentralEnterprise .",
            {("a", "type", "Subsidiary"), ("a", "controlledBy", "b"), ("b", "type", "Enterprise")},
        ),
    ],
)
def test_a_rule_infers(stated: str, expected: set[tuple[str, ...]]) -> None:
    assert inferred(stated) == expected


def test_a_loop_of_subsidiaries_controls_nobody_by_itself() -> None:
    loop = inferred("ex:a soe:subsidiaryOf ex:b . ex:b soe:subsidiaryOf ex:a .")
    assert loop == {("a", "controlledBy", "b"), ("b", "controlledBy", "a")}


STAKE = "ex:{0} a soe:Stake ; soe:owner ex:a ; soe:owned ex:b ; soe:percent {1} . "
DATED = STAKE + 'ex:{0} soe:asOf "{2}"^^xsd:{3} . '


@pytest.mark.parametrize(
    ("stakes", "controls"),
    [
        (STAKE.format("s", "51"), True),
        (STAKE.format("s", "50"), False),
        (DATED.format("s", "60", "2015", "gYear") + DATED.format("t", "40", "2024-06", "gYearMonth"), False),
        (DATED.format("s", "40", "2015", "gYear") + DATED.format("t", "60", "2024-06", "gYearMonth"), True),
        (STAKE.format("s", "60") + DATED.format("t", "40", "2024", "gYear"), False),
    ],
)
def test_a_majority_controls_unless_a_later_share_is_lower(stakes: str, controls: bool) -> None:
    assert (("b", "controlledBy", "a") in inferred(stakes)) is controls


def test_what_is_stated_is_not_inferred() -> None:
    assert inferred("ex:a soe:subsidiaryOf ex:b ; soe:controlledBy ex:b .") == set()


def test_what_is_inferred_joins_the_default_graph() -> None:
    store = OxigraphStore()
    store.extend(parse(ONTOLOGY + "ex:a soe:convenes ex:m .", format=RdfFormat.TURTLE))
    [triple] = close(store)
    assert Quad(*triple) in set(store.quads())


def test_every_rule_says_what_it_does() -> None:
    assert rules()
    for name, text in rules().items():
        assert text.text.startswith("#+ summary: "), name
