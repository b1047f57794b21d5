"""extract: claims as lines or as a table, nothing stored."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from soegraph.model import Article, Claim, Dropped, EntityRef, Evidence, Extraction

from .conftest import Run

QUOTE = "包钢 chairs"


def made(articles: Iterable[Article]) -> Iterator[Extraction]:
    return map(extraction, articles)


def extraction(article: Article) -> Extraction:
    person = EntityRef("https://w3id.org/soegraph/id/person/li-xiao", "Person", ("Li",))
    company = EntityRef("https://w3id.org/soegraph/id/organisation/baogang-group", "Enterprise", ("包钢",))
    claim = Claim(
        article.id, person, "holdsPost", company, Evidence(QUOTE, 0, 9), "en:title", {"role": "chair"}
    )
    dropped = Dropped("types", "subject and object are one", "en:subsidiary", "Baogang is of Baogang.")
    return Extraction(article, (claim,), (dropped,))


@pytest.fixture
def hand_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every article have one claim and one dropped candidate."""
    monkeypatch.setattr("soegraph.cli.intake.extract_all", made)


def test_a_claim_from_standard_input_is_a_line_of_json(run: Run) -> None:
    result = run("extract", "-", input="Baogang Mining is a subsidiary of Baogang Group.")
    assert result.exit_code == 0
    [claim] = map(json.loads, result.stdout.splitlines())
    assert claim["predicate"] == "subsidiaryOf"
    assert claim["article"] == "stdin"
    assert claim["evidence"]["start"] == 0


@pytest.mark.usefixtures("hand_made")
def test_lines_are_the_claim_format_in_plain_utf8(run: Run, articles: Path) -> None:
    result = run("extract", articles)
    lines = result.stdout.splitlines()
    assert [json.loads(line)["article"] for line in lines] == ["first.zh", "second.zh"]
    assert "包钢" in lines[0]
    assert "2 candidates dropped (types 2)" in result.stderr


@pytest.mark.usefixtures("hand_made")
def test_a_table_is_for_people(run: Run, articles: Path) -> None:
    head, _, row, *_ = run("extract", articles / "first.zh.md", "--format", "table").stdout.splitlines()
    assert head.split()[:3] == ["article", "subject", "predicate"]
    assert all(cell in row for cell in ("person/li-xiao", "role=chair", QUOTE))


@pytest.mark.usefixtures("hand_made")
def test_what_the_gates_dropped_can_be_listed(run: Run, articles: Path) -> None:
    result = run("extract", articles / "first.zh.md", "--dropped")
    assert json.loads(result.stdout) == {
        "article": "first.zh",
        "gate": "types",
        "reason": "subject and object are one",
        "frame": "en:subsidiary",
        "sentence": "Baogang is of Baogang.",
    }
    assert result.stderr == ""


MUSEUM_TEXT = "Night Harbour was painted by Karl Berg in tempera."


@pytest.mark.parametrize("given", ["option", "environment"])
def test_another_ontology_reads_its_own_relations(run: Run, museum: Path, given: str) -> None:
    option = ("--ontology", museum) if given == "option" else ()
    environment = {"SOEGRAPH_ONTOLOGY": str(museum)} if given == "environment" else {}
    result = run("extract", "-", *option, input=MUSEUM_TEXT, env=environment)
    assert result.exit_code == 0
    made, of = map(json.loads, result.stdout.splitlines())
    assert made["ontology"] == of["ontology"] == "https://museum.example/ontology#"
    assert (made["predicate"], made["object"]["type"]) == ("created", "Painting")
    assert (of["predicate"], of["object"]["iri"]) == ("madeOf", "https://museum.example/materials#tempera")


def test_another_ontology_reads_as_a_table_too(run: Run, museum: Path) -> None:
    table = run("extract", "-", "--ontology", museum, "--format", "table", input=MUSEUM_TEXT).stdout
    assert "https://museum.example/materials#tempera" in table


def test_a_fault_in_another_lexicon_is_told_with_file_line_and_column(
    run: Run, museum: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(museum, tmp_path / "museum")
    with (copy / "lexicon" / "en.csv").open("a", encoding="utf-8") as table:
        table.write("steal,verb,steal,,subj,steals,obj,,0.9\n")
    result = run("extract", "-", "--ontology", copy, input=MUSEUM_TEXT)
    assert result.exit_code == 1
    assert f"{copy}/lexicon/en.csv line 17, predicate: 'steals' is none of" in result.stderr


def test_a_folder_that_holds_no_ontology_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("extract", "-", "--ontology", tmp_path, input=MUSEUM_TEXT)
    assert result.exit_code == 1
    assert f"{tmp_path} holds no ontology" in result.stderr


def test_a_broken_file_stops_no_other_one(run: Run, articles: Path) -> None:
    (articles / "empty.md").touch()
    result = run("extract", articles)
    assert result.exit_code == 1
    assert "empty.md: is empty" in result.stderr
    assert "2 articles" in result.stderr


def test_no_claim_is_no_line_in_either_format(run: Run, articles: Path) -> None:
    assert run("extract", articles).stdout == run("extract", articles, "--format", "table").stdout == ""


def test_nothing_on_standard_input_is_told(run: Run) -> None:
    result = run("extract", "-", input="")
    assert result.exit_code == 1
    assert "standard input: holds no text" in result.stderr
