"""Every saved query has an expected answer, the same in every engine.

`pytest tests/queries --rewrite-expected` writes the answers anew: read the difference before you commit it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad

from soegraph.query.bind import substitute
from soegraph.query.results import written
from soegraph.query.run import prepare
from soegraph.query.saved import SavedQuery, catalogue
from soegraph.store import OxigraphStore, Store
from soegraph.store.rdflib_store import RdflibStore

EXPECTED = Path(__file__).parent / "expected"

each_query = pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)


@pytest.fixture(scope="module")
def rdflib_store(fixture_quads: list[Quad]) -> Store:
    store = RdflibStore()
    store.extend(fixture_quads)
    return store


@each_query
def test_the_example_has_the_expected_answer(
    query: SavedQuery, fixture_store: OxigraphStore, expect: Callable[[str, str, str], None]
) -> None:
    answer = written(fixture_store.select(prepare(fixture_store, query, query.examples)), "tsv")
    expect("expected", query.name, answer)
    assert answer.count("\n") > 1, "an example without an answer teaches nothing"


@each_query
def test_the_example_has_one_answer_in_every_engine(
    query: SavedQuery, fixture_store: OxigraphStore, rdflib_store: Store
) -> None:
    sparql = prepare(fixture_store, query, query.examples)
    assert rdflib_store.select(sparql) == fixture_store.select(sparql)


@each_query
def test_the_file_runs_as_it_stands(
    query: SavedQuery, fixture_store: OxigraphStore, rdflib_store: Store
) -> None:
    sparql = substitute(query.text, {})
    rows = fixture_store.select(sparql)
    assert rows.rows
    assert rdflib_store.select(sparql) == rows


@each_query
def test_no_row_comes_twice(query: SavedQuery, fixture_store: OxigraphStore) -> None:
    rows = fixture_store.select(substitute(query.text, {})).rows
    assert len(set(rows)) == len(rows)


def test_every_answer_belongs_to_a_query() -> None:
    assert {file.stem for file in EXPECTED.iterdir()} == set(catalogue())
