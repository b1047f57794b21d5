"""What commands ask: the graph in a folder, or an endpoint far away; and how to stop a query that lasts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TypeVar

import click
from pyoxigraph import Triple

from soegraph.cli.group import INTERRUPTED
from soegraph.cli.options import judgements
from soegraph.cli.output import notice
from soegraph.phrases import counted
from soegraph.store import Endpoint, OxigraphStore, Queryable, Rows, open_store

T = TypeVar("T")


@contextmanager
def asked(store: Path, endpoint: str | None = None) -> Iterator[Queryable]:
    """Open what a command asks, for reading only.

    Raises:
        StoreError: there is no graph, or `endpoint` is no address.
    """
    if endpoint is not None:
        yield Endpoint(endpoint)
        return
    with asked_at(store) as graph:
        yield graph


@contextmanager
def asked_at(store: Path, known_at: str | None = None) -> Iterator[Interruptible]:
    """Open the graph in a folder for reading only; as it was known at a partial date, if one is given.

    Raises:
        StoreError: there is no graph.
    """
    with closing(open_store(store, read_only=True)) as opened:
        yield Interruptible(opened if known_at is None else _known(opened, known_at))


def _known(store: OxigraphStore, day: str) -> OxigraphStore:
    from soegraph.graph.known import known

    ledger = judgements()
    found = _waited(lambda: known(store, day, ledger))
    if found.undated:
        sources = counted(found.undated, "undated source")
        notice(f"{sources} left out: nobody knows whether they were out by {day}")
    return found.store


@dataclass(frozen=True, slots=True)
class Interruptible:
    """A store whose queries Ctrl-C stops at once.

    The engine does not look for signals while it runs, so it runs on a thread of its own, and the main one
    waits. A thread inside the engine cannot be ended alone: the process ends with it, which harms nothing
    where a store is only read.
    """

    store: OxigraphStore

    def select(self, sparql: str) -> Rows:
        """Answer a SELECT query."""
        return _waited(lambda: self.store.select(sparql))

    def select_as_of(self, sparql: str, day: str) -> Rows:
        """Answer a SELECT query on what held on a partial date, see `soegraph.query.moments`."""
        from soegraph.query.moments import select_as_of

        return _waited(lambda: select_as_of(self.store, sparql, day))

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""
        return _waited(lambda: self.store.ask(sparql))

    def construct(self, sparql: str) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        return iter(_waited(lambda: list(self.store.construct(sparql))))

    def wait_for(self, work: Callable[[OxigraphStore], T]) -> T:
        """Do other work on the store, which Ctrl-C stops too."""
        return _waited(lambda: work(self.store))


def _waited(work: Callable[[], T]) -> T:
    answer: Future[T] = Future()
    Thread(target=_settle, args=(answer, work), daemon=True).start()
    try:
        return answer.result()
    except KeyboardInterrupt:
        click.echo(err=True)
        os._exit(INTERRUPTED)


def _settle(answer: Future[T], work: Callable[[], T]) -> None:
    try:
        answer.set_result(work())
    except BaseException as error:
        answer.set_exception(error)
