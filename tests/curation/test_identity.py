"""Who is who: which of several stays, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from pyoxigraph import NamedNode

from soegraph import names
from soegraph.curation import Judgement
from soegraph.curation.identity import Identity, identify
from soegraph.curation.record import checked


def node(letter: str) -> NamedNode:
    return NamedNode(names.thing("organisation", letter))


def pair(text: str) -> Judgement:
    """Read ``"a=b"`` (a is replaced by b) or ``"a/b"`` (they are two)."""
    ends = {"subject": node(text[0]).value, "object": node(text[2]).value}
    decision = "same" if text[1] == "=" else "not-same"
    return checked({"decision": decision, "who": "Li", "when": "2026-11-23", **ends})


def known(pairs: Iterable[str], tables: str = "", apart: str = "") -> Identity:
    disjoint = set(map(node, apart))
    return identify(
        map(pair, pairs), set(map(node, tables)), lambda a, b: "disjoint" if {a, b} == disjoint else ""
    )


def replaced(identity: Identity) -> dict[str, str]:
    return {names.slug_of(a.value): names.slug_of(b.value) for a, b in identity.replaced.items()}


@pytest.mark.parametrize(
    ("pairs", "tables", "expected"),
    [
        (["a=b"], "", {"a": "b"}),
        (["a=b"], "a", {"a": "b"}),  # the judgement says so, though the tables know a
        (["a=b", "b=c"], "", {"a": "c", "b": "c"}),
        (["b=c", "a=b"], "", {"a": "c", "b": "c"}),
        (["a=b", "a=c"], "", {"a": "b", "c": "b"}),
        (["a=b", "a=c"], "c", {"a": "c", "b": "c"}),
        (["a=b", "b=c", "c=a"], "", {"b": "a", "c": "a"}),
    ],
)
def test_which_one_stays(pairs: list[str], tables: str, expected: dict[str, str]) -> None:
    assert replaced(known(pairs, tables)) == expected


def test_what_is_not_the_same_blocks_a_chain_whatever_the_order() -> None:
    for order in permutations(["a=b", "b=c", "a/c"]):
        found = known(order)
        assert len(found.replaced) == 1
        [refused] = found.contradicted
        assert refused == [pair(text) for text in order if "=" in text][1], "the later merger is refused"


def test_disjoint_things_stay_apart_through_others_too() -> None:
    found = known(["a=b", "b=c"], apart="ac")
    assert replaced(found) == {"a": "b"}
    assert list(found.contradicted.values()) == ["disjoint"]


def test_members_and_who_stays() -> None:
    found = known(["a=c", "b=c"])
    assert list(found.members([node("c"), node("d")])) == [node("c"), node("a"), node("b"), node("d")]
    assert (found.stays(node("a")), found.stays(node("d"))) == (node("c"), node("d"))
