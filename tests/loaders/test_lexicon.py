"""The tables of the lexicon: a new line is enough, and a wrong one is named."""

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from soegraph.errors import OntologyError
from soegraph.loaders import lexicon
from soegraph.loaders.english.nouns import NOUN_SLOTS
from soegraph.loaders.english.verbs import VERB_SLOTS
from soegraph.loaders.lexicon import Lexicon
from soegraph.loaders.lexicon_cells import SLOTS

Said = Callable[..., set[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the lexicon to write into."""
    with as_file(files("soegraph") / "ontology" / "lexicon") as tables:
        return Path(shutil.copytree(tables, tmp_path / "lexicon"))


def add(folder: Path, table: str, line: str) -> None:
    with (folder / table).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_one_line_teaches_a_verb(folder: Path, said: Said) -> None:
    sentence = "Zinco Group has nurtured Ordos Zinc Co."
    assert said(sentence) == set()
    add(folder, "en.csv", "nurture,verb,nurture,,obj,subsidiaryOf,subj,,0.8")
    with lexicon.using(folder):
        assert said(sentence) == {"Ordos Zinc Co. subsidiaryOf Zinco Group"}
    assert said(sentence) == set()


def test_one_line_teaches_a_job_title(folder: Path, said: Said) -> None:
    add(folder, "en-titles.csv", "chief metallurgist,chief-engineer,")
    with lexicon.using(folder):
        assert said("Li Xiaoming is chief metallurgist of Zinco Group.") == {
            "Li Xiaoming holdsPost Zinco Group role=chief-engineer"
        }


def test_one_line_teaches_a_cue(folder: Path, said: Said) -> None:
    add(folder, "en-cues.csv", "purportedly,adverb,rumoured")
    with lexicon.using(folder):
        assert said("Zinco Group purportedly produces copper.", "rumoured")


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("en.csv", "x,verb,x,,subj,eats,obj,,0.8", "predicate: 'eats' is none of"),
        ("en.csv", "x,adverb,x,,subj,produces,obj,,0.8", "pos: 'adverb' is none of"),
        ("en.csv", "x,name,Ship,,here,locatedIn,in,,0.8", "lemmas: the ontology has no class 'Ship'"),
        ("en.csv", "x,verb,x,,subjekt,produces,obj,,0.8", "subject: no slot 'subjekt'"),
        ("en.csv", "x,verb,x,,subj,produces,obj.off,,0.8", "object: no slot 'off'"),
        ("en.csv", "x,verb,x,,subj,produces,,,0.8", "object: is empty"),
        ("en.csv", "x,verb,x,,subj,foundedOn,@day,,0.8", "object: no literal '@day'"),
        ("en.csv", "x,verb,x,,subj,attends,last Party,,0.8", "object: the ontology has no class 'Party'"),
        ("en.csv", "x,verb,x,objekt=a,subj,produces,obj,,0.8", "needs: no slot 'objekt'"),
        ("en.csv", "x,verb,x,obj,subj,produces,obj,,0.8", "needs: 'obj' is not of the form name=value"),
        ("en.csv", "x,verb,x,,subj,produces,obj,colour=red,0.8", "no qualifier 'colour'"),
        ("en.csv", "x,verb,x,,subj,holdsPost,obj,role=cook,0.8", "role 'cook' is none of"),
        ("en.csv", "x,verb,x,,subj,holdsPost,obj,role=@rank,0.8", "nothing gives '@rank'"),
        ("en.csv", "x,verb,x,,subj,produces,obj,,high", "confidence: 'high' is no number from 0 to 1"),
        ("en.csv", "x,verb,x,,subj,produces,obj,,1.2", "confidence: '1.2' is no number from 0 to 1"),
        ("en.csv", "produce,verb,x,,subj,produces,obj,,0.8", "id: another line has this id"),
        ("en.csv", "x,verb,x", "has 3 cells, not 9"),
        ("en-heads.csv", "Fleet,Ship,name", "class: the ontology has no class 'Ship'"),
        ("en-heads.csv", "Fleet,Enterprise,verb", "use: 'verb' is none of"),
        ("en-titles.csv", "cook,cook,", "role: 'cook' is none of"),
        ("en-titles.csv", "cook,other,Ship:big", "organisation: the ontology has no class 'Ship'"),
        ("en-cues.csv", "x,verb,wished", "modality: 'wished' is none of"),
        ("en-cues.csv", "x,number,planned", "pos: 'number' is none of"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_and_column(
    folder: Path, table: str, line: str, message: str
) -> None:
    number = len((folder / table).read_text(encoding="utf-8").splitlines()) + 1
    add(folder, table, line)
    with pytest.raises(OntologyError) as caught:
        Lexicon("en", folder)
    assert message in str(caught.value)
    assert f"{table} line {number}" in str(caught.value)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "en.csv").unlink()
    with pytest.raises(OntologyError, match=r"en\.csv"):
        Lexicon("en", folder)


def test_a_missing_list_is_named(folder: Path) -> None:
    with pytest.raises(OntologyError, match="no list 'colours'"):
        Lexicon("en", folder).list("colours")


def test_the_slots_that_tables_may_name_are_those_that_the_tree_fills() -> None:
    elsewhere = {"as", "here", "head", "verb", "dep"}
    chinese = {"moved", "for", "left"}
    assert set(VERB_SLOTS) | set(NOUN_SLOTS) | elsewhere | chinese == SLOTS


@pytest.mark.parametrize(
    ("label", "cls", "names", "role"),
    [
        ("president", "Enterprise", [], "general-manager"),
        ("president", "ResearchOrganisation", [], "head"),
        ("chairman", "GovernmentBody", ["Zinco regional government"], "governor"),
        ("chairman", "Enterprise", [], "chair"),
        ("cook", "Enterprise", [], None),
    ],
)
def test_a_title_means_what_it_means_at_the_organisation(
    label: str, cls: str, names: list[str], role: str | None
) -> None:
    assert lexicon.load("en").role(label, cls, names) == role
