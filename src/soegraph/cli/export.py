"""Command export: the graph as one file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

import click

from soegraph.cli.options import pass_store, store_option
from soegraph.cli.output import Failure
from soegraph.publish.export import FORMATS
from soegraph.publish.export import export as exported
from soegraph.store import open_store

_SUFFIXES = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".jsonld": "jsonld"}


@click.command()
@click.option(
    "--format",
    "graph_format",
    type=click.Choice(list(FORMATS)),
    help="How to write the graph.  [default: by the suffix of FILE; turtle without one]",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write, complete or not at all, instead of standard output.",
)
@store_option()
@pass_store
def export(store: Path, graph_format: str | None, target: Path | None) -> None:
    """Write the whole graph in a standard format, the same bytes for the same graph.

    nquads and trig keep the named graphs apart; turtle, ntriples and jsonld hold the union of them all.

    \b
    Examples:
      soegraph export -o graph.ttl
      soegraph export --format nquads | gzip > graph.nq.gz
    """
    chosen = graph_format or _format_of(target)
    with closing(open_store(store, read_only=True)) as opened, _output(target) as out:
        exported(opened, chosen, out)


def _format_of(target: Path | None) -> str:
    suffix = target.suffix.lower() if target else ""
    if suffix and suffix not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise click.UsageError(f"no format has the suffix {suffix!r}: end FILE in {known}, or give --format")
    return _SUFFIXES.get(suffix, "turtle")


@contextmanager
def _output(target: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that takes its place only when all is written."""
    if target is None:
        yield sys.stdout.buffer
    elif target.exists() and not target.is_file():  # a device or a pipe
        with target.open("wb") as file:
            yield file
    else:
        try:
            with _replaced(target.resolve()) as file:
                yield file
        except OSError as error:
            raise Failure(f"{target} cannot be written: {error.strerror or error}") from error


@contextmanager
def _replaced(target: Path) -> Iterator[BinaryIO]:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, part = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "wb") as file:
            yield file
        os.chmod(part, mode)
        os.replace(part, target)
    except BaseException:
        os.unlink(part)
        raise


def _umask() -> int:
    """Return the process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
