"""KnowledgeNet's format, on invented documents in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from soegraph.evaluate.gold import Annotated, Judged, name_of
from soegraph.evaluate.knowledgenet import read_documents
from soegraph.evaluate.relations import read_relations
from soegraph.loaders.read import Unreadable

FIXTURES = Path(__file__).parent / "fixtures"


def documents() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / "knowledgenet.json").read_text("utf-8").splitlines()]


def converted(*records: dict[str, Any]) -> tuple[list[Annotated | Unreadable], dict[str, int]]:
    relations = read_relations(FIXTURES / "knowledgenet-relations.csv")
    placed = [(f"x line {number}", record) for number, record in enumerate(records, start=1)]
    return list(read_documents(placed, relations)), relations.unmapped


def read(*records: dict[str, Any]) -> list[Annotated]:
    found, _ = converted(*(records or documents()))
    return [one for one in found if isinstance(one, Annotated)]


def said(annotated: Annotated) -> list[tuple[str, str, str]]:
    return [(name_of(f.subject), f.predicate, name_of(f.object)) for f in annotated.facts]


def test_a_document_is_an_article() -> None:
    first, second = read()
    assert (first.article.id, first.language, second.article.id) == ("1", "en", "2")
    assert first.article.text.startswith("Zinco Mining is a subsidiary")


def test_facts_are_in_our_relations_and_all_mentions_of_a_uri_are_one_entity() -> None:
    first, _ = read()
    assert said(first) == [
        ("Zinco Mining", "subsidiaryOf", "Zinco Group"),
        ("Zinco Mining", "foundedOn", "1998"),
    ]
    assert first.entities[0].names == ("Zinco Mining", "It")
    assert first.facts[1].evidence == "It was founded in 1998"


def test_a_relation_may_be_turned_round_and_have_a_role() -> None:
    _, second = read()
    assert said(second) == [("Li Xiaoming", "holdsPost", "Wuhu Steel")]
    assert second.facts[0].qualifiers == {"role": "general-manager"}


def test_unmapped_facts_are_counted_by_the_name_of_their_property() -> None:
    assert converted(*documents())[1] == {"PLACE_OF_BIRTH": 1}


def test_only_what_a_passage_is_exhaustively_annotated_for_is_judged() -> None:
    first, second = read()
    text = first.article.text
    passages = [text.index(start) for start in ("Zinco Mining", "It was", "Wuhu")]
    assert first.judged == (
        Judged(passages[0], passages[1] - 1, "subsidiaryOf"),
        Judged(passages[1], passages[2] - 1, "foundedOn"),
        Judged(passages[1], passages[2] - 1, "subsidiaryOf"),
        Judged(passages[2], len(text), "foundedOn"),
    )
    assert second.judged == (Judged(0, len(second.article.text), "holdsPost", {"role": "general-manager"}),)


def test_a_fact_that_two_passages_state_is_one() -> None:
    document = documents()[0]
    document["passages"][2]["facts"] = document["passages"][0]["facts"]
    assert len(read(document)[0].facts) == 2


def broken(change: str) -> dict[str, Any]:
    document = documents()[0]
    stated = document["passages"][0]["facts"][0]
    match change:
        case "moved":
            stated["subjectStart"] += 1
        case "cut":
            del stated["objectEnd"]
        case "typed":
            document["passages"] = 7
    return document


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("moved", "the subject 'Zinco Mining' does not stand at 1:12"),
        ("cut", "KeyError('objectEnd')"),
        ("typed", "is no KnowledgeNet document"),
    ],
)
def test_a_broken_document_is_told_and_the_others_are_read(change: str, fault: str) -> None:
    (found, other), _ = converted(broken(change), documents()[1])
    assert isinstance(found, Unreadable)
    assert found.path == "x line 1"
    assert fault in found.reason
    assert isinstance(other, Annotated)
