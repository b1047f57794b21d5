"""Writing a release: whole or not at all, over nothing but an older one, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad

from soegraph.errors import SettingError, StoreError
from soegraph.graph.terms import term
from soegraph.publish.release import Options, publish, tree
from soegraph.store import OxigraphStore, open_store


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_sums_are_those_of_the_files(release: Path) -> None:
    lines = (line.split("  ", 1) for line in (release / tree.SUMS).read_text("utf-8").splitlines())
    told = {path: digest for digest, path in lines}
    files = contents(release)
    del files[tree.SUMS]
    assert told == {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def test_small_memory_gives_the_same_bytes(
    release: Path, tmp_path: Path, fixture_store: OxigraphStore
) -> None:
    publish(fixture_store, tmp_path / "out", Options("1.2.0", held=10_000))
    assert contents(tmp_path / "out") == contents(release)


def test_history_does_not_change_the_bytes(release: Path, tmp_path: Path, fixture_quads: list[Quad]) -> None:
    store = OxigraphStore()
    store.extend(reversed(fixture_quads))
    publish(store, tmp_path / "out", Options("1.2.0"))
    assert contents(tmp_path / "out") == contents(release)


def test_seed_language_zone_and_folder_do_not_change_the_bytes(
    release: Path, tmp_path: Path, fixture_quads: list[Quad]
) -> None:
    store = open_store(tmp_path / "store")
    store.extend(fixture_quads)
    store.flush()
    store.close()
    elsewhere = {"PYTHONHASHSEED": "7", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Auckland"}
    command = [
        sys.executable,
        "-m",
        "soegraph",
        "publish",
        str(tmp_path / "out"),
        "--release",
        "1.2.0",
        "--no-check",
    ]
    environment = {**os.environ, **elsewhere}
    subprocess.run([*command, "--store", tmp_path / "store"], env=environment, check=True)
    assert contents(tmp_path / "out") == contents(release)


def test_an_older_release_is_replaced(tmp_path: Path, fixture_store: OxigraphStore) -> None:
    publish(fixture_store, tmp_path / "out", Options("1.2.0"))
    (tmp_path / "out" / "left.txt").write_text("left")
    publish(fixture_store, tmp_path / "out", Options("1.10.0"))
    assert not (tmp_path / "out" / "left.txt").exists()
    assert list(tmp_path.iterdir()) == [tmp_path / "out"]
    with pytest.raises(StoreError, match=r"holds the later release 1\.10\.0"):
        publish(fixture_store, tmp_path / "out", Options("1.9.0"))


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(StoreError, match="is no release, and not empty"):
        publish(OxigraphStore(), tmp_path, Options("1.0.0"))
    assert (tmp_path / "thesis.tex").read_text() == "mine"


@pytest.mark.parametrize("version", ["", "1", "1.2", "v1.2.0", "01.2.0", "1.2.0 ", "latest"])
def test_a_number_that_is_none_is_refused(tmp_path: Path, version: str) -> None:
    with pytest.raises(SettingError, match="is no release number"):
        publish(OxigraphStore(), tmp_path / "out", Options(version))


def test_nothing_is_left_of_a_release_that_failed(tmp_path: Path, fixture_quads: list[Quad]) -> None:
    store = OxigraphStore()
    first = next(quad for quad in fixture_quads if "/id/article/" in str(quad.graph_name))
    store.extend([*fixture_quads, Quad(BlankNode(), term("rdf:type"), first.subject, first.graph_name)])
    with pytest.raises(StoreError, match="a blank node"):
        publish(store, tmp_path / "out", Options("1.0.0"))
    assert list(tmp_path.iterdir()) == []


def test_previous_must_be_a_release(tmp_path: Path, fixture_store: OxigraphStore) -> None:
    with pytest.raises(StoreError, match=r"is no release: its dcat\.ttl cannot be read"):
        publish(fixture_store, tmp_path / "out", Options("1.0.0", previous=tmp_path))
