"""The scorer, and the promise that extraction keeps on the annotated articles of the package."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from soegraph.errors import InputError
from soegraph.evaluate import Score, score

GOLD = Path(__file__).parent / "gold"
ARTICLES = Path(str(files("soegraph") / "data" / "articles"))

ENTITIES = [
    {"id": "group", "type": "Enterprise", "names": ["Zinco group"]},
    {"id": "mining", "type": "Enterprise", "names": ["Zinco-Mining"]},
    {"id": "steel", "type": "Enterprise", "names": ["Wuhu Steel Group"]},
    {"id": "li", "type": "Person", "names": ["Li Xiaoming"]},
]


def scored(folder: Path, text: str, *facts: Mapping[str, object]) -> Score:
    (folder / "a.en.md").write_text(f"---\ntitle: A\nlanguage: en\n---\n{text}\n", encoding="utf-8")
    gold = {"article": "a.en", "entities": ENTITIES, "facts": list(facts)}
    (folder / "a.en.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return score(folder, folder, "en")


def test_names_agree_whatever_their_case_and_hyphens(tmp_path: Path) -> None:
    fact = {"s": "mining", "p": "subsidiaryOf", "o": "group"}
    assert scored(tmp_path, "Zinco Mining is a subsidiary of Zinco Group.", fact).f1 == 1


def test_a_missed_fact_costs_recall(tmp_path: Path) -> None:
    facts = [{"s": "mining", "p": p, "o": "group"} for p in ("subsidiaryOf", "foundedBy")]
    found = scored(tmp_path, "Zinco Mining is a subsidiary of Zinco Group.", *facts)
    assert (found.precision, found.recall) == (1, 0.5)
    assert found.by_predicate["foundedBy"].recall == 0


def test_a_claim_too_many_costs_precision(tmp_path: Path) -> None:
    assert scored(tmp_path, "Zinco Mining is a subsidiary of Zinco Group.").precision == 0


def test_the_role_is_part_of_a_post(tmp_path: Path) -> None:
    fact = {"s": "li", "p": "holdsPost", "o": "group", "q": {"role": "director"}}
    assert scored(tmp_path, "Li Xiaoming is chairman of Zinco Group.", fact).f1 == 0


def test_partners_count_in_either_direction(tmp_path: Path) -> None:
    fact = {"s": "steel", "p": "partnersWith", "o": "group"}
    assert scored(tmp_path, "Zinco Group signed an agreement with Wuhu Steel Group.", fact).f1 == 1


def test_a_plan_is_not_counted(tmp_path: Path) -> None:
    fact = {"s": "mining", "p": "subsidiaryOf", "o": "group"}
    found = scored(tmp_path, "Zinco Group plans to acquire Zinco Mining.", fact)
    assert found.recall == 0


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no \*\.en\.gold\.json"):
        score(tmp_path, tmp_path, "en")


@pytest.mark.skipif(not GOLD.is_dir(), reason="tests/gold is not there")
def test_the_english_articles_are_read_as_promised() -> None:
    found = score(GOLD, ARTICLES, "en")
    assert found.precision >= 0.85
    assert found.f1 >= 0.70
