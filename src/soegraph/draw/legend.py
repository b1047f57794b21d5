"""The legend at the foot of a picture: samples with what they mean, as many on a line as fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .paper import Paper, width_of

SAMPLE = 26.0
"""The width of a sample in points."""

_SIZE, _LINE, _BETWEEN = 7.5, 15.0, 20.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sample means, and how to draw it: its left end and middle height are given."""

    text: str
    sample: Callable[[Paper, float, float], None]


def legend_height(entries: Sequence[Entry], room: float) -> float:
    """Return the height that a legend takes."""
    return _LINE * (1 + max((line for line, _, _ in _set(entries, room)), default=-1))


def draw_legend(paper: Paper, entries: Sequence[Entry], x: float, y: float, room: float) -> None:
    """Draw a legend from its top left corner."""
    for line, offset, entry in _set(entries, room):
        middle = y + _LINE * (line + 0.5)
        entry.sample(paper, x + offset, middle)
        paper.text(x + offset + SAMPLE + 6, middle, entry.text, _SIZE)


def _set(entries: Sequence[Entry], room: float) -> Iterator[tuple[int, float, Entry]]:
    """Yield the line and the place in it of each entry."""
    line, offset = 0, 0.0
    for entry in entries:
        width = SAMPLE + 6 + width_of(entry.text, _SIZE)
        if offset and offset + width > room:
            line, offset = line + 1, 0.0
        yield line, offset, entry
        offset += width + _BETWEEN
