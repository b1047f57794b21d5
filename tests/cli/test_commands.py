"""What every command promises: help with an example, a place in the README, a quick start."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from soegraph import __version__
from soegraph.cli import main

from .conftest import Run, Shell

README = Path(__file__).parents[2] / "README.md"
HEAVY = {
    "matplotlib",
    "spacy",
    "httpx",
    "rdflib",
    "owlready2",
    "SPARQLWrapper",
    "trafilatura",
    "pypinyin",
    "rich",
}
COMMANDS = main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_with_an_example_as_it_is_typed(name: str, run: Run) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    example = result.output.split("Example", 1)[1]
    assert f"  soegraph {name}" in example


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_the_store_before_and_after_its_name(name: str, run: Run) -> None:
    assert "--store DIR" in run(name, "--help").output
    assert run("--store", "x", name, "--store", "y", "--help").exit_code == 0


@pytest.mark.skipif(not README.exists(), reason="needs the repository")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_readme(name: str) -> None:
    assert f"soegraph {name}" in README.read_text(encoding="utf-8")


def test_the_overview_names_every_command_and_tells_of_completion(run: Run) -> None:
    overview = run("--help").output
    assert [name for name in COMMANDS if f"\n  {name} " not in overview] == []
    assert "_SOEGRAPH_COMPLETE=bash_source soegraph" in overview


@pytest.mark.parametrize("args", [["--help"], ["queries"], ["query", "--help"], ["build", "--help"]])
def test_nothing_heavy_is_imported_to_tell_what_there_is(args: list[str], shell: Shell) -> None:
    imported = shell(*args, PYTHONPROFILEIMPORTTIME="1").stderr
    modules = {line.rpartition("|")[2].strip().partition(".")[0] for line in imported.splitlines()}
    assert "click" in modules
    assert modules & HEAVY == set()


def test_the_overview_imports_no_database(shell: Shell) -> None:
    assert "pyoxigraph" not in shell("--help", PYTHONPROFILEIMPORTTIME="1").stderr


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").output.split()[-1] == __version__
