"""evaluate: figures and errors against annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..evaluate.made import CHAIR, SUBSIDIARY, write_gold
from .conftest import Run

FIXTURES = Path(__file__).parents[1] / "evaluate" / "fixtures"

FOUNDER = {"s": "mining", "p": "foundedBy", "o": "group"}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with one annotated article, of whose three facts extraction finds two."""
    folder = tmp_path / "gold"
    folder.mkdir()
    write_gold(folder, SUBSIDIARY, CHAIR, FOUNDER)
    return folder


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """Return the claims of another program: one right, one wrong."""
    lines = [
        {
            "article": "a.en",
            "subject": {"names": [subject]},
            "predicate": "subsidiaryOf",
            "object": {"names": ["Zinco"]},
        }
        for subject in ("Zinco Mining", "Wuhu Steel")
    ]
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_a_folder_is_extracted_and_scored(gold: Path, run: Run) -> None:
    result = run("evaluate", gold)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].split()[:4] == ["all", "3", "3", "2"]
    assert "missed:" not in result.stdout


def test_errors_are_listed_on_request(gold: Path, run: Run) -> None:
    text = run("evaluate", gold, "--errors").stdout
    assert "\na.en: 1 missed, 1 extra\n  missed: Zinco-Mining | foundedBy | Zinco Group\n" in text


def test_json_is_for_programs(gold: Path, run: Run) -> None:
    document = json.loads(run("evaluate", gold, "--format", "json").stdout)
    assert document["overall"]["lenient"]["hits"] == 2
    assert {statement["outcome"] for statement in document["statements"]} >= {"hit", "miss"}


def test_claims_of_another_program_are_scored(gold: Path, claims: Path, run: Run) -> None:
    row = run("evaluate", gold, "--claims", claims).stdout.splitlines()[2]
    assert row.split()[:4] == ["all", "3", "2", "1"]


def test_claims_come_from_standard_input(gold: Path, claims: Path, run: Run) -> None:
    result = run("evaluate", gold, "--claims", "-", input=claims.read_text())
    assert result.stdout == run("evaluate", gold, "--claims", claims).stdout


def test_claims_that_extract_prints_score_as_extraction_does(gold: Path, tmp_path: Path, run: Run) -> None:
    lines = tmp_path / "own.jsonl"
    lines.write_text(run("extract", gold / "a.en.md").stdout, encoding="utf-8")
    assert run("evaluate", gold, "--claims", lines).stdout == run("evaluate", gold).stdout


def test_a_broken_line_of_claims_is_told(gold: Path, claims: Path, run: Run) -> None:
    with claims.open("a") as file:
        file.write("nonsense\n")
    result = run("evaluate", gold, "--claims", claims)
    assert result.exit_code == 1
    assert f"{claims} line 3: is no JSON" in result.stderr
    assert "1 record left out, see above; all others are counted" in result.stderr


def test_claims_of_other_articles_are_counted(gold: Path, claims: Path, run: Run) -> None:
    with claims.open("a") as file:
        file.write(claims.read_text().splitlines()[0].replace("a.en", "b.en") + "\n")
    result = run("evaluate", gold, "--claims", claims)
    assert result.exit_code == 0
    assert "claims left out, for the article is not evaluated (1 article: b.en)" in result.stderr


def test_claims_of_no_annotated_article_are_refused(gold: Path, claims: Path, run: Run) -> None:
    claims.write_text(claims.read_text().replace("a.en", "gold/a.en.md"))
    result = run("evaluate", gold, "--claims", claims)
    assert result.exit_code == 1
    assert "no claim is of an annotated article: claims name 'gold/a.en.md', the gold 'a.en'" in result.stderr


def test_a_baseline_tells_what_has_changed(gold: Path, claims: Path, tmp_path: Path, run: Run) -> None:
    before = tmp_path / "before.json"
    before.write_text(run("evaluate", gold, "--claims", claims, "--format", "json").stdout, encoding="utf-8")
    text = run("evaluate", gold, "--baseline", before).stdout
    assert "Found now: 1\n  a.en: Li Xiaoming | holdsPost | Zinco Group, role chair" in text
    assert "Extras that are gone: 1\n  a.en: Wuhu Steel | subsidiaryOf | Zinco" in text
    document = json.loads(run("evaluate", gold, "--baseline", before, "--format", "json").stdout)
    assert [statement["predicate"] for statement in document["changes"]["gained"]] == ["holdsPost"]


def test_a_threshold_decides_the_exit_status(gold: Path, run: Run) -> None:
    assert run("evaluate", gold, "--fail-under", "0.5").exit_code == 0
    result = run("evaluate", gold, "--fail-under", "0.9")
    assert result.exit_code == 1
    assert "F1 is 0.6667, under 0.9" in result.stderr
    assert result.stdout.startswith("articles: 1 ")


def test_a_broken_gold_file_is_told_and_the_others_are_counted(gold: Path, run: Run) -> None:
    write_gold(gold, {"s": "nobody", "p": "subsidiaryOf", "o": "group"}, name="b.en")
    result = run("evaluate", gold)
    assert result.exit_code == 1
    assert "b.en.gold.json: facts[0]: 'nobody' is the id of no entity" in result.stderr
    assert result.stdout.startswith("articles: 1 ")


def test_languages_are_chosen(gold: Path, run: Run) -> None:
    assert run("evaluate", gold, "--language", "en").exit_code == 0
    result = run("evaluate", gold, "--language", "zh-Hans")
    assert result.exit_code == 1
    assert "no annotated article in zh-Hans: there are en 1" in result.stderr


def test_nothing_readable_is_told(gold: Path, run: Run) -> None:
    (gold / "a.en.gold.json").write_text("{")
    result = run("evaluate", gold)
    assert result.exit_code == 1
    assert "a.en.gold.json: is no JSON" in result.stderr
    assert "no annotated article could be read: nothing is evaluated" in result.stderr


@pytest.mark.parametrize("name", ["knowledgenet", "text2kgbench"])
def test_other_formats_are_read_with_a_table_of_relations(name: str, run: Run) -> None:
    files = sorted(file for file in FIXTURES.glob(f"{name}*") if file.suffix != ".csv")
    result = run("evaluate", *files, "--relations", FIXTURES / f"{name}-relations.csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2].split()[-1] == "1.000"
    assert "facts left out, for their relation is not mapped: 1 (" in result.stdout


def test_a_relation_of_the_table_that_no_file_has_is_told(tmp_path: Path, run: Run) -> None:
    table = tmp_path / "map.csv"
    table.write_text("relation,predicate\nSUBSIDIARY_OFF,subsidiaryOf\nCEO,holdsPost\n")
    result = run("evaluate", FIXTURES / "knowledgenet.json", "--relations", table)
    assert "no file has the relations SUBSIDIARY_OFF of --relations" in result.stderr


def test_another_ontology_is_measured_by_its_own_gold(museum: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "m.md").write_text("Night Harbour was painted by Karl Berg in tempera.\n")
    entities = [
        {"id": "harbour", "type": "Painting", "names": ["Night Harbour"]},
        {"id": "berg", "type": "Artist", "names": ["Karl Berg"]},
        {"id": "tempera", "type": "Material", "names": ["tempera"]},
    ]
    facts = [{"s": "berg", "p": "created", "o": "harbour"}, {"s": "harbour", "p": "madeOf", "o": "tempera"}]
    record = {"article": "m", "entities": entities, "facts": facts}
    (tmp_path / "m.gold.json").write_text(json.dumps(record))
    result = run("evaluate", tmp_path, "--ontology", museum, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["overall"]["strict"]["f1"] == 1
    assert "'Painting' is no class" in run("evaluate", tmp_path).stderr
