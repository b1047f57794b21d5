"""What the ontology and the rules of queries/build infer."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from soegraph import names
from soegraph.graph import layers
from soegraph.graph.authority import ontology_quads
from soegraph.graph.layers import flat, triples
from soegraph.graph.rules import close, compiled, program, rules
from soegraph.graph.rules.parse import read_rule
from soegraph.store import OxigraphStore

from .made import short

PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.PREFIXES.items())


def inferred(turtle: str) -> set[tuple[str, ...]]:
    """Return in short what follows about things of example.org, under the ontology of the package."""
    store = OxigraphStore()
    store.extend(flat(quad.triple for quad in ontology_quads()))
    store.extend(parse(PREFIXES + "@prefix ex: <https://example.org/> ." + turtle, format=RdfFormat.TURTLE))
    close(store, program(store))
    found = triples(store, layers.inferred())
    return {shown(triple) for triple in found if "example.org" in str(triple.subject)}


def shown(triple: Triple) -> tuple[str, ...]:
    return short(triple.subject), short(triple.predicate), short(triple.object)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("ex:a a soe:CentralEnterprise .", {("a", "type", "Enterprise"), ("a", "type", "Corporation")}),
        ("ex:li soe:holdsPost ex:a .", {("li", "type", "Official"), ("li", "memberOf", "a")}),
        ("ex:a soe:convenes ex:m .", {("m", "convenedBy", "a"), ("m", "organizer", "a")}),
        ("ex:a soe:partnersWith ex:b .", {("b", "partnersWith", "a")}),
        ("ex:a soe:subsidiaryOf ex:b .", {("a", "controlledBy", "b"), ("a", "parentOrganization", "b")}),
        (
            "ex:a soe:subsidiaryOf ex:b . ex:b soe:subsidiaryOf ex:c . ex:c soe:subsidiaryOf ex:d .",
            {(x, "controlledBy", y) for x, y in ("ab", "bc", "cd", "ac", "bd", "ad")},
        ),
        ("ex:a a soe:Enterprise ; soe:subsidiaryOf ex:b .", {("a", "type", "Subsidiary")}),
        ("ex:a a soe:Exchange ; soe:subsidiaryOf ex:b .", {("b", "type", "Enterprise")}),
    ],
)
def test_an_axiom_infers(stated: str, expected: set[tuple[str, ...]]) -> None:
    assert inferred(stated) >= expected


@pytest.mark.parametrize(
    ("stated", "other"),
    [
        ("ex:a a soe:Exchange ; soe:subsidiaryOf ex:b .", ("a", "type", "Subsidiary")),
        ("ex:li org:memberOf ex:a .", ("li", "type", "Official")),
        ("ex:a soe:subsidiaryOf ex:b .", ("b", "controlledBy", "a")),
        ("ex:a soe:supervisedBy ex:b .", ("a", "controlledBy", "b")),
    ],
)
def test_an_axiom_infers_no_more(stated: str, other: tuple[str, ...]) -> None:
    assert other not in inferred(stated)


def test_in_a_loop_of_subsidiaries_all_control_themselves() -> None:
    loop = inferred("ex:a soe:subsidiaryOf ex:b . ex:b soe:subsidiaryOf ex:a .")
    control = {found for found in loop if found[1] == "controlledBy"}
    assert control == {(one, "controlledBy", other) for one in "ab" for other in "ab"}


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


SASAC = "<https://w3id.org/soegraph/id/organisation/sasac>"
SUPERVISED = f"ex:a a soe:Enterprise ; soe:supervisedBy {SASAC} . "


@pytest.mark.parametrize(
    ("stated", "central"),
    [
        (SUPERVISED, True),
        (f"ex:a a soe:StateOwnedEnterprise ; soe:supervisedBy {SASAC} .", True),
        ("ex:a a soe:Enterprise ; soe:supervisedBy ex:ministry .", False),
        (f"ex:a a soe:Exchange ; soe:supervisedBy {SASAC} .", False),
        (SUPERVISED + "ex:a a soe:LocalStateOwnedEnterprise .", False),
        (SUPERVISED + "ex:a soe:subsidiaryOf ex:b .", False),
    ],
)
def test_an_enterprise_under_the_state_owner_itself_is_central(stated: str, central: bool) -> None:
    assert (("a", "type", "CentralEnterprise") in inferred(stated)) is central


def test_a_post_in_a_party_body_is_membership_of_it_and_of_its_organisation() -> None:
    post, unit = "ex:li soe:holdsPost ex:body . ", "ex:body soe:unitOf ex:a . "
    found = inferred(post + unit + "ex:body a soe:PartyBody .")
    assert found >= {("li", "memberOf", "body"), ("li", "memberOf", "a"), ("li", "type", "Official")}
    assert ("li", "memberOf", "a") not in inferred(post + unit + "ex:body a soe:ResearchOrganisation .")


def tenure(name: str, person: str, role: str = "chair", **bounds: str) -> str:
    dated = "".join(f' ; soe:{bound} "{year}"^^xsd:gYear' for bound, year in bounds.items())
    held = f"ex:{name} org:member ex:{person} ; org:organization ex:a"
    return f"{held} ; org:role <https://w3id.org/soegraph/id/role/{role}>{dated} . "


FIRST = tenure("t1", "li", startedOn="2010", endedOn="2015")
THIRD = tenure("t3", "wu", startedOn="2020")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (FIRST + THIRD, {("t3", "t1")}),
        (FIRST + tenure("t2", "hu", inOfficeBy="2017") + THIRD, {("t2", "t1"), ("t3", "t2")}),
        (FIRST + tenure("t2", "wu", startedOn="2015"), {("t2", "t1")}),
        (FIRST + tenure("t2", "wu", inOfficeBy="2012"), set()),
        (FIRST + tenure("t2", "li", startedOn="2020"), set()),
        (FIRST + tenure("t2", "wu", role="director", startedOn="2020"), set()),
    ],
)
def test_the_next_known_holder_of_a_post_succeeds(stated: str, expected: set[tuple[str, str]]) -> None:
    found = {(one, other) for one, relation, other in inferred(stated) if relation == "succeeds"}
    assert found == expected


def test_what_is_stated_is_not_inferred() -> None:
    found = inferred("ex:a soe:subsidiaryOf ex:b ; soe:controlledBy ex:b ; a soe:Organisation .")
    assert ("a", "controlledBy", "b") not in found
    assert ("a", "type", "Organisation") not in found


def test_every_rule_in_a_file_says_what_it_does() -> None:
    assert rules()
    for name, rule in rules().items():
        assert rule.text.startswith("#+ summary: "), name


def test_a_compiled_rule_can_be_cited() -> None:
    store = OxigraphStore()
    store.extend(flat(quad.triple for quad in ontology_quads()))
    known = {rule.name: rule for rule in compiled(store)}
    rule = known["cax-sco soe:Mine schema:Place"]
    assert rule.text.endswith("CONSTRUCT { ?x a schema:Place } WHERE { ?x a soe:Mine . }")
    assert [shown(axiom) for axiom in rule.axioms] == [
        ("Mine", "subClassOf", "Site"),
        ("Site", "subClassOf", "Place"),
    ]
    for name, each in known.items():
        read = read_rule(name, each.text)
        assert (each.head, each.body.patterns, each.closing) == (read.head, read.body.patterns, read.closing)
        assert set(each.axioms) <= set(triples(store, layers.FLAT))


def test_what_is_inferred_stands_in_its_layer_and_in_the_flat_view() -> None:
    store = OxigraphStore()
    store.extend(flat(quad.triple for quad in ontology_quads()))
    before = set(triples(store, layers.FLAT))
    close(store, program(store))
    found = set(triples(store, layers.inferred()))
    assert found
    assert found | before == set(triples(store, layers.FLAT))
    assert not found & before
