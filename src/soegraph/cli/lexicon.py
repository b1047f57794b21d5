"""Commands on the lexicon: check its tables, and publish them."""

from __future__ import annotations

from pathlib import Path

import click

from soegraph.cli.options import ontology_option, output_option, store_option
from soegraph.cli.output import Failure, counted, output_to, write


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


@lexicon.command(short_help="Write it as OntoLex-Lemon.")
@click.option("--language", metavar="TAG", help="Only the words of this language: en, zh.")
@output_option
@ontology_option
def export(language: str | None, target: Path | None) -> None:
    """Write the lexicon in Turtle, as OntoLex-Lemon with LexInfo, for the tools of linguists.

    Frames, job titles, head nouns and cues are lexical entries, whose senses refer to the relations, roles and
    classes of the ontology. The same tables give the same bytes.

    \b
    Example:
      soegraph lexicon export --language en -o lexicon.ttl
    """
    from soegraph.publish import lexicon as published

    known = published.languages()
    if language is not None and language not in known:
        raise click.UsageError(f"no frames exist for language {language!r}: there are {', '.join(known)}")
    text = "".join(published.export([language] if language else known))
    with output_to(target) as out:
        out.write(text.encode())
