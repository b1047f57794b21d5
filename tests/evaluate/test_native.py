"""Our own gold files, sound and broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from soegraph.errors import InputError
from soegraph.evaluate.gold import GoldEntity
from soegraph.evaluate.native import read_gold

from .made import CHAIR, GROUP, LI, MINING, SUBSIDIARY, TEXT, write_gold

FOUNDED = {"s": "group", "p": "foundedOn", "o": "1998"}


def test_entities_facts_and_text_are_read(tmp_path: Path) -> None:
    found = read_gold(write_gold(tmp_path, SUBSIDIARY, CHAIR, FOUNDED))
    assert found.article.text == TEXT
    assert found.entities == (MINING, GROUP, LI)
    subsidiary, chair, founded = found.facts
    assert (subsidiary.subject, subsidiary.predicate, subsidiary.object) == (MINING, "subsidiaryOf", GROUP)
    assert (chair.qualifiers, chair.evidence) == ({"role": "chair"}, "Li Xiaoming chairs")
    assert founded.object == "1998"
    assert found.judged is None


def test_numbers_of_qualifiers_become_text(tmp_path: Path) -> None:
    stake = {"s": "group", "p": "holdsStakeIn", "o": "mining", "q": {"percent": 51.0, "asOf": "2021"}}
    [fact] = read_gold(write_gold(tmp_path, stake)).facts
    assert fact.qualifiers == {"asOf": "2021", "percent": "51"}


def test_a_fact_written_twice_is_one(tmp_path: Path) -> None:
    assert len(read_gold(write_gold(tmp_path, SUBSIDIARY, SUBSIDIARY)).facts) == 1


def test_the_article_may_lie_elsewhere(tmp_path: Path) -> None:
    gold = write_gold(tmp_path, SUBSIDIARY)
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    (tmp_path / "a.en.md").rename(elsewhere / "a.en.txt")
    assert read_gold(gold, elsewhere).article.id == "a.en"
    with pytest.raises(InputError, match=r"no article a\.en\.md in .*: name its folder with --articles"):
        read_gold(gold)


def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    gold = write_gold(tmp_path)
    (tmp_path / "a.en.md").write_bytes(b"")
    with pytest.raises(InputError, match=r"its article .*a\.en\.md is empty"):
        read_gold(gold)


def changed(fact: dict[str, Any], **parts: Any) -> Callable[[Path], Path]:
    return lambda folder: write_gold(folder, SUBSIDIARY, {**fact, **parts})


ENTITY = {"id": "group", "type": "Enterprise", "names": ["Zinco"]}


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (changed(SUBSIDIARY, s="nobody"), "facts[1]: 'nobody' is the id of no entity"),
        (changed(SUBSIDIARY, o="nobody"), "facts[1]: 'nobody' is the id of no entity"),
        (changed(SUBSIDIARY, p="owns"), "facts[1]: 'owns' is no relation of the ontology"),
        (changed(SUBSIDIARY, s="li"), "facts[1]: subsidiaryOf does not go from Person to Enterprise"),
        (changed(SUBSIDIARY, s=7), 'facts[1]: must be an object with the texts "s", "p" and "o"'),
        (changed(SUBSIDIARY, evidence="no"), "facts[1]: the evidence 'no' does not stand in the text"),
        (changed(FOUNDED, o="last year"), "facts[1]: 'last year' is no date"),
        (changed(CHAIR, q={"role": "boss"}), "facts[1]: role: 'boss' is no role of the ontology"),
        (changed(CHAIR, q={"rank": 1}), "facts[1]: 'rank' is no qualifier of the ontology"),
        (changed(CHAIR, q={"start": "2021-13"}), "facts[1]: start: '2021-13' is no date"),
        (changed(CHAIR, q={"percent": True}), "facts[1]: percent: True is neither text nor a number"),
        (changed(CHAIR, q=["chair"]), 'facts[1]: "q" must be an object'),
        (lambda f: write_gold(f, entities=[{**ENTITY, "type": "Firm"}]), "entities[0]: 'Firm' is no class"),
        (lambda f: write_gold(f, entities=[ENTITY, ENTITY]), "entities[1]: the id 'group' is taken"),
        (
            lambda f: write_gold(f, entities=[{**ENTITY, "names": []}]),
            "entities[0]: 'group' needs a list of names",
        ),
        (lambda f: write_gold(f, entities=["group"]), 'entities[0]: must be an object with the texts "id"'),
        (lambda f: write_gold(f, facts={}), "facts: must be a list"),
        (lambda f: write_gold(f, article="b.en"), "article: is 'b.en', but the text beside it is 'a.en'"),
    ],
)
def test_a_fault_is_told_with_its_place(make: Callable[[Path], Path], fault: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        read_gold(make(tmp_path))
    assert fault in str(told.value)


def test_of_many_faults_the_first_are_told_and_the_others_counted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"facts\[0\].*facts\[2\].*; and 2 more"):
        read_gold(write_gold(tmp_path, *[{"s": "x"}] * 5))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "is no JSON, line 1, column 2"),
        ("[]", "must begin with '{'"),
        ("[" * 99_999, "nested too deeply"),
    ],
)
def test_what_is_no_json_object_is_told(text: str, fault: str, tmp_path: Path) -> None:
    gold = write_gold(tmp_path)
    gold.write_text(text)
    with pytest.raises(InputError) as told:
        read_gold(gold)
    assert fault in str(told.value)


def test_entities_without_facts_are_kept(tmp_path: Path) -> None:
    assert read_gold(write_gold(tmp_path)).entities[0] == GoldEntity(
        "mining", "Enterprise", ("Zinco-Mining",)
    )
