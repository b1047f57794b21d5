"""What an entity is and what it is called."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Literal, NamedNode

from soegraph.graph.describe import description_triples, joint_labels, preferred, settled_types, types
from soegraph.graph.statements import Description
from soegraph.graph.terms import name, soe

from .made import short

BAOGANG = NamedNode("https://x.org/organisation/baogang")


def shown(description: Description) -> set[tuple[str, str]]:
    return {(short(t.predicate), short(t.object)) for t in description_triples(BAOGANG, description)}


def test_the_most_specific_class_is_kept() -> None:
    assert settled_types({"Organisation": 5, "Enterprise": 3, "StateOwnedEnterprise": 1}) == [
        "StateOwnedEnterprise"
    ]


def test_of_disjoint_classes_the_better_supported_one_is_kept() -> None:
    observed = {"CentralEnterprise": 1, "LocalStateOwnedEnterprise": 2, "GovernmentBody": 1}
    assert settled_types(observed) == ["LocalStateOwnedEnterprise"]


def test_a_tie_of_disjoint_classes_is_settled_by_the_alphabet() -> None:
    for order in (["Person", "Place"], ["Place", "Person"]):
        assert settled_types(dict.fromkeys(order, 1)) == ["Person"]


def test_the_longest_name_of_each_language_is_preferred() -> None:
    surfaces = {name("Baogang"), name("Baogang Group"), name("Baotou Steel!"), name("包钢集团"), name("包钢")}
    assert preferred(Description(surfaces=surfaces)) == {
        "en": name("Baogang Group"),
        "zh-hans": name("包钢集团"),
    }


def test_an_unknown_entity_is_described_by_what_articles_observe() -> None:
    seen = Description(
        observed=Counter({soe("Enterprise"): 2}), surfaces={name("Baogang Group"), name("Baogang")}
    )
    assert shown(seen) == {
        ("type", "Enterprise"),
        ("prefLabel", "Baogang Group@en"),
        ("label", "Baogang Group@en"),
        ("altLabel", "Baogang@en"),
    }


def test_a_known_entity_only_gains_names() -> None:
    known = Description(
        known=True,
        types={soe("LocalStateOwnedEnterprise"), NamedNode("https://x.org/Thing")},
        preferred={name("Baogang Group")},
        alternative={name("Baogang")},
        observed=Counter({soe("CentralEnterprise"): 9}),
        surfaces={name("Baogang Group"), name("Baogang"), name("Baotou Iron and Steel Group")},
    )
    assert shown(known) == {("altLabel", "Baotou Iron and Steel Group@en")}
    assert types(known) == ["LocalStateOwnedEnterprise"]


def test_what_only_its_article_understands_is_no_name() -> None:
    meng = Description(observed=Counter({soe("Person"): 1}), surfaces={name("Meng Fanying"), name("Meng")})
    assert "altLabel" not in {predicate for predicate, _ in shown(meng)}
    site = Description(observed=Counter({soe("Mine"): 1}), surfaces={name("Maoniuping mine"), name("mine")})
    assert "altLabel" not in {predicate for predicate, _ in shown(site)}


def test_a_joint_label_stands_in_the_languages_that_all_parts_share() -> None:
    li = {"en": name("Li Xiao"), "zh-hans": name("李晓")}
    chair = {"en": name("chair"), "zh-hans": name("董事长")}
    assert list(joint_labels([li, chair])) == [
        Literal("Li Xiao, chair", language="en"),
        Literal("李晓，董事长", language="zh-hans"),
    ]
    assert list(joint_labels([{"zh-hans": name("李晓")}, {"en": name("chair")}])) == [
        Literal("李晓, chair", language="en")
    ]
