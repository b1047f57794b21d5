"""The shapes of `ontology/shapes.ttl`: what breaks them, also where no single article is to blame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal

from soegraph.check.finding import Finding
from soegraph.graph.conformance import grounds, violations
from soegraph.shapes import VIOLATION, Violation
from soegraph.store import Rows, Store, Term

_COLUMNS = ("focus", "path", "value", "component", "grounds")


def broken_shapes(store: Store) -> Iterator[Finding]:
    """Yield a finding for each rule that nodes break, with the claims and records behind each of them."""
    by_rule: dict[tuple[str, str], list[Violation]] = defaultdict(list)
    for violation in violations(store):
        by_rule[violation.rule, violation.message()].append(violation)
    for (rule, _), found in sorted(by_rule.items()):
        rows = [_row(store, violation) for violation in sorted(found, key=lambda each: each.key)]
        says = {message.language or "": message.value for message in found[0].messages}
        yield Finding(rule, says, Rows(_COLUMNS, rows), fails=found[0].severity == VIOLATION)


def _row(store: Store, violation: Violation) -> tuple[Term | None, ...]:
    behind = " ".join(node.value for node in grounds(store, violation))
    return (
        violation.focus,
        violation.path,
        violation.value,
        Literal(violation.component.removesuffix("ConstraintComponent")),
        Literal(behind) if behind else None,
    )
