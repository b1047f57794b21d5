"""Classes and IRIs of annotated entities."""

from __future__ import annotations

from soegraph.evaluate.entities import EntityVerdict, judge_entities
from soegraph.evaluate.figures import entity_score
from soegraph.evaluate.gold import GoldEntity
from soegraph.model import Claim, EntityRef
from soegraph.names import thing

from .made import GROUP, LI, MINING, annotated, claim, ref

BAOGANG = GoldEntity("baogang", "Enterprise", ("Baogang Group", "Baogang"))
BAOTOU = GoldEntity("baotou", "Place", ("Baotou",))
BAOGANG_IRI = thing("organisation", "baogang-group")


def verdicts(*claims: Claim, entities: tuple[GoldEntity, ...]) -> dict[str, EntityVerdict]:
    found = judge_entities(annotated(entities=entities), claims)
    return {entity.name: entity for entity in found}


def test_a_class_is_exact_wider_or_narrower_or_wrong() -> None:
    for type_, typing in (
        ("Enterprise", "exact"),
        ("Organisation", "compatible"),
        ("CentralEnterprise", "compatible"),
        ("GovernmentBody", "wrong"),
        ("Thingummy", "wrong"),
        ("", "unknown"),
    ):
        said = claim(ref("Zinco", type_=type_), "foundedBy", "Wuhu Steel")
        assert verdicts(said, entities=(GROUP,))["Zinco Group"].typing == typing


def test_an_entity_that_no_claim_speaks_of_is_not_named() -> None:
    found = verdicts(claim("Zinco", "foundedBy", "Wuhu Steel"), entities=(GROUP, LI))
    assert found["Zinco Group"].named
    assert not found["Li Xiaoming"].named


def test_what_the_tables_know_must_have_their_iri() -> None:
    for iri, linked in ((BAOGANG_IRI, True), (thing("organisation", "baogang"), False)):
        said = claim(ref("Baogang", iri=iri), "foundedBy", "Zinco")
        found = verdicts(said, entities=(BAOGANG,))["Baogang Group"]
        assert (found.known, found.linked) == ((BAOGANG_IRI,), linked)


def test_a_name_of_another_kind_of_thing_in_the_tables_does_not_count() -> None:
    person = GoldEntity("baogang", "Person", ("Baogang",))
    assert verdicts(entities=(person,))["Baogang"].known == ()


def test_a_known_person_is_meant_only_beside_his_or_her_organisation() -> None:
    meng = GoldEntity("meng", "Person", ("Meng Fanying",))
    assert verdicts(entities=(meng,))["Meng Fanying"].known == ()
    assert verdicts(entities=(meng, BAOGANG))["Meng Fanying"].known == (thing("person", "meng-fanying"),)


def test_one_entity_under_two_iris_is_split() -> None:
    split = claim(ref("Zinco", iri="urn:a"), "foundedBy", ref("Zinco Group", iri="urn:b"))
    found = verdicts(split, entities=(GROUP,))
    assert found["Zinco Group"].iris == ("urn:a", "urn:b")
    assert entity_score(found.values()).whole == 0


def test_two_entities_under_one_iri_are_merged() -> None:
    merged = claim(ref("Zinco", "Zinco Mining", iri="urn:a"), "foundedBy", "Wuhu Steel")
    found = verdicts(merged, entities=(GROUP, MINING))
    assert found["Zinco Group"].shared_with == ("Zinco-Mining",)
    assert found["Zinco-Mining"].shared_with == ("Zinco Group",)
    assert entity_score(found.values()).apart == 0


def test_two_entities_that_the_tables_hold_to_be_one_may_share_their_iri() -> None:
    other = GoldEntity("union", "Enterprise", ("Baotou Iron and Steel Group",))
    said = claim(ref("Baogang", "Baotou Iron and Steel Group", iri=BAOGANG_IRI), "foundedBy", "Zinco")
    found = verdicts(said, entities=(BAOGANG, other))
    assert found["Baogang Group"].shared_with == ()


def test_a_name_that_two_entities_bear_tells_nothing() -> None:
    namesake = GoldEntity("zinco-2", "Person", ("Zinco",))
    found = verdicts(claim("Zinco", "foundedBy", "Wuhu Steel"), entities=(GROUP, namesake))
    assert not found["Zinco Group"].named
    assert not found["Zinco"].named


def test_claims_without_iris_are_told_apart_by_their_names() -> None:
    bare = [claim(EntityRef("", "", (name,)), "foundedBy", "Wuhu Steel") for name in ("Zinco", "Li")]
    found = judge_entities(annotated(entities=(GROUP, LI)), bare)
    assert [(entity.named, entity.iris, entity.shared_with) for entity in found] == [(True, (), ())] * 2


def test_the_figures_count_named_entities_only() -> None:
    said = claim(
        ref("Baogang", iri=BAOGANG_IRI), "headquarteredIn", ref("Baotou", type_="Place", iri="urn:b")
    )
    score = entity_score(judge_entities(annotated(entities=(BAOGANG, BAOTOU, LI)), [said]))
    assert (score.annotated, score.named, score.typed, score.exact) == (3, 2, 2, 2)
    assert (score.known, score.linked, score.whole, score.apart) == (2, 1, 2, 2)
