"""What OWL 2 RL entails and what it does not, case by case, by our rules and by owlrl."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Triple

from .oracle import ours, read, theirs


@dataclass(frozen=True)
class Case:
    """Turtle with what follows from it and what does not, one triple a line."""

    name: str
    turtle: str
    entailed: tuple[str, ...]
    other: tuple[str, ...]


def cases() -> list[Case]:
    _, *blocks = (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").split("\n\n# ")
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    name, *lines = block.strip().splitlines()
    turtle = "\n".join(line for line in lines if line[0] not in "+-")
    entailed, other = (tuple(line[2:] for line in lines if line[0] == sign) for sign in "+-")
    return Case(name, turtle, entailed, other)


each = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
WRONG = {"prp-key: two values, one of which differs"}
"""Where owlrl errs: it looks at the last property of a key only."""


@each
def test_what_follows_and_what_does_not(case: Case) -> None:
    holds(case, ours(read(case.turtle)))


@each
def test_owlrl_agrees_in_all_that_follows(case: Case) -> None:
    given = read(case.turtle)
    found = theirs(given)
    assert (found == ours(given)) is (case.name not in WRONG)
    if case.name not in WRONG:
        holds(case, found)


def holds(case: Case, found: set[Triple]) -> None:
    for triple in case.entailed:
        assert read(triple + " .") <= found, triple
    for triple in case.other:
        assert not read(triple + " .") & found, triple


def test_the_suite_is_large_enough() -> None:
    known = cases()
    assert sum(len(case.entailed) for case in known) >= 60
    assert sum(len(case.other) for case in known) >= 40
    assert all(case.entailed or case.other for case in known)
