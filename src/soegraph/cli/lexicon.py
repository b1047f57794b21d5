"""Commands on the lexicon: check its tables, publish them, and propose new lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soegraph.cli.options import format_option, ontology_option, output_option, store_option
from soegraph.cli.output import Failure, notice, output_to, progress, usage, write
from soegraph.phrases import counted

if TYPE_CHECKING:
    from soegraph.evaluate import Annotated


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


@lexicon.command(short_help="Propose frames from annotated articles.")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder of the texts, if they do not lie beside the gold.",
)
@click.option(
    "--min-support",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Only lines that find so many facts that nothing finds now.",
)
@click.option(
    "--max-errors",
    type=click.FloatRange(0, 1),
    metavar="PART",
    default=0.5,
    show_default=True,
    help="Only lines of whose claims no greater part is wrong.",
)
@click.option(
    "--predicate", "predicates", metavar="NAME", multiple=True, help="Only this relation; may be repeated."
)
@click.option(
    "--examples",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    help="So many facts and errors are shown for each line.",
)
@format_option(
    ("table", "csv"), "table", "Lines with figures and examples, or lines to append to the table of frames."
)
@ontology_option
def suggest(
    gold: tuple[Path, ...],
    articles: Path | None,
    min_support: int,
    max_errors: float,
    predicates: tuple[str, ...],
    examples: int,
    result_format: str,
) -> None:
    """Propose frames that find facts which are missed now; a person accepts them by appending them to en.csv.

    GOLD is a folder of NAME.gold.json files with the articles beside them, as for `soegraph evaluate`. A line is
    proposed where a word of a sentence leads to both ends of a missed fact; it is then tried on all articles, and
    comes with the facts that it finds (+) and the claims that it gets wrong (-). English only.

    \b
    Examples:
      soegraph lexicon suggest tests/gold --articles data/articles
      soegraph lexicon suggest my-gold --ontology mine --format csv >> mine/lexicon/en.csv
    """
    from soegraph import suggest as teaching
    from soegraph.suggest import tables

    annotated, broken = _annotated(gold, articles)
    _tell_languages(annotated, teaching.LANGUAGES)
    with progress("Reading articles") as report, usage():
        found = teaching.suggest(
            annotated,
            min_support=min_support,
            max_error_rate=max_errors,
            predicates=predicates,
            report=report,
        )
    if result_format == "csv":
        write("".join(map(tables.as_csv, found.suggestions.values())))
    else:
        write(tables.as_text(found.suggestions, examples))
    number = sum(map(len, found.suggestions.values()))
    notice(f"{counted(number, 'line')} for {counted(found.missed, 'missed fact')}")
    if broken:
        raise Failure(f"{counted(broken, 'file')} left out, see above; all others are read")


def _annotated(gold: tuple[Path, ...], articles: Path | None) -> tuple[list[Annotated], int]:
    """Read annotated articles; return them, and how many broken files were told of.

    Raises:
        Failure: there is none.
    """
    from soegraph.evaluate import read_annotated
    from soegraph.loaders.read import Unreadable

    found = list(read_annotated(gold, articles=articles))
    broken = [one for one in found if isinstance(one, Unreadable)]
    for file in broken:
        notice(f"{file.path}: {file.reason}")
    annotated = [one for one in found if not isinstance(one, Unreadable)]
    if not annotated:
        raise Failure(f"no annotated article in {', '.join(map(str, gold))}: nothing is proposed")
    return annotated, len(broken)


def _tell_languages(annotated: Sequence[Annotated], handled: Collection[str]) -> None:
    others = Counter(one.language for one in annotated if one.language not in handled)
    if others:
        there = ", ".join(f"{counted(number, 'article')} in {tag}" for tag, number in sorted(others.items()))
        notice(f"lines are proposed for {', '.join(handled)} only; passed over: {there}")
