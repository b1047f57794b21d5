"""Command why: the proof of a triple."""

from __future__ import annotations

from pathlib import Path

import click

from soegraph.cli.asking import asked_at
from soegraph.cli.options import format_option, pass_store, store_option
from soegraph.cli.output import Failure, notice, usage, write
from soegraph.phrases import counted
from soegraph.query import proofs
from soegraph.query.entities import Entities, spelled
from soegraph.query.labels import Labels
from soegraph.query.meant import triples_meant
from soegraph.query.why import why as reasons

_SHOWN = 20  # proofs of what holds of one subject and relation


@click.command()
@click.argument("subject")
@click.argument("relation")
@click.argument("thing", metavar="[OBJECT]", default="")
@format_option(("tree", "json"), "tree", "How to write the proof; queries/README.md describes the JSON.")
@store_option()
@pass_store
def why(store: Path, subject: str, relation: str, thing: str, result_format: str) -> None:
    """Prove that SUBJECT, RELATION and OBJECT hold together: by which rules, from what, in whose words.

    Things are meant by name, slug or IRI, relations and classes by name (controlledBy, soe:controlledBy,
    "controlled by", 受控于; `a` for the class), values as they read. Without OBJECT, all that holds of SUBJECT and
    RELATION is proven. The proof is one of the shortest there are.

    Of what does not hold it is told who plans, denies or rumours it, and whose claim was rejected or is in
    quarantine; the exit status is then 1.

    \b
    Examples:
      soegraph why china-northern-rare-earth controlledBy baogang-group
      soegraph why 北方稀土 a Subsidiary --format json
      soegraph why baogang-group foundedOn
    """
    with usage():
        spelled(subject)
    with asked_at(store) as graph:
        meant = triples_meant(graph.store, Entities(graph, notice), subject, relation, thing)
        answers = reasons(graph.store, meant[:_SHOWN])
        written = proofs.document if result_format == "json" else proofs.text
        write(written(answers, Labels(graph)))
    if len(meant) > _SHOWN:
        notice(f"{counted(len(meant) - _SHOWN, 'more triple')} hold: name the object to see why")
    if not all(answer.holds for answer in answers):
        raise Failure("it does not hold")
