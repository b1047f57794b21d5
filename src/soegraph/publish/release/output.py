"""Text files, packed where their name says so: the same bytes for the same text."""

from __future__ import annotations

import gzip
import io
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

_LEVEL = 6
_BUFFER = 1 << 19  # bytes that are written or packed together
_WAITING = 2  # buffers of a file that may wait to be packed


class Output:
    """A UTF-8 file with the line ends of Unix, to be written from beginning to end.

    A packed one has neither a name nor a time in its head.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        raw: Any = _Packed(self._file) if path.suffix == ".gz" else self._file
        self._text = io.TextIOWrapper(io.BufferedWriter(raw, _BUFFER), "utf-8", newline="\n")

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


class _Packed(io.RawIOBase):
    """Packs what is written to it in a thread of its own, while the next is worked out."""

    def __init__(self, file: BinaryIO) -> None:
        self._packed = gzip.GzipFile("", "wb", _LEVEL, file, mtime=0)
        self._waiting: deque[Future[int]] = deque()

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, block: Any) -> int:
        """Take a block, and wait for an earlier one if too many wait."""
        self._waiting.append(_packing().submit(self._packed.write, bytes(block)))
        if len(self._waiting) > _WAITING:
            self._waiting.popleft().result()
        return len(block)

    def close(self) -> None:
        """Pack what waits, and write what ends the file."""
        if not self.closed:
            while self._waiting:
                self._waiting.popleft().result()
            self._packed.close()
        super().close()


@cache
def _packing() -> ThreadPoolExecutor:
    """One thread for all files, since they are written in turns."""
    return ThreadPoolExecutor(1, "packing")


def write(path: Path, texts: Iterable[str]) -> None:
    """Write a file from the pieces of its text."""
    with Output(path) as out:
        for text in texts:
            out.write(text)
