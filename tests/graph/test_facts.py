"""What follows from claims and records together."""

from __future__ import annotations

import pytest

from soegraph.graph import Graph
from soegraph.model import EntityRef, Extraction
from soegraph.store import OxigraphStore

from .made import KNOWN, SASAC, article, company, facts, foundation, meeting, person, said, short

LI, BAOGANG = person("li", "Li Xiao"), company("baogang", "Baogang Group", "Baogang")
SESSION = meeting("session-34", "34th session")


def graph_of(*extractions: Extraction) -> OxigraphStore:
    store = OxigraphStore()
    Graph(store, foundation()).load(extractions)
    return store


def nodes(store: OxigraphStore, kind: str) -> dict[str, set[tuple[str, str]]]:
    """Return the facts about all fact nodes, tenures or stakes."""
    found = {quad.subject for quad in store.quads() if f"/id/{kind}/" in str(quad.subject)}
    return {short(node): facts(store, str(node)[1:-1]) for node in found}


def test_an_asserted_claim_becomes_a_plain_triple_between_described_things() -> None:
    store = graph_of(article("a", said(BAOGANG, "subsidiaryOf", company("parent", "Parent"))))
    assert facts(store, BAOGANG) == {
        ("type", "Enterprise"),
        ("prefLabel", "Baogang Group@en"),
        ("label", "Baogang Group@en"),
        ("altLabel", "Baogang@en"),
        ("subsidiaryOf", "parent"),
    }


def test_each_plain_triple_has_one_fact_node_that_tells_what_it_rests_on() -> None:
    produces = said(BAOGANG, "produces", commodity("steel"))
    store = graph_of(
        article("a", produces, said(BAOGANG, "formerName", "Baotou Steel")),
        article("b", produces, publisher="Herald"),
        article("c", said(BAOGANG, "produces", commodity("steel"), "denied"), publisher="Times"),
    )
    found = [fact for fact in nodes(store, "fact").values() if ("subject", "baogang") in fact]
    steel, former = sorted(found, key=lambda fact: ("object", "steel") not in fact)
    assert {pair for pair in steel if pair[0] != "wasDerivedFrom"} == {
        ("type", "Fact"),
        ("subject", "baogang"),
        ("predicate", "produces"),
        ("object", "steel"),
        ("publisherCount", "2"),
        ("confidence", "0.99"),
    }
    assert len([pair for pair in steel if pair[0] == "wasDerivedFrom"]) == 2
    assert ("object", "Baotou Steel@en") in former


def test_a_fact_node_keeps_its_iri_whoever_states_it() -> None:
    produces = said(BAOGANG, "produces", commodity("steel"))
    one, other = (graph_of(article(n, produces, publisher=n)) for n in ("daily", "herald"))
    assert nodes(one, "fact").keys() == nodes(other, "fact").keys()


@pytest.mark.parametrize("modality", ["planned", "denied", "rumoured"])
def test_what_is_not_asserted_stays_a_claim(modality: str) -> None:
    store = graph_of(article("a", said(BAOGANG, "subsidiaryOf", company("parent", "Parent"), modality)))
    assert facts(store, BAOGANG) == facts(store, company("parent")) == set()


def test_a_record_is_consolidated_like_a_claim_and_known_things_keep_their_description() -> None:
    store = graph_of(article("a", said(KNOWN, "supervisedBy", SASAC)))
    assert facts(store, KNOWN) == {("supervisedBy", "sasac"), ("altLabel", "the Known@en")}


def test_a_meeting_gets_its_ordinal_and_its_most_precise_date() -> None:
    store = graph_of(
        article("a", said(BAOGANG, "convenes", SESSION, ordinal="34", year="2024")),
        article("b", said(BAOGANG, "convenes", SESSION, date="2024-12")),
        article("c", said(KNOWN, "convenes", SESSION, date="2025-01-02")),
    )
    values = {pair for pair in facts(store, SESSION) if pair[0] in ("ordinal", "date", "year")}
    assert values == {("ordinal", "34"), ("date", "2024-12"), ("date", "2025-01-02")}
    assert not {pair for pair in facts(store, BAOGANG) if pair[0] in ("ordinal", "date")}


def test_a_ticker_belongs_to_the_enterprise() -> None:
    exchange = company("sse", "Shanghai Stock Exchange", of="Exchange")
    store = graph_of(article("a", said(BAOGANG, "listedOn", exchange, ticker="600111")))
    assert {("listedOn", "sse"), ("ticker", "600111")} <= facts(store, BAOGANG)
    assert "ticker" not in {predicate for predicate, _ in facts(store, exchange)}


def test_a_stake_has_size_date_and_grounds_beside_the_plain_triple() -> None:
    store = graph_of(
        article("a", said(KNOWN, "holdsStakeIn", BAOGANG, percent="51.0", asOf="2024"), publisher="Daily"),
        article("b", said(KNOWN, "holdsStakeIn", BAOGANG, percent="51", asOf="2024"), publisher="Herald"),
        article("c", said(KNOWN, "holdsStakeIn", BAOGANG)),
    )
    [stake] = nodes(store, "stake").values()
    assert ("holdsStakeIn", "baogang") in facts(store, KNOWN)
    assert {pair for pair in stake if pair[0] != "wasDerivedFrom"} == {
        ("type", "Stake"),
        ("owner", "known-group"),
        ("owned", "baogang"),
        ("percent", "51"),
        ("asOf", "2024"),
        ("inForceBy", "2024"),
        ("lastInForce", "2024"),
        ("publisherCount", "2"),
        ("confidence", "0.99"),
    }
    assert len([pair for pair in stake if pair[0] == "wasDerivedFrom"]) == 2


def test_copies_of_one_text_are_one_publisher() -> None:
    stake, text = said(KNOWN, "holdsStakeIn", BAOGANG), "Known Group holdsStakeIn Baogang Group."
    store = graph_of(*(article(n, stake, publisher=n, text=text) for n in ("daily", "herald", "times")))
    [found] = nodes(store, "stake").values()
    assert ("publisherCount", "1") in found


def test_a_stake_of_unknown_size_is_a_stake_if_nothing_better_is_known() -> None:
    store = graph_of(article("a", said(KNOWN, "holdsStakeIn", BAOGANG)))
    [stake] = nodes(store, "stake").values()
    assert {predicate for predicate, _ in stake} == {
        "type", "owner", "owned", "wasDerivedFrom", "publisherCount", "confidence"
    }  # fmt: skip


def test_a_tenure_is_labelled_with_what_its_organisation_is_called_by_now() -> None:
    first = article("a", said(LI, "holdsPost", company("baogang", "Baogang"), role="chair"))
    store = graph_of(first, article("b", said(BAOGANG, "produces", commodity("steel"))))
    assert ("label", "Li Xiao, chair, Baogang Group@en") in nodes(store, "tenure")["li.baogang.chair"]


def commodity(slug: str) -> EntityRef:
    return EntityRef(f"https://w3id.org/soegraph/id/commodity/{slug}", "Commodity", (slug,))


def test_the_date_of_the_article_is_a_sighting() -> None:
    store = graph_of(
        article("a", said(LI, "holdsPost", BAOGANG, role="chair"), published="2024-12-01"),
        article("b", said(LI, "holdsPost", BAOGANG, role="chair"), published="2023"),
    )
    tenure = nodes(store, "tenure")["li.baogang.chair"]
    assert {("inOfficeBy", "2023"), ("lastSeenInOffice", "2024-12-01")} <= tenure
    assert ("holdsPost", "baogang") in facts(store, LI)


def test_classes_that_exclude_each_other_are_settled_by_the_number_of_articles() -> None:
    central, local = company("x", of="CentralEnterprise"), company("x", of="LocalStateOwnedEnterprise")
    seen = {"a": local, "b": central, "c": local}
    store = graph_of(*(article(n, said(x, "produces", commodity("steel"))) for n, x in seen.items()))
    assert {pair for pair in facts(store, local) if pair[0] == "type"} == {
        ("type", "LocalStateOwnedEnterprise")
    }


@pytest.mark.parametrize(
    ("other", "count"), [("The Metalnomist", "1"), ("METAL\u00a0 NOMIST", "2"), ("the  metalnomist ", "1")]
)
def test_spellings_of_a_publisher_are_one_publisher(other: str, count: str) -> None:
    stake = said(KNOWN, "holdsStakeIn", BAOGANG, percent="51")
    store = graph_of(article("a", stake, publisher="Metalnomist"), article("b", stake, publisher=other))
    [found] = nodes(store, "stake").values()
    assert ("publisherCount", count) in found
