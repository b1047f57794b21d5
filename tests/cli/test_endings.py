"""How a command ends: exit status, messages, and what a Unix shell expects of it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Run, Shell

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?j) }"


def test_what_a_user_can_put_right_is_one_message_and_no_traceback(run: Run, tmp_path: Path) -> None:
    result = run("query", "plans", "--store", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("soegraph: error: no graph in ")
    assert "soegraph build" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "args", [["nonsense"], ["query"], ["query", "plans", "--format", "pdf"], ["load"], ["sparql", "no/file"]]
)
def test_wrong_usage_is_exit_status_2(args: list[str], run: Run) -> None:
    assert run(*args).exit_code == 2


@pytest.mark.parametrize("args", [["show", ""], ["query", "find", "-p", "text="], ["--store", "", "queries"]])
def test_what_is_empty_is_told(args: list[str], run: Run) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert "empty" in result.stderr


@pytest.mark.parametrize(
    ("name", "advice"),
    [("shwo", "did you mean show?"), ("plans", "try `soegraph query plans`"), ("zzzz", "lists all")],
)
def test_an_unknown_command_brings_advice(name: str, advice: str, run: Run) -> None:
    assert advice in run(name).stderr


@pytest.mark.parametrize("command", ["build", "load", "extract"])
def test_a_folder_without_articles_is_named(command: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").touch()
    result = run("--store", tmp_path / "store", command, tmp_path)
    assert result.exit_code == 1
    assert result.stderr == f"soegraph: error: the folder {tmp_path} holds no .md, .txt or .html file\n"


def test_the_store_may_stand_before_the_command_after_it_or_in_the_environment(run: Run, asked: Path) -> None:
    name = ["query", "plans"]
    answers = [
        run("--store", asked, *name),
        run(*name, "--store", asked),
        run(*name, env={"SOEGRAPH_STORE": str(asked)}),
        run("--store", "elsewhere", *name, "--store", asked, env={"SOEGRAPH_STORE": "nowhere"}),
    ]
    assert [answer.exit_code for answer in answers] == [0, 0, 0, 0]
    assert len({answer.stdout for answer in answers}) == 1


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_output_is_utf8_in_every_locale(locale: dict[str, str], shell: Shell, asked: Path) -> None:
    result = shell("show", "meng-fanying", "--store", asked, **locale)
    assert result.returncode == 0
    assert "孟繁英" in result.stdout


def test_a_reader_who_leaves_ends_the_command_quietly(asked: Path) -> None:
    command = [sys.executable, "-m", "soegraph", "export", "--store", str(asked), "--format", "nquads"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", [["queries"], ["export"]])
def test_a_full_disk_is_told(args: list[str], asked: Path) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "soegraph", "--store", str(asked), *args]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 1
    assert result.stderr == "soegraph: error: No space left on device\n"


def test_ctrl_c_stops_a_query_inside_the_engine(asked: Path, tmp_path: Path) -> None:
    (tmp_path / "endless.rq").write_text(ENDLESS)
    command = [sys.executable, "-m", "soegraph", "sparql", "endless.rq", "--store", str(asked)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert errors.strip() == ""


@pytest.mark.usefixtures("no_tables")
def test_ctrl_c_leaves_the_old_graph_in_use(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    run("build", articles, "--store", store)
    before = run("export", "--store", store, "--format", "nquads").stdout

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("soegraph.cli.intake.extract_all", interrupted)
    assert run("build", articles, "--store", store).exit_code == 130
    assert run("export", "--store", store, "--format", "nquads").stdout == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "store"]


def test_python_m_soegraph_is_soegraph(shell: Shell) -> None:
    assert shell("--help").stdout.startswith("Usage: soegraph ")
