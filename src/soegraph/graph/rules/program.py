"""The rules together with one ontology: which of them a triple can set off, and in which order they run.

Patterns over the schema (`rdfs:subClassOf+`, `owl:inverseOf`, a property's class) do not change while articles
come and go. They are answered once: each answer is a case of its rule, and a triple of the rest of the graph is
compared with the patterns of the cases by predicate, and by object where the pattern names one.

Rules run in strata. A rule in which more triples may give fewer solutions (OPTIONAL, MINUS, EXISTS, aggregates)
stands above all rules that could add such triples, so that its answer is final when it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from soegraph.errors import QueryError
from soegraph.graph.rules import order
from soegraph.graph.rules.order import Shape, feeds
from soegraph.graph.rules.parse import Group, Node, Part, Path, Pattern, Rule, Variable
from soegraph.names import PREFIXES
from soegraph.store import Store, Term

Binding = Mapping[str, Any]
"""Terms by the names of variables."""

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_SCHEMA = {_RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")} | {
    PREFIXES["rdf"] + name for name in ("first", "rest")
}
_DATA = {_OWL + name for name in ("sameAs", "differentFrom", "Thing", "NamedIndividual", "versionInfo")}


def is_schema(predicate: Node | Path, thing: Node | Term) -> bool:
    """Tell whether a triple or pattern is of the schema: of classes and properties, not of things.

    >>> subclass, enterprise = NamedNode(_RDFS + "subClassOf"), NamedNode("https://example.org/Enterprise")
    >>> is_schema(subclass, enterprise), is_schema(_TYPE, enterprise)
    (True, False)
    """
    if isinstance(predicate, Path):
        return all(is_schema(each, thing) for each in predicate.properties)
    if not isinstance(predicate, NamedNode):
        return False
    if predicate == _TYPE:
        return isinstance(thing, NamedNode) and thing.value.startswith(_OWL) and thing.value not in _DATA
    iri = predicate.value
    return iri in _SCHEMA or (iri.startswith(_OWL) and iri not in _DATA)


@dataclass(frozen=True, slots=True)
class Place:
    """A pattern in the body of a rule, and the parts that hold it from the whole body inwards."""

    pattern: Pattern
    parts: tuple[Part, ...]

    @property
    def monotone(self) -> bool:
        """Tell whether a triple that matches here never costs the rule a solution."""
        return all(part.monotone for part in self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A rule under one schema: its body without the patterns over the schema, and their answers.

    `schema` holds the triples that those patterns match. `key` names what divides the solutions of a rule that
    is not monotone so that each share depends on its own triples alone; it is empty for a monotone rule.
    """

    rule: Rule
    body: Group
    cases: tuple[Binding, ...]
    schema: tuple[Quad, ...]
    key: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Tell whether all of its body is patterns, so that matching them is running it."""
        body = self.rule.body
        return not (body.parts or body.filters or body.computes)

    @property
    def shares(self) -> frozenset[str] | None:
        """What tells one share of the solutions from another: the key and the case; None if monotone."""
        return frozenset(self.key).union(*self.cases) if self.key else None


class Index:
    """Patterns of rules, found by the triples that they match."""

    def __init__(self) -> None:
        self._found: dict[Shape, list[tuple[Pattern, Binding, Prepared, Any]]] = defaultdict(list)

    def add(self, pattern: Pattern, prepared: Prepared, item: Any) -> None:
        """Let triples that match a pattern, in any case of the rule, find the item."""
        for case in prepared.cases:
            self._found[_shape(pattern, case)].append((pattern, case, prepared, item))

    def find(self, triple: Triple) -> Iterator[tuple[Prepared, Any, Binding]]:
        """Yield each rule and item whose pattern matches a triple, with what the variables then stand for."""
        predicate, thing = triple.predicate, triple.object
        for shape in ((predicate, thing), (predicate, None), (None, thing), (None, None)):
            for pattern, case, prepared, item in self._found.get(shape, ()):
                if (binding := match(pattern, triple, case)) is not None:
                    yield prepared, item, binding


def _shape(pattern: Pattern, known: Binding) -> Shape:
    return value(pattern.predicate, known), value(pattern.object, known)


def value(node: Any, known: Binding) -> Any:
    """Return the term that a node stands for, None for a variable of which nothing is known."""
    return known.get(node.name) if isinstance(node, Variable) else node


def match(pattern: Pattern, triple: Triple, known: Binding) -> Binding | None:
    """Return what is known once a pattern is matched with a triple, None if it does not match."""
    found = dict(known)
    for node, term in zip((pattern.subject, pattern.predicate, pattern.object), triple, strict=True):
        if isinstance(node, Variable):
            if found.setdefault(node.name, term) != term:
                return None
        elif node != term:
            return None
    return found


class Program:
    """Rules as they apply under the schema in the default graph of a store.

    `strata` are to be run one after the other, each until nothing new follows; so are `levels`, of which there
    are more; `fed` tells which rules feed which, and `final` has those that no rule of their stratum feeds.
    `bodies` finds the places where a triple can be met, `heads` the rules that could add it.

    Raises:
        QueryError: a rule that is not monotone feeds itself, or one of the rules adds to the schema or could
            only be followed by reading the whole graph.
    """

    def __init__(self, rules: Iterable[Rule], store: Store) -> None:
        self.bodies, self.heads = Index(), Index()
        prepared = [_prepared(rule, store) for rule in rules]
        fed = feeds({each: _shapes(each) for each in prepared}, {each: _taken(each) for each in prepared})
        self.fed, self.levels, self.strata = fed, order.levels(prepared, fed), order.strata(prepared, fed)
        self.final = frozenset(prepared).difference(
            *(fed[giver].keys() & set(stratum) for stratum in self.strata for giver in stratum)
        )
        for each in prepared:
            for place in places(each.body):
                self.bodies.add(place.pattern, each, place)
            for pattern in each.rule.head:
                self.heads.add(pattern, each, None)


def places(body: Group) -> Iterator[Place]:
    """Yield all patterns of a body with where they stand."""
    waiting: list[tuple[Part, ...]] = [(Part(body),)]
    while waiting:
        parts = waiting.pop()
        yield from (Place(pattern, parts) for pattern in parts[-1].group.patterns)
        waiting += [(*parts, part) for part in parts[-1].group.parts]


def _prepared(rule: Rule, store: Store) -> Prepared:
    schema = [pattern for pattern in rule.body.patterns if is_schema(pattern.predicate, pattern.object)]
    kept = [pattern for pattern in rule.body.patterns if pattern not in schema]
    body = Group(kept, rule.body.filters, rule.body.parts)
    prepared = Prepared(rule, body, _cases(rule, schema, store), _matching(schema, store), _key(body))
    _check(prepared)
    return prepared


def _check(prepared: Prepared) -> None:
    """Refuse a rule that can only be followed by reading the whole graph."""
    rule, body = prepared.rule, prepared.body
    known = frozenset(name for case in prepared.cases for name in case)
    if not (body.monotone or prepared.key):
        raise QueryError(
            f"rule {rule.name}: no variable links the OPTIONAL, MINUS, EXISTS or aggregate to the rest"
        )
    for pattern in rule.head:
        if any(is_schema(*_shape(pattern, case)) for case in prepared.cases):
            raise QueryError(f"rule {rule.name}: `{pattern.text}` would add to the schema")
        _reach_all(rule, body, pattern.variables | known)
    for place in places(body):
        bound = place.pattern.variables | known
        for part in reversed(place.parts):
            bound = _reach(rule, part.group.patterns, bound)
            bound = bound if part.shown is None else bound & part.shown | known
        _reach_all(rule, body, frozenset(prepared.key) | known if prepared.key else bound)


def _reach_all(rule: Rule, group: Group, bound: frozenset[str]) -> None:
    bound = _reach(rule, group.patterns, bound)
    for part in group.parts:
        _reach_all(rule, part.group, bound if part.shown is None else bound & part.shown)


def _reach(rule: Rule, patterns: Iterable[Pattern], bound: frozenset[str]) -> frozenset[str]:
    """Return what is bound once `patterns` are looked up one after the other, each from a known end."""
    waiting = list(patterns)
    while waiting:
        found = next((pattern for pattern in waiting if _anchored(pattern, bound)), None)
        if found is None:
            raise QueryError(
                f"rule {rule.name}: nothing leads to `{waiting[0].text}` but a look at all triples"
            )
        waiting.remove(found)
        bound |= found.variables
    return bound


def _anchored(pattern: Pattern, bound: frozenset[str]) -> bool:
    """Tell whether an end of a pattern is known; the object of rdf:type is none: too many things have it."""
    if isinstance(pattern.predicate, Path):
        return False
    ends = (pattern.subject,) if pattern.predicate == _TYPE else (pattern.subject, pattern.object)
    named = any(isinstance(end, Variable) and end.name in bound for end in ends)
    return named or not isinstance(pattern.subject, Variable)


def _cases(rule: Rule, schema: list[Pattern], store: Store) -> tuple[Binding, ...]:
    """Answer the patterns over the schema, with the filters that concern nothing else."""
    if not schema:
        return ({},)
    names = sorted(set().union(*(pattern.variables for pattern in schema)))
    filters = [each.text for each in rule.body.filters if each.variables <= set(names)]
    where = " ".join([*(f"{pattern.text} ." for pattern in schema), *filters])
    shown = " ".join(f"?{name}" for name in names) or "*"
    rows = store.select(f"{rule.prologue} SELECT DISTINCT {shown} WHERE {{ {where} }}").rows
    return tuple(dict(zip(names, row, strict=True)) for row in rows)


def _matching(schema: list[Pattern], store: Store) -> tuple[Quad, ...]:
    found: set[Quad] = set()
    for pattern in schema:
        path = pattern.predicate
        for predicate in path.properties if isinstance(path, Path) else (path,):
            found.update(store.quads(None, value(predicate, {}), value(pattern.object, {}), DefaultGraph()))
    return tuple(found)


def _key(body: Group) -> tuple[str, ...]:
    """Return the variables of the body that its parts see which are not monotone, none if all are.

    What all of these parts see is enough, and makes the fewest shares: in a rule that compares each holder of a
    post with all others, the post and no pair of holders.
    """
    outside = _variables(body.patterns)
    seen = [_seen(part) for part in body.parts if not (part.monotone and part.group.monotone)]
    if not seen:
        return ()
    by_all = outside.intersection(*seen)
    return tuple(sorted(by_all or outside.intersection(frozenset().union(*seen))))


def _seen(part: Part) -> frozenset[str]:
    if part.shown is not None:
        return part.shown
    return _variables(part.group.patterns).union(*map(_seen, part.group.parts))


def _variables(patterns: Iterable[Pattern]) -> frozenset[str]:
    return frozenset().union(*(pattern.variables for pattern in patterns))


def _shapes(rule: Prepared) -> frozenset[Shape]:
    return frozenset(_shape(pattern, case) for pattern in rule.rule.head for case in rule.cases)


def _taken(rule: Prepared) -> frozenset[tuple[Shape, int]]:
    return frozenset(
        (_shape(place.pattern, case), 0 if place.monotone else 1)
        for place in places(rule.body)
        for case in rule.cases
    )
