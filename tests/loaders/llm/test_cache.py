"""The file of answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.errors import InputError
from soegraph.loaders.llm.cache import Cache


def filled(path: Path, *prompts: str) -> Cache:
    cache = Cache(path)
    keep(cache, *prompts)
    return cache


def keep(cache: Cache, *prompts: str) -> None:
    for prompt in prompts:
        cache.keep(prompt, f"稀土 {prompt}", model="tiny-1", article="a")


def test_a_line_is_an_answer_and_lines_are_sorted(tmp_path: Path) -> None:
    path = tmp_path / "new" / "answers.jsonl"
    filled(path, "b", "c", "a").close()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["prompt"] for line in lines] == ["a", "b", "c"]
    assert lines[0] == '{"answer": "稀土 a", "article": "a", "model": "tiny-1", "prompt": "a"}'
    assert list(path.parent.iterdir()) == [path]


def test_an_answer_is_in_the_file_before_the_end(tmp_path: Path) -> None:
    filled(tmp_path / "answers.jsonl", "b", "a")
    assert Cache(tmp_path / "answers.jsonl").get("a") == "稀土 a"


def test_a_file_to_which_nothing_is_added_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    filled(path, "b", "a")  # never sorted
    before = path.read_bytes()
    Cache(path).close()
    assert path.read_bytes() == before


def test_the_first_answer_stays(tmp_path: Path) -> None:
    cache = filled(tmp_path / "answers.jsonl", "a")
    cache.keep("a", "other", model="tiny-1", article="a")
    assert cache.get("a") == "稀土 a"


def test_a_line_that_was_cut_short_is_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    filled(path, "a", "b")
    path.write_bytes(path.read_bytes()[:-20])
    cache = Cache(path)
    assert (cache.get("a"), cache.get("b")) == ("稀土 a", None)
    cache.keep("c", "new", model="tiny-1", article="a")
    assert Cache(path).get("c") == "new"


def test_two_runs_on_one_file_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    first, second = Cache(path), Cache(path)
    keep(first, "a")
    keep(second, "b")
    first.close()
    second.close()
    assert [Cache(path).get(prompt) for prompt in "ab"] == ["稀土 a", "稀土 b"]


@pytest.mark.parametrize("line", ["{}", "<<<<<<< HEAD", "[]", '{"prompt": 1}', "[" * 100_000])
def test_a_strange_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "answers.jsonl"
    filled(path, "a").close()
    with path.open("a") as file:
        file.write(line + "\n")
    with pytest.raises(InputError, match=r"answers\.jsonl, line 2 is no cached answer"):
        Cache(path)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_answer_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, answer: str) -> None:
    path = tmp_path_factory.mktemp("cache") / "answers.jsonl"
    cache = Cache(path)
    cache.keep("a", answer, model="tiny-1", article="a")
    cache.close()
    assert Cache(path).get("a") == answer
