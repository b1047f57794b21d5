"""queries: what can be asked."""

from __future__ import annotations

import pytest

from soegraph.query.saved import catalogue

from .conftest import Run


def test_every_query_is_listed_once_with_its_summary(run: Run) -> None:
    lines = run("queries").stdout.splitlines()
    listed = dict(line.split(maxsplit=1) for line in lines if line.startswith("  "))
    assert listed == {name: query.summary for name, query in catalogue().items()}


def test_queries_of_one_subject_stand_together(run: Run) -> None:
    subjects = [line for line in run("queries").stdout.splitlines() if not line.startswith(" ")]
    assert "ownership" in subjects
    assert subjects == sorted(set(subjects))


@pytest.mark.parametrize("name", catalogue())
def test_a_query_is_described_with_all_its_parameters_and_an_example(name: str, run: Run) -> None:
    described = run("queries", name).stdout
    assert described.startswith(f"{name}: ")
    assert all(f"\n  {p.name} " in described for p in catalogue()[name].parameters)
    assert f"\nExample:\n  soegraph query {name}" in described


def test_what_a_parameter_takes_is_said(run: Run) -> None:
    described = run("queries", "subsidiaries").stdout
    assert "name, slug or IRI (soe:Enterprise); required" in described
    assert "one of en, zh-hans" in described


def test_an_unknown_name_brings_near_ones(run: Run) -> None:
    result = run("queries", "subsidary")
    assert result.exit_code == 2
    assert "did you mean subsidiaries" in result.stderr
