"""The benchmarks run, and the work that a text makes grows no faster than the text."""

import sys
from pathlib import Path
from types import FrameType

import pytest

from soegraph.loaders.extract import extract
from soegraph.model import Article

pytest.importorskip("benchmarks", reason="the benchmarks are not part of the package")

from benchmarks import english, growth, memory

TEXT = "Zinco Group, a subsidiary of Ordos Mining, produces copper.\n"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    for name in ("one", "two"):
        (tmp_path / f"{name}.en.txt").write_text(TEXT)
    return str(tmp_path)


def test_ours_is_compared_with_each_way_to_run_the_peer(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert english.main([folder, "--runs", "1"]) > 0
    said = capsys.readouterr().out
    assert "2 English articles" in said
    assert said.count("spaCy, ") == 4


def test_memory_is_told_as_articles_go_by(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(memory.main([folder, "--articles", "20"])) == 11
    assert "        20        40" in capsys.readouterr().out


def test_growth_is_told_of_each_kind_of_text() -> None:
    assert growth.main(["--size", "200", "--kind", "dates"]).keys() == {"dates"}


@pytest.mark.parametrize("kind", growth.TEXTS)
def test_a_text_of_twice_the_length_is_about_twice_the_work(kind: str) -> None:
    _calls(TEXT)
    once, twice = (_calls(growth.TEXTS[kind](size)) for size in (1_500, 3_000))
    assert twice < 3 * once


def _calls(text: str) -> int:
    """Count the calls of Python functions in which a text is read."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        extract(Article("a", text, "en"))
    finally:
        sys.setprofile(None)
    return calls
