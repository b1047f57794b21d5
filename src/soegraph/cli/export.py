"""Command export: the graph as one file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from soegraph.cli.options import output_option, pass_store, store_option
from soegraph.cli.output import output_to
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
@output_option
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
    with closing(open_store(store, read_only=True)) as opened, output_to(target) as out:
        exported(opened, chosen, out)


def _format_of(target: Path | None) -> str:
    suffix = target.suffix.lower() if target else ""
    if suffix and suffix not in _SUFFIXES:
        known = ", ".join(_SUFFIXES)
        raise click.UsageError(f"no format has the suffix {suffix!r}: end FILE in {known}, or give --format")
    return _SUFFIXES.get(suffix, "turtle")
