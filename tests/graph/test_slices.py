"""The graph as of a day, and as it was known on one."""

from __future__ import annotations

from soegraph.curation import Ledger
from soegraph.graph import Graph
from soegraph.graph.known import Known, known
from soegraph.graph.slices import slices
from soegraph.model import EntityRef, Extraction
from soegraph.query.moments import select_as_of
from soegraph.store import OxigraphStore

from .made import (
    KNOWN,
    SASAC,
    article,
    company,
    dump,
    facts,
    flat_view_is_the_union,
    foundation,
    person,
    said,
)

LI, ACME, MINE = person("li", "Li Xiao"), company("acme", "Acme Group"), company("mine", "Acme Mining")
OWNED = said(MINE, "subsidiaryOf", ACME)


def graph_of(*extractions: Extraction) -> OxigraphStore:
    store = OxigraphStore()
    Graph(store, foundation(), Ledger()).load(extractions)
    return store


def holding(store: OxigraphStore, day: str, subject: EntityRef, predicate: str) -> list[str]:
    """Return in which slices a subject has a predicate."""
    return [given for given, part in slices(store, day) if predicate in dict(facts(part, subject))]


def test_a_state_holds_between_two_sightings() -> None:
    store = graph_of(article("a", OWNED, published="2020"), article("b", OWNED, published="2024-05-01"))
    assert holding(store, "2022", MINE, "subsidiaryOf") == ["certain", "possible", "unknown"]
    assert holding(store, "2025", MINE, "subsidiaryOf") == ["possible", "unknown"]


def test_a_state_without_a_date_is_unknown_on_every_day() -> None:
    store = graph_of(article("a", OWNED))
    assert holding(store, "2022", MINE, "subsidiaryOf") == ["unknown"]


def test_a_state_that_has_ended_is_in_no_slice() -> None:
    store = graph_of(article("a", said(MINE, "subsidiaryOf", ACME, start="2019", end="2021")))
    assert holding(store, "2020", MINE, "subsidiaryOf") == ["certain", "possible", "unknown"]
    assert holding(store, "2022", MINE, "subsidiaryOf") == []


def test_two_terms_of_a_state_leave_the_time_between_open() -> None:
    store = graph_of(
        article("a", said(MINE, "subsidiaryOf", ACME, start="2010", end="2012")),
        article("b", said(MINE, "subsidiaryOf", ACME, start="2018", end="2020")),
    )
    assert holding(store, "2011", MINE, "subsidiaryOf") == ["certain", "possible", "unknown"]
    assert holding(store, "2015", MINE, "subsidiaryOf") == []
    assert holding(store, "2019", MINE, "subsidiaryOf") == ["certain", "possible", "unknown"]


def test_an_event_is_certain_from_its_date_on_and_not_before() -> None:
    store = graph_of(article("a", said(ACME, "foundedOn", "1954-05"), published="2024"))
    assert holding(store, "1954-04", ACME, "foundedOn") == []
    assert holding(store, "2030", ACME, "foundedOn") == ["certain", "possible", "unknown"]


def test_an_event_without_a_date_had_happened_when_it_was_told() -> None:
    store = graph_of(article("a", said(MINE, "mergedInto", ACME), published="2024-05"))
    assert holding(store, "2024-06", MINE, "mergedInto") == ["certain", "possible", "unknown"]
    assert holding(store, "2023", MINE, "mergedInto") == ["possible", "unknown"]


def test_stakes_of_two_dates_are_two_possible_sizes() -> None:
    store = graph_of(
        article("a", said(ACME, "holdsStakeIn", MINE, percent="30", asOf="2020")),
        article("b", said(ACME, "holdsStakeIn", MINE, percent="40", asOf="2024")),
    )
    sizes = "PREFIX soe: <https://w3id.org/soegraph/ontology#> SELECT ?percent { ?s soe:percent ?percent }"
    found = [(row[0], row[1]) for row in select_as_of(store, sizes, "2020").rows]
    assert sorted((str(answer), str(size)) for answer, size in found) == sorted(
        [('"certain"', _decimal("30")), ('"possible"', _decimal("40"))]
    )


def _decimal(value: str) -> str:
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def test_rules_run_anew_on_each_slice() -> None:
    store = graph_of(article("a", OWNED, published="2020"), article("b", OWNED, published="2022"))
    parts = dict(slices(store, "2023"))
    inferred = "#type> <https://w3id.org/soegraph/ontology#Subsidiary>"
    assert not any(inferred in quad for quad in dump(parts["certain"]))
    assert any(inferred in quad for quad in dump(parts["possible"]))
    assert all(map(flat_view_is_the_union, parts.values()))


def test_a_slice_without_articles_has_the_same_facts() -> None:
    store = graph_of(article("a", OWNED, published="2020"))
    for (_, whole), (_, thin) in zip(
        slices(store, "2020"), slices(store, "2020", articles=False), strict=True
    ):
        assert facts(whole, MINE) == facts(thin, MINE)


def known_on(store: OxigraphStore, day: str) -> Known:
    return known(store, day, Ledger())


def test_what_came_later_was_not_known() -> None:
    early, late = (
        article("a", OWNED, published="2020"),
        article("b", said(LI, "holdsPost", ACME), published="2024"),
    )
    then = known_on(graph_of(early, late), "2022")
    assert dump(then.store) == dump(graph_of_known(early))
    assert (then.later, then.undated) == (1, 1)  # the record of the table has no date


def graph_of_known(*extractions: Extraction) -> OxigraphStore:
    """Return the graph of articles without the undated record of the tables."""
    store = OxigraphStore()
    bare = [quad for quad in foundation() if "/id/record/" not in str(quad.subject)]
    Graph(store, bare, Ledger()).load(extractions)
    return store


def test_an_article_of_a_year_was_certainly_known_at_its_end_only() -> None:
    store = graph_of(article("a", OWNED, published="2022"))
    assert not facts(known_on(store, "2022-06").store, MINE)
    assert facts(known_on(store, "2022").store, MINE)
    assert facts(known_on(store, "2022-12-31").store, MINE)


def test_an_undated_article_was_known_nobody_knows_when() -> None:
    then = known_on(graph_of(article("a", OWNED)), "2030")
    assert not facts(then.store, MINE)
    assert then.undated == 2


def test_names_of_known_things_do_not_depend_on_the_day() -> None:
    then = known_on(graph_of(), "1900")
    assert not facts(then.store, KNOWN)
    assert any("Known Group Co., Ltd." in line for line in dump(then.store))
    assert any(SASAC.iri in line for line in dump(then.store))
