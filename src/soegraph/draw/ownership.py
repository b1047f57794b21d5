"""What an ownership picture shows: organisations, and the ties between them around the one that is asked for.

Above it stand all its direct owners, and those who control these, up to the state owner; below it stand subsidiaries,
stakes and what it supervises, down to a depth. Whatever ties join the organisations that are shown are shown, so that
several parents, and loops, are there as sources state them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode

from soegraph import schema
from soegraph.draw.words import Words
from soegraph.graph import held, layers
from soegraph.graph.terms import local_name, term
from soegraph.query.entities import short
from soegraph.query.labels import Labels
from soegraph.query.ownership import STAKE, SUBSIDIARY, SUPERVISED, Tie, Ties
from soegraph.store import Store

BOXES = 60
"""The most organisations of one picture: more do not fit on a page that can be read."""


ABOVE, BELOW = "above", "below"


@dataclass(frozen=True, slots=True)
class Box:
    """An organisation, or the rest of those that belong in its place.

    `key` is its IRI in short. `cls` is the local name of its class, "" for a rest. `control` is ABOVE if it is inferred
    to control the focus, BELOW if to be controlled by it, and `holds` how sure that is for the day that was asked for.
    `hidden` counts those below it if none of them is shown.
    """

    key: str
    name: str
    cls: str = ""
    control: str = ""
    holds: str = ""
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two boxes, by their keys: a `relation` by its local name, "" to a rest.

    `majority` tells of a stake that control is inferred from. `holds` is the answer for the day that was asked for.
    """

    upper: str
    lower: str
    relation: str = ""
    label: str = ""
    majority: bool = False
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Ownership:
    """The ownership of the organisation with the key `focus`; boxes and lines in the order in which they are told."""

    title: str
    focus: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """The name of the organisation that was asked for."""
        return next(box.name for box in self.boxes if box.key == self.focus)


def ownership(
    store: Store, focus: NamedNode, labels: Labels, words: Words, *, day: str | None, depth: int, most: int
) -> Ownership:
    """Return the ownership of an organisation, of a partial date if one is given.

    `depth` counts the levels below it, `most` the ties that are followed from one organisation; others are counted.
    """
    ties = Ties(store, day)
    ways = (partial(_upper, ties, focus), BOXES), (partial(_lower, ties), depth)
    above, below = (_reached(focus, way, steps, most) for way, steps in ways)
    nodes = list(dict.fromkeys([*above, *below]))[:BOXES]
    shown = [tie for node in nodes for tie in ties.above(node) if tie.owner in nodes]
    control = {
        node: (side, holds)
        for side in (BELOW, ABOVE)
        for node, holds in _controlling(focus, shown, side).items()
    }
    owners = {node: _missing(_upper(ties, focus, node), nodes) for node in above if node in nodes}
    owned = {node: _missing(_lower(ties, node), nodes) for node in below if node in nodes}
    cut = owned.keys() - {tie.owner for tie in shown}
    rests = [
        *(_rest(node, count, words, ABOVE) for node, count in owners.items() if count),
        *(_rest(node, count, words, BELOW) for node, count in owned.items() if count and node not in cut),
    ]
    boxes = [
        Box(
            short(node.value),
            labels.text(node),
            _class(store, node),
            *control.get(node, ("", "")),
            owned[node] if node in cut else 0,
        )
        for node in nodes
    ]
    return Ownership(
        words.say("ownership", name=labels.text(focus)),
        short(focus.value),
        (*boxes, *(box for box, _ in rests)),
        (*(_line(tie, words) for tie in shown), *(line for _, line in rests)),
    )


Next = Callable[[NamedNode], Sequence[tuple[NamedNode, Tie]]]
"""Return the organisations one step away from one, each with the tie that leads there."""


def _upper(ties: Ties, focus: NamedNode, node: NamedNode) -> list[tuple[NamedNode, Tie]]:
    """Return the owners of the focus; of any other organisation those alone that control it."""
    return [(tie.owner, tie) for tie in ties.above(node) if node == focus or tie.controls]


def _lower(ties: Ties, node: NamedNode) -> list[tuple[NamedNode, Tie]]:
    return [(tie.owned, tie) for tie in ties.below(node)]


def _reached(focus: NamedNode, following: Next, depth: int, most: int) -> dict[NamedNode, int]:
    """Return the organisations within some steps, with the number of steps, the nearest and weightiest first."""
    reached, frontier = {focus: 0}, [focus]
    for step in range(1, depth + 1):
        found: list[NamedNode] = []
        for node in frontier:
            ranked = sorted(following(node), key=lambda pair: _weight(pair[1], following(pair[0])))
            found += list(dict.fromkeys(other for other, _ in ranked))[:most]
        frontier = [node for node in dict.fromkeys(found) if node not in reached]
        frontier = frontier[: max(0, BOXES - len(reached))]
        reached |= dict.fromkeys(frontier, step)
    return reached


def _weight(tie: Tie, beyond: Sequence[object]) -> tuple[object, ...]:
    """Sort ties, whatever the language: control first, then the surer, the larger, what leads on to more."""
    largest = -tie.percents[-1] if tie.percents else 0
    return not tie.controls, held.rank(tie.holds) if tie.holds else 0, largest, -len(beyond), str(tie)


def _missing(following: Sequence[tuple[NamedNode, Tie]], nodes: Sequence[NamedNode]) -> int:
    return len({node for node, _ in following}.difference(nodes))


def _rest(node: NamedNode, count: int, words: Words, side: str) -> tuple[Box, Line]:
    """Return the box that stands for the organisations that are not shown beside one, and its line."""
    key = short(node.value)
    box = Box(f"{key}/{side}", words.say("more", n=count))
    return box, Line(box.key, key) if side == ABOVE else Line(key, box.key)


def _controlling(focus: NamedNode, ties: Sequence[Tie], side: str) -> dict[NamedNode, str]:
    """Return who controls an organisation, or whom it controls, as surely as the least sure tie of the surest way."""
    control = [tie for tie in ties if _is_control(tie)]
    found: dict[NamedNode, str] = {}
    for answer in sorted({tie.holds for tie in control}, key=held.rank):
        sure = [tie for tie in control if held.rank(tie.holds) <= held.rank(answer)]
        steps = [(tie.owned, tie.owner) if side == ABOVE else (tie.owner, tie.owned) for tie in sure]
        found = dict.fromkeys(_closed(focus, steps), answer or "") | found
    return found


def _is_control(tie: Tie) -> bool:
    """Tell whether the rules infer `controlledBy` from a tie."""
    return tie.relation == SUBSIDIARY or tie.is_majority


def _closed(start: NamedNode, steps: Iterable[tuple[NamedNode, NamedNode]]) -> set[NamedNode]:
    found, new = {start}, {start}
    while new:
        new = {end for begin, end in steps if begin in new} - found
        found |= new
    return found - {start}


def _class(store: Store, node: NamedNode) -> str:
    """Return the most special class that is stated of an organisation."""
    ontology = schema.load()
    found = {
        local_name(quad.object)
        for graph in layers.stated()
        for quad in store.quads(node, term("rdf:type"), None, graph)
        if isinstance(quad.object, NamedNode)
    }
    known = found.intersection(ontology.classes)
    return max(known, key=lambda cls: (ontology.depth(cls), cls), default="Organisation")


def _line(tie: Tie, words: Words) -> Line:
    return Line(
        short(tie.owner.value),
        short(tie.owned.value),
        local_name(tie.relation),
        words.say("supervises") if tie.relation == SUPERVISED else _label(tie),
        tie.relation == STAKE and tie.is_majority,
        tie.holds or "",
    )


def _label(tie: Tie) -> str:
    """Write the shares of a tie, as a range if several are stated, with the dates for which they are; ? if none is.

    >>> from decimal import Decimal
    >>> from pyoxigraph import NamedNode
    >>> from soegraph.query.ownership import Share
    >>> a, b = NamedNode("urn:a"), NamedNode("urn:b")
    >>> _label(Tie(a, b, STAKE, (Share(Decimal("31.2"), "2020"), Share(Decimal(36), "2021-03"))))
    '31.2–36 % (2020–2021-03)'
    """
    sizes = _range([f"{size.normalize():f}" for size in dict.fromkeys(tie.percents)])
    dates = _range(sorted({share.date for share in tie.shares if share.date}))
    stated = f"{sizes or '?'} %" if sizes or tie.relation == STAKE else ""
    return f"{stated} ({dates})" if stated and dates else stated


def _range(values: Sequence[str]) -> str:
    return "–".join(dict.fromkeys((values[0], values[-1]))) if values else ""
