"""What must not be: the axioms of the ontology that a graph can break, and the places where it does.

The rules of OWL 2 RL that end in *false* are compiled like those that add triples, under the name that the profile
gives them: `cax-dw soe:Mine soe:RareEarthBase`. A rule of the project stands in queries/clashes. In place of *false*
each has a head that cannot be, a thing that differs from itself; nothing is ever added to a graph by them.

They are asked over the flat view, which is closed: what follows from what is stated can clash as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from typing import Any

from pyoxigraph import Literal, Triple

from soegraph.graph.rules.bodies import Bodies, Body, joined, link
from soegraph.graph.rules.owl import rule_name, written
from soegraph.graph.rules.parse import Rule, Variable, read_rules
from soegraph.graph.rules.program import Binding
from soegraph.graph.rules.state import State, ends
from soegraph.graph.rules.tbox import SAME, THING, TYPE, TBox, is_datatype, is_expression, owl, schema_of
from soegraph.graph.rules.values import ill_typed, outside, two
from soegraph.names import PROLOGUE
from soegraph.store import Store

_X, _Y, _Z, _P = (Variable(name) for name in "xyzp")
_NOTHING, _DIFFERENT = owl("Nothing"), owl("differentFrom")
_HEAD = re.compile(r"CONSTRUCT\s*\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One place where a graph breaks an axiom, or a rule of the project: triples that cannot hold together."""

    rule: Rule
    premises: tuple[Triple, ...]


def inconsistencies(store: Store) -> Iterator[Inconsistency]:
    """Yield where the flat view of a store cannot be true, by the names of the rules.

    Raises:
        StoreError: the store cannot answer.
    """
    for rule in clashes(store):
        yield from broken(rule, store)


def broken(rule: Rule, store: Store) -> Iterator[Inconsistency]:
    """Yield where the flat view of a store breaks one of `clashes`, each place once, sorted.

    Raises:
        StoreError: the store cannot answer.
    """
    state = State(store)
    if any(next(state.find(*ends(pattern, {})), None) is None for pattern in rule.body.patterns):
        return  # nothing is of one of the classes, or has one of the properties
    rows = store.select(_HEAD.sub("SELECT DISTINCT *", rule.text, count=1))
    met = [_premises(rule, dict(zip(rows.variables, row, strict=True))) for row in rows.rows]
    once = {frozenset(premises): premises for premises in sorted(met, key=str, reverse=True)}
    yield from (Inconsistency(rule, premises) for premises in reversed(once.values()))


def clashes(store: Store) -> list[Rule]:
    """Return what must not be: by the ontology in the default graph of a store, and by the rules of the project."""
    tbox = TBox(schema_of(store))
    compiled = [rule for part in _PARTS for rule in part(tbox)]
    compiled += [*_different(store), *_denied(store)]
    unique = {(rule.name, rule.text): rule for rule in compiled}
    return [*sorted(unique.values(), key=lambda rule: (rule.name, rule.text)), *own_clashes()]


@cache
def own_clashes() -> tuple[Rule, ...]:
    """Return the rules of queries/clashes, which no axiom of OWL 2 RL can say, by name."""
    return tuple(read_rules("clashes"))


def _premises(rule: Rule, row: Binding) -> tuple[Triple, ...]:
    return tuple(dict.fromkeys(Triple(*ends(pattern, row)) for pattern in rule.body.patterns))


def _false(name: str, body: Body | None, thing: Any = _X) -> Iterator[Rule]:
    if body is not None:
        yield from written(name, (thing, _DIFFERENT, thing), body)


def _each(name: str, parts: list[list[Body]], axioms: tuple[Triple, ...]) -> Iterator[Rule]:
    """Yield a rule for each choice of one body from each part."""
    for body in map(joined, product(*parts)):
        yield from _false(name, body and body.because(axioms))


def _nothing(tbox: TBox) -> Iterator[Rule]:
    yield from _false("cls-nothing2", Body(((_X, TYPE, _NOTHING),)))
    for cls, axioms in tbox.classes.below(_NOTHING).items():
        yield from _each(rule_name("cls-nothing2", cls), [Bodies(tbox).members(cls, _X)], axioms)


def _disjoint_classes(tbox: TBox) -> Iterator[Rule]:
    pairs = [("cax-dw", *pair) for pair in tbox.pairs("disjointWith")]
    pairs += [("cls-com", *pair) for pair in tbox.pairs("complementOf")]
    pairs += [("cax-adc", *pair) for pair in _listed(tbox, "AllDisjointClasses", "members")]
    for kind, one, other, axioms in pairs:
        first, second = sorted((one, other), key=str) if kind != "cls-com" else (one, other)
        bodies = Bodies(tbox)
        yield from _each(
            rule_name(kind, first, second),
            [bodies.members(first, _X), bodies.members(second, _X)],
            (*axioms, *_inside(tbox, one), *_inside(tbox, other)),
        )


def _inside(tbox: TBox, cls: Any) -> tuple[Triple, ...]:
    return tbox.described(cls) if is_expression(cls) else ()


def _listed(tbox: TBox, cls: str, *names: str) -> Iterator[tuple[Any, Any, tuple[Triple, ...]]]:
    """Yield each pair of the members that a node of a class of OWL lists."""
    for node in tbox.typed(cls):
        for name in names:
            for head in tbox.values(node, name):
                axioms = (*tbox.type_axiom(node, cls), *tbox.described(node))
                yield from ((one, other, axioms) for one, other in combinations(tbox.items(head), 2))


def _disjoint_properties(tbox: TBox) -> Iterator[Rule]:
    pairs = [("prp-pdw", *pair) for pair in tbox.pairs("propertyDisjointWith")]
    pairs += [("prp-adp", *pair) for pair in _listed(tbox, "AllDisjointProperties", "members")]
    for kind, one, other, axioms in pairs:
        first, second = sorted((one, other), key=str)
        body = Body((link(tbox, _X, first, _Y), link(tbox, _X, second, _Y)), axioms=axioms)
        yield from _false(rule_name(kind, first, second), body)


def _characteristics(tbox: TBox) -> Iterator[Rule]:
    for relation in tbox.typed("IrreflexiveProperty"):
        body = Body((link(tbox, _X, relation, _X),), axioms=tbox.type_axiom(relation, "IrreflexiveProperty"))
        yield from _false(rule_name("prp-irp", relation), body)
    for relation in tbox.typed("AsymmetricProperty"):
        atoms = (link(tbox, _X, relation, _Y), link(tbox, _Y, relation, _X))
        body = Body(atoms, axioms=tbox.type_axiom(relation, "AsymmetricProperty"))
        yield from _false(rule_name("prp-asyp", relation), body)


def _too_many(tbox: TBox) -> Iterator[Rule]:
    """None where a class allows none (cls-maxc1, cls-maxqc1, cls-maxqc2), two values where it allows one."""
    for name in ("maxCardinality", "maxQualifiedCardinality"):
        for cls, number, _ in tbox.pairs(name):
            relation, bodies = tbox.value(cls, "onProperty"), Bodies(tbox)
            filler = tbox.value(cls, "onClass") or tbox.value(cls, "onDataRange") or THING
            ends = (_Y,) if number.value == "0" else (_Y, _Z)
            filters = () if number.value == "0" else (two("y", "z"),)
            links = Body(tuple(link(tbox, _X, relation, end) for end in ends), filters)
            kind = "cls-maxc" if name == "maxCardinality" else "cls-maxqc"
            last = {"cls-maxc": 1, "cls-maxqc": 2 if filler == THING else 1}[kind]
            if number.value in ("0", "1"):
                yield from _each(
                    rule_name(f"{kind}{last if number.value == '0' else last + 1}", relation),
                    [bodies.members(cls, _X), [links], *(bodies.members(filler, end) for end in ends)],
                    tbox.described(cls),
                )


def _functional(tbox: TBox) -> Iterator[Rule]:
    """Two values of a functional property; two things would be one instead (prp-fp)."""
    for relation in tbox.typed("FunctionalProperty"):
        atoms = (link(tbox, _X, relation, _Y), link(tbox, _X, relation, _Z))
        axioms = tbox.type_axiom(relation, "FunctionalProperty")
        yield from _false(rule_name("prp-fp", relation), Body(atoms, (two("y", "z"),), axioms=axioms))


def _datatypes(tbox: TBox) -> Iterator[Rule]:
    """Values that are none of their datatype, or outside of the range of their property (dt-not-type)."""
    if known := " ".join(str(relation) for relation in tbox.typed("DatatypeProperty")):
        filters = (f"VALUES ?p {{ {known} }}", ill_typed("y"))
        yield from _false("dt-not-type", Body(((_X, _P, _Y),), filters))
    for relation, datatype, axioms in tbox.pairs("range"):
        if is_datatype(datatype) and (wrong := outside("y", datatype)):
            body = Body((link(tbox, _X, relation, _Y),), (wrong,), axioms=axioms)
            yield from _false(rule_name("dt-not-type", relation, datatype), body)
    for cls, datatype, _ in tbox.pairs("allValuesFrom"):
        if is_datatype(datatype) and (wrong := outside("y", datatype)):
            relation = tbox.value(cls, "onProperty")
            links = Body((link(tbox, _X, relation, _Y),), (wrong,))
            parts = [Bodies(tbox).members(cls, _X), [links]]
            yield from _each(rule_name("dt-not-type", relation, datatype), parts, tbox.described(cls))


def _different(store: Store) -> Iterator[Rule]:
    """What is the same and differs (eq-diff1), or is listed as all different (eq-diff2, eq-diff3)."""
    yield from _false("eq-diff1", Body(((_X, SAME, _Y), (_X, _DIFFERENT, _Y))))
    itself = Body(((_X, _DIFFERENT, _Y),), ("FILTER(sameTerm(?x, ?y))",))
    yield from _false("eq-diff1", itself)
    for kind, name in (("eq-diff2", "members"), ("eq-diff3", "distinctMembers")):
        listed = f"?all a owl:AllDifferent ; owl:{name} ?list . ?list rdf:rest*/rdf:first ?x , ?y"
        rows = store.select(f"{PROLOGUE}SELECT DISTINCT ?x ?y {{ {listed} FILTER(STR(?x) < STR(?y)) }}")
        for one, other in rows.rows:
            yield from _false(rule_name(kind, one, other), Body(((one, SAME, other),)), one)


def _denied(store: Store) -> Iterator[Rule]:
    """What a negative property assertion says is not so (prp-npa1, prp-npa2)."""
    asserted = (
        "?not owl:sourceIndividual ?x ; owl:assertionProperty ?p ; owl:targetIndividual|owl:targetValue ?y"
    )
    for thing, relation, target in store.select(f"{PROLOGUE}SELECT ?x ?p ?y {{ {asserted} }}").rows:
        kind = "prp-npa2" if isinstance(target, Literal) else "prp-npa1"
        yield from _false(rule_name(kind, relation), Body(((thing, relation, target),)), thing)


_PARTS: tuple[Callable[[TBox], Iterator[Rule]], ...] = (
    *(_nothing, _disjoint_classes, _disjoint_properties, _characteristics),
    *(_too_many, _functional, _datatypes),
)
