"""Many ways to say one thing in Chinese; the names are invented.

The table says what a sentence states of one relation: ``sentence => subject > object @qualifier=value;...``, facts
divided by ``//``, nothing after the arrow where it states none.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from soegraph import schema
from soegraph.loaders.extract import extract
from soegraph.model import ASSERTED, Article, EntityRef

TABLE = Path(__file__).with_name("paraphrases.txt")
Fact = tuple[tuple[str, ...], frozenset[str]]


def rows() -> Iterator[tuple[str, str, str]]:
    relation = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            relation = line[2:]
        elif line:
            text, _, facts = line.partition("=>")
            yield relation, text.strip(), facts


def ordered(ends: list[str], relation: str) -> tuple[str, ...]:
    """Two ends, in the order of names where the relation has no direction."""
    return tuple(sorted(ends) if schema.load().properties[relation].symmetric else ends)


def wanted(facts: str, relation: str) -> set[Fact]:
    found = set()
    for fact in filter(None, (part.strip() for part in facts.split("//"))):
        ends, _, said = fact.partition("@")
        qualifiers = frozenset(part.strip() for part in said.split(";") if part.strip())
        found.add((ordered([end.strip() for end in ends.split(">")], relation), qualifiers))
    return found


@pytest.mark.parametrize(("relation", "text", "facts"), list(rows()))
def test_a_wording_states_its_facts(relation: str, text: str, facts: str) -> None:
    expected = wanted(facts, relation)
    known = {end for ends, _ in expected for end in ends}
    found = set()
    for claim in extract(Article("wording", text, "zh-hans", published="2025-04-01")).claims:
        if claim.predicate == relation and claim.modality == ASSERTED:
            names = [
                end.names if isinstance(end, EntityRef) else [end.value]
                for end in (claim.subject, claim.object)
            ]
            ends = [next((name for name in each if name in known), each[0]) for each in names]
            found.add((ordered(ends, relation), frozenset(f"{k}={v}" for k, v in claim.qualifiers.items())))
    assert found == expected
