"""Claims made elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.evaluate.claims import read_claims
from soegraph.loaders.read import Unreadable
from soegraph.model import Claim, LiteralValue

from .made import claim, ref

LEAST = {
    "article": "a.en",
    "subject": {"names": ["Zinco Mining"]},
    "predicate": "subsidiaryOf",
    "object": {"names": ["Zinco"]},
}


def line(**parts: Any) -> str:
    return json.dumps({**LEAST, **parts})


def read(*lines: str) -> tuple[list[Claim], list[Unreadable]]:
    found = read_claims("\n".join(lines), "x.jsonl")
    return [claim for claims in found.by_article.values() for claim in claims], list(found.broken)


NAMES = st.text(min_size=1, max_size=8)


@given(
    st.builds(
        claim,
        st.builds(ref, NAMES, NAMES),
        st.just("holdsPost"),
        st.one_of(st.builds(ref, NAMES), st.builds(LiteralValue, st.text())),
        modality=st.sampled_from(["asserted", "planned"]),
        role=st.sampled_from(["chair", "director"]),
    )
)
def test_what_extract_prints_is_read_back(said: Claim) -> None:
    assert read(json.dumps(said.as_json())) == ([said], [])


def test_little_is_needed() -> None:
    [found], _ = read(line())
    assert (found.modality, found.evidence.quote, found.subject.iri) == ("asserted", "", "")
    assert found.subject.names == ("Zinco Mining",)


def test_numbers_are_read_as_text() -> None:
    [found], _ = read(line(object={"value": 1998}, qualifiers={"percent": 51.0, "asOf": None}))
    assert found.object == LiteralValue("1998")
    assert found.qualifiers == {"percent": "51"}


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"article": ""}, "has no article"),
        ({"predicate": None}, "has no predicate"),
        ({"subject": "Zinco"}, "has no subject: it must be an object"),
        ({"object": {}}, 'an entity needs a list of "names"'),
        ({"modality": "likely"}, "modality 'likely' is none of asserted"),
        ({"qualifiers": ["chair"]}, "the qualifiers must be an object"),
        ({"evidence": "Zinco"}, "the evidence must be an object"),
        ({"evidence": {"quote": "Zinco", "start": -1}}, "the evidence needs"),
    ],
)
def test_a_broken_line_is_told_and_the_others_are_read(parts: dict[str, Any], fault: str) -> None:
    claims, [broken] = read(line(), line(**parts), "", line())
    assert len(claims) == 2
    assert broken.path == "x.jsonl line 2"
    assert fault in broken.reason


def test_a_line_that_is_no_json_is_told() -> None:
    assert read("Zinco owns Zinco Mining.")[1][0].reason.startswith("is no JSON")
