"""Sorting on disk: the order of `sorted`, each line once, and no more in memory than was allowed."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soegraph.publish import sorting
from soegraph.publish.sorting import Sorted

TEXTS = st.text(st.characters(blacklist_characters="\n", blacklist_categories=["Cs"]), max_size=6)


@settings(deadline=None)  # it waits for the disk, which others may keep busy
@given(st.lists(TEXTS), st.integers(1, 40))
def test_any_lines_come_out_in_order_and_once(
    tmp_path_factory: pytest.TempPathFactory, given: list[str], held: int
) -> None:
    lines = Sorted(tmp_path_factory.mktemp("runs"), held)
    lines.extend(given)
    ordered = sorted(f"{line}\n" for line in set(given))
    assert [f"{line}\n" for line in lines] == ordered
    assert [f"{line}\n" for line in lines] == ordered, "a second reading gives the same"


def test_many_runs_are_merged_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_RUNS", 3)
    monkeypatch.setattr(sorting, "_BLOCK", 10)
    lines = Sorted(tmp_path, held=20)
    lines.extend(f"{number * 7919 % 1000:05d}" for number in range(3000))
    assert len(list(tmp_path.iterdir())) <= 4
    assert list(lines) == [f"{number:05d}" for number in range(1000)]


def peak(folder: Path, number: int) -> int:
    """Return the most bytes that sorting so many lines takes."""
    lines = Sorted(folder, held=50_000)
    tracemalloc.start()
    lines.extend(f"line {index * 7919 % 1_000_003:08d}" for index in range(number))
    for _ in lines:
        pass
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


def test_memory_does_not_grow_with_the_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "_BLOCK", 10_000)
    monkeypatch.setattr(sorting, "_RUNS", 8)
    assert peak(tmp_path / "many", 160_000) < 1.2 * peak(tmp_path / "few", 40_000)


def test_runs_are_gone_at_the_end() -> None:
    with sorting.sorting() as folder:
        Sorted(folder / "lines", held=1).add("line")
    assert not folder.exists()
