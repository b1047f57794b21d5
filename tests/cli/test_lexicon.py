"""lexicon: its tables checked, published, and taught."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def copy(museum: Path, tmp_path: Path) -> Path:
    """Return a copy of the folder of another ontology to write into."""
    return Path(shutil.copytree(museum, tmp_path / "museum"))


def add(table: Path, *lines: str) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def test_a_sound_lexicon_is_counted(run: Run, museum: Path) -> None:
    result = run("lexicon", "check", "--ontology", museum)
    assert result.exit_code == 0
    counts = dict(line.rsplit(maxsplit=1) for line in result.stdout.splitlines())
    assert counts == {
        "en.csv": "15",
        "en-titles.csv": "3",
        "en-heads.csv": "14",
        "en-head-rules.csv": "0",
        "en-cues.csv": "0",
        "en-words.csv": "4",
        "known entities": "4",
    }


def test_ours_is_sound(run: Run) -> None:
    assert run("lexicon", "check").exit_code == 0


def test_all_faults_are_listed_with_file_line_and_column(run: Run, copy: Path) -> None:
    lexicon = copy / "lexicon"
    add(lexicon / "en.csv", "steal,verb,steal,,subj,steals,obj,,0.9", "lend,verb,loan,,subj,lends,obj,,0.9")
    add(lexicon / "en-heads.csv", "Statue,Statue,name")
    add(lexicon / "en-titles.csv", "keeper,director,")
    add(lexicon / "en-head-rules.csv", "heads,beside,words,class", "Gallery,near,Shooting,")
    add(copy / "authority" / "entities.csv", "x,Museum,X,,,,maybe")
    (lexicon / "en-cue.csv").touch()
    result = run("lexicon", "check", "--ontology", copy)
    assert result.exit_code == 1
    assert "7 faults in the lexicon" in result.stderr
    for expected in (
        f"{lexicon}/en.csv line 17, predicate: 'steals' is none of",
        f"{lexicon}/en.csv line 18, id: another line has this id",
        f"{lexicon}/en-heads.csv line 16, class: the ontology has no class 'Statue'",
        f"{lexicon}/en-titles.csv line 5, label: another line has this label and organisation",
        f"{lexicon}/en-head-rules.csv line 2, beside: 'near' is none of with, without",
        f"{lexicon}/en-cue.csv is no table of the lexicon",
        f"{copy}/authority/entities.csv line 6, checked: 'maybe' is none of",
    ):
        assert expected in result.stdout


def test_a_lexicon_without_frames_is_a_fault(run: Run, copy: Path) -> None:
    (copy / "lexicon" / "en.csv").unlink()
    result = run("lexicon", "check", "--ontology", copy)
    assert result.exit_code == 1
    assert "holds no table of frames" in result.stdout


def test_the_lexicon_is_written_to_a_file_or_to_standard_output(
    run: Run, museum: Path, tmp_path: Path
) -> None:
    out = tmp_path / "lexicon.ttl"
    assert run("lexicon", "export", "--ontology", museum, "-o", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == run("lexicon", "export", "--ontology", museum).stdout
    assert "ontolex:LexicalEntry" in out.read_text(encoding="utf-8")


def test_a_language_without_frames_is_wrong_usage(run: Run, museum: Path) -> None:
    result = run("lexicon", "export", "--ontology", museum, "--language", "fr")
    assert result.exit_code == 2
    assert "no frames exist for language 'fr': there are en" in result.stderr


GOLD = {
    "one.en": ("The Vik Gallery borrowed from the Halden Museum.", "Vik Gallery", "Halden Museum"),
    "two.en": ("In May the Solvik Museum borrowed from the Vik Gallery.", "Solvik Museum", "Vik Gallery"),
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder of two annotated articles on museums, and one in Chinese."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, (text, lender, borrower) in GOLD.items():
        write_annotated(folder, name, text, lender, borrower)
    write_annotated(folder, "three.zh", "博物馆借画。", "博物馆", "画")
    return folder


def write_annotated(folder: Path, name: str, text: str, subject: str, target: str) -> None:
    front = f"---\ntitle: A\nlanguage: {name.rpartition('.')[2]}\n---\n\n"
    (folder / f"{name}.md").write_text(front + text + "\n", encoding="utf-8")
    entities = [{"id": id_, "type": "Museum", "names": [end]} for id_, end in (("a", subject), ("b", target))]
    record = {"entities": entities, "facts": [{"s": "a", "p": "borrowsFrom", "o": "b", "evidence": text}]}
    (folder / f"{name}.gold.json").write_text(json.dumps(record), encoding="utf-8")


LINE = "borrow-borrows-from,verb,borrow,,subj,borrowsFrom,from,,0.8\n"


def test_two_annotated_sentences_teach_a_verb_that_is_then_extracted(
    run: Run, copy: Path, gold: Path
) -> None:
    table = copy / "lexicon" / "en.csv"
    kept = [line for line in table.read_text(encoding="utf-8").splitlines(True) if "borrow" not in line]
    table.write_text("".join(kept), encoding="utf-8")
    result = run("lexicon", "suggest", gold, "--ontology", copy, "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, LINE)
    assert "1 line for 2 missed facts" in result.stderr
    taught = shutil.copytree(copy, copy.with_name("taught"))  # a folder is read once in a process
    add(taught / "lexicon" / "en.csv", result.stdout.rstrip())
    sentence = "The Halden Museum borrowed from the Solvik Museum."
    [claim] = map(json.loads, run("extract", "-", "--ontology", taught, input=sentence).stdout.splitlines())
    assert (claim["predicate"], claim["frame"]) == ("borrowsFrom", "en:borrow-borrows-from")
    assert "0 lines for 0 missed facts" in run("lexicon", "suggest", gold, "--ontology", taught).stderr


def test_languages_that_no_line_can_be_proposed_for_are_told(run: Run, museum: Path, gold: Path) -> None:
    result = run("lexicon", "suggest", gold, "--ontology", museum)
    assert "lines are proposed for en only; passed over: 1 article in zh" in result.stderr


def test_gold_without_article_is_told_and_the_others_are_read(run: Run, museum: Path, gold: Path) -> None:
    (gold / "one.en.md").unlink()
    result = run("lexicon", "suggest", gold, "--ontology", museum)
    assert result.exit_code == 1
    assert "one.en.gold.json: has no article" in result.stderr
    assert "1 file left out" in result.stderr


def test_an_unknown_relation_is_wrong_usage(run: Run, museum: Path, gold: Path) -> None:
    result = run("lexicon", "suggest", gold, "--ontology", museum, "--predicate", "eats")
    assert result.exit_code == 2
    assert "no relation 'eats'" in result.stderr
