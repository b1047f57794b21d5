"""export: to standard output, or to a file that is whole or not there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from soegraph.errors import StoreError
from soegraph.publish.export import FORMATS

from .conftest import Run


@pytest.mark.parametrize("graph_format", FORMATS)
def test_every_format_goes_to_standard_output_or_to_a_file(
    graph_format: str, run: Run, asked: Path, tmp_path: Path
) -> None:
    target = tmp_path / "graph"
    printed = run("export", "--format", graph_format, "--store", asked).stdout_bytes
    run("export", "--format", graph_format, "-o", target, "--store", asked)
    assert target.read_bytes() == printed != b""


@pytest.mark.parametrize(
    ("name", "rdf_format"),
    [("g.nq", RdfFormat.N_QUADS), ("g.nt", RdfFormat.N_TRIPLES), ("g.ttl", RdfFormat.TURTLE)],
)
def test_the_suffix_tells_the_format(
    name: str, rdf_format: RdfFormat, run: Run, asked: Path, tmp_path: Path
) -> None:
    run("export", "-o", tmp_path / name, "--store", asked)
    assert any(parse(path=tmp_path / name, format=rdf_format))


def test_the_format_is_turtle_by_default(run: Run, asked: Path) -> None:
    assert run("export", "--store", asked).stdout.startswith("@prefix ")


def test_a_suffix_of_no_format_is_refused_unless_one_is_given(run: Run, asked: Path, tmp_path: Path) -> None:
    target = tmp_path / "g.pdf"
    refused = run("export", "-o", target, "--store", asked)
    assert refused.exit_code == 2
    assert ".ttl, .nt, .nq, .trig, .jsonld" in refused.stderr
    assert not target.exists()
    assert run("export", "-o", target, "--format", "turtle", "--store", asked).exit_code == 0


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    run: Run, asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old")

    def failing(_: object, __: object, out: object) -> None:
        out.write(b"half")  # type: ignore[attr-defined]
        raise StoreError("broken")

    monkeypatch.setattr("soegraph.cli.export.exported", failing)
    assert run("export", "-o", target, "--store", asked).exit_code == 1
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_usual_permissions_and_an_old_one_its_own(
    run: Run, asked: Path, tmp_path: Path
) -> None:
    new, old = tmp_path / "new.ttl", tmp_path / "old.ttl"
    old.touch()
    old.chmod(0o640)
    usual = os.umask(0o027)
    try:
        for target in (new, old):
            run("export", "-o", target, "--store", asked)
    finally:
        os.umask(usual)
    assert [stat.S_IMODE(target.stat().st_mode) for target in (new, old)] == [0o640, 0o640]


def test_a_link_keeps_pointing_where_it_did(run: Run, asked: Path, tmp_path: Path) -> None:
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
    run("export", "-o", tmp_path / "link.ttl", "--store", asked)
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").stat().st_size > 0


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs devices")
def test_a_device_is_written_to_and_stays_a_device(run: Run, asked: Path) -> None:
    assert run("export", "-o", "/dev/null", "--store", asked).exit_code == 0
    assert not Path("/dev/null").is_file()


def test_a_folder_that_is_missing_is_named(run: Run, asked: Path, tmp_path: Path) -> None:
    result = run("export", "-o", tmp_path / "no" / "graph.ttl", "--store", asked)
    assert result.exit_code == 1
    assert "graph.ttl cannot be written: No such file" in result.stderr
