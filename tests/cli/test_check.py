"""check: silence about a sound graph, rows about a faulty one."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from soegraph import names
from soegraph.graph.terms import soe
from soegraph.store import open_store

from .conftest import Run


def test_a_sound_graph_passes_all_checks(run: Run, articles: Path, tmp_path: Path) -> None:
    run("build", articles, "--store", tmp_path / "store")
    result = run("check", "--store", tmp_path / "store")
    assert result.exit_code == 0
    sections = ("queries", "inconsistencies", "shapes", "quarantine")
    assert result.stdout == "".join(f"{section}: nothing found\n" for section in sections)


def test_a_fault_is_printed_with_the_check_that_finds_it(run: Run, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store")) as store:
        store.extend([Quad(BlankNode("b"), NamedNode("https://example.org/p"), BlankNode("c"))])
    result = run("check", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "blank-nodes: No blank node anywhere\ngraph  subject" in result.stdout
    assert "https://example.org/p" in result.stdout
    assert "checks failed: " in result.stderr


def test_of_many_faults_only_the_first_are_printed(run: Run, tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store")) as store:
        predicate = NamedNode("https://example.org/p")
        store.extend(
            Quad(BlankNode(f"b{n}"), predicate, NamedNode("https://example.org/o")) for n in range(23)
        )
    result = run("check", "--store", tmp_path / "store")
    printed = result.stdout.partition("\n\n")[0]
    assert printed.count("https://example.org/p") == 20
    assert printed.endswith("\nand 3 more rows")


def test_what_breaks_a_shape_is_told_with_what_it_rests_on(run: Run, articles: Path, tmp_path: Path) -> None:
    run("build", articles, "--store", tmp_path / "store")
    node, facts = NamedNode(names.thing("organisation", "baogang-group")), NamedNode(names.graph("facts"))
    with closing(open_store(tmp_path / "store")) as store:
        wrong = (node, soe("ticker"), Literal("SH:600111"))
        store.extend([Quad(*wrong), Quad(*wrong, facts)])
    result = run("check", "--store", tmp_path / "store", "--format", "json")
    assert result.exit_code == 1
    [found] = json.loads(result.stdout)["shapes"]
    assert found["name"] == "ticker"
    assert found["says"]["zh-hans"].startswith("证券代码")
    assert found["rows"][0]["value"] == '"SH:600111"'
    assert "/id/record/" in found["rows"][0]["grounds"]
