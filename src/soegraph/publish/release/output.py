"""Text files, packed where their name says so: the same bytes for the same text."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_LEVEL = 6
_BUFFER = 1 << 17  # bytes


class Output:
    """A UTF-8 file with the line ends of Unix, to be written from beginning to end.

    A packed one has neither a name nor a time in its head.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        self._packed = None
        if path.suffix == ".gz":
            self._packed = gzip.GzipFile("", "wb", _LEVEL, self._file, mtime=0)
        self._text = io.TextIOWrapper(_buffered(self._packed or self._file), "utf-8", newline="\n")

    def write(self, text: str) -> None:
        """Write on."""
        self._text.write(text)

    def close(self) -> None:
        """Write what is left, and let go of the file."""
        self._text.close()
        self._file.close()

    def __enter__(self) -> Output:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _buffered(raw: Any) -> io.BufferedWriter:
    return io.BufferedWriter(raw, _BUFFER)


def write(path: Path, texts: Iterable[str]) -> None:
    """Write a file from the pieces of its text."""
    with Output(path) as out:
        for text in texts:
            out.write(text)
