"""Who controls an enterprise, step by step up to its state owner, and how much of it that owner may hold.

A step goes up by a subsidiary relation, a majority stake or supervision. The share of a step is a range: the sizes of
the stakes that are stated, or from half to all for a subsidiary of which none is; supervision passes on the whole. The
shares along a path are multiplied. As of a day a path is as certain as its least certain step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from soegraph.graph import held, terms
from soegraph.graph.terms import soe
from soegraph.names import PROLOGUE
from soegraph.query.labels import Labels
from soegraph.query.moments import HOLDS
from soegraph.store import Rows, Store, Term

PATHS = 100
"""The most paths that are shown of one enterprise: a graph with loops has more than anybody can read."""

_MAJORITY = Decimal(50)
_WHOLE = Decimal(100)
_COLUMNS = (
    "path",
    "step",
    "controlled",
    "controlledName",
    "relation",
    "controller",
    "controllerName",
    "least",
    "most",
    "leastAbove",
    "mostAbove",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: by which relation, the range of the share in percent, and the answer for a day that is asked."""

    controlled: NamedNode
    relation: NamedNode
    controller: NamedNode
    least: Decimal
    most: Decimal
    holds: str | None


def control(store: Store, enterprise: NamedNode, day: str | None = None) -> Rows:
    """Return the paths from an enterprise up to those whom nobody controls, a row a step.

    `least` and `most` are the range of the share of a step, `leastAbove` and `mostAbove` that of the controller in
    the enterprise at the foot, in percent. With a `day`, steps that certainly did not hold are left out, and the
    column `holds` comes first: the answer for the path so far.
    """
    ladder = _Ladder(store, day)
    paths = islice(ladder.paths(enterprise), PATHS)
    rows = [row for number, path in enumerate(paths, start=1) for row in ladder.rows(number, path)]
    return Rows((HOLDS, *_COLUMNS) if day else _COLUMNS, rows)


class _Ladder:
    """The steps up from the enterprises of a graph."""

    def __init__(self, store: Store, day: str | None) -> None:
        self._store = store
        self._day = day
        self._answers = held.answers(store, day) if day else {}
        self._labels = Labels(store)

    def paths(self, enterprise: NamedNode, below: tuple[NamedNode, ...] = ()) -> Iterator[tuple[Step, ...]]:
        """Yield all ways up, none of which meets an organisation twice."""
        seen = (*below, enterprise)
        above = [step for step in self._steps(enterprise) if step.controller not in seen]
        for step in above:
            for rest in self.paths(step.controller, seen):
                yield (step, *rest)
        if not above and below:
            yield ()

    def rows(self, number: int, path: Sequence[Step]) -> Iterator[tuple[Term | None, ...]]:
        """Yield the rows of one path."""
        least, most, answer = _WHOLE, _WHOLE, "certain"
        for place, step in enumerate(path, start=1):
            least, most = least * step.least / _WHOLE, most * step.most / _WHOLE
            answer = max(answer, step.holds or answer, key=held.rank)
            cells = (
                terms.integer(str(number)),
                terms.integer(str(place)),
                step.controlled,
                self._labels.label(step.controlled) or step.controlled,
                step.relation,
                step.controller,
                self._labels.label(step.controller) or step.controller,
                *map(_percent, (step.least, step.most, least, most)),
            )
            yield (Literal(answer), *cells) if self._day else cells

    def _steps(self, controlled: NamedNode) -> list[Step]:
        """Return the steps up from an organisation, one to each controller and relation, in the order of their IRIs."""
        shares = self._shares(controlled)
        found = {
            (controller, relation)
            for relation in (soe("subsidiaryOf"), soe("supervisedBy"))
            for controller in self._objects(controlled, relation)
        }
        owners = {owner for owner, sizes in shares.items() if min(sizes) > _MAJORITY}
        stated = {controller for controller, relation in found if relation == soe("subsidiaryOf")}
        found |= {(owner, soe("holdsStakeIn")) for owner in owners - stated}
        steps = (self._step(controlled, *pair, shares) for pair in sorted(found, key=str))
        return [step for step in steps if step is not None]

    def _step(
        self,
        controlled: NamedNode,
        controller: NamedNode,
        relation: NamedNode,
        shares: dict[NamedNode, list[Decimal]],
    ) -> Step | None:
        owns = relation == soe("holdsStakeIn")
        triple = (
            Triple(controller, relation, controlled) if owns else Triple(controlled, relation, controller)
        )
        answer = self._answers.get(triple) if self._day else None
        if self._day and answer is None:
            return None
        if relation == soe("supervisedBy"):
            return Step(controlled, relation, controller, _WHOLE, _WHOLE, answer)
        sizes = shares.get(controller) or [_MAJORITY, _WHOLE]
        return Step(controlled, relation, controller, min(sizes), max(sizes), answer)

    def _shares(self, owned: NamedNode) -> dict[NamedNode, list[Decimal]]:
        """Return the sizes of each owner's stakes: those that may have held on the day, or else the latest stated."""
        pattern = "?stake soe:owned ?e ; soe:owner ?owner ; soe:percent ?percent"
        dates = "OPTIONAL { ?stake soe:asOf ?on } OPTIONAL { ?stake soe:lastInForce ?seen }"
        wanted = f"SELECT ?stake ?owner ?percent ?on ?seen {{ VALUES ?e {{ {owned} }} {pattern} {dates} }}"
        stakes: dict[Any, list[tuple[str, Decimal, str | None]]] = defaultdict(list)
        rows: list[tuple[Any, ...]] = self._store.select(PROLOGUE + wanted).rows
        for stake, owner, percent, on, seen in rows:
            date = next((literal.value for literal in (on, seen) if literal is not None), "")
            stakes[owner].append((date, Decimal(percent.value), self._answers.get(stake)))
        return {owner: sizes for owner, found in stakes.items() if (sizes := self._in_force(found))}

    def _in_force(self, stakes: list[tuple[str, Decimal, str | None]]) -> list[Decimal]:
        if self._day is None:
            latest = max(date for date, _, _ in stakes)
            return [size for date, size, _ in stakes if date == latest]
        surest = min((answer for _, _, answer in stakes), key=held.rank)
        return [] if surest is None else [size for _, size, answer in stakes if answer == surest]

    def _objects(self, subject: NamedNode, relation: NamedNode) -> Iterator[NamedNode]:
        rows = self._store.select(f"SELECT ?o {{ {subject} {relation} ?o }}").rows
        return (o for (o,) in rows if isinstance(o, NamedNode) and o != subject)


def _percent(share: Decimal) -> Term:
    return terms.decimal(str(round(share, 4)))
