"""The words behind each row."""

from unittest.mock import Mock

import pytest
from pyoxigraph import Literal, NamedNode

from soegraph.names import SOE, thing
from soegraph.query.explain import Witness, explain
from soegraph.query.run import run
from soegraph.query.saved import catalogue, saved_query
from soegraph.store import OxigraphStore, Queryable, Rows

BAOGANG, CNRE = (NamedNode(thing("organisation", s)) for s in ("baogang-group", "china-northern-rare-earth"))


def explained(store: Queryable, name: str, **parameters: str) -> list[list[str]]:
    """Return the quotes, or rows of tables, behind each row of a saved query."""
    rows = run(store, name, parameters)
    return [[w.quote or w.title for w in found] for found in explain(store, rows, saved_query(name))]


def test_a_fact_has_the_claims_and_records_that_state_it(fixture_store: OxigraphStore) -> None:
    rows = run(fixture_store, "subsidiaries", {"group": "baogang-group"})
    direct, indirect = explain(fixture_store, rows, saved_query("subsidiaries"))
    assert direct == (
        Witness(
            published="",
            title="organisations.csv#china-northern-rare-earth",
            start=0,
            node=thing("record", "parent"),
            quote="",
            publisher="",
            url="https://registry.example/cnre",
            confidence="0.95",
        ),
        Witness(
            published="2024-12",
            title="Baogang holds a Party meeting",
            start=100,
            node=thing("claim", "m5"),
            quote="its subsidiary, Northern Rare Earth, was",
            publisher="Rare Earth Exchanges",
            url="https://news.example/meeting",
            confidence="0.8",
        ),
    )
    assert [w.title for w in indirect] == ["organisations.csv#huamei-rare-earth"]


def test_a_derived_node_has_its_own_sources_only(fixture_store: OxigraphStore) -> None:
    quotes = explained(fixture_store, "shareholders", enterprise="china-northern-rare-earth")
    assert quotes == [["包钢持股38.02%"], ["Baogang owns 36.66 %"]]


def test_a_tenure_from_a_table_has_its_row(fixture_store: OxigraphStore) -> None:
    assert explained(fixture_store, "career", person="wei-shuanshi") == [["tenures.csv#wei-shuanshi"]]


def test_a_claim_is_its_own_witness_whatever_its_modality(fixture_store: OxigraphStore) -> None:
    assert explained(fixture_store, "uncertain-claims", modality="planned") == [["Huamei may be absorbed"]]


def test_a_fact_is_not_proved_by_a_denial(fixture_store: OxigraphStore) -> None:
    founded = Rows(
        ("a", "b"), [(NamedNode(thing("organisation", "gansu-rare-earth")), CNRE)]
    )  # denied: founded by; asserted: merged into
    assert [[w.node for w in found] for found in explain(fixture_store, founded)] == [[thing("claim", "z3")]]


def test_without_patterns_every_pair_of_terms_is_tried(fixture_store: OxigraphStore) -> None:
    rows = Rows(("a", "b", "c"), [(CNRE, Literal("x"), BAOGANG), (BAOGANG, None, None)])
    both, none = explain(fixture_store, rows)
    assert {w.node for w in both} == {thing("record", "parent")} | {
        thing("claim", c) for c in ("m5", "r1", "z1")
    }
    assert none == ()


def test_a_literal_may_be_the_object(fixture_store: OxigraphStore) -> None:
    rows = Rows(("a", "n"), [(CNRE, Literal("Baogang Rare Earth", language="en"))])
    assert [[w.quote for w in found] for found in explain(fixture_store, rows)] == [
        ["formerly Baogang Rare Earth"]
    ]


def test_a_literal_that_cannot_be_written_safely_is_passed_over(fixture_store: OxigraphStore) -> None:
    assert explain(fixture_store, Rows(("a", "n"), [(CNRE, Literal(r"\u0022"))])) == [()]


@pytest.mark.parametrize("copies", [1, 100])
def test_the_number_of_queries_does_not_grow_with_the_rows(fixture_store: OxigraphStore, copies: int) -> None:
    store = Mock(wraps=fixture_store)
    rows = Rows(("a", "b"), [(CNRE, BAOGANG), *((CNRE, Literal(n)) for n in range(copies))])
    assert any(explain(store, rows))
    assert store.select.call_count == 4


def test_no_rows_need_no_query() -> None:
    store = Mock()
    assert explain(store, Rows(("a",), [])) == []
    assert not store.select.called


@pytest.mark.parametrize("name", catalogue())
def test_every_query_can_be_explained(fixture_store: OxigraphStore, name: str) -> None:
    query = saved_query(name)
    rows = run(fixture_store, name, query.examples)
    found = explain(fixture_store, rows, query)
    assert len(found) == len(rows.rows)
    if query.explain:
        assert any(found), "the patterns of the header find nothing"


def test_an_explanation_holds_for_the_predicate_in_the_row(fixture_store: OxigraphStore) -> None:
    meeting = NamedNode(thing("meeting", "party-34"))
    rows = Rows(("participant", "part", "meeting"), [(BAOGANG, NamedNode(SOE + "convenes"), meeting)])
    (found,) = explain(fixture_store, rows, saved_query("meetings"))
    assert [w.node for w in found] == [thing("claim", "m2")]
