"""Command publish: a release from the shell, and what it refuses."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Quad

from soegraph.publish.release import tables
from soegraph.store import open_store

from .conftest import Run, Shell


def test_a_release_is_written_and_told(run: Run, asked: Path, tmp_path: Path) -> None:
    result = run("publish", tmp_path / "out", "--release", "1.0.0", "--no-check", "--store", asked)
    assert (result.exit_code, result.stderr) == (0, "soegraph: no check: the graph may have faults\n")
    assert result.stdout.startswith(f"release 1.0.0 in {tmp_path / 'out'}: ")
    assert (tmp_path / "out" / "all.nt.gz").is_file()


def test_a_graph_with_faults_is_refused(
    run: Run, asked: Path, tmp_path: Path, fixture_quads: list[Quad]
) -> None:
    result = run("check", "--store", asked)
    assert result.exit_code == 1, "the small graph has faults"
    result = run("publish", tmp_path / "out", "--release", "1.0.0", "--store", asked)
    assert result.exit_code == 1
    assert "failed: " in result.stderr
    assert "--no-check publishes all the same" in result.stderr
    assert not (tmp_path / "out").exists()


def test_without_a_graph_nothing_is_written(run: Run, tmp_path: Path) -> None:
    result = run("publish", tmp_path / "out", "--release", "1.0.0", "--store", tmp_path / "none")
    assert (result.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert "no graph in" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--release", "one"), 1, "is no release number"),
        ((), 2, "Missing option '--release'"),
        (("--release", "1.0.0", "--date", "soon"), 1, "is no year, month or day"),
        (("--release", "1.0.0", "--previous", "nowhere"), 2, "does not exist"),
    ],
)
def test_wrong_usage_says_what_is_wrong(
    run: Run, asked: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    result = run("publish", tmp_path / "out", "--no-check", "--store", asked, *arguments)
    assert result.exit_code == status
    assert told in result.stderr


def test_a_release_that_shrank_is_told_and_needs_a_word(
    run: Run, asked: Path, tmp_path: Path, fixture_quads: list[Quad]
) -> None:
    release = ("publish", "--no-check", "--release")
    assert run(*release, "1.0.0", tmp_path / "old", "--store", asked).exit_code == 0
    with closing(open_store(tmp_path / "store")) as store:
        store.extend(quad for quad in fixture_quads if "id/stake/" not in str(quad))
        store.flush()
    since = (
        *release,
        "1.1.0",
        tmp_path / "new",
        "--previous",
        tmp_path / "old",
        "--store",
        tmp_path / "store",
    )
    refused = run(*since)
    assert (refused.exit_code, (tmp_path / "new").exists()) == (1, False)
    assert "\n  class soe:Stake: 0, before " in refused.stderr
    assert run(*since, "--max-shrink", "100").stderr.count("\n") == 1
    allowed = run(*since, "--allow-shrink")
    assert allowed.exit_code == 0
    assert "soegraph: class soe:Stake: 0, before " in allowed.stderr


def test_missing_pyarrow_is_told(
    run: Run, asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "has_parquet", lambda: False)
    result = run("publish", tmp_path / "out", "--release", "1.0.0", "--no-check", "--store", asked)
    assert "pip install 'soegraph[tables]'" in result.stderr
    assert not list((tmp_path / "out").rglob("*.parquet"))


def test_a_sound_graph_passes_the_check(shell: Shell, tmp_path: Path, ontology: list[Quad]) -> None:
    with closing(open_store(tmp_path / "store")) as store:
        store.extend([*ontology, *(Quad(q.subject, q.predicate, q.object) for q in ontology)])
        store.flush()
    result = shell("publish", tmp_path / "out", "--release", "1.0.0", "--store", tmp_path / "store")
    assert (result.returncode, result.stderr) == (0, "")
