"""Commands on the ontology itself: each in a module of its own, added below."""

from __future__ import annotations

import click

from soegraph.cli.ontology_check import check
from soegraph.cli.ontology_docs import docs
from soegraph.cli.options import store_option


@click.group()
@store_option()
def ontology() -> None:
    """Work on the ontology: the classes, relations and concepts that the graph is made of.

    \b
    Example:
      soegraph ontology check
    """


ontology.add_command(check)
ontology.add_command(docs)
