"""Text2KGBench's format, on invented sentences in it."""

from __future__ import annotations

from pathlib import Path

from soegraph.evaluate.gold import Annotated, Judged, name_of
from soegraph.evaluate.records import Record, objects
from soegraph.evaluate.relations import read_relations
from soegraph.evaluate.text2kgbench import read_sentences
from soegraph.loaders.read import Unreadable

FIXTURES = Path(__file__).parent / "fixtures"
ALL = ("ontology.json", "test.jsonl", "truth.jsonl", "train.jsonl")


def records(*names: str) -> list[tuple[str, Record]]:
    found = [
        record
        for name in names
        for record in objects((FIXTURES / f"text2kgbench-{name}").read_text("utf-8"), name)
    ]
    return [record for record in found if not isinstance(record, Unreadable)]


def converted(*placed: tuple[str, Record]) -> tuple[list[Annotated | Unreadable], dict[str, int]]:
    relations = read_relations(FIXTURES / "text2kgbench-relations.csv")
    return list(read_sentences(list(placed), relations)), relations.unmapped


def read(*names: str) -> dict[str, Annotated]:
    found, _ = converted(*records(*names))
    return {one.article.id: one for one in found if isinstance(one, Annotated)}


def said(annotated: Annotated) -> list[tuple[str, str, str]]:
    return [(name_of(f.subject), f.predicate, name_of(f.object)) for f in annotated.facts]


def test_each_sentence_is_an_article() -> None:
    found = read(*ALL)
    assert list(found) == ["ont_1_company_test_1", "ont_1_company_test_2", "ont_1_company_train_1"]
    assert found["ont_1_company_test_2"].article.text == "Wuhu Steel is based in Baotou."


def test_triples_are_in_our_relations_found_by_label_or_number() -> None:
    assert said(read(*ALL)["ont_1_company_test_1"]) == [
        ("Zinco Mining", "subsidiaryOf", "Zinco Group (company)"),
        ("Zinco Mining", "foundedOn", "1998"),
    ]


def test_a_name_is_known_without_what_stands_in_brackets_too() -> None:
    group = read(*ALL)["ont_1_company_test_1"].entities[1]
    assert group.names == ("Zinco Group (company)", "Zinco Group")


def test_training_lines_with_one_triple_each_are_read() -> None:
    assert said(read(*ALL)["ont_1_company_train_1"]) == [("Wuhu Steel", "subsidiaryOf", "Zinco Group")]


def test_the_ontology_gives_the_classes_that_we_have_too() -> None:
    with_ontology, without = read(*ALL), read("truth.jsonl")
    assert [e.type for e in with_ontology["ont_1_company_test_2"].entities] == ["Enterprise", "Place"]
    assert [e.type for e in without["ont_1_company_test_2"].entities] == ["", ""]


def test_the_ground_truth_alone_will_do() -> None:
    assert said(read("truth.jsonl")["ont_1_company_test_2"]) == [("Wuhu Steel", "headquarteredIn", "Baotou")]


def test_unmapped_triples_are_counted_by_label() -> None:
    assert converted(*records(*ALL))[1] == {"keyPerson": 1}


def test_only_the_relations_among_the_triples_of_a_sentence_are_judged() -> None:
    found = read(*ALL)["ont_1_company_test_2"]
    assert found.judged == (Judged(0, len(found.article.text), "headquarteredIn"),)


def test_a_sentence_without_triples_is_told() -> None:
    found, _ = converted(*records("test.jsonl"))
    assert [isinstance(one, Unreadable) and one.path for one in found] == [
        "test.jsonl line 1",
        "test.jsonl line 2",
    ]
    assert isinstance(found[0], Unreadable)
    assert "give the file of its ground truth" in found[0].reason


def test_two_sentences_under_one_id_are_told_and_a_broken_line_too() -> None:
    first = records("truth.jsonl")[0]
    other = ("y line 1", {**first[1], "sent": "Something else."})
    bare = ("y line 2", {"id": "z", "sent": "Zinco.", "triples": [{"sub": "Zinco"}]})
    found, _ = converted(first, other, bare)
    told = {one.path: one.reason for one in found if isinstance(one, Unreadable)}
    assert "is another sentence in truth.jsonl line 1" in told["y line 1"]
    assert "is no line of Text2KGBench: KeyError('rel')" in told["y line 2"]
