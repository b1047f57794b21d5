"""Numbers and examples from a graph."""

from __future__ import annotations

from pathlib import Path

from soegraph import home
from soegraph.publish.vocabulary import build, read
from soegraph.publish.vocabulary.model import Example, Link, Page
from soegraph.store import OxigraphStore

from .conftest import terms


def named(example: Example) -> list[str]:
    return [part.name if isinstance(part, Link) else part.value for part in example.statement]


def test_classes_and_properties_are_counted_each_thing_and_triple_once(
    counted: Page, fixture_store: OxigraphStore
) -> None:
    distinct = "SELECT DISTINCT ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    triples = {tuple(map(str, row)) for row in fixture_store.select(distinct).rows}
    stake, posts = terms(counted)["Stake"], terms(counted)["holdsPost"]
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert stake.count == sum((p, o) == (a, f"<{stake.link.iri}>") for _, p, o in triples) > 0
    assert posts.count == sum(p == f"<{posts.link.iri}>" for _, p, _ in triples) > 0


def test_an_example_of_a_relation_shows_the_fact_and_the_words_that_state_it(counted: Page) -> None:
    example = next(e for e in terms(counted)["subsidiaryOf"].examples if e.quote)
    assert len(example.statement) == 3
    assert example.quote is not None
    assert example.quote.value
    assert example.source


def test_an_example_of_a_stake_shows_who_owns_what(counted: Page) -> None:
    (example, *_) = terms(counted)["Stake"].examples
    assert {"soe:owner", "soe:owned"} <= set(named(example))
    assert example.quote is not None


def test_a_term_that_the_graph_lacks_is_counted_as_none(counted: Page) -> None:
    unused = [term for term in terms(counted).values() if term.count == 0]
    assert unused
    assert not any(term.examples for term in unused)


def test_a_graph_that_knows_none_of_the_terms_gives_no_numbers(
    museum: Path, fixture_store: OxigraphStore
) -> None:
    with home.using(museum):
        page = build(read(), fixture_store)
    assert not page.counted
    assert all(term.count is None for term in terms(page).values())
