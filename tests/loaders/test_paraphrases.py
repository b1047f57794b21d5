"""Many ways to say one thing: each relation in dozens of wordings, and what only looks like it.

The table says what a sentence states of one relation: ``sentence => subject > object @qualifier=value;...``, facts
divided by ``//``, nothing after the arrow where it states none. Names in it are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from soegraph import schema
from soegraph.loaders.extract import extract
from soegraph.model import ASSERTED, Article, Claim

TABLE = Path(__file__).with_name("english_paraphrases.txt")
Said = tuple[tuple[str, ...], str, frozenset[tuple[str, str]]]


def rows() -> Iterator[tuple[str, str, str]]:
    relation = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            relation = line[2:]
        elif line.strip():
            sentence, _, facts = line.partition("=>")
            yield relation, sentence.strip(), facts.strip()


def in_order(ends: list[str], relation: str) -> tuple[str, ...]:
    """Two ends, in the order of names where the relation has no direction."""
    return tuple(sorted(ends) if schema.load().properties[relation].symmetric else ends)


def stated(relation: str, facts: str) -> set[Said]:
    """Read the right side of a row."""
    found: set[Said] = set()
    for fact in filter(None, (part.strip() for part in facts.split("//"))):
        ends, _, said = fact.partition("@")
        qualifiers = frozenset(
            (name, value)
            for name, _, value in (part.strip().partition("=") for part in said.split(";") if part)
        )
        found.add((in_order([end.strip() for end in ends.split(">")], relation), relation, qualifiers))
    return found


def extracted(claim: Claim, wanted: set[Said]) -> Said:
    """A claim as the table writes it, each end under the name that the table uses."""
    known = {name for ends, _, _ in wanted for name in ends}
    ends = [
        next((name for name in getattr(end, "names", ()) if name in known), None)
        or next(iter(getattr(end, "names", ())), None)
        or str(getattr(end, "value", ""))
        for end in (claim.subject, claim.object)
    ]
    return in_order(ends, claim.predicate), claim.predicate, frozenset(claim.qualifiers.items())


@pytest.mark.parametrize(("relation", "sentence", "facts"), list(rows()))
def test_a_paraphrase_states_what_the_table_says(relation: str, sentence: str, facts: str) -> None:
    wanted = stated(relation, facts)
    claims = [
        claim
        for claim in extract(Article("x.en", sentence, "en")).claims
        if claim.modality == ASSERTED and claim.predicate == relation
    ]

    assert {extracted(claim, wanted) for claim in claims} == wanted


def test_the_company_takes_up_an_enterprise_that_the_sentence_before_presents() -> None:
    text = (
        "Tonglu Cement lost money. Hedi Mining reported a loss. Lanxin Group took over Hedi Mining, and Wang Lei took "
        "charge of China Resources Group, a new central enterprise.\n\nSet up on July 19, 2022 with 20 billion yuan in "
        "capital, the company has its registered seat in Hebei."
    )

    founded = [
        claim for claim in extract(Article("x.en", text, "en")).claims if claim.predicate == "foundedOn"
    ]

    assert [claim.subject.names for claim in founded] == [("China Resources Group",)]
