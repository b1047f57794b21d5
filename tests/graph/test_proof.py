"""Proofs: well founded, of least height, and made of steps that the rules themselves take."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from soegraph.graph.layers import flat
from soegraph.graph.rules import Program, close
from soegraph.graph.rules.proof import Proof, prove
from soegraph.graph.terms import term
from soegraph.store import OxigraphStore

from .made import Watched, short
from .test_follow import MADE, SCHEMA, graphs, made, node, said, triples

MONOTONE = {
    name: text
    for name, text in MADE.items()
    if name not in ("unless", "none", "maybe", "most", "many", "classes")
}


def typed(text: str) -> set[Triple]:
    """Read triples of one-letter nodes: ``a q b, b type C``."""
    return {
        Triple(t.subject, term("rdf:type") if t.predicate == node("type") else t.predicate, t.object)
        for t in said(text)
    }


def closed(
    stated: set[Triple], texts: dict[str, str], store: OxigraphStore | None = None
) -> tuple[Program, OxigraphStore]:
    store = store or OxigraphStore()
    store.extend(parse(SCHEMA, format=RdfFormat.TURTLE))
    store.extend(flat(stated))
    program = Program(made(**texts), store)
    close(store, program)
    return program, store


def shown(proof: Proof | None) -> str:
    """Write a proof in one line: ``a r c (rule: a p b, b r c)``."""
    assert proof is not None
    triple = " ".join(map(short, proof.triple))
    return f"{triple} ({proof.rule.name}: {', '.join(map(shown, proof.premises))})" if proof.rule else triple


@pytest.mark.parametrize(
    ("stated", "goal", "expected"),
    [
        ("a p b", "a p b", "a p b"),
        ("a p b", "a reaches b", "a reaches b (start: a p b)"),
        ("a p b, b p c", "a reaches c", "a reaches c (reach: a p b, b reaches c (start: b p c))"),
        ("a p b, b reaches a", "a loops b", "a loops b (loops: a reaches b (start: a p b), b reaches a)"),
        ("b q a, b type C", "a touches b", "a touches b (either: b type C, b q a)"),
        ("a q b", "b r a", "b r a (inverses: a q b)"),
        ("a type C", "a type E", "a type E (classes: a type C)"),
        ("a p b", "a shown ?", "a shown ? (maybe: a p b)"),
        ("a p b, b n 2", "a shown 2", "a shown 2 (maybe: a p b, b n 2)"),
        ("a q b, b n 1, a q c, c n 2", "a most 2", "a most 2 (most: a q b, a q c, b n 1, c n 2)"),
        ("a q b", "a free b", "a free b (unless: a q b)"),
    ],
)
def test_a_triple_is_proven_from_what_is_stated(stated: str, goal: str, expected: str) -> None:
    facts = typed(stated)
    program, store = closed(facts, MADE)
    [wanted] = [t for t in triples(store) if " ".join(map(short, t)) == goal]
    assert shown(prove(program, store, wanted, facts.__contains__)) == expected


def test_what_does_not_hold_has_no_proof() -> None:
    facts, [goal] = said("a p b"), said("b reaches a")
    assert prove(*closed(facts, MADE), goal, facts.__contains__) is None


def test_what_only_vouches_for_itself_has_no_proof() -> None:
    """The triples stay in the store though nothing states one of them any more."""
    circle = said("a touches b, b touches a")
    [goal] = said("a touches b")
    assert prove(*closed(circle, MADE), goal, set().__contains__) is None


def test_an_axiom_that_a_rule_looks_up_is_named() -> None:
    facts, [goal] = said("a q b"), said("b r a")
    proof = prove(*closed(facts, MADE), goal, facts.__contains__)
    assert proof is not None
    assert proof.axioms == (Triple(node("r"), term("owl:inverseOf"), node("q")),)


def rounds(stated: set[Triple], texts: dict[str, str]) -> dict[Triple, int]:
    """Return when each triple follows if all rules run over all that is known, round after round."""
    store = OxigraphStore()
    store.extend(parse(SCHEMA, format=RdfFormat.TURTLE))
    store.extend(flat(stated))
    found, number = dict.fromkeys(triples(store), 0), 0
    while fresh := {t for rule in made(**texts) for t in store.construct(rule.text) if t not in found}:
        number += 1
        found |= dict.fromkeys(fresh, number)
        store.extend(flat(fresh))
    return found


@settings(deadline=None, max_examples=30)
@given(graphs)
def test_no_proof_is_lower(stated: set[Triple]) -> None:
    program, store = closed(stated, MONOTONE)
    when = rounds(stated, MONOTONE)
    for triple in triples(store):
        proof = prove(program, store, triple, lambda t: when[t] == 0)
        assert proof is not None
        assert proof.height == when[triple]


@settings(deadline=None, max_examples=30)
@given(graphs)
def test_every_triple_of_the_closure_has_a_proof_of_sound_steps(stated: set[Triple]) -> None:
    program, store = closed(stated, MADE)
    schema = {quad.triple for quad in parse(SCHEMA, format=RdfFormat.TURTLE)}
    known = stated | schema
    for triple in triples(store):
        proof = prove(program, store, triple, known.__contains__)
        assert proof is not None
        for step in proof.steps():
            assert sound(step, schema) if step.rule else step.triple in known
            assert all(premise.height < step.height for premise in step.premises)


def sound(step: Proof, schema: set[Triple]) -> bool:
    """Run the rule of a step over nothing but its premises and the schema."""
    assert step.rule is not None
    alone = OxigraphStore()
    alone.extend(Quad(*triple) for triple in schema | {premise.triple for premise in step.premises})
    return step.triple in set(alone.construct(step.rule.text))


def test_steps_come_after_their_premises_each_once() -> None:
    facts, [goal] = said("a p b, b p c, c p d"), said("a reaches d")
    proof = prove(*closed(facts, MADE), goal, facts.__contains__)
    assert proof is not None
    seen: set[Triple] = set()
    for step in proof.steps():
        assert {premise.triple for premise in step.premises} <= seen
        assert step.triple not in seen
        seen.add(step.triple)
    assert proof.steps()[-1] is proof


@pytest.mark.parametrize("size", [100, 1000])
def test_a_hub_costs_no_more_than_its_neighbours(size: int) -> None:
    """Each of many neighbours would do for a premise: one of them is taken, and none is followed further."""
    texts = {
        "first": "{ ?a :near ?b } WHERE { ?a :p ?b }",
        "next": "{ ?a :touched ?a } WHERE { ?b :near ?a }",
        "back": "{ ?b :near ?a } WHERE { ?a :touched ?a . ?b :q ?a }",
    }
    hub, store = node("hub"), Watched()
    facts = {Triple(node(f"n{n}"), node(p), hub) for n in range(size) for p in "pq"}
    program, _ = closed(facts, texts, store)
    store.read = 0
    proof = prove(program, store, Triple(hub, node("touched"), hub), facts.__contains__)
    assert proof is not None
    assert proof.height == 2
    assert store.read < 8 * size


def test_a_long_chain_is_followed_to_its_end() -> None:
    """One rule a step: the proof is as high as the chain is long."""
    length = 400
    nodes = [node(f"n{n}") for n in range(length + 1)]
    facts = {Triple(one, node("p"), other) for one, other in pairwise(nodes)}
    texts = {
        "from": "{ ?b :after :n0 } WHERE { :n0 :p ?b }",
        "on": "{ ?c :after :n0 } WHERE { ?b :after :n0 ; :p ?c }",
    }
    proof = prove(*closed(facts, texts), Triple(nodes[-1], node("after"), nodes[0]), facts.__contains__)
    assert proof is not None
    assert proof.height == length
    assert isinstance(proof.steps()[0].triple.subject, NamedNode)
