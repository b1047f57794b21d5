"""The class diagram: the tree of classes from top to bottom, and beside it the relations between them.

Every class is a box, indented under the class above it, and lists the relations that it is the domain of. From each
a line runs to the right into the lane of its range: one vertical line for each class that relations lead to, which
ends in an arrow at that class. Rows and lanes are a class's own, so that nothing lies over anything else; lines only
cross at right angles. All lengths are in pixels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias
from unicodedata import east_asian_width

from pyoxigraph import NamedNode

from soegraph.names import PREFIXES
from soegraph.publish.vocabulary.links import Links
from soegraph.publish.vocabulary.model import HEAD, Box, Diagram, Lane, Link, Relation, Text
from soegraph.publish.vocabulary.rows import Ends
from soegraph.publish.vocabulary.source import Source

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]

SIZE = 13  # of the letters
_ROW, _GAP = 20, 10  # the height of a box's row, and the space between boxes
_INDENT, _MARGIN, _PADDING, _LANE = 26, 16, 10, 14
_COLOURS = 8  # of lanes, in turn


def draw(source: Source, links: Links, ends: Ends) -> Diagram:
    """Lay out the classes of an ontology with the relations between them."""
    classes = [node for node in source.typed(_OWL + "Class", _RDFS + "Class") if source.is_own(node)]
    related = dict(_related(source, ends, classes))
    rows = _tree(source, classes, related)
    boxes = _boxes(links, rows, related)
    right = max((box.x + box.width for box in boxes), default=0)
    boxes = [replace(box, width=right - box.x) for box in boxes]
    lanes = _lanes(boxes, right)
    width = max((lane.x for lane in lanes), default=right) + _MARGIN
    height = max((box.y + box.height for box in boxes), default=0) + _MARGIN
    return Diagram(tuple(boxes), lanes, right, width, height)


_Relation: TypeAlias = tuple[NamedNode, list[NamedNode]]  # with its ranges
_Related: TypeAlias = Mapping[NamedNode, list[_Relation]]
_Rows: TypeAlias = Sequence[tuple[NamedNode, int | None, int]]  # class, place of its parent's row, depth


def _related(
    source: Source, ends: Ends, classes: Sequence[NamedNode]
) -> Iterator[tuple[NamedNode, list[_Relation]]]:
    """Yield each class with the relations that it is the domain of and their ranges; of two inverses one alone."""
    reached: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    starting = {relation for cls in classes for relation in ends.domains.get(cls, ())}
    for cls in classes:
        for relation in starting.intersection(ends.ranges.get(cls, ())):
            reached[relation].append(cls)
    for cls in classes:
        relations = sorted(set(ends.domains.get(cls, ())) & reached.keys(), key=str)
        yield cls, [(r, reached[r]) for r in relations if not _is_mirrored(source, r, reached.keys())]


def _is_mirrored(source: Source, relation: NamedNode, drawn: Collection[NamedNode]) -> bool:
    """Tell whether the inverse of a relation is drawn in its place: of two that name each other the first is."""
    return any(
        other in drawn
        and (relation not in source.nodes(other, _OWL + "inverseOf") or str(other) < str(relation))
        for other in source.nodes(relation, _OWL + "inverseOf")
        if isinstance(other, NamedNode)
    )


def _tree(source: Source, classes: Sequence[NamedNode], related: _Related) -> _Rows:
    """The classes in the order of the rows: each under the first class above it, what is most related first."""
    above = {cls: _parent(source, cls, classes) for cls in classes}
    children: dict[NamedNode | None, list[NamedNode]] = defaultdict(list)
    for cls, parent in above.items():
        children[parent].append(cls)
    rows: list[tuple[NamedNode, int | None, int]] = []
    placed: set[NamedNode] = set()

    def place(cls: NamedNode, parent: int | None, depth: int) -> None:
        if cls not in placed:
            placed.add(cls)
            rows.append((cls, parent, depth))
            here = len(rows) - 1
            for child in children[cls]:
                place(child, here, depth + 1)

    weight = {cls: -_weight(cls, children, related) for cls in children[None]}
    circles = [_top(cls, above) for cls in classes]
    for cls in (*sorted(children[None], key=lambda cls: (weight[cls], str(cls))), *circles):
        place(cls, None, 0)
    return rows


def _parent(source: Source, cls: NamedNode, classes: Sequence[NamedNode]) -> NamedNode | None:
    above = source.nodes(cls, _RDFS + "subClassOf")
    return next((node for node in classes if node != cls and node in above), None)


def _top(cls: NamedNode, above: Mapping[NamedNode, NamedNode | None]) -> NamedNode:
    """Return the root over a class; the last one before the way repeats, where the classes above run in a circle."""
    seen = {cls}
    while (parent := above[cls]) is not None and parent not in seen:
        cls = parent
        seen.add(cls)
    return cls


def _weight(root: NamedNode, children: Mapping[NamedNode | None, list[NamedNode]], related: _Related) -> int:
    below = [_weight(child, children, related) for child in children.get(root, ())]
    return sum(below) + len(related.get(root, ()))


def _boxes(links: Links, rows: _Rows, related: _Related) -> list[Box]:
    boxes: list[Box] = []
    y = _MARGIN
    for cls, parent, depth in rows:
        relations = tuple(
            Relation(links.link(p), tuple(map(links.link, targets)), y + HEAD + n * _ROW + _ROW // 2)
            for n, (p, targets) in enumerate(related[cls])
        )
        link = links.link(cls)
        texts = [width_of(" ".join(shown(link)), bold=True), *(width_of(told(r)) for r in relations)]
        height = HEAD + len(relations) * _ROW + (_PADDING // 2 if relations else 0)
        boxes.append(
            Box(link, parent, _MARGIN + depth * _INDENT, y, max(texts) + 2 * _PADDING, height, relations)
        )
        y += height + _GAP
    return boxes


def _lanes(boxes: Sequence[Box], right: int) -> tuple[Lane, ...]:
    """Give each class that relations lead to a lane, short ones near the boxes; two share one if far apart."""
    heads = {box.link.iri: box for box in boxes}
    joins: dict[str, list[int]] = defaultdict(list)
    for box in boxes:
        for relation in box.relations:
            for target in relation.targets:
                joins[target.iri].append(relation.y)
    ways = {iri: [*ys, heads[iri].middle] for iri, ys in joins.items()}
    spans = {iri: (min(way), max(way)) for iri, way in ways.items()}
    lanes: list[Lane] = []
    taken: list[list[tuple[int, int]]] = []
    for colour, iri in enumerate(sorted(spans, key=lambda iri: (spans[iri][1] - spans[iri][0], iri))):
        place = _free(taken, spans[iri])
        x = right + 2 * _LANE + place * _LANE
        lanes.append(Lane(heads[iri].link, x, heads[iri].middle, tuple(joins[iri]), colour % _COLOURS))
    return tuple(lanes)


def _free(taken: list[list[tuple[int, int]]], span: tuple[int, int]) -> int:
    """Take the first lane in which nothing comes near a span."""
    for place, others in enumerate(taken):
        if all(span[1] + _ROW < top or bottom + _ROW < span[0] for top, bottom in others):
            others.append(span)
            return place
    taken.append([span])
    return len(taken) - 1


def shown(link: Link) -> tuple[str, ...]:
    """Return what a class or relation is called in the diagram: its first label in two languages, or its name."""
    labels: dict[str, Text] = {}
    for text in link.labels:
        labels.setdefault(text.lang, text)
    return tuple(text.value for text in list(labels.values())[:2]) or (link.anchor or link.name,)


def told(relation: Relation) -> str:
    """Return the row of a relation: ``listed on 上市于 → exchange``."""
    return f"{' '.join(shown(relation.link))} → {', '.join(shown(target)[0] for target in relation.targets)}"


def width_of(text: str, *, bold: bool = False) -> int:
    """Return a width that a text does not pass in any of the usual fonts without serifs.

    >>> width_of("mine"), width_of("矿山")
    (36, 26)
    """
    units = sum(1.0 if east_asian_width(char) in "WF" else _ADVANCE.get(char, _USUAL) for char in text)
    return round(units * SIZE * (1.1 if bold else 1))


_USUAL = 0.66  # of the height of the letters: the widest common letter of Verdana and DejaVu Sans
_ADVANCE = {
    **dict.fromkeys("fijlrtI.,:;'()[]-/ ", 0.46),
    **dict.fromkeys("mwMWOQGD%→", 1.0),
    **dict.fromkeys("ABCEHKNPRSUVXYZ", 0.77),
}
