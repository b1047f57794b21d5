"""Answering saved queries."""

import pytest
from pyoxigraph import Literal

from soegraph.errors import QueryError
from soegraph.query.run import prepare, run
from soegraph.query.saved import saved_query
from soegraph.store import OxigraphStore


def test_names_are_looked_up_in_the_store(fixture_store: OxigraphStore) -> None:
    rows = run(fixture_store, "subsidiaries", {"group": "包钢", "depth": "1"})
    names = [row[rows.variables.index("subsidiaryName")] for row in rows.rows]
    assert names == [Literal("China Northern Rare Earth (Group) High-Tech Co., Ltd.", language="en")]


def test_names_come_in_the_language_asked_for_or_else_in_another(fixture_store: OxigraphStore) -> None:
    rows = run(fixture_store, "subsidiaries", {"group": "baogang-group", "lang": "zh-hans"})
    names = [row[rows.variables.index("subsidiaryName")] for row in rows.rows]
    assert names == [
        Literal(name, language="zh-hans") for name in ("中国北方稀土", "包头华美稀土高科有限公司")
    ]


def test_an_error_names_the_parameter(fixture_store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="group='Baogan': no Enterprise is called that; did you mean"):
        run(fixture_store, "subsidiaries", {"group": "Baogan"})


def test_an_unknown_query_is_refused(fixture_store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="no saved query 'nonsense'"):
        run(fixture_store, "nonsense")


def test_the_text_can_be_had_without_running_it(fixture_store: OxigraphStore) -> None:
    text = prepare(fixture_store, saved_query("mergers"), {"organisation": "baogang-group"})
    assert "<https://w3id.org/soegraph/id/organisation/baogang-group>" in text
