"""Who controls an enterprise, step by step up to its state owner, and how much of it that owner may hold.

A step goes up by a subsidiary relation, a majority stake or supervision. The share of a step is a range: the sizes of
the stakes that are stated, or from half to all for a subsidiary of which none is; supervision passes on the whole. The
shares along a path are multiplied. As of a day a path is as certain as its least certain step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pyoxigraph import Literal, NamedNode

from soegraph.graph import held, terms
from soegraph.query.labels import Labels
from soegraph.query.moments import HOLDS
from soegraph.query.ownership import SUPERVISED, Tie, Ties
from soegraph.store import Rows, Store, Term

PATHS = 100
"""The most paths that are shown of one enterprise: a graph with loops has more than anybody can read."""

_HALF = Decimal(50)
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
        self._day = day
        self._ties = Ties(store, day)
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
                self._name(step.controlled),
                step.relation,
                step.controller,
                self._name(step.controller),
                *map(_percent, (step.least, step.most, least, most)),
            )
            yield (Literal(answer), *cells) if self._day else cells

    def _name(self, node: NamedNode) -> Term:
        return self._labels.label(node) or node

    def _steps(self, controlled: NamedNode) -> list[Step]:
        """Return the steps up from an organisation, one to each controller and relation, in the order of their IRIs."""
        return [_step(tie) for tie in self._ties.above(controlled) if tie.controls]


def _step(tie: Tie) -> Step:
    whole = tie.relation == SUPERVISED
    sizes = (_WHOLE,) if whole else tie.percents or (_HALF, _WHOLE)
    return Step(tie.owned, tie.relation, tie.owner, sizes[0], sizes[-1], tie.holds)


def _percent(share: Decimal) -> Term:
    return terms.decimal(str(round(share, 4)))
