"""Tables for people without RDF tools: what the saved queries say, in CSV and in Parquet alike."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from soegraph.publish.release import Options, publish, tables
from soegraph.publish.release.tables import TABLES
from soegraph.query.run import run
from soegraph.store import OxigraphStore

NAMES = [table.name for table in TABLES]


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def typed(root: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(root / "tables" / f"{name}.parquet").to_pylist()
    return found


@pytest.mark.parametrize(
    ("name", "query", "columns"),
    [
        ("tenures", "posts", {"person": "person", "organisation": "organisation", "role": "role"}),
        ("meetings", "meetings", {"meeting": "meeting"}),
        ("sites", "sites", {"site": "site"}),
    ],
)
def test_a_table_has_the_rows_of_its_query(
    release: Path, fixture_store: OxigraphStore, name: str, query: str, columns: dict[str, str]
) -> None:
    answer = run(fixture_store, query)
    at = [answer.variables.index(variable) for variable in columns.values()]
    expected = {tuple(getattr(row[i], "value", "") for i in at) for row in answer.rows}
    assert {tuple(row[column] for column in columns) for row in rows(release, name)} == expected
    assert expected


def test_a_tenure_comes_with_names_dates_and_the_first_words(release: Path) -> None:
    found = [row for row in rows(release, "tenures") if row["first_quote"]]
    assert found
    for row in found:
        assert row["person_en"] or row["person_zh"]
        assert row["role_en"]
        assert row["first_title"]
        assert int(row["sources"]) >= 1
        assert 0 < float(row["confidence"]) <= 1


def test_a_subsidiary_has_its_parent_and_its_fact(release: Path) -> None:
    found = rows(release, "subsidiaries")
    assert found
    assert all("/id/fact/" in row["fact"] and row["subsidiary"] != row["parent"] for row in found)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_says_what_csv_says_with_types(release: Path, name: str) -> None:
    plain, columnar = rows(release, name), typed(release, name)
    assert len(plain) == len(columnar)
    for text, row in zip(plain, columnar, strict=True):
        assert list(text) == list(row)
        for column, value in row.items():
            assert (None if text[column] == "" else type(value)(text[column])) == value


def test_numbers_are_numbers_and_dates_stay_as_precise_as_they_are(release: Path) -> None:
    fields = pyarrow.parquet.read_schema(release / "tables" / "stakes.parquet")
    assert fields.field("percent").type == pyarrow.float64()
    assert fields.field("publishers").type == pyarrow.int64()
    assert fields.field("in_force_by").type == pyarrow.string()


def test_portions_do_not_change_the_rows(
    release: Path, tmp_path: Path, fixture_store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_AT_ONCE", 2)
    publish(fixture_store, tmp_path / "out", Options("1.2.0"))
    for name in NAMES:
        assert rows(tmp_path / "out", name) == rows(release, name)
        assert typed(tmp_path / "out", name) == typed(release, name)


def test_without_pyarrow_there_is_csv_alone(
    tmp_path: Path, fixture_store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "has_parquet", lambda: False)
    publish(fixture_store, tmp_path / "out", Options("1.2.0"))
    assert {file.suffix for file in (tmp_path / "out" / "tables").iterdir()} == {".csv"}
