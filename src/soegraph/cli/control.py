"""Command control: the paths from an enterprise up to its state owner."""

from __future__ import annotations

from pathlib import Path

import click

from soegraph.cli.asking import asked_at
from soegraph.cli.options import explain_option, format_option, moment_options, pass_store, store_option
from soegraph.cli.output import notice, usage, write
from soegraph.query import results
from soegraph.query.control import control as paths_up
from soegraph.query.entities import Entities, spelled
from soegraph.query.explain import explain as explained
from soegraph.query.saved import saved_query


@click.command()
@click.argument("enterprise")
@format_option(results.FORMATS, "table", "How to write the answer.")
@explain_option
@moment_options
@store_option()
@pass_store
def control(
    store: Path, enterprise: str, result_format: str, explain: bool, as_of: str | None, known_at: str | None
) -> None:
    """Follow who controls ENTERPRISE up to its state owner, with the share on the way as a range.

    `least` and `most` are the share of the controller in what it controls, `leastAbove` and `mostAbove` its share in
    ENTERPRISE itself, in percent: products along the path.

    \b
    Examples:
      soegraph control china-northern-rare-earth --explain
      soegraph control 北方稀土 --as-of 2021 --format csv
    """
    with usage():
        spelled(enterprise)
    with asked_at(store, known_at) as graph:
        node = Entities(graph).find(enterprise, "soe:Organisation")
        rows = paths_up(graph.store, node, as_of)
        evidence = explained(graph, rows, saved_query("control-chain")) if explain else None
        write(results.written(rows, result_format, evidence))
        if not rows.rows:
            notice("no rows")
