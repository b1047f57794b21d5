"""A picture of posts on paper: a line for each tenure, its bar over an axis of years, and its bounds in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from soegraph.draw.board import Bar, Board, Group
from soegraph.draw.legend import MARGIN, SAMPLE, TOP, Entry, Sample, framed
from soegraph.draw.paper import FAINT, PAPER, Paper, width_of, wrapped
from soegraph.draw.words import Words

_AXIS, _ROW, _LINE, _HEADING = 400.0, 17.0, 11.0, 22.0  # width of the axis, heights
_NAME, _TOLD, _YEARS = 8.5, 7.5, 7.5  # sizes
_BAR, _ARROW = 8.0, 13.0  # height of a bar, length of an arrow
_NAMES, _INDENT = 190.0, 10.0  # the most room for names, and before them
_TALL = 600.0  # a picture that is taller has its years at the top as well
_MOMENT = 2.5  # what is narrower has no length that can be seen
_TICKS = 10
_CERTAIN, _POSSIBLE, _ASKED, _GRID, _WORDS = "#0b4f8a", "#dbe8f4", "#b22222", "#e2e2e2", "#444444"


def draw_board(picture: Board, words: Words) -> Paper:
    """Draw a picture of posts."""
    names = min(_NAMES, max(width_of(bar.name, _NAME) for bar in picture.bars)) + _INDENT + _ARROW
    axis = _axis(picture, MARGIN + names)
    rows = [row for group in picture.groups for row in _rows(group)]
    if picture.omitted:
        rows.append(_Row(words.say("more", n=picture.omitted), _ROW))
    told = max(width_of(bar.told, _TOLD) for bar in picture.bars)
    bottom = TOP + sum(row.height for row in rows)
    width = names + _AXIS + 2 * _ARROW + told
    paper = framed(picture.title, _entries(picture, words), width, bottom + 32)
    _draw_axis(paper, axis, bottom)
    y = TOP
    for row in rows:
        _draw_row(paper, row, axis, y)
        y += row.height
    if axis and picture.asked:
        _draw_asked(paper, axis.x(picture.asked.begin), axis.x(picture.asked.end), bottom)
    return paper


@dataclass(frozen=True, slots=True)
class _Axis:
    """Whole years from `first` to `last`, from left to right."""

    left: float
    first: int
    last: int

    def x(self, year: float) -> float:
        """Return where a decimal year stands."""
        return self.left + (year - self.first) / (self.last - self.first) * _AXIS

    @property
    def ticks(self) -> range:
        """The years that are written at the axis: round ones, and not too many."""
        span = self.last - self.first
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if span <= _TICKS * step)
        return range(-(-self.first // step) * step, self.last + 1, step)


def _axis(picture: Board, left: float) -> _Axis | None:
    """Return an axis as long as what is known, None if no date is."""
    stretches = [bar.possible for bar in picture.bars if bar.possible]
    if not stretches:
        return None
    stretches += [picture.asked] if picture.asked else []
    first = floor(min(stretch.begin for stretch in stretches))
    last = ceil(max(stretch.end for stretch in stretches))
    return _Axis(left, first, max(last, first + 1))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the picture: the bar of a tenure, or a heading."""

    name: str
    height: float
    bar: Bar | None = None


def _rows(group: Group) -> Iterator[_Row]:
    yield _Row(group.name, _HEADING)
    for bar in group.bars:
        yield _Row(bar.name, _ROW + _LINE * (len(_wrapped(bar.name)) - 1), bar)


def _wrapped(name: str) -> list[str]:
    return wrapped(name, _NAMES, lambda text: width_of(text, _NAME))


def _draw_axis(paper: Paper, axis: _Axis | None, bottom: float) -> None:
    if axis:
        for year in axis.ticks:
            paper.line([(axis.x(year), TOP), (axis.x(year), bottom)], edgecolor=_GRID, linewidth=0.6)
            for y in (TOP - 6, bottom + 10) if bottom > _TALL else (bottom + 10,):
                paper.text(axis.x(year), y, str(year), _YEARS, ha="center", color=FAINT)


def _draw_asked(paper: Paper, begin: float, end: float, bottom: float) -> None:
    """Draw the time that was asked for: a line for a day, two with a tinge between them for a month or year."""
    is_moment = end - begin < _MOMENT
    if not is_moment:
        paper.box(begin, TOP, end - begin, bottom - TOP, "asked", facecolor=_ASKED, alpha=0.08)
    for x in (begin,) if is_moment else (begin, end):
        paper.line([(x, TOP), (x, bottom)], edgecolor=_ASKED, linestyle="dashed")


def _draw_row(paper: Paper, row: _Row, axis: _Axis | None, y: float) -> None:
    if row.bar is None:
        paper.box(MARGIN, y, width_of(row.name, _NAME, bold=True) + 2, row.height, facecolor=PAPER)
        paper.text(MARGIN, y + row.height - 9, row.name, _NAME, weight="bold")
        return
    middle = y + row.height / 2
    lines = _wrapped(row.name)
    for number, text in enumerate(lines):
        paper.text(MARGIN + _INDENT, middle + (number - (len(lines) - 1) / 2) * _LINE, text, _NAME)
    if axis:
        _draw_bar(paper, row.bar, axis, middle)
    told = axis.left + _AXIS + 2 * _ARROW if axis else MARGIN + _INDENT + _NAMES
    paper.text(told, middle, row.bar.told, _TOLD, color=_WORDS)


def _draw_bar(paper: Paper, bar: Bar, axis: _Axis, y: float) -> None:
    if bar.possible is None:
        return
    begin, end = axis.x(bar.possible.begin), axis.x(bar.possible.end)
    _draw_possible(paper, begin, end, y, bar.key)
    if bar.sighting:
        _draw_sighting(paper, axis.x(bar.sighting.begin), axis.x(bar.sighting.end), y)
    if bar.certain:
        _draw_certain(paper, axis.x(bar.certain.begin), axis.x(bar.certain.end), y)
    if bar.open_before:
        _draw_arrow(paper, begin, y, -1)
    if bar.open_after:
        _draw_arrow(paper, end, y, 1)


def _draw_possible(paper: Paper, begin: float, end: float, y: float, key: str = "") -> None:
    style = {"facecolor": _POSSIBLE, "edgecolor": _CERTAIN, "hatch": "/////", "linewidth": 0.4}
    paper.box(begin, y - _BAR / 2, end - begin, _BAR, key, **style)


def _draw_sighting(paper: Paper, begin: float, end: float, y: float) -> None:
    """Draw a period in which a tenure was at some time: a bracket around it, and no day filled."""
    if end - begin < _MOMENT:
        _draw_moment(paper, (begin + end) / 2, y, PAPER)
        return
    paper.box(begin, y - _BAR / 2, end - begin, _BAR, facecolor=_POSSIBLE, edgecolor=_CERTAIN, linewidth=1.3)


def _draw_certain(paper: Paper, begin: float, end: float, y: float) -> None:
    if end - begin < _MOMENT:
        _draw_moment(paper, (begin + end) / 2, y, _CERTAIN)
        return
    paper.box(begin, y - _BAR / 2, end - begin, _BAR, facecolor=_CERTAIN, edgecolor=_CERTAIN, linewidth=0.4)


def _draw_moment(paper: Paper, x: float, y: float, fill: str) -> None:
    paper.mark(x, y, "D", 5.5, markerfacecolor=fill, markeredgecolor=_CERTAIN, markeredgewidth=1.2)


def _draw_arrow(paper: Paper, x: float, y: float, towards: int) -> None:
    """Draw an end that no source bounds: an arrow of one length, wherever it stands."""
    tip = x + _ARROW * towards
    paper.line([(x, y), (tip - 4 * towards, y)], edgecolor=_CERTAIN, linewidth=1.0, linestyle=(0, (2, 1.5)))
    corners = [(tip, y), (tip - 4.5 * towards, y - 3), (tip - 4.5 * towards, y + 3)]
    paper.shape(corners, facecolor=PAPER, edgecolor=_CERTAIN, linewidth=0.9)


def _entries(picture: Board, words: Words) -> list[Entry]:
    bars = picture.bars
    samples: list[tuple[str, bool, Sample]] = [
        ("certain bar", any(bar.certain for bar in bars), _certain_sample),
        ("possible bar", any(bar.possible and bar.possible != bar.certain for bar in bars), _possible_sample),
        ("sighting bar", any(bar.sighting for bar in bars), _sighting_sample),
        ("open bar", any(bar.open_before or bar.open_after for bar in bars), _open_sample),
    ]
    return [Entry(words.say(key), sample) for key, is_drawn, sample in samples if is_drawn]


def _certain_sample(paper: Paper, x: float, y: float) -> None:
    _draw_moment(paper, x + 4, y, _CERTAIN)
    _draw_certain(paper, x + 11, x + SAMPLE, y)


def _possible_sample(paper: Paper, x: float, y: float) -> None:
    _draw_possible(paper, x, x + SAMPLE, y)


def _sighting_sample(paper: Paper, x: float, y: float) -> None:
    _draw_moment(paper, x + 4, y, PAPER)
    _draw_sighting(paper, x + 11, x + SAMPLE, y)


def _open_sample(paper: Paper, x: float, y: float) -> None:
    _draw_arrow(paper, x + SAMPLE / 2 - 2, y, -1)
    _draw_arrow(paper, x + SAMPLE / 2 + 2, y, 1)
