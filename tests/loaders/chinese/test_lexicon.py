"""A line in a table is enough to teach Chinese a word."""

import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from soegraph.loaders import lexicon

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
    sentence = "包钢集团孵化了北方稀土。"
    assert said(sentence) == set()
    add(folder, "zh.csv", "incubate,verb,孵化,,obj,subsidiaryOf,subj,,0.8")
    with lexicon.using(folder):
        assert said(sentence) == {"北方稀土 subsidiaryOf 包钢集团"}
    assert said(sentence) == set()


def test_one_line_teaches_a_job_title(folder: Path, said: Said) -> None:
    sentence = "包钢集团大掌柜王小明讲话。"
    assert said(sentence) == set()
    add(folder, "zh-titles.csv", "大掌柜,chair,")
    with lexicon.using(folder):
        assert said(sentence) == {"王小明 holdsPost 包钢集团 role=chair"}


def test_one_line_teaches_a_cue(folder: Path, said: Said) -> None:
    add(folder, "zh-cues.csv", "八成会,adverb,rumoured")
    with lexicon.using(folder):
        assert said("包钢集团八成会持有甘肃稀土51%的股份。", "rumoured")
