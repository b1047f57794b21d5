"""Answers as models give them."""

from __future__ import annotations

import json

import pytest

from soegraph.loaders.llm.answers import MalformedError, Qualifier, Said, parse

from .conftest import answer
from .said import POST


@pytest.mark.parametrize(
    "wrapped", ["{}", " {} \n", "```json\n{}\n```", "Here:\n```\n{}\n```\nDone.", "<think>{{</think>\n{}"]
)
def test_what_stands_around_the_json_is_passed_over(wrapped: str) -> None:
    head, tail = wrapped.split("{}")
    [said] = parse(f"{head}{answer(POST)}{tail}")
    assert isinstance(said, Said)
    assert (said.predicate, said.object.name, said.object.value) == ("holdsPost", "Hedi Mining", "")
    assert said.qualifiers == (Qualifier("role", "chair", "chairman"),)


@pytest.mark.parametrize("text", ["", "No.", "[]", "null", '{"facts": []}', '{"claims": {}}', "[" * 100_000])
def test_another_form_is_malformed(text: str) -> None:
    with pytest.raises(MalformedError):
        parse(text)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": None},
        {"quote": "  "},
        {"predicate": 7 < 8},
        {"subject": "Li Qi"},
        {"object": {"name": "Hedi"}},
        {"qualifiers": {"role": "chair"}},
        {"qualifiers": ["chair"]},
        {"qualifiers": [{"name": "role", "value": "chair"}]},
        {"modality": ["asserted"]},
        {"quote": "half \ud800"},
    ],
)
def test_a_malformed_claim_leaves_the_others(change: dict[str, object]) -> None:
    bad, good = parse(json.dumps({"claims": [POST | change, POST]}))
    assert isinstance(bad, MalformedError)
    assert str(bad).encode().startswith(b"a claim ")
    assert isinstance(good, Said)


def test_numbers_keep_their_digits_and_null_is_no_value() -> None:
    share = {"name": "percent", "value": 51.50, "text": "51.50 percent"}
    text = json.dumps({"claims": [POST | {"qualifiers": [share, {"name": "asOf", "value": None}]}]})
    [said] = parse(text.replace("51.5,", "51.50,"))
    assert isinstance(said, Said)
    assert said.qualifiers == (Qualifier("percent", "51.50", "51.50 percent"),)
