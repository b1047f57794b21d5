"""Completion, as the shells ask for it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from .conftest import Run


def completed(run: Run, *words: str, shell: str = "bash") -> list[str]:
    environment = {
        "_SOEGRAPH_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "\n".join(["soegraph", *words]),
        "COMP_CWORD": str(len(words)),
    }
    lines = run(env=environment, prog_name="soegraph").stdout.splitlines()
    return [line.partition(",")[2] for line in lines if line] if shell == "bash" else lines[1::3]


def test_commands_are_completed(run: Run) -> None:
    assert completed(run, "ex") == ["extract", "export"]


@pytest.mark.parametrize("command", ["query", "queries"])
def test_names_of_queries_are_completed(command: str, run: Run) -> None:
    assert completed(run, command, "officials") == ["officials-on-date"]


def test_parameters_of_the_query_on_the_line_are_completed(run: Run) -> None:
    assert completed(run, "query", "officials-on-date", "-p", "") == [
        "organisation=",
        "date=",
        "role=",
        "lang=",
    ]
    assert completed(run, "query", "officials-on-date", "-p", "organisation=x", "-p", "d") == ["date="]


def test_the_words_into_which_bash_cuts_a_parameter_do_no_harm(run: Run) -> None:
    assert completed(run, "query", "officials-on-date", "-p", "role", "=", "chair", "-p", "d") == ["date="]


def test_values_are_completed_where_there_are_only_a_few(run: Run) -> None:
    words = ["query", "officials-on-date", "-p", "lang=zh-h"]
    assert completed(run, *words, shell="zsh") == ["lang=zh-hans"]


def test_an_unknown_query_has_no_parameters(run: Run) -> None:
    assert completed(run, "query", "nonsense", "-p", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str, run: Run) -> None:
    script = run(env={"_SOEGRAPH_COMPLETE": f"{shell}_source"}, prog_name="soegraph").stdout
    assert "_SOEGRAPH_COMPLETE" in script
    if shell == "bash" and (bash := shutil.which("bash")):
        assert "compopt -o nospace" in script
        subprocess.run([bash, "-n"], input=script, text=True, check=True)
