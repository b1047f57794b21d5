"""SHACL: what the closed-world rules of `ontology/shapes.ttl` find wrong with data.

The engine is pyshifty, and only this module knows it. Every shape looks at a node's own triples and at the classes
of their values, no further; so data can be validated in portions, each with the classes of what it speaks of.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from soegraph import names
from soegraph.triples import rebased

SH = names.PREFIXES["sh"]

VIOLATION = "Violation"
"""The severity of what must not be; the others only ask for attention."""

_CONTEXT = frozenset(
    (names.PREFIXES["rdf"] + "type", names.PREFIXES["rdfs"] + "subClassOf", names.SOE + "claimable")
)


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a validation, field by field as a ``sh:ValidationResult`` has it.

    `path` is None for a rule about the node itself, `value` where something is missing or too much. `component`
    and `severity` are local names, as in ``MaxCountConstraintComponent`` and ``Violation``. `messages` are those of
    the shape, one a language.
    """

    focus: NamedNode
    path: NamedNode | None
    value: NamedNode | Literal | None
    shape: NamedNode
    component: str
    severity: str
    messages: tuple[Literal, ...]

    @property
    def rule(self) -> str:
        """The local name of the shape."""
        return self.shape.value.rpartition("#")[2]

    @property
    def key(self) -> tuple[str, ...]:
        """What tells results apart, to sort them by."""
        return (*map(str, (self.focus, self.shape, self.path, self.value)), self.component)

    def message(self, language: str = "en") -> str:
        """Return the message in a language, "" if the shape has none."""
        return next((text.value for text in self.messages if text.language == language), "")


class Shapes:
    """The shapes, prepared once for many validations.

    `context` are triples that data is seen against and that are not validated themselves; of these only classes,
    their hierarchy and which relations are claimable are kept. `turtle` takes the place of the package's shapes.

    Raises:
        ValueError: `turtle` holds no valid shapes.
    """

    def __init__(self, context: Iterable[Triple] = (), turtle: bytes | None = None) -> None:
        from shifty._shifty import PreparedValidator  # the wrapper around it would read reports with rdflib

        known = {triple for triple in context if triple.predicate.value in _CONTEXT}
        text = serialize([*_rules(turtle or source()), *sorted(known, key=str)], format=RdfFormat.N_TRIPLES)
        self._engine = PreparedValidator(shapes=text, shapes_format="nt")

    def validate(self, data: Iterable[Triple]) -> list[Violation]:
        """Return what is wrong with the nodes that `data` has triples of, sorted; nothing if they conform."""
        known = list(data)
        text = serialize(known, format=RdfFormat.N_TRIPLES)
        report = self._engine.validate_w3c(data=text, data_format="nt", graph_mode="union", run_infer=False)
        if report.conforms:
            return []
        nodes = {triple.subject for triple in known}
        return [violation for violation in results(report.report_turtle) if violation.focus in nodes]


def validate(data: Iterable[Triple], context: Iterable[Triple] = ()) -> list[Violation]:
    """Return what the shapes find wrong with data, seen against `context`, sorted.

    >>> from soegraph.graph.terms import soe, term
    >>> evidence = NamedNode("https://example.org/id/evidence/1")
    >>> found = validate([Triple(evidence, term("rdf:type"), soe("Evidence"))])
    >>> found[0].message()
    'Evidence has one oa:end, the code point after its last one: give the offset.'
    """
    return Shapes(context).validate(data)


def source() -> bytes:
    """Return the package's shapes, as Turtle."""
    return (files("soegraph") / "ontology" / "shapes.ttl").read_bytes()


def results(report: str) -> list[Violation]:
    """Return the results of a W3C validation report in Turtle, which any engine may have written, sorted.

    Results that only give details of others are left out.
    """
    told: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(report, format=RdfFormat.TURTLE):
        told[quad.subject][quad.predicate.value.removeprefix(SH)].append(quad.object)
    nodes = {node for said in list(told.values()) for node in said["result"]}
    return sorted({_violation(told[node]) for node in nodes}, key=lambda violation: violation.key)


@cache
def digest() -> str:
    """Return what tells these shapes from other ones, under the base in use."""
    return hashlib.sha256(names.base().encode() + source()).hexdigest()


def _rules(turtle: bytes) -> list[Triple]:
    """Read shapes, with the things in them moved to the base in use."""
    quads = parse(turtle, format=RdfFormat.TURTLE)
    return [Triple(rebased(quad.subject), quad.predicate, rebased(quad.object)) for quad in quads]


def _violation(said: dict[str, list[Any]]) -> Violation:
    def only(name: str) -> Any:
        return next((node for node in said[name] if not isinstance(node, BlankNode)), None)

    return Violation(
        only("focusNode"),
        only("resultPath"),
        only("value"),
        only("sourceShape"),
        only("sourceConstraintComponent").value.removeprefix(SH),
        only("resultSeverity").value.removeprefix(SH),
        tuple(sorted(said["resultMessage"], key=str)),
    )
