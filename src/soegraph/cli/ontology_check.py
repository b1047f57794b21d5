"""Command ontology check: what ontology engineers look for."""

from __future__ import annotations

import click

from soegraph.cli.options import ontology_option
from soegraph.cli.output import Failure, counted, write


@click.command(short_help="Look for faults in the ontology.")
@ontology_option
def check() -> None:
    """Run the checks of ontology/checks, and print what they find.

    \b
    Example:
      soegraph ontology check
    """
    from soegraph import quality

    results = quality.run()
    failed = [result for result in results if result.findings]
    write("".join(f"{result.check.name}: {result.check.summary}\n" for result in failed))
    if failed:
        raise Failure(f"{len(failed)} of {counted(len(results), 'check')} failed")
    write(f"{counted(len(results), 'check')} passed\n")
