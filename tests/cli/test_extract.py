"""extract: claims as lines or as a table, nothing stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soegraph.model import Article, Claim, Dropped, EntityRef, Evidence, Extraction

from .conftest import Run

QUOTE = "包钢 chairs"


def made(article: Article) -> Extraction:
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
    monkeypatch.setattr("soegraph.cli.intake.extract", made)


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
