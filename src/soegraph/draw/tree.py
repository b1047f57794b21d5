"""An ownership picture on paper: owners on the left, what they own on the right, shares on the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from soegraph import schema
from soegraph.draw.columns import Place, layout
from soegraph.draw.legend import MARGIN, SAMPLE, TOP, Entry, framed
from soegraph.draw.ownership import Box, Line, Ownership
from soegraph.draw.paper import FAINT, INK, PAPER, Paper, Point, width_of, wrapped
from soegraph.draw.words import Words

_NARROWEST = 420.0  # room for a legend
_WIDTH, _STRIP, _PAD = 148.0, 13.0, 6.0  # of a box, of the coloured strip in it, around its text
_NAME, _LINE = 8.5, 11.0  # size of names, and height of their lines
_LABEL, _PORT = 7.5, 13.5  # size of labels, and height that each line needs where it arrives
_NOTE = "#555555"
_GAP, _BEND, _HEAD = 12.0, 38.0, 6.0  # between boxes, for a line to turn in, length of its head

_PALETTE = (  # Okabe and Ito: told apart with any colour vision; and a shape each, told apart with none
    ("#0072b2", "o"),
    ("#e69f00", "s"),
    ("#7a7a7a", "X"),
    ("#cc79a7", "D"),
    ("#009e73", "^"),
    ("#56b4e9", "v"),
    ("#b22222", "*"),
    ("#d55e00", "P"),
    ("#4b3f8f", "h"),
    ("#a8a000", "d"),
)
_DASHES = {"possible": (5.0, 3.0), "unknown": (1.4, 2.4)}  # lengths of a dash and of what follows it
_WIDTHS = {"subsidiaryOf": 1.4, "holdsStakeIn": 0.8, "supervisedBy": 1.1, "": 0.8}
_COLOURS = {"subsidiaryOf": INK, "holdsStakeIn": "#00507c", "supervisedBy": "#7b3a6b", "": FAINT}


def draw_ownership(picture: Ownership, words: Words) -> Paper:
    """Draw an ownership picture."""
    texts = {box.key: _text(box, words) for box in picture.boxes}
    arriving = [line.lower for line in picture.lines]
    heights = {
        key: max(_LINE * len(text) + 2 * _PAD, _PORT * arriving.count(key) + 2) for key, text in texts.items()
    }
    grid = _Grid(picture, heights)
    entries = [*_classes(picture, words), *_marks(picture, words), *_lines(picture, words)]
    paper = framed(picture.title, entries, max(grid.width, _NARROWEST), TOP + grid.height + 16)
    for number, line in enumerate(picture.lines):
        _draw_line(paper, line, grid.way(number), grid.is_turned(number))
    for box in picture.boxes:
        _draw_box(paper, box, texts[box.key], grid.frame(box.key), box.key == picture.focus)
    return paper


def _text(box: Box, words: Words) -> list[str]:
    room = _WIDTH - _STRIP - 2 * _PAD
    lines = wrapped(box.name, room, lambda text: width_of(text, _NAME, bold=True))
    return [*lines, words.say("more below", n=box.hidden)] if box.hidden else lines


class _Grid:
    """Columns and heights in points."""

    def __init__(self, picture: Ownership, heights: Mapping[str, float]) -> None:
        pairs = [(line.upper, line.lower) for line in picture.lines]
        self._placed = layout(picture.focus, heights, pairs, _GAP)
        self._heights = heights
        self._labels = self._label_room(picture.lines)
        self._lefts = [MARGIN]
        for room in self._labels[1:]:
            self._lefts.append(self._lefts[-1] + _WIDTH + _BEND + room)
        self.width = self._lefts[-1] + _WIDTH - MARGIN
        lowest = [place.y + heights[key] / 2 for key, place in self._placed.boxes.items()]
        self.height = max([*lowest, *(place.y for way in self._placed.ways for place in way)])
        self._ports = self._arrivals()
        self._backs = self._returns()

    def _label_room(self, lines: Sequence[Line]) -> list[float]:
        """Return for each column the room for labels before it."""
        room = [0.0] * (1 + max(place.column for place in self._placed.boxes.values()))
        for way, line in zip(self._placed.ways, lines, strict=True):
            room[way[-1].column] = max(room[way[-1].column], width_of(line.label, _LABEL) + _HEAD + 8)
        return room

    def _arrivals(self) -> dict[int, float]:
        """Return the height at which each line arrives: those to one box in the order in which they come from above."""
        arriving: dict[Place, list[int]] = {}
        for number, way in enumerate(self._placed.ways):
            arriving.setdefault(way[-1], []).append(number)
        heights: dict[int, float] = {}
        for place, numbers in arriving.items():
            numbers.sort(key=lambda number: (self._placed.ways[number][-2].y, number))
            for rank, number in enumerate(numbers):
                heights[number] = place.y + (rank - (len(numbers) - 1) / 2) * _PORT
        return heights

    def _returns(self) -> dict[int, float]:
        """Return the height at which each turned line arrives at its left end: below the lines that leave there."""
        ways, heights = self._placed.ways, dict[int, float]()
        for number in sorted(self._placed.turned, key=lambda number: (ways[number][1].y, number)):
            place = ways[number][0]
            before = sum(ways[other][0] == place for other in heights)
            heights[number] = place.y + (before + 1) * _HEAD * 1.3
        return heights

    def frame(self, key: str) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a box."""
        place = self._placed.boxes[key]
        return self._lefts[place.column], TOP + place.y - self._heights[key] / 2, _WIDTH, self._heights[key]

    def is_turned(self, number: int) -> bool:
        """Tell whether a line leads from right to left."""
        return number in self._placed.turned

    def way(self, number: int) -> list[Point]:
        """Return the points of a line from left to right: it bends before the labels of a column, never among them."""
        start, *passed, end = self._placed.ways[number]
        points = [(self._lefts[start.column] + _WIDTH, TOP + self._backs.get(number, start.y))]
        for place in passed:
            left = self._lefts[place.column]
            points += [(left - self._labels[place.column], TOP + place.y), (left + _WIDTH, TOP + place.y)]
        right, y = self._lefts[end.column], TOP + self._ports[number]
        return [*points, (right - self._labels[end.column], y), (right, y)]


def _draw_line(paper: Paper, line: Line, way: Sequence[Point], turned: bool) -> None:
    colour = _COLOURS[line.relation]
    _draw_stroke(paper, line, way, f"{line.upper} {line.relation} {line.lower}")
    if line.relation:
        (x, y), towards = (way[0], -1.0) if turned else (way[-1], 1.0)
        _draw_head(paper, line, x, y, towards)
    (left, y), (right, _) = way[-2:]
    paper.text((left + right - _HEAD) / 2, y - 5.5, line.label, _LABEL, ha="center", color=colour)


def _draw_stroke(paper: Paper, line: Line, points: Sequence[Point], key: str = "") -> None:
    style = _drawn(3.2 if line.majority else _WIDTHS[line.relation], line.holds)
    paper.line(points, key, edgecolor=_COLOURS[line.relation], curved=len(points) > 2, **style)
    if line.majority:
        paper.line(points, edgecolor=PAPER, linewidth=1.4, curved=len(points) > 2)


def _drawn(width: float, holds: str) -> dict[str, Any]:
    """Return the style of a line so wide that is as sure as an answer."""
    dashes = tuple(length / width for length in _DASHES.get(holds, ()))
    return {"linestyle": (0, dashes) if dashes else "solid", "linewidth": width}


def _draw_head(paper: Paper, line: Line, x: float, y: float, towards: float) -> None:
    """Draw the end of a line at what is owned: filled for a subsidiary, open for a stake, round for supervision."""
    colour, back = _COLOURS[line.relation], x - _HEAD * towards
    if line.relation == "supervisedBy":
        paper.mark(x - 3 * towards, y, "o", 5, color=colour)
        return
    fill = colour if line.relation == "subsidiaryOf" else PAPER
    corners = [(x, y), (back, y - 3.2), (back, y + 3.2)]
    paper.shape(corners, facecolor=fill, edgecolor=colour, linewidth=0.9)


def _draw_box(
    paper: Paper, box: Box, text: Sequence[str], frame: tuple[float, float, float, float], is_focus: bool
) -> None:
    x, y, width, height = frame
    middle = y + height / 2
    if not box.cls:
        paper.text(x + _PAD, middle, text[0], _NAME, color=_NOTE)
        return
    paper.box(x, y, width, height, box.key, facecolor="#ffefb3" if is_focus else PAPER)
    _draw_strip(paper, box.cls, x, y, _STRIP, height)
    paper.box(x, y, width, height, edgecolor=INK, **_drawn(2.2 if box.control else 0.7, box.holds))
    first = middle - _LINE * (len(text) - 1) / 2
    for number, words in enumerate(text):
        is_note = box.hidden and number == len(text) - 1
        style = {"color": _NOTE} if is_note else {"weight": "bold" if is_focus else "normal"}
        paper.text(x + _STRIP + _PAD, first + number * _LINE, words, _LABEL if is_note else _NAME, **style)


def _draw_strip(paper: Paper, cls: str, x: float, y: float, width: float, height: float) -> None:
    """Draw the strip that tells the class of a box, by its colour and by its shape."""
    colour, marker = _look(cls)
    paper.box(x, y, width, height, facecolor=colour)
    paper.mark(x + width / 2, y + height / 2, marker, 6, color=PAPER)


def _look(cls: str) -> tuple[str, str]:
    """Return colour and shape of a class of organisations, the same on every picture."""
    ontology = schema.load()
    places = [name for name in ontology.classes if ontology.is_a(name, "Organisation")]
    return _PALETTE[places.index(cls) % len(_PALETTE)]


def _classes(picture: Ownership, words: Words) -> list[Entry]:
    ontology = schema.load()
    shown = sorted({box.cls for box in picture.boxes if box.cls})
    return [Entry(ontology.labels(cls, words.language)[0], partial(_class_sample, cls)) for cls in shown]


def _class_sample(cls: str, paper: Paper, x: float, y: float) -> None:
    _draw_strip(paper, cls, x + SAMPLE - _STRIP, y - 5.5, _STRIP, 11)


def _marks(picture: Ownership, words: Words) -> list[Entry]:
    if not any(box.control for box in picture.boxes):
        return []
    return [Entry(words.say("control box", name=picture.name), _control_sample)]


def _control_sample(paper: Paper, x: float, y: float) -> None:
    paper.box(x, y - 5, SAMPLE, 10, edgecolor=INK, linewidth=2.2)


def _lines(picture: Ownership, words: Words) -> list[Entry]:
    samples = {
        "subsidiary line": Line("", "", "subsidiaryOf"),
        "majority line": Line("", "", "holdsStakeIn", majority=True),
        "stake line": Line("", "", "holdsStakeIn"),
        "supervision line": Line("", "", "supervisedBy"),
    }
    kinds = {(line.relation, line.majority) for line in picture.lines}
    entries = [
        Entry(words.say(key), partial(_line_sample, line))
        for key, line in samples.items()
        if (line.relation, line.majority) in kinds
    ]
    doubts = {line.holds for line in picture.lines}
    for holds in _DASHES:
        if holds in doubts:
            doubtful = Line("", "", "subsidiaryOf", holds=holds)
            entries.append(Entry(words.say(f"{holds} line"), partial(_line_sample, doubtful)))
    return entries


def _line_sample(line: Line, paper: Paper, x: float, y: float) -> None:
    _draw_stroke(paper, line, [(x, y), (x + SAMPLE, y)])
    _draw_head(paper, line, x + SAMPLE, y, 1.0)
