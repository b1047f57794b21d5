"""Commands on the lexicon: check its tables, and publish them."""

from __future__ import annotations

import click

from soegraph.cli.options import ontology_option, store_option
from soegraph.cli.output import Failure, counted, write


@click.group()
@store_option()
def lexicon() -> None:
    """Work on the lexicon: the words that mean the relations, classes and roles of the ontology.

    \b
    Example:
      soegraph lexicon check
    """


@lexicon.command(short_help="Look for faults in the tables.")
@ontology_option
def check() -> None:
    """Read all tables, and print every fault with its file, line and column, or the number of lines.

    \b
    Example:
      soegraph lexicon check --ontology my-ontology
    """
    from soegraph.loaders import lexicon_check

    found = lexicon_check.check()
    if found.faults:
        write("".join(f"{fault}\n" for fault in found.faults))
        raise Failure(f"{counted(len(found.faults), 'fault')} in the lexicon, see above")
    width = max(map(len, found.lines))
    write("".join(f"{table:{width}}  {number:>5}\n" for table, number in found.lines.items()))
