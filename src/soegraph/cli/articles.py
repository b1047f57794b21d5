"""Commands that change the graph: build, load, forget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import click

from soegraph import graph, names
from soegraph.cli.extractor import extractor_options
from soegraph.cli.intake import Extractor, Intake, tell
from soegraph.cli.options import curation_option, judgements, pass_store, refuse_empty_folders, store_option
from soegraph.cli.output import Failure, notice, progress, write
from soegraph.curation import Ledger
from soegraph.phrases import counted
from soegraph.store import OxigraphStore, open_store

_TOLD = 10  # judgements without effect

_IDENTIFIERS = f"""
SELECT ?id {{ GRAPH ?a {{ ?a a <{names.SOE}Article> ; <{names.PREFIXES["dcterms"]}identifier> ?id }} }}
ORDER BY ?id"""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), callback=refuse_empty_folders)
@extractor_options
@curation_option
@store_option()
@pass_store
def build(store: Path, paths: tuple[str, ...], extractor: Extractor) -> None:
    """Build a graph from articles and from the tables of known organisations, people, sites and plans.

    PATH is a file (.md, .txt, .html), a folder or a glob; without one the articles of the package are taken.
    The new graph replaces the one in --store when it is complete; until then the old one stays in use.
    A broken article is named at the end, and all others are loaded.

    \b
    Examples:
      soegraph build
      soegraph build data/articles 'reports/2025-*.html' --store graph-2025
    """
    started, store = perf_counter(), store.resolve()  # an empty working folder is replaced too
    ledger = judgements()
    intake = Intake(paths or (str(files("soegraph") / "data" / "articles"),), extractor)
    with progress("Reading articles") as intake.report:
        report = graph.build(store, intake.extractions(), judgements=ledger)
    tell(report.notices)
    tell_idle(report.idle)
    _tell_inconsistencies(report.inconsistencies)
    with closing(open_store(store, read_only=True)) as built:
        _summarise(built, {}, intake, started)
    intake.close(report.refused)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(), callback=refuse_empty_folders)
@extractor_options
@curation_option
@store_option()
@pass_store
def load(store: Path, paths: tuple[str, ...], extractor: Extractor) -> None:
    """Load articles into the graph in --store, or into a new one.

    An article that is there unchanged stays as it is, one that has changed is replaced with all that followed
    from it: loading twice changes nothing. A broken article is named at the end, and all others are loaded.

    \b
    Example:
      soegraph load press/baogang.html
    """
    started, ledger = perf_counter(), judgements()
    intake = Intake(paths, extractor)
    with progress("Reading articles") as intake.report:
        extractions = intake.extractions()
        with closing(open_store(store)) as opened:
            report = graph.Graph(opened, judgements=ledger).load(extractions)
    tell(report.notices)
    tell_idle(report.idle)
    _tell_inconsistencies(report.inconsistencies)
    done = {"loaded": report.loaded, "replaced": report.replaced, "unchanged": report.unchanged}
    with closing(open_store(store, read_only=True)) as loaded:
        _summarise(loaded, done, intake, started)
    intake.close(report.refused)


@click.command()
@click.argument("article_ids", metavar="ARTICLE_ID...", nargs=-1, required=True)
@curation_option
@store_option()
@pass_store
def forget(store: Path, article_ids: tuple[str, ...]) -> None:
    """Remove articles from the graph, with every fact that no other article and no table states.

    ARTICLE_ID is the name of the article's file without the suffix, the `id` in its front matter, or the
    article as `soegraph query articles` lists it.

    \b
    Example:
      soegraph forget a-05-zhaobao-venture.en
    """
    open_store(store, read_only=True).close()  # opened for writing, a missing graph would be made
    ledger = judgements()
    with closing(open_store(store)) as opened:
        unknown = [wanted for wanted in article_ids if not _forget(opened, ledger, wanted)]
        if unknown:
            raise Failure(_not_there(unknown, identifiers(opened)))


def _forget(store: OxigraphStore, ledger: Ledger, wanted: str) -> bool:
    """Forget one article, and tell whether it was there."""
    article_id = identifier(wanted, identifiers(store))
    there = graph.Graph(store, judgements=ledger).forget(article_id)
    if there:
        write(f"forgot {article_id}\n")
    return there


def tell_idle(judgements: list[str]) -> None:
    """Tell which judgements should have an effect and have none."""
    for line in judgements[:_TOLD]:
        notice(line)
    if len(judgements) > _TOLD:
        more = counted(len(judgements) - _TOLD, "more judgement")
        notice(f"{more} without effect: `soegraph judge --list` tells of all")


def _tell_inconsistencies(number: int) -> None:
    if number:
        found = "1 inconsistency" if number == 1 else f"{number} inconsistencies"
        notice(f"{found} in the graph: `soegraph check` tells which, and in whose words")


def identifiers(store: OxigraphStore) -> list[str]:
    """Return the ids of the articles in a graph."""
    return [getattr(article_id, "value", "") for (article_id,) in store.select(_IDENTIFIERS).rows]


def identifier(wanted: str, known: Iterable[str]) -> str:
    """Return the id of the article that a person means by its id, IRI or slug; else what was written."""
    by_slug = {names.slug(article_id): article_id for article_id in known}
    meant = by_slug.get(names.slug(wanted)) or by_slug.get(names.slug_of(f"/{wanted}"))
    return meant or wanted


def _not_there(unknown: Iterable[str], known: list[str]) -> str:
    near = [close for wanted in unknown for close in get_close_matches(wanted, known)]
    hint = (
        f"did you mean {', '.join(dict.fromkeys(near))}?" if near else "`soegraph query articles` lists all"
    )
    return f"no article {', '.join(unknown)} in the graph: {hint}"


def _summarise(store: OxigraphStore, done: Mapping[str, int], intake: Intake, started: float) -> None:
    """Write what was done and what is now in the graph, one number a line."""
    summary = graph.Graph(store).summary()
    lines = {**done, "articles": summary.articles, "claims": summary.claims, "facts": summary.facts}
    lines["entities"] = sum(summary.entities.values())
    lines |= _indented(summary.entities)
    lines["dropped candidates"] = intake.dropped.total()
    lines |= _indented(intake.dropped)
    texts = {label: str(number) for label, number in lines.items()}
    texts["seconds"] = f"{perf_counter() - started:.1f}"
    label_width, number_width = max(map(len, texts)), max(map(len, texts.values()))
    write("".join(f"{label:{label_width}}  {text:>{number_width}}\n" for label, text in texts.items()))


def _indented(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts, the greatest first, as lines below their sum."""
    return {f"  {label}": n for label, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}
