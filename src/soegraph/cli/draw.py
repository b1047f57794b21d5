"""Command draw: who owns whom, and who held which post, as a picture."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from soegraph.cli.asking import asked_at
from soegraph.cli.options import moment_options, output_option, pass_store, store_option
from soegraph.cli.output import notice, output_to, usage
from soegraph.draw.picture import FORMATS, LANGUAGES, PICTURES, Wish, needs_library
from soegraph.draw.picture import draw as drawn
from soegraph.query.entities import Entities, spelled


@click.command()
@click.argument("entity")
@output_option
@click.option(
    "--format",
    "picture_format",
    type=click.Choice(FORMATS),
    help="How to write it; txt is the picture in words.  [default: by the suffix of FILE; svg without one]",
)
@click.option(
    "--picture",
    type=click.Choice(PICTURES),
    default=None,
    help="What to draw: who owns whom, who held posts in an organisation or role, or the posts of a person."
    "  [default: what suits ENTITY]",
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of names."
)
@click.option(
    "--depth",
    type=click.IntRange(0, 9),
    default=2,
    show_default=True,
    help="Levels below ENTITY in an ownership picture; above it all are drawn.",
)
@click.option(
    "--most",
    type=click.IntRange(1),
    default=12,
    show_default=True,
    help="Organisations drawn beside one on each side; the rest is counted.",
)
@moment_options
@store_option()
@pass_store
def draw(
    store: Path,
    entity: str,
    target: Path | None,
    picture_format: str | None,
    picture: str | None,
    language: str,
    depth: int,
    most: int,
    as_of: str | None,
    known_at: str | None,
) -> None:
    """Draw ENTITY: the owners and holdings of an organisation, the board of one, or the career of a person.

    Lines show what sources state, thick boxes whose control is inferred; bars are filled where a tenure is certain,
    and hatched where it is possible. What stands behind a picture, `soegraph control` and `soegraph query posts` tell
    with --explain, and `soegraph why`.

    \b
    Examples:
      soegraph draw china-rare-earth-group -o group.svg
      soegraph draw baogang-group --picture board --as-of 2024 -o board.png
      soegraph draw 孟繁英 --language zh -o career.svg
    """
    chosen = picture_format or _format_of(target)
    if target is None and chosen == "png" and sys.stdout.isatty():
        raise click.UsageError("a terminal shows no PNG: name a file with -o")
    with usage():
        spelled(entity)
    needs_library(chosen)
    wish = Wish(picture or "", language, as_of, known_at, depth, most)
    with asked_at(store, known_at) as graph:
        node = Entities(graph, notice).find(entity)
        written = drawn(graph.store, node, wish, chosen, notice)
    with output_to(target) as out:
        out.write(written)


def _format_of(target: Path | None) -> str:
    suffix = target.suffix.lower().removeprefix(".") if target else ""
    if suffix and suffix not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise click.UsageError(f"no picture has the suffix .{suffix}: end FILE in {known}, or give --format")
    return suffix or "svg"
