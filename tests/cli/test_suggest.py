"""suggest: pairs of entities that are likely one."""

from __future__ import annotations

import csv
import io
import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from soegraph.graph import Graph
from soegraph.store import open_store

from ..graph.made import article, company, foundation, person, said
from .conftest import Run

ZINCO = company("zinco", "Zinco Group")
CHAIR = {"role": "chair"}
ARTICLES = [
    article("a", said(person("li-xiao--zinco", "Li Xiao"), "holdsPost", ZINCO, **CHAIR)),
    article(
        "b", said(person("li-xiao-123456--zinco", "李晓"), "holdsPost", ZINCO, **CHAIR), language="zh-hans"
    ),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("suggest") / "store"
    with closing(open_store(folder)) as store:
        Graph(store, foundation()).load(ARTICLES)
    return folder


def test_a_pair_is_shown_with_its_reasons(graph: Path, run: Run) -> None:
    result = run("suggest", "--kind", "person", "--store", graph)
    assert "person/li-xiao-123456--zinco (李晓)" in result.stdout
    assert "both chair of zinco" in result.stdout
    assert "1 pair" in result.stderr


def test_each_line_of_jsonl_is_a_pair(graph: Path, run: Run) -> None:
    [line] = run("suggest", "--format", "jsonl", "--store", graph).stdout.splitlines()
    assert json.loads(line)["score"] > 0.5


def test_csv_is_a_table_of_judgements(graph: Path, run: Run) -> None:
    result = run("suggest", "--format", "csv", "--store", graph)
    [row] = csv.DictReader(io.StringIO(result.stdout))
    assert row["decision"] == "same"
    assert row["why"]


@pytest.mark.usefixtures("no_tables")
def test_a_pair_can_be_merged_and_parted_and_is_then_suggested_no_more(
    graph: Path, run: Run, tmp_path: Path
) -> None:
    store, ledger = Path(shutil.copytree(graph, tmp_path / "store")), tmp_path / "ledger"
    ledger.mkdir()
    where = ("--store", store, "--curation", ledger)
    table = run("suggest", "--format", "csv", *where).stdout
    for decided in (table, table.replace("same,", "not-same,")):
        assert run("judge", "add", "--who", "Zhang San", *where, input=decided).exit_code == 0
        assert "no two things are likely one" in run("suggest", *where).stderr


def test_nothing_likely_is_said_to_be_so(graph: Path, run: Run) -> None:
    result = run("suggest", "--min-score", "0.99", "--store", graph)
    assert result.exit_code == 0
    assert "no two things are likely one" in result.stderr


def test_an_unknown_kind_is_wrong_usage(graph: Path, run: Run) -> None:
    assert run("suggest", "--kind", "commodity", "--store", graph).exit_code == 2
