"""The axioms of the ontology as rules: what of OWL 2 RL adds triples about things.

One rule for each axiom, or for each step of a hierarchy that is closed beforehand, as CONSTRUCT text under the name
that tables 4 to 7 of the profile give it (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules):
`prp-dom soe:owner`, `cax-sco soe:Mine soe:Site`. Every rule has one triple in its head and knows the axioms behind it.

Left out is what says nothing: that a thing is itself or an owl:Thing, what follows about classes and properties, and
members of classes without a name. The rules for equality come only if something can be the same as something else:
if there is an owl:sameAs, or a functional property, a key or the like. Inconsistencies are no rules of this kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple

from soegraph.graph.rules.bodies import Atom, Bodies, Body, joined, link
from soegraph.graph.rules.parse import Filter, Group, Pattern, Rule, Variable
from soegraph.graph.rules.profile import SENTENCES
from soegraph.graph.rules.tbox import (
    SAME,
    THING,
    TYPE,
    Axioms,
    Node,
    TBox,
    is_datatype,
    is_expression,
    owl,
    schema_of,
)
from soegraph.names import PREFIXES, curie
from soegraph.store import Store

_X, _Y, _Z = (Variable(name) for name in "xyz")
_NO_CLASS = (THING, owl("Nothing"))


def compiled(store: Store) -> tuple[Rule, ...]:
    """Return the rules that the ontology in the default graph of a store stands for, each name once."""
    equal = next(store.quads(None, SAME, None, DefaultGraph()), None) is not None
    return _compiled(schema_of(store), equal)


@lru_cache(maxsize=4)
def _compiled(given: frozenset[Triple], equal: bool) -> tuple[Rule, ...]:
    tbox = TBox(given)
    found = [rule for part in _PARTS for rule in part(tbox)]
    if equal or any(rule.head[0].predicate == SAME for rule in found):
        found += _equality(tbox)
    uses = Counter[str]()
    for at, rule in enumerate(found):
        uses[rule.name] += 1
        if uses[rule.name] > 1:
            found[at] = replace(rule, name=f"{rule.name} ({uses[rule.name]})")
    return tuple(found)


def written(name: str, head: Atom, body: Body) -> Iterator[Rule]:
    """Yield the rule that gives `head` where `body` holds; none if it says nothing new."""
    given, atoms = body.where(head), tuple(dict.fromkeys(map(body.where, body.atoms)))
    if given in atoms or isinstance(given[0], Literal) or not _is_safe(given, atoms):
        return
    patterns = tuple(map(_pattern, atoms))
    where = " ".join([*(f"{pattern.text} ." for pattern in patterns), *body.filters])
    top = _pattern(given)
    text = f"CONSTRUCT {{ {top.text} }} WHERE {{ {where} }}"
    prologue = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items() if f"{p}:" in text)
    header = f"#+ summary: {SENTENCES[name.split()[0]]}\n\n"
    filters = [Filter(text, _variables(patterns)) for text in body.filters]
    axioms = tuple(dict.fromkeys(body.axioms))
    text = header + prologue + text
    yield Rule(name, text, prologue, (top,), Group(list(patterns), filters), len(text) - 1, axioms)


def _is_safe(head: Atom, atoms: Sequence[Atom]) -> bool:
    """Tell whether all variables of the head are matched in the body, and nothing lacks a name."""
    if any(is_expression(node) for atom in (head, *atoms) for node in atom):
        return False
    met = {node for atom in atoms for node in atom if isinstance(node, Variable)}
    return met.issuperset(node for node in head if isinstance(node, Variable))


def _variables(patterns: Sequence[Pattern]) -> frozenset[str]:
    return frozenset().union(*(pattern.variables for pattern in patterns))


def _pattern(atom: Atom) -> Pattern:
    return Pattern(*atom, " ".join("a" if node == TYPE else _shown(node) for node in atom))


def _shown(node: Any) -> str:
    if isinstance(node, Variable):
        return f"?{node.name}"
    return curie(node.value) if isinstance(node, NamedNode) else str(node)


def rule_name(kind: str, *nodes: Any) -> str:
    """Return the name of a rule of the profile for the terms that it is compiled for, expressions left out."""
    return " ".join([kind, *(_shown(node) for node in nodes if not is_expression(node))])


def _is_class(node: Any) -> bool:
    return not (is_expression(node) or is_datatype(node) or node in _NO_CLASS)


def _superclasses(tbox: TBox) -> Iterator[Rule]:
    for low in filter(_is_class, tbox.classes.nodes()):
        for high, axioms in tbox.classes.above(low).items():
            if _is_class(high):
                kind = "cax-eqc" if _is_direct(axioms, "equivalentClass") else "cax-sco"
                body = Body(((_X, TYPE, low),), axioms=axioms)
                yield from written(rule_name(kind, low, high), (_X, TYPE, high), body)


def _is_direct(axioms: Axioms, name: str) -> bool:
    return len(axioms) == 1 and axioms[0].predicate == owl(name)


def _memberships(tbox: TBox) -> Iterator[Rule]:
    """What makes a thing a member of a class with a name: relations, restrictions, intersections, enumerations."""
    for cls in filter(_is_class, _described(tbox)):
        for below, axioms in {cls: (), **tbox.classes.below(cls)}.items():
            if below == cls or is_expression(below):
                for kind, body in Bodies(tbox).givers(below, _X):
                    yield from written(_kind_name(kind, body, cls), (_X, TYPE, cls), body.because(axioms))


def _described(tbox: TBox) -> list[Node]:
    """Return the classes that something may be said to be of."""
    told = {thing for name in ("domain", "range", "allValuesFrom") for _, thing, _ in tbox.pairs(name)}
    parts = {node for name in ("intersectionOf", "oneOf", "onProperty") for node, _, _ in tbox.pairs(name)}
    above = {high for node in told | parts for high in tbox.classes.above(node)}
    return sorted((node for node in told | parts | above if not isinstance(node, Literal)), key=str)


def _kind_name(kind: str, body: Body, cls: Node) -> str:
    """Name a rule by the relation where that says all (prp-dom, prp-rng), else by the class."""
    return rule_name(kind, body.atoms[0][1]) if kind.startswith("prp-") else rule_name(kind, cls)


def _values(tbox: TBox) -> Iterator[Rule]:
    """What members of restrictions must have: a value (cls-hv1)."""
    for cls, value, _ in tbox.pairs("hasValue"):
        bodies = Bodies(tbox)
        head = link(tbox, _X, tbox.value(cls, "onProperty"), value)
        for body in bodies.members(cls, _X):
            yield from written(rule_name("cls-hv1", head[1]), head, body.because(tbox.described(cls)))


def _properties(tbox: TBox) -> Iterator[Rule]:
    for low in tbox.properties.nodes():
        for high, axioms in tbox.properties.above(low).items():
            kind = "prp-eqp" if _is_direct(axioms, "equivalentProperty") else "prp-spo1"
            if not (is_expression(high) and tbox.value(high, "inverseOf") is None):
                body = Body((link(tbox, _X, low, _Y),), axioms=axioms)
                yield from written(rule_name(kind, low, high), link(tbox, _X, high, _Y), body)
    for one, other, axioms in tbox.pairs("inverseOf"):
        if not is_expression(one):
            for kind, low, high in (("prp-inv1", one, other), ("prp-inv2", other, one)):
                body = Body((link(tbox, _X, low, _Y),), axioms=axioms)
                yield from written(rule_name(kind, one, other), link(tbox, _Y, high, _X), body)


def _characteristics(tbox: TBox) -> Iterator[Rule]:
    for kind, name, ends, head in (
        ("prp-symp", "SymmetricProperty", ((_X, _Y),), (_Y, _X)),
        ("prp-trp", "TransitiveProperty", ((_X, _Y), (_Y, _Z)), (_X, _Z)),
    ):
        for relation in tbox.typed(name):
            atoms = tuple(link(tbox, one, relation, other) for one, other in ends)
            body = Body(atoms, axioms=tbox.type_axiom(relation, name))
            yield from written(rule_name(kind, relation), link(tbox, head[0], relation, head[1]), body)


def _chains(tbox: TBox) -> Iterator[Rule]:
    for relation, chain, _ in tbox.pairs("propertyChainAxiom"):
        steps = tbox.items(chain)
        ends = [Variable(f"x{number}") for number in range(len(steps) + 1)]
        atoms = tuple(link(tbox, ends[number], step, ends[number + 1]) for number, step in enumerate(steps))
        body = Body(
            atoms, axioms=(*tbox.axiom(relation, "propertyChainAxiom", chain), *tbox.described(chain))
        )
        yield from written(rule_name("prp-spo2", relation), link(tbox, ends[0], relation, ends[-1]), body)


def _functional(tbox: TBox) -> Iterator[Rule]:
    """What is one because a property has one value, or one holder, only."""
    for kind, name in (("prp-fp", "FunctionalProperty"), ("prp-ifp", "InverseFunctionalProperty")):
        for relation in tbox.typed(name):
            if kind == "prp-fp":
                atoms = (link(tbox, _X, relation, _Y), link(tbox, _X, relation, _Z))
            else:
                atoms = (link(tbox, _Y, relation, _X), link(tbox, _Z, relation, _X))
            body = Body(atoms, axioms=tbox.type_axiom(relation, name))
            yield from _one(rule_name(kind, relation), _Y, _Z, body)


def _at_most_one(tbox: TBox) -> Iterator[Rule]:
    """What is one because a class allows one value only (cls-maxc2, cls-maxqc3, cls-maxqc4)."""
    for name in ("maxCardinality", "maxQualifiedCardinality"):
        for cls, number, _ in tbox.pairs(name):
            if int(number.value) != 1:
                continue
            filler = tbox.value(cls, "onClass") or THING
            kind = "cls-maxc2" if name == "maxCardinality" else f"cls-maxqc{4 if filler == THING else 3}"
            relation, bodies = tbox.value(cls, "onProperty"), Bodies(tbox)
            links = Body(tuple(link(tbox, _X, relation, end) for end in (_Y, _Z)))
            parts = [bodies.members(cls, _X), [links], *(bodies.members(filler, end) for end in (_Y, _Z))]
            for body in filter(None, map(joined, product(*parts))):
                yield from _one(rule_name(kind, relation), _Y, _Z, body.because(tbox.described(cls)))


def _keys(tbox: TBox) -> Iterator[Rule]:
    for cls, key, _ in tbox.pairs("hasKey"):
        relations, bodies = tbox.items(key), Bodies(tbox)
        values = [bodies.variable() for _ in relations]
        links = [
            Body(tuple(link(tbox, end, *pair) for pair in zip(relations, values, strict=True)))
            for end in (_X, _Y)
        ]
        parts = [[links[0]], bodies.members(cls, _X), [links[1]], bodies.members(cls, _Y)]
        axioms = (*tbox.axiom(cls, "hasKey", key), *tbox.described(key))
        for body in filter(None, map(joined, product(*parts))):
            yield from _one(rule_name("prp-key", cls), _X, _Y, body.because(axioms))


def _one(name: str, one: Variable, other: Variable, body: Body) -> Iterator[Rule]:
    differ = f"FILTER(!sameTerm(?{one.name}, ?{other.name}))"
    return written(name, (one, SAME, other), replace(body, filters=(*body.filters, differ)))


def _equality(tbox: TBox) -> Iterator[Rule]:
    """What holds of a thing holds of all that are the same.

    One rule for each property and class, so that rules with an aggregate stay above those that feed them.
    """
    same = Body(((_X, SAME, _Y),))
    yield from written("eq-sym", (_Y, SAME, _X), same)
    yield from _one("eq-trans", _X, _Z, Body(((_X, SAME, _Y), (_Y, SAME, _Z))))
    for cls in filter(_is_class, tbox.named_classes()):
        yield from written(
            rule_name("eq-rep-s", TYPE, cls), (_Y, TYPE, cls), Body((*same.atoms, (_X, TYPE, cls)))
        )
    for relation in tbox.named_properties():
        for kind, old, new in (
            ("eq-rep-s", (_X, relation, _Z), (_Y, relation, _Z)),
            ("eq-rep-o", (_Z, relation, _X), (_Z, relation, _Y)),
        ):
            yield from written(rule_name(kind, relation), new, Body((*same.atoms, old)))


_PARTS: tuple[Callable[[TBox], Iterator[Rule]], ...] = (
    *(_superclasses, _memberships, _values, _properties, _characteristics),
    *(_chains, _functional, _at_most_one, _keys),
)
