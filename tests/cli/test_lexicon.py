"""lexicon: its tables checked, published, and taught."""

from __future__ import annotations

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
