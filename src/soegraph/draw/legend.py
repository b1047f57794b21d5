"""What is around a picture: its title, and the legend at its foot, samples with what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from soegraph.draw.paper import Paper, width_of

MARGIN, TOP = 18.0, 46.0
"""Around a picture, and where it begins below its title, in points."""

SAMPLE = 26.0
"""The width of a sample in points."""

_TITLE, _SIZE, _LINE, _BETWEEN = 13.0, 7.5, 15.0, 20.0

Sample = Callable[[Paper, float, float], None]
"""Draws a sample: its left end and middle height are given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample, and what it means."""

    text: str
    sample: Sample


def framed(title: str, entries: Sequence[Entry], width: float, foot: float) -> Paper:
    """Return paper for a picture so wide, with its title above, and with its legend from the height `foot` on."""
    room = max(width, width_of(title, _TITLE, bold=True))
    placed = list(_set(entries, room))
    lines = 1 + max((line for line, _, _ in placed), default=-1)
    paper = Paper(room + 2 * MARGIN, foot + _LINE * lines + MARGIN)
    paper.text(MARGIN, MARGIN + 6, title, _TITLE, weight="bold")
    for line, offset, entry in placed:
        middle = foot + _LINE * (line + 0.5)
        entry.sample(paper, MARGIN + offset, middle)
        paper.text(MARGIN + offset + SAMPLE + 6, middle, entry.text, _SIZE)
    return paper


def _set(entries: Sequence[Entry], room: float) -> Iterator[tuple[int, float, Entry]]:
    """Yield the line and the place in it of each entry, as many on a line as fit."""
    line, offset = 0, 0.0
    for entry in entries:
        width = SAMPLE + 6 + width_of(entry.text, _SIZE)
        if offset and offset + width > room:
            line, offset = line + 1, 0.0
        yield line, offset, entry
        offset += width + _BETWEEN
