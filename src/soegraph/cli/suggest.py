"""Command suggest: which entities of the graph are likely one and the same."""

from __future__ import annotations

from pathlib import Path

import click

from soegraph.cli.asking import asked
from soegraph.cli.options import curation_option, format_option, judgements, pass_store, store_option
from soegraph.cli.output import notice, write
from soegraph.curation.judgement import NOT_SAME
from soegraph.phrases import counted

_KINDS = ("person", "organisation", "site", "place")


@click.command()
@click.option("--kind", type=click.Choice(_KINDS), help="Only pairs of this kind of thing.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="The least score."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many pairs."
)
@format_option(("table", "jsonl", "csv"), "table", "A table for people, JSON lines, or judgements as CSV.")
@curation_option
@store_option()
@pass_store
def suggest(store: Path, kind: str | None, min_score: float, limit: int, result_format: str) -> None:
    """List pairs of entities that are likely one, with the reasons, the likeliest first.

    Nothing is merged. `--format csv` writes judgements that the two are the same, for a person to look through and
    give to `soegraph judge add`. Pairs that the ledger says are not the same are left out.

    \b
    Examples:
      soegraph suggest --kind person
      soegraph suggest --min-score 0.7 --format csv
    """
    from soegraph.identity import pairs

    told = (judgement for judgement in judgements().of_pairs if judgement.decision == NOT_SAME)
    apart = {frozenset(node.value for node in judgement.pair) for judgement in told}
    with asked(store) as graph:
        found = pairs.suggest(graph, kind=kind or "", min_score=min_score, limit=limit, apart=apart)
    write({"table": pairs.as_table, "jsonl": pairs.as_jsonl, "csv": pairs.as_csv}[result_format](found))
    if not found:
        notice(f"no two things are likely one at a score of {min_score} or more")
    elif result_format == "table":
        notice(f"{counted(len(found), 'pair')}; soegraph show tells more of an entity")
