"""Command ontology check: what ontology engineers look for."""

from __future__ import annotations

import click

from soegraph.cli.options import format_option, ontology_option
from soegraph.cli.output import Failure, write
from soegraph.phrases import counted


@click.command(short_help="Look for faults in the ontology.")
@click.option(
    "--reasoner", is_flag=True, help="Let HermiT, which needs Java, classify the ontology; takes seconds."
)
@format_option(("table", "jsonl"), "table", "What was found with advice, or one JSON object for each check.")
@ontology_option
def check(reasoner: bool, result_format: str) -> None:
    """Look for the pitfalls of OOPS!, the faults of ROBOT's report, what FOOPS! misses, and what leaves OWL 2 RL or DL.

    Findings that are critical or important, and gaps in the header that registries mind, end the command with status 1;
    ontology/checks/README.md lists all checks. For another ontology the rules of our own house are left out.

    \b
    Examples:
      soegraph ontology check
      soegraph ontology check --reasoner
      soegraph ontology check --ontology my-ontology --format jsonl
    """
    from soegraph import quality

    results = quality.run(reasoner=reasoner)
    write({"table": quality.as_table, "jsonl": quality.as_jsonl}[result_format](results))
    failed = [result.check.name for result in results if result.fails]
    if failed:
        raise Failure(f"{len(failed)} of {counted(len(results), 'check')} failed: {', '.join(failed)}")
