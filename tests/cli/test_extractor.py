"""The option that has a language model read the articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from ..loaders.llm.conftest import Reply, Server, answer, completion
from ..loaders.llm.said import POST, STAKE, TEXT
from .conftest import Run, Shell

Ask = Callable[..., Result]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Start a server that always finds the same two facts, one of them twice and once in words of its own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    started = Server()
    said = answer(POST, STAKE, POST, POST | {"quote": "Li Qi chairs Hedi Mining"})
    started.otherwise = lambda _: Reply(completion(said))
    yield started
    started.stop()


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """Return a folder with two articles."""
    folder = tmp_path / "press"
    folder.mkdir()
    for name in ("one", "two"):
        text = f"---\ntitle: {name}\nlanguage: en\n---\n\n{TEXT}\n"
        (folder / f"{name}.en.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ask(run: Run, model: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run a command that asks the server."""
    monkeypatch.setenv("SOEGRAPH_LLM_RETRIES", "0")

    def invoke(*args: str | Path) -> Result:
        cache = tmp_path / "answers.jsonl"
        where = ["--llm-endpoint", model.url, "--llm-model", "tiny-1", "--llm-cache", str(cache)]
        return run(*args, "--extractor", "llm", *where)

    return invoke


def test_claims_come_in_the_same_format(ask: Ask, press: Path) -> None:
    result = ask("extract", press)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["article"], line["predicate"]) for line in lines] == [
        (f"{name}.en", predicate) for name in ("one", "two") for predicate in ("holdsPost", "holdsStakeIn")
    ]
    assert {line["frame"] for line in lines} == {"llm:tiny-1"}
    assert "2 candidates dropped (quote 2)" in result.stderr


def test_what_was_refused_is_listed(ask: Ask, press: Path) -> None:
    dropped = [json.loads(line) for line in ask("extract", press, "--dropped").stdout.splitlines()]
    assert [line["article"] for line in dropped] == ["one.en", "two.en"]
    assert dropped[0] | {"article": ""} == {
        "article": "",
        "gate": "quote",
        "reason": "Li Qi holdsPost Hedi Mining: the quote is not in the text",
        "frame": "llm:tiny-1",
        "sentence": "Li Qi chairs Hedi Mining",
    }


@pytest.mark.usefixtures("no_tables")
def test_a_graph_is_built_again_without_the_server(ask: Ask, run: Run, press: Path, model: Server) -> None:
    stores = [press.parent / name for name in ("first", "second")]
    assert ask("build", press, "--store", stores[0]).exit_code == 0
    model.stop()
    assert ask("build", press, "--llm-offline", "--store", stores[1]).exit_code == 0
    first, second = (run("export", "--format", "nquads", "--store", store).stdout_bytes for store in stores)
    assert first == second
    assert b'ontology#frame> "llm:tiny-1"' in first


def test_offline_each_missing_article_is_named(ask: Ask, press: Path, model: Server) -> None:
    ask("extract", press / "one.en.md")
    result = ask("extract", press, "--llm-offline")
    assert result.exit_code == 1
    assert {json.loads(line)["article"] for line in result.stdout.splitlines()} == {"one.en"}
    assert "soegraph: two.en: the question without answer: " in result.stderr
    assert result.stderr.splitlines()[-1] == (
        "soegraph: error: 1 file left out, see above; all others are done"
    )
    assert len(model.asked) == 1


@pytest.mark.usefixtures("no_tables")
def test_a_server_that_is_down_leaves_the_graph_as_it_was(
    ask: Ask, run: Run, press: Path, model: Server
) -> None:
    store = press.parent / "store"
    ask("build", press / "one.en.md", "--store", store)
    model.stop()
    result = ask("build", press / "two.en.md", "--store", store)
    assert result.exit_code == 1
    assert "two.en: the question without answer: no connection" in result.stderr
    assert "nothing is done" in result.stderr
    assert "one.en" in run("export", "--format", "nquads", "--store", store).stdout


@pytest.mark.usefixtures("no_tables")
def test_loading_leaves_out_what_stays_without_answer(ask: Ask, press: Path, model: Server) -> None:
    sound = model.otherwise
    model.otherwise = lambda asked: (
        Reply("no", 402) if "only: one\n" in asked["messages"][1]["content"] else sound(asked)
    )
    result = ask("load", press, "--store", press.parent / "store")
    assert result.exit_code == 1
    assert "one.en: the question without answer: " in result.stderr
    assert result.stdout.splitlines()[0].split() == ["loaded", "1"]


def test_a_wrong_key_ends_the_work(ask: Ask, press: Path, model: Server) -> None:
    model.otherwise = lambda _: Reply('{"error": {"message": "bad key"}}', 401)
    result = ask("extract", press)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "answers 401 bad key: check SOEGRAPH_LLM_KEY" in result.stderr


def test_a_model_must_be_named(run: Run, press: Path) -> None:
    result = run("extract", press, "--extractor", "llm")
    assert result.exit_code == 1
    assert "SOEGRAPH_LLM_MODEL" in result.stderr


@pytest.mark.parametrize("option", [["--llm-offline"], ["--llm-model", "tiny-1"]])
def test_an_option_for_a_model_that_is_not_asked_is_wrong_usage(
    run: Run, press: Path, option: list[str]
) -> None:
    result = run("extract", press, *option)
    assert result.exit_code == 2
    assert f"{option[0]} means nothing without --extractor llm" in result.stderr


def test_with_all_answers_at_hand_no_http_library_is_loaded(ask: Ask, shell: Shell, press: Path) -> None:
    ask("extract", press)
    cache = press.parent / "answers.jsonl"
    done = shell(
        "extract",
        press,
        "--extractor",
        "llm",
        SOEGRAPH_LLM_MODEL="tiny-1",
        SOEGRAPH_LLM_CACHE=str(cache),
        PYTHONPROFILEIMPORTTIME="1",
    )
    assert len(done.stdout.splitlines()) == 4
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "soegraph.loaders.llm.client" in modules
    assert not {"httpx", "spacy"} & modules
