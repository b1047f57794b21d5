"""Command publish: a release of the graph."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import click

from soegraph.cli.options import pass_store, store_option
from soegraph.cli.output import Failure, notice, progress, write
from soegraph.phrases import counted


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--release", "version", required=True, metavar="X.Y.Z", help="The number of the release.")
@click.option("--date", metavar="DATE", help="Its date.  [default: the latest that a source has]")
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The release before this one: tells what has changed.",
)
@click.option(
    "--max-shrink",
    type=click.FloatRange(0, 100),
    default=10,
    show_default=True,
    metavar="PERCENT",
    help="What a class or relation may lose since then.",
)
@click.option("--allow-shrink", is_flag=True, help="Publish also if one has lost more.")
@click.option(
    "--evaluation",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="JSON",
    help="Publish these figures of `soegraph evaluate --format json` as the quality of extraction.",
)
@click.option("--site", is_flag=True, help="Add a site: pages, Turtle and JSON-LD for each thing.")
@click.option("--no-check", is_flag=True, help="Publish without looking for faults first.")
@store_option()
@pass_store
def publish(
    store: Path,
    out: Path,
    version: str,
    date: str | None,
    previous: Path | None,
    max_shrink: float,
    allow_shrink: bool,
    evaluation: Path | None,
    site: bool,
    no_check: bool,
) -> None:
    """Write a release of the graph to the folder OUT: Turtle, N-Triples, TriG, JSON-LD, tables, and their description.

    OUT is written whole or not at all, and takes the place of an older release only. The same graph gives the same
    bytes. A graph in which `soegraph check` finds faults is not published.

    \b
    Examples:
      soegraph publish soegraph-1.0.0 --release 1.0.0
      soegraph publish soegraph-1.1.0 --release 1.1.0 --previous soegraph-1.0.0
      soegraph evaluate tests/gold --articles data/articles --format json > figures.json
      soegraph publish soegraph-1.0.0 --release 1.0.0 --evaluation figures.json
    """
    from soegraph.publish import release
    from soegraph.publish.release.quality import read_evaluation
    from soegraph.store import open_store

    figures = read_evaluation(evaluation) if evaluation else None
    options = release.Options(
        version, date or "", previous, figures, site, max_shrink=max_shrink, allow_shrink=allow_shrink
    )
    release.check(out, options)
    if no_check:
        notice("no check: the graph may have faults")
    else:
        _check(store)
    _tell_what_is_left_out(site)
    with closing(open_store(store, read_only=True)) as opened, progress("reading the graph") as tell:
        files = release.publish(opened, out, options, tell, notice)
    size = sum(file.size for file in files)
    write(f"release {version} in {out}: {counted(len(files), 'file')}, {size:,} bytes\n")


def _tell_what_is_left_out(site: bool) -> None:
    from soegraph.draw.picture import can_draw
    from soegraph.publish.release.tables import has_parquet

    if site and not can_draw():
        notice("a site without pictures: they need pip install 'soegraph[draw]'")
    if not has_parquet():
        notice("tables as CSV only: Parquet needs pip install 'soegraph[tables]'")


def _check(store: Path) -> None:
    from soegraph.check import SECTIONS, failing
    from soegraph.cli.asking import asked_at

    with asked_at(store) as graph, progress("looking for faults"):
        faults = [name for section in SECTIONS.values() for name in graph.wait_for(partial(failing, section))]
    if faults:
        raise Failure(
            f"{counted(len(faults), 'check')} failed: {', '.join(faults)}; `soegraph check` tells more,"
            " --no-check publishes all the same"
        )
