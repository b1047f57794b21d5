"""ontology docs: what it writes where, and what it says when it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import Run


def test_it_writes_three_files_and_tells_how_many_terms(run: Run, asked: Path, tmp_path: Path) -> None:
    result = run("ontology", "docs", tmp_path / "site" / "pages", "--store", asked)
    assert result.exit_code == 0
    names = ["ontology.html", "ontology.md", "ontology.svg"]
    assert sorted(file.name for file in (tmp_path / "site" / "pages").iterdir()) == names
    assert " terms in " in result.stdout
    assert result.stderr == ""
    page = (tmp_path / "site" / "pages" / "ontology.html").read_text(encoding="utf-8")
    assert 'id="Stake"' in page
    assert "things in the graph" in page


@pytest.mark.parametrize("there", [True, False])
def test_without_a_graph_it_writes_no_numbers_and_says_so(
    there: bool, run: Run, museum: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    if there:
        store.mkdir()
    result = run("ontology", "docs", tmp_path / "site", "--ontology", museum, "--store", store)
    assert result.exit_code == 0
    assert f"no numbers and examples: there is no graph in {store}" in result.stderr
    assert "in the graph" not in (tmp_path / "site" / "ontology.html").read_text(encoding="utf-8")
    assert not any(store.iterdir()) if there else not store.exists()


def test_a_graph_of_another_ontology_gives_no_numbers(
    run: Run, asked: Path, museum: Path, tmp_path: Path
) -> None:
    result = run("ontology", "docs", tmp_path / "site", "--ontology", museum, "--store", asked)
    assert result.exit_code == 0
    assert "knows no term of this ontology" in result.stderr


def test_a_folder_that_is_no_store_is_refused_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    result = run("ontology", "docs", tmp_path / "site", "--store", tmp_path)
    assert result.exit_code == 1
    assert "is no store" in result.stderr
    assert not (tmp_path / "site").exists()


def test_a_file_in_the_place_of_the_folder_is_named(run: Run, museum: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    result = run("ontology", "docs", tmp_path / "site", "--ontology", museum, "--store", tmp_path / "none")
    assert result.exit_code == 1
    assert "site is a file: name a folder for the pages" in result.stderr
    assert (tmp_path / "site").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a folder that nobody can write to")
def test_a_folder_that_cannot_be_made_is_named(run: Run, museum: Path, tmp_path: Path) -> None:
    result = run("ontology", "docs", "/proc/site", "--ontology", museum, "--store", tmp_path / "none")
    assert result.exit_code == 1
    assert "the folder /proc/site cannot be made" in result.stderr


def test_turtle_that_is_none_is_named_with_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "lexicon").mkdir(parents=True)
    (tmp_path / "mine" / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    result = run("ontology", "docs", tmp_path / "site", "--ontology", tmp_path / "mine")
    assert result.exit_code == 1
    assert f"mine{os.sep}broken.ttl is not valid Turtle" in result.stderr


def test_other_files_in_the_folder_stay(run: Run, museum: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    run("ontology", "docs", tmp_path, "--ontology", museum, "--store", tmp_path / "none")
    assert (tmp_path / "index.html").read_text() == "mine"
