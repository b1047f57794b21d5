"""The question is made of the ontology."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from soegraph import home, schema
from soegraph.loaders.llm import prompt

from .said import ARTICLE, TEXT

MUSEUM = Path(__file__).parents[2] / "ontologies" / "museum"


def test_every_relation_qualifier_and_role_is_explained() -> None:
    system, user = prompt.messages(ARTICLE, 0, 20)
    model = schema.load()
    for name in (*model.relations, *model.qualifiers, *model.concepts("roles")):
        assert f"\n- {name}" in system["content"]
    assert model.definition("holdsStakeIn") in system["content"]
    assert TEXT[:20] in user["content"]
    assert TEXT[:21] not in user["content"]


def test_roles_are_named_in_the_language_of_the_article() -> None:
    chinese, _ = prompt.messages(replace(ARTICLE, language="zh-hans"), 0, 20)
    english, _ = prompt.messages(ARTICLE, 0, 20)
    assert "董事长" in chinese["content"]
    assert "董事长" not in english["content"]


def test_what_no_claim_is_about_is_no_class_to_choose() -> None:
    offered = prompt.classes(schema.load())
    assert {"CentralEnterprise", "Person", "Commodity"} <= set(offered)
    assert not {"Article", "Claim", "Tenure", "Stake", "Role"} & set(offered)


def test_another_ontology_makes_another_question() -> None:
    with home.using(MUSEUM):
        model = schema.load()
        system, _ = prompt.messages(ARTICLE, 0, 20)
        form = prompt.answer_format(model)["json_schema"]["schema"]
    claim = form["properties"]["claims"]["items"]["properties"]
    assert claim["predicate"]["enum"] == list(model.relations)
    assert "Painting" in claim["subject"]["properties"]["type"]["enum"]
    assert "Role" not in claim["subject"]["properties"]["type"]["enum"]
    assert "\n- borrowsFrom (Museum -> Organisation)\n" in system["content"]
    assert "subsidiaryOf" not in system["content"]


def test_the_form_is_strict_in_every_object() -> None:
    def objects(part: object) -> list[dict[str, object]]:
        parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
        own = [part] if isinstance(part, dict) and part.get("type") == "object" else []
        return own + [found for inner in parts for found in objects(inner)]

    found = objects(prompt.answer_format(schema.load())["json_schema"]["schema"])
    assert len(found) == 5
    for each in found:
        assert each["additionalProperties"] is False
        assert set(each["required"]) == set(each["properties"])  # type: ignore[call-overload]
