"""The benchmarks run, and the work that a text makes grows no faster than the text."""

import json
import sys
from pathlib import Path
from types import FrameType

import pytest

from soegraph.graph.copies import ALIKE
from soegraph.loaders.extract import extract
from soegraph.model import Article

pytest.importorskip("benchmarks", reason="the benchmarks are not part of the package")

from benchmarks import chinese, chinese_names, copies, english, growth, incremental, memory, shapes

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


def test_chinese_is_compared_with_bare_lac(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zh.txt").write_text("包钢集团持有北方稀土38%的股份。", encoding="utf-8")
    assert chinese.main([str(tmp_path), "--runs", "1"]) > 0
    assert "50 Chinese articles" in capsys.readouterr().out


def test_finders_of_names_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("包钢集团董事长孟繁英到北京。", encoding="utf-8")
    names = {"Enterprise": "包钢集团", "Person": "孟繁英", "Place": "北京"}
    entities = [{"id": name, "type": cls, "names": [name]} for cls, name in names.items()]
    fact = {
        "s": "孟繁英",
        "p": "holdsPost",
        "o": "包钢集团",
        "q": {"role": "chair"},
        "evidence": "包钢集团董事长孟繁英",
    }
    gold = tmp_path / "a.gold.json"
    gold.write_text(json.dumps({"article": "a", "entities": entities, "facts": [fact]}), encoding="utf-8")
    shares = chinese_names.main([str(gold), "--articles", str(tmp_path)])
    assert set(shares) == {"LAC", "jieba", "soegraph"}
    assert shares["soegraph"] == dict.fromkeys(chinese_names.CLASSES, 1)


def test_memory_is_told_as_articles_go_by(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(memory.main([folder, "--articles", "20"])) == 11
    assert "        20        40" in capsys.readouterr().out


def test_growth_is_told_of_each_kind_of_text() -> None:
    assert growth.main(["--size", "200", "--kind", "dates"]).keys() == {"dates"}


def test_one_more_article_is_loaded_into_a_large_and_an_empty_graph(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert incremental.main(["--claims", "200", "--articles", "2"]) > 0
    assert "200 claims in the large graph, 2 articles of 20 claims" in capsys.readouterr().out


@pytest.mark.parametrize("kind", growth.TEXTS)
def test_a_text_of_twice_the_length_is_about_twice_the_work(kind: str) -> None:
    _calls(TEXT)
    once, twice = (_calls(growth.TEXTS[kind](size)) for size in (1_500, 3_000))
    assert twice < 3 * once


@pytest.mark.parametrize(
    "unit", ["包钢集团控股的", "董事长王小甲，", "其持有51%，", "北方稀土和", "若成立，", "签署"]
)
def test_a_chinese_sentence_of_twice_the_length_is_about_twice_the_work(unit: str) -> None:
    _calls(unit, "zh")
    once, twice = (_calls((unit * size)[:size], "zh") for size in (3_000, 6_000))
    assert twice < 3 * once


def _calls(text: str, language: str = "en") -> int:
    """Count the calls of Python functions in which a text is read."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        extract(Article("a", text, language))
    finally:
        sys.setprofile(None)
    return calls


def test_copies_are_far_from_different_texts(capsys: pytest.CaptureFixture[str]) -> None:
    shares = copies.main([])
    assert "two articles" in capsys.readouterr().out
    same = [least for kind, (least, _) in shares.items() if "half" in kind or "in ten" in kind]
    others = [most for kind, (_, most) in shares.items() if "two articles" in kind or "quotation" in kind]
    assert len(same) == 8
    assert len(others) == 4
    assert max(others) < ALIKE < min(same)


def test_the_gate_and_the_reference_engine_are_timed(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyshacl")
    share, ratio = shapes.main(["--articles", "2", "--nodes", "2", "--runs", "1"])
    assert "the gate" in capsys.readouterr().out
    assert share > 0
    assert ratio > 1
