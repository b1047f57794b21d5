"""Threads that do what is put in line, and that nobody has to wait for.

`concurrent.futures` makes the end of the program wait for whatever is still under way, which here is the answer
of a slow model: Ctrl-C would seem to do nothing for minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Workers(Generic[Result]):
    """At most so many threads, which are started as work comes in; `close` ends them after what they are at."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._threads: list[Thread] = []
        self._line: SimpleQueue[tuple[Future[Result], Callable[[], Result]] | None] = SimpleQueue()

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Put work in line, and return what will hold its result."""
        coming: Future[Result] = Future()
        self._line.put((coming, work))
        if len(self._threads) < self._most:
            self._threads.append(Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return coming

    def close(self) -> None:
        """Take nothing more out of the line."""
        with suppress(Empty):
            while True:
                self._line.get_nowait()
        for _ in self._threads:
            self._line.put(None)

    def _serve(self) -> None:
        while task := self._line.get():
            coming, work = task
            try:
                coming.set_result(work())
            except BaseException as error:  # as concurrent.futures does; whoever asks for the result gets it
                coming.set_exception(error)
