"""ontology: our own checked, and another one with its faults."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from soegraph.quality import Severity

from .conftest import Run

MUSEUM = Path(__file__).parents[1] / "ontologies" / "museum"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with the ontology of museums, to be changed."""
    return shutil.copytree(MUSEUM, tmp_path / "museum")


def test_our_ontology_passes_all_checks(run: Run) -> None:
    result = run("ontology", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()[2:]]
    assert [line[0] for line in lines] == list(Severity)
    assert {found for *_, found in lines} == {"0"}


def test_a_program_reads_one_line_for_each_check(run: Run) -> None:
    records = [json.loads(line) for line in run("ontology", "check", "--format", "jsonl").stdout.splitlines()]
    by_name = {record["check"]: record for record in records}
    assert by_name["class-cycle"] == {
        "check": "class-cycle",
        "severity": "critical",
        "sources": ["OOPS P06"],
        "status": "passed",
        "summary": "A class is its own superclass.",
        "remedy": "Take one rdfs:subClassOf out of the cycle, or say owl:equivalentClass if they are one.",
        "findings": [],
        "accepted": [],
    }
    assert "This is the first version." in {one["reason"] for one in by_name["metadata-detailed"]["accepted"]}


def test_faults_of_another_ontology_are_told_with_advice_and_end_with_1(run: Run, copy: Path) -> None:
    with (copy / "museum.ttl").open("a", encoding="utf-8") as turtle:
        turtle.write("mus:Work rdfs:subClassOf mus:Painting .\n")
    result = run("ontology", "check", "--ontology", copy)
    assert result.exit_code == 1
    assert (
        "class-cycle (critical; OOPS P06)\n"
        "  A class is its own superclass. Take one rdfs:subClassOf out of the cycle, or say owl:equivalentClass if"
        " they are one.\n"
        "    https://museum.example/ontology#Painting\n"
        "    https://museum.example/ontology#Work\n"
    ) in result.stdout
    assert "class-without-shape" not in result.stdout  # a rule of our own house
    assert "class-cycle" in result.stderr


def test_many_findings_of_one_check_are_cut(run: Run, copy: Path) -> None:
    with (copy / "museum.ttl").open("a", encoding="utf-8") as turtle:
        turtle.writelines(f"mus:work_{number} a owl:Class .\n" for number in range(23))
    assert "    and 3 more\n" in run("ontology", "check", "--ontology", copy).stdout


def test_turtle_that_is_none_is_named(run: Run, copy: Path) -> None:
    (copy / "schemes.ttl").write_text("role:curator a", encoding="utf-8")
    result = run("ontology", "check", "--ontology", copy)
    assert result.exit_code == 1
    assert "schemes.ttl is not valid Turtle" in result.stderr


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_the_reasoner_adds_its_checks(run: Run) -> None:
    result = run("ontology", "check", "--ontology", MUSEUM, "--reasoner", "--format", "jsonl")
    last = [json.loads(line) for line in result.stdout.splitlines()][-3:]
    assert {one["check"]: one["status"] for one in last} == {
        "inconsistent": "passed",
        "class-unsatisfiable": "passed",
        "class-reclassified": "passed",
    }


def test_without_java_the_reasoner_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("ontology", "check", "--reasoner")
    assert result.exit_code == 1
    assert "HermiT needs Java: install a Java runtime" in result.stderr


@pytest.mark.parametrize("command", [["check"], ["docs", "site"]])
def test_what_reads_no_text_needs_no_lexicon(
    command: list[str], run: Run, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(copy / "lexicon")
    monkeypatch.chdir(tmp_path)
    read = run("ontology", *command, "--ontology", copy)
    assert read.stdout
    assert "lexicon" not in read.stderr
    refused = run("lexicon", "check", "--ontology", copy)
    assert "holds no lexicon: put its tables there" in refused.stderr
