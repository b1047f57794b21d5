"""Threads that do what is put in line."""

from __future__ import annotations

import subprocess
import sys
from threading import Barrier, Event

import pytest

from soegraph.loaders.llm.workers import Workers


def test_so_many_work_at_once() -> None:
    workers, together = Workers[int](3), Barrier(3)
    coming = [workers.submit(lambda: together.wait(5)) for _ in range(3)]
    assert sorted(result.result(5) for result in coming) == [0, 1, 2]
    workers.close()


def test_an_error_comes_with_the_result() -> None:
    with pytest.raises(ZeroDivisionError):
        Workers[float](1).submit(lambda: 1 / 0).result(5)


def test_what_is_in_line_at_the_end_is_not_begun() -> None:
    workers, go, begun = Workers[object](1), Event(), Event()
    first = workers.submit(lambda: go.wait(5))
    second = workers.submit(begun.set)
    workers.close()
    go.set()
    first.result(5)
    assert not begun.wait(0.05)
    assert not second.done()


WAITING = """
from threading import Event
from soegraph.loaders.llm.workers import Workers
Workers(1).submit(Event().wait)
"""


def test_the_program_ends_while_something_is_under_way() -> None:
    subprocess.run([sys.executable, "-c", WAITING], timeout=20, check=True)
