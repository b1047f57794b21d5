"""From paths to annotated articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from soegraph.errors import InputError
from soegraph.evaluate.gold import Annotated
from soegraph.evaluate.relations import read_relations
from soegraph.evaluate.sources import read_annotated
from soegraph.loaders.read import Unreadable

from .made import CHAIR, SUBSIDIARY, write_gold

FIXTURES = Path(__file__).parent / "fixtures"


def read(*paths: Path, gold_format: str | None = None, relations: str = "") -> list[Annotated | Unreadable]:
    table = read_relations(FIXTURES / f"{relations}-relations.csv") if relations else None
    return list(read_annotated(paths, gold_format=gold_format, relations=table))


def ids(found: list[Annotated | Unreadable]) -> list[str]:
    return [one.article.id if isinstance(one, Annotated) else one.reason for one in found]


def test_a_folder_of_our_gold_files_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.en", "a.en"):
        write_gold(tmp_path, SUBSIDIARY, name=name)
    assert ids(read(tmp_path)) == ["a.en", "b.en"]


def test_a_broken_gold_file_stops_no_other_one(tmp_path: Path) -> None:
    broken, sound = write_gold(tmp_path), write_gold(tmp_path, name="b.en")
    broken.write_text("{")
    first, second = read(tmp_path)
    assert isinstance(first, Unreadable)
    assert first.path == str(broken)
    assert ids([second]) == [sound.name.removesuffix(".gold.json")]


def test_an_article_named_twice_is_read_once(tmp_path: Path) -> None:
    gold = write_gold(tmp_path, SUBSIDIARY)
    assert ids(read(tmp_path, gold)) == ["a.en"]


def test_an_article_annotated_twice_and_not_alike_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    found = read(write_gold(tmp_path, SUBSIDIARY), write_gold(other, CHAIR))
    assert ids(found) == ["a.en", "is annotated twice, and not alike: keep one of the two"]


def test_the_format_of_other_files_is_told_from_what_is_in_them() -> None:
    assert ids(read(FIXTURES / "knowledgenet.json", relations="knowledgenet")) == ["1", "2"]
    sentences = read(*sorted(FIXTURES.glob("text2kgbench-*.json*")), relations="text2kgbench")
    assert len(sentences) == 3


def test_a_folder_of_other_files_is_read(tmp_path: Path) -> None:
    for file in FIXTURES.glob("text2kgbench-*.json*"):
        shutil.copy(file, tmp_path)
    assert len(read(tmp_path, relations="text2kgbench")) == 3


def test_relations_of_others_must_be_mapped() -> None:
    with pytest.raises(InputError, match="knowledgenet has relations of its own: say with --relations"):
        read(FIXTURES / "knowledgenet.json")


def test_a_format_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"text": "Zinco"}')
    with pytest.raises(InputError, match=r"x\.json: its format cannot be told; give --gold-format"):
        read(tmp_path / "x.json")


def test_a_given_format_is_believed(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"text": "Zinco"}')
    [found] = read(tmp_path, gold_format="knowledgenet", relations="knowledgenet")
    assert isinstance(found, Unreadable)
    assert found.reason == "is no KnowledgeNet document: KeyError('documentText')"


def test_a_broken_line_stops_no_other_one(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("nonsense\n" + (FIXTURES / "knowledgenet.json").read_text("utf-8"), encoding="utf-8")
    broken, *others = read(path, relations="knowledgenet")
    assert isinstance(broken, Unreadable)
    assert broken.path == f"{path} line 1"
    assert ids(others) == ["1", "2"]


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no NAME\.gold\.json"):
        read(tmp_path)


@pytest.mark.parametrize("layout", ["lines", "array", "spread"])
def test_json_may_be_lines_an_array_or_one_object(layout: str, tmp_path: Path) -> None:
    lines = (FIXTURES / "knowledgenet.json").read_text("utf-8").splitlines()
    text = {"lines": "\n\n".join(lines), "array": f"[{','.join(lines)}]", "spread": "{\n" + lines[0][1:]}[
        layout
    ]
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    assert (
        ids(read(tmp_path / "x.json", relations="knowledgenet"))
        == ["1", "2"][: 1 if layout == "spread" else 2]
    )
