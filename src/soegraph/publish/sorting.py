"""Sorting more lines than memory holds: sorted runs on disk, merged into one stream.

Lines sort by code point, as `sort` does under ``LC_ALL=C``, and come out once each. They hold no line end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

HELD = 1 << 23
"""Characters that a `Sorted` holds in memory before it writes a run."""

_BLOCK = 1 << 16  # characters of a run that a merge reads at a time
_RUNS = 256  # that are merged at a time: with the block, what a merge holds


class Sorted:
    """Lines that were added in any order, and are read in order as often as one likes.

    Runs lie in `folder`, which is the caller's to remove; several `Sorted` need a folder each.
    """

    def __init__(self, folder: Path, held: int = HELD) -> None:
        self._folder = folder
        self._held = held
        self._lines: list[str] = []
        self._size = 0
        self._runs: list[Path] = []
        self._written = 0

    def add(self, line: str) -> None:
        """Take a line, which may have been there before."""
        self._lines.append(line + "\n")
        self._size += len(line)
        if self._size >= self._held:
            self._spill()

    def extend(self, lines: Iterable[str]) -> None:
        """Take many lines."""
        for line in lines:
            self.add(line)

    def __iter__(self) -> Iterator[str]:
        """Yield each line once, in order."""
        if self._runs and self._lines:
            self._spill()
        found = _merged(self._runs) if self._runs else iter(sorted(set(self._lines)))
        last = None
        for line in found:
            if line != last:
                yield line[:-1]
                last = line

    def clear(self) -> None:
        """Forget all lines."""
        for run in self._runs:
            run.unlink()
        self._lines, self._size, self._runs = [], 0, []

    def _spill(self) -> None:
        self._write(sorted(set(self._lines)))
        self._lines, self._size = [], 0
        if len(self._runs) == _RUNS:
            merged, self._runs = self._runs, []
            self._write(_merged(merged))
            for run in merged:
                run.unlink()

    def _write(self, lines: Iterable[str]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        run = self._folder / str(self._written)
        self._written += 1
        with run.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        self._runs.append(run)


@contextmanager
def sorting(beside: Path | None = None) -> Iterator[Path]:
    """Make a folder for runs, in the folder `beside` or where the system keeps such, and remove it at the end."""
    with TemporaryDirectory(prefix=".soegraph-sorting-", dir=beside) as folder:
        yield Path(folder)


def _merged(runs: Iterable[Path]) -> Iterator[str]:
    """Yield the lines of sorted runs in order; a line that several runs have comes several times."""
    with ExitStack() as opened:
        files = [opened.enter_context(run.open(encoding="utf-8", newline="\n")) for run in runs]
        blocks = [_Block(file) for file in files]
        while blocks := [block for block in blocks if block.filled()]:
            # What is not read yet comes after the last line of its own block, so up to the least of
            # these all lines are here; sorting joins presorted pieces faster than a heap takes lines.
            bound = min(block.lines[-1] for block in blocks)
            ready = [line for block in blocks for line in block.taken(bound)]
            ready.sort()
            yield from ready


class _Block:
    """The next lines of a run."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.lines: list[str] = []

    def filled(self) -> bool:
        """Read on if all lines are taken, and tell whether there is one."""
        if not self.lines:
            self.lines = self._file.readlines(_BLOCK)
        return bool(self.lines)

    def taken(self, bound: str) -> list[str]:
        """Take the lines up to `bound`."""
        end = bisect_right(self.lines, bound)
        found, self.lines = self.lines[:end], self.lines[end:]
        return found
