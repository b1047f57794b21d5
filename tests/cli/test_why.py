"""why: the proof of a triple on the terminal."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from soegraph.curation import Ledger
from soegraph.graph import Graph
from soegraph.graph.authority import authority_quads, ontology_quads
from soegraph.store import open_store

from ..graph.made import TABLES, article, company, said
from .conftest import Run

GROUP, MINING, TRADE = (company(slug) for slug in ("group", "mining", "trade"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a graph of three enterprises, one above the other."""
    folder = tmp_path_factory.mktemp("why") / "store"
    owned, planned = said(MINING, "subsidiaryOf", GROUP), said(TRADE, "mergedInto", GROUP, "planned")
    with closing(open_store(folder)) as opened:
        given = frozenset([*ontology_quads(), *authority_quads(TABLES)])
        Graph(opened, given, Ledger(())).load([article("a", owned, planned)])
    return folder


def test_a_proof_is_printed(run: Run, store: Path) -> None:
    result = run("why", "mining", "controlledBy", "group", "--store", store)
    assert result.exit_code == 0
    assert (
        result.stdout.splitlines()[0]
        == "mining (organisation/mining) | controlled by | group (organisation/group)"
    )
    assert "“mining subsidiaryOf group.”, Daily" in result.stdout


def test_what_does_not_hold_ends_with_status_1(run: Run, store: Path) -> None:
    result = run("why", "trade", "mergedInto", "group", "--store", store)
    assert result.exit_code == 1
    assert "planned: “trade mergedInto group.”" in result.stdout
    assert result.stderr == "soegraph: error: it does not hold\n"


def test_json_is_for_programs(run: Run, store: Path) -> None:
    result = run("why", "mining", "subsidiaryOf", "--store", store, "--format", "json")
    [answer] = json.loads(result.stdout)["answers"]
    assert answer["holds"] is True


def test_an_unknown_relation_brings_a_hint(run: Run, store: Path) -> None:
    result = run("why", "mining", "controlled", "--store", store)
    assert result.exit_code == 1
    assert "did you mean soe:controlledBy" in result.stderr


def test_an_empty_name_is_wrong_usage(run: Run, store: Path) -> None:
    assert run("why", " ", "controlledBy", "--store", store).exit_code == 2
