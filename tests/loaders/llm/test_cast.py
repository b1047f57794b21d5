"""Which entity a model means."""

from __future__ import annotations

import pytest

from soegraph import authority, schema
from soegraph.loaders.document import Entity
from soegraph.loaders.llm.answers import End
from soegraph.loaders.llm.cast import Cast


def entity(cast: Cast, text: str, cls: str, name: str = "") -> Entity:
    found = cast.entity(End(text, name or text, cls))
    assert found is not None
    return found


@pytest.mark.parametrize(("language", "name"), [("en", "Baogang"), ("zh", "包钢集团")])
def test_a_known_name_has_its_iri_and_class_whatever_the_model_says(language: str, name: str) -> None:
    found = entity(Cast(language), name, "Enterprise")
    assert found.iri == "https://w3id.org/soegraph/id/organisation/baogang-group"
    assert (found.known, found.type) == (
        True,
        next(e.type for e in authority.entries() if e.iri == found.iri),
    )


def test_words_that_are_known_tell_who_bears_a_longer_name() -> None:
    found = entity(Cast("en"), "Baogang", "Enterprise", "Baogang Works of Steel")
    assert (found.iri[-13:], found.names) == ("baogang-group", ["Baogang Works of Steel", "Baogang"])


def test_commodities_and_plans_are_known_in_any_case() -> None:
    assert entity(Cast("en"), "Rare earths", "Commodity").iri.endswith("/commodity/rare-earth")
    assert entity(Cast("en"), "14th five-year plan", "FiveYearPlan").iri.endswith("/plan/five-year-plan-14")


def test_a_known_place_stays_a_place() -> None:
    assert entity(Cast("en"), "Baotou", "Enterprise").type == "Place"


def test_one_thing_under_its_names_is_one_entity() -> None:
    cast = Cast("en")
    full = entity(cast, "Ordos", "Enterprise", "Ordos Zinc Co., Ltd.")
    assert entity(cast, "Ordos", "Enterprise") is full
    assert full.surface_forms == ("Ordos Zinc Co., Ltd.", "Ordos")


def test_the_most_special_class_counts() -> None:
    cast = Cast("en")
    found = entity(cast, "Zinco", "Organisation")
    for cls in ("StateOwnedEnterprise", "Enterprise"):
        assert entity(cast, "Zinco", cls) is found
    assert found.type == "StateOwnedEnterprise"


def test_things_that_cannot_be_one_are_two() -> None:
    cast = Cast("en")
    assert entity(cast, "Zinco", "Enterprise") is not entity(cast, "Zinco", "GovernmentBody")


@pytest.mark.parametrize("text", ["she", "It", "the group", "Group", "The Company"])
def test_what_is_no_name_is_not_kept_as_one(text: str) -> None:
    assert entity(Cast("en"), text, "Enterprise", "Inner Zinc Group Company").names == [
        "Inner Zinc Group Company"
    ]


def test_a_chinese_common_noun_is_no_name() -> None:
    cast = Cast("zh")
    assert entity(cast, "公司", "Enterprise", "河地矿业公司").names == ["河地矿业公司"]
    assert entity(cast, "河地矿业", "Enterprise", "河地矿业公司").names == ["河地矿业公司", "河地矿业"]


def test_a_class_that_the_ontology_lacks_is_none() -> None:
    assert "Wizard" not in schema.load().classes
    assert Cast("en").entity(End("Zinco", "Zinco", "Wizard")) is None
