"""Building a graph anew in its folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from soegraph.errors import StoreError
from soegraph.graph import build
from soegraph.model import Extraction
from soegraph.store import OxigraphStore, open_store

from .made import article, company, dump, foundation, person, said
from .test_load import corpora, loaded

LI, BAOGANG = person("li", "Li Xiao"), company("baogang", "Baogang Group")
CHAIR = said(LI, "holdsPost", BAOGANG, role="chair")
FORMER = said(LI, "holdsPost", BAOGANG, role="chair", status="former")


def built(path: Path) -> list[str]:
    store = open_store(path, read_only=True)
    try:
        return dump(store)
    finally:
        store.close()


@settings(deadline=None, max_examples=10)
@given(corpora)
def test_a_built_graph_is_the_loaded_graph(corpus: list[Extraction]) -> None:
    with TemporaryDirectory() as folder:
        report = build(Path(folder) / "store", iter(corpus), foundation())
        assert built(Path(folder) / "store") == loaded(OxigraphStore(), *corpus)
        assert report.loaded == len(corpus)


def test_a_new_build_replaces_the_graph_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    build(tmp_path / "store", [article("a", CHAIR)], foundation())
    build(tmp_path / "store", [article("b", CHAIR)], foundation())
    assert built(tmp_path / "store") == loaded(OxigraphStore(), article("b", CHAIR))
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_an_article_that_comes_twice_counts_as_it_came_last(tmp_path: Path) -> None:
    twice = [article("a", CHAIR), article("b", CHAIR), article("a", FORMER), article("b", CHAIR)]
    report = build(tmp_path / "store", twice, foundation())
    assert built(tmp_path / "store") == loaded(OxigraphStore(), article("a", FORMER), article("b", CHAIR))
    assert (report.loaded, report.replaced, report.unchanged) == (2, 1, 1)


def failing() -> Iterator[Extraction]:
    yield article("b", CHAIR)
    raise RuntimeError("power cut")


def test_a_build_that_fails_leaves_the_last_graph(tmp_path: Path) -> None:
    build(tmp_path / "store", [article("a", CHAIR)], foundation())
    before = built(tmp_path / "store")
    with pytest.raises(RuntimeError, match="power cut"):
        build(tmp_path / "store", failing(), foundation())
    assert built(tmp_path / "store") == before
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_leftovers_of_a_killed_build_are_in_nobodys_way(tmp_path: Path) -> None:
    build(tmp_path / "store.building", [article("a", CHAIR)], foundation())
    build(tmp_path / "store.retired", [article("a", CHAIR)], foundation())
    build(tmp_path / "store", [article("b", CHAIR)], foundation())
    assert built(tmp_path / "store") == loaded(OxigraphStore(), article("b", CHAIR))
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_folder_with_other_files_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(StoreError, match="is no store, and not empty"):
        build(tmp_path, [article("a", CHAIR)], foundation())
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "dear"


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    other = open_store(tmp_path / "store.building")
    with pytest.raises(StoreError, match="another soegraph process"):
        build(tmp_path / "store", [article("a", CHAIR)], foundation())
    other.close()


def test_an_article_with_the_iri_of_another_is_left_out_alone(tmp_path: Path) -> None:
    report = build(tmp_path / "store", [article("a b", CHAIR), article("a-b", FORMER)], foundation())
    assert built(tmp_path / "store") == loaded(OxigraphStore(), article("a b", CHAIR))
    assert (report.loaded, len(report.refused)) == (1, 1)


def test_the_root_of_the_disk_is_never_replaced() -> None:
    with pytest.raises(StoreError, match="/ cannot be replaced by a graph: name a folder below it"):
        build(Path("/"), [article("a", CHAIR)], foundation())
