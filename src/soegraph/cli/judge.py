"""Command judge: people's decisions on claims and on who is who, from a terminal, a shell or a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import click
from pyoxigraph import NamedNode

from soegraph import graph, schema
from soegraph.cli.articles import identifier, identifiers, tell_idle
from soegraph.cli.options import curation, curation_option, judgements, pass_store, store_option
from soegraph.cli.origin import Origin, origin_options, pass_origin, signature, signed
from soegraph.cli.output import Failure, notice, usage, write
from soegraph.curation import Judgement, Ledger, record
from soegraph.curation.judgement import ACCEPT, FIX_DATE, NOT_SAME, REJECT, SAME, WITHDRAW, iri_of
from soegraph.curation.ledger import ordered, read_lines
from soegraph.errors import QueryError
from soegraph.graph.judgements import fitting, who_is_who
from soegraph.graph.states import STATES, states
from soegraph.graph.view import View
from soegraph.phrases import counted
from soegraph.query.entities import Entities, short
from soegraph.store import OxigraphStore, open_store

F = TypeVar("F", bound=Callable[..., Any])


def _shared(command: F) -> F:
    """Add the options of every command here."""
    return curation_option(origin_options(store_option()(command)))


@click.group(invoke_without_command=True)
@click.option("--list", "listing", is_flag=True, help="List all judgements with what has become of them.")
@click.option("--state", type=click.Choice(STATES), help="List only those in this state.")
@click.option("--predicate", metavar="NAME", help="Review only claims of this relation.")
@click.option("--entity", metavar="NAME", help="Review only claims about this entity.")
@click.option("--article", metavar="ID", help="Review only claims of this article.")
@click.option(
    "--texts",
    multiple=True,
    type=click.Path(exists=True),
    metavar="PATH",
    help="Where the articles lie, to show quotes in their sentences.  [default: those of the package]",
)
@_shared
@pass_origin
@pass_store
@click.pass_context
def judge(
    ctx: click.Context,
    store: Path,
    origin: Origin,
    listing: bool,
    state: str | None,
    predicate: str | None,
    entity: str | None,
    article: str | None,
    texts: tuple[str, ...],
) -> None:
    """Judge claims, and say who is who; without a command, review claims in the terminal, the least sure first.

    A review takes one key a decision: a accept, r reject, e edit a date, s skip, u undo the last, q quit.

    Every decision is one line at the end of judgements.csv in the folder of the ledger, and the graph in
    --store follows at once. It stays when articles are read anew, relations are renamed and texts move.

    \b
    Examples:
      soegraph judge --predicate holdsPost
      soegraph judge same person/li-xiao-2 person/li-xiao --why "one report has his name turned round"
      soegraph judge --list
    """
    if ctx.invoked_subcommand is not None:
        return
    if listing or state:
        _list(store, state)
    else:
        with usage():
            if predicate and predicate not in schema.load().relations:
                raise QueryError(f"no relation {predicate!r}: `soegraph query relations` lists all")
        _review(store, origin, predicate or "", entity, article, texts or (str(_package_articles()),))


def _package_articles() -> Any:
    return files("soegraph") / "data" / "articles"


def _list(store: Path, state: str | None) -> None:
    """Write each judgement in a line: its state, how many claims it decides, what and where."""
    ledger = judgements()
    with closing(open_store(store, read_only=True)) as opened:
        found = [found for found in states(opened, ledger) if state in (None, found.name)]
    for one in found:
        claims = f" ({counted(one.claims, 'claim')})" if one.claims else ""
        reason = f": {one.reason}" if one.reason else ""
        who = f"{one.judgement.who}, {one.judgement.when}"
        write(f"{one.name}{claims}\t{one.judgement}\t{who}\t{one.judgement.where}{reason}\n")
    if not found:
        notice("no judgements")


def _review(
    store: Path,
    origin: Origin,
    predicate: str,
    entity: str | None,
    article: str | None,
    texts: tuple[str, ...],
) -> None:
    from soegraph.cli.review import Review, Texts
    from soegraph.graph.review import case, unjudged

    folder, by = record.folder_to_write(curation()), signed(origin)
    open_store(store, read_only=True).close()  # opened for writing, a missing graph would be made
    _follow(store)
    with closing(open_store(store, read_only=True)) as opened:
        about = _entity(opened, entity) if entity else None
        of = identifier(article, identifiers(opened)) if article else ""
        claims = unjudged(opened, judgements(), predicate=predicate, entity=about, article=of)

        def judged(cells: Mapping[str, str]) -> Judgement:
            found = record.checked({**by, **cells})
            record.append(folder, [found])
            return found

        review = Review(claims, lambda claim, where: case(opened, claim, where), judged, Texts(texts))
        try:
            done = review.run()
        finally:
            click.echo()
    left = len(claims) - len({at for at, _ in review.done})
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(done.items()))
    notice(
        f"recorded {counted(done.total(), 'judgement')}{f' ({kinds})' if kinds else ''}; {left} claims left"
    )
    if done:
        _follow(store)


def _entity(store: OxigraphStore, name: str, *, follow: bool = True) -> NamedNode:
    if not follow and (node := iri_of(name)):
        return node
    try:
        return Entities(store, notice, follow).find(name)
    except QueryError as error:
        raise QueryError(f"{name!r}: {error}") from None


def _follow(store: Path) -> None:
    """Bring the graph up to date with the ledger."""
    with closing(open_store(store)) as opened:
        report = graph.Graph(opened, judgements=judgements()).load([])
    tell_idle(report.idle)


@contextmanager
def _opened(store: Path) -> Iterator[OxigraphStore | None]:
    """Open the graph to look things up in, or None if there is none."""
    if not store.exists():
        notice(f"there is no graph in {store}: the judgement is not held against one")
        yield None
        return
    with closing(open_store(store, read_only=True)) as opened:
        yield opened


def _record(store: Path, found: list[Judgement]) -> None:
    """Write judgements down, and let the graph follow."""
    record.append(record.folder_to_write(curation()), found)
    for judgement in found:
        write(f"recorded {judgement}\n")
    if store.exists():
        _follow(store)


def _claim_options(command: Callable[..., None]) -> Callable[..., None]:
    options = {
        "--article": "The article that the claim stands in; without it, wherever the fact is stated.",
        "--subject": "Who or what it is about: a name in the article, a slug or an IRI.",
        "--predicate": "The relation.",
        "--object": "What is said to be related, or the value.",
        "--qualifiers": "What the claim must also say, as in 'role=chair|percent=51'.",
        "--quote": "Words of the claim's quote.",
    }
    required = ("--subject", "--predicate", "--object")
    for name, text in reversed(options.items()):
        command = click.option(
            name,
            metavar="TEXT",
            default=None if name in required else "",
            required=name in required,
            help=text,
        )(command)
    return _shared(pass_origin(pass_store(command)))


@judge.command(ACCEPT, short_help="Confirm a claim or fact.")
@_claim_options
def accept(store: Path, origin: Origin, **cells: str) -> None:
    """Confirm a claim: its fact is certain.

    \b
    Example:
      soegraph judge accept --article a-01-grassroots-party.en --subject "Meng Fanying" \\
        --predicate holdsPost --object Baogang --why "named on the company's site"
    """
    _judge_claim(store, {**signed(origin), **cells, "decision": ACCEPT})


@judge.command(REJECT, short_help="Reject a claim, or a fact wherever it is stated.")
@_claim_options
def reject(store: Path, origin: Origin, **cells: str) -> None:
    """Reject a claim: it supports no fact any more, now and when its article is read anew.

    \b
    Example:
      soegraph judge reject --article a-03-two-bases-symposium.en --subject "rare earth base" \\
        --predicate locatedIn --object China --why "the sentence speaks of bases at large"
    """
    _judge_claim(store, {**signed(origin), **cells, "decision": REJECT})


@judge.command(FIX_DATE, short_help="Correct a date of a claim.")
@click.option("--field", metavar="NAME", required=True, help="Which date: start, end, asOf, date or year.")
@click.option(
    "--value", metavar="DATE", required=True, help="The right one, '' for none: 2021, 2021-12 or a day."
)
@_claim_options
def fix_date(store: Path, origin: Origin, **cells: str) -> None:
    """Correct a date of a claim, add the one that it lacks, or take one away.

    \b
    Example:
      soegraph judge fix-date --article my-report --subject "Li Xiao" --predicate holdsPost --object Baogang \\
        --field start --value 2012-03 --why "a misprint in the report"
    """
    dates = [k for k, p in schema.load().qualifiers.items() if p.lexical_type in ("partialDate", "year")]
    if cells["field"] not in dates:
        raise click.BadParameter(f"{cells['field']!r} is none of {', '.join(dates)}", param_hint="--field")
    _judge_claim(store, {**signed(origin), **cells, "decision": FIX_DATE})


@judge.command(WITHDRAW, short_help="Take a judgement of a claim or fact back.")
@click.option("--field", metavar="NAME", default="", help="The date that a fix-date corrected.")
@_claim_options
def withdraw(store: Path, origin: Origin, **cells: str) -> None:
    """Take back the judgement with just these cells, as `soegraph judge --list` shows it.

    \b
    Example:
      soegraph judge withdraw --subject organisation/baogang-group --predicate supervisedBy --object sasac
    """
    with _opened(store) as opened:
        found = record.checked(_resolved(opened, {**signed(origin), **cells, "decision": WITHDRAW}))
    if not any(judgement.key == found.key for judgement in judgements().standing):
        raise Failure("no judgement that stands has just these cells: `soegraph judge --list` shows them")
    _record(store, [found])


def _judge_claim(store: Path, cells: dict[str, str]) -> None:
    """Write a judgement of a claim or fact down, if the graph has what it means or lacks the article."""
    if cells["predicate"] not in schema.load().relations:
        raise click.BadParameter(
            f"{cells['predicate']!r} is no relation: `soegraph query relations` lists all",
            param_hint="--predicate",
        )
    with _opened(store) as opened:
        found = record.checked(_resolved(opened, cells))
        if opened is not None:
            _hold_against(opened, found)
    _record(store, [found])


def _resolved(store: OxigraphStore | None, cells: dict[str, str]) -> dict[str, str]:
    """Return cells with the article by its id, and the ends by kind and slug beside what was given."""
    if store is None:
        return cells
    literal = schema.load().properties[cells["predicate"]].literal
    ends = {"subject": cells["subject"], **({} if literal else {"object": cells["object"]})}
    found = {column: _end(store, given, bool(cells["article"])) for column, given in ends.items()}
    article = identifier(cells["article"], identifiers(store)) if cells["article"] else ""
    return {**cells, **found, "article": article}


def _end(store: OxigraphStore, given: str, named_in_article: bool) -> str:
    if iri_of(given) or "|" in given:
        return given
    try:
        node = _entity(store, given)
    except QueryError:
        if named_in_article:
            return given
        raise
    return f"{short(node.value)}|{given}"


def _hold_against(store: OxigraphStore, found: Judgement) -> None:
    """Tell how many claims a judgement means.

    Raises:
        Failure: none, though its article is there.
    """
    if claims := fitting(store, found, who_is_who(View(store, {}), judgements())):
        notice(f"it means {counted(len(claims), 'claim or record' if not found.article else 'claim')}")
    elif not found.article:
        notice("nothing in the graph states it: the judgement waits")
    elif found.article in identifiers(store):
        raise Failure(
            f"no claim of {found.article} says so: nothing is recorded; `soegraph show article/...` tells what it says"
        )
    else:
        notice(f"there is no article {found.article} in the graph: the judgement waits for it")


@judge.command(SAME, short_help="Say that two entities are one.")
@click.argument("old")
@click.argument("new")
@_shared
@pass_origin
@pass_store
def same(store: Path, origin: Origin, old: str, new: str) -> None:
    """Say that OLD and NEW are one: NEW stays, and OLD leads to it for ever.

    \b
    Example:
      soegraph judge same organisation/bao-gang-ji-tuan baogang-group --why "one firm, in pinyin and in English"
    """
    _judge_pair(store, origin, SAME, old, new)


@judge.command(NOT_SAME, short_help="Say that two entities are not one.")
@click.argument("old")
@click.argument("new")
@_shared
@pass_origin
@pass_store
def not_same(store: Path, origin: Origin, old: str, new: str) -> None:
    """Say that OLD and NEW are two: a merger of them is undone, and none can come about.

    \b
    Example:
      soegraph judge not-same organisation/china-rare-earth-holdings organisation/china-rare-earth-group
    """
    _judge_pair(store, origin, NOT_SAME, old, new)


def _judge_pair(store: Path, origin: Origin, decision: str, old: str, new: str) -> None:
    with _opened(store) as opened:
        ends = {"subject": old, "object": new}
        if opened is not None:
            with usage():
                ends = {column: _entity(opened, end, follow=False).value for column, end in ends.items()}
        found = record.checked({**signed(origin), **ends, "decision": decision})
        if opened is not None:
            _hold_against_ledger(opened, found)
    _record(store, [found])


def _hold_against_ledger(store: OxigraphStore, found: Judgement) -> None:
    """Refuse a merger that could not be followed.

    Raises:
        Failure: the two are of disjoint classes, or another judgement speaks against it.
    """
    coming = Ledger(ordered([[*judgements().judgements, found]]))
    if reason := who_is_who(View(store, {}), coming).contradicted.get(found):
        raise Failure(f"{reason}: nothing is recorded")


@judge.command("add", short_help="Record a table of judgements from standard input.")
@_shared
@pass_origin
@pass_store
def add(store: Path, origin: Origin) -> None:
    """Record a table of judgements from standard input: all of it, or nothing if one line is wrong.

    The columns are those of the ledger; `data/README.md` tells what they hold. Where a line does not say who,
    when or why, the options do.

    \b
    Example:
      soegraph judge add --who "Zhang San" < reviewed.csv
    """
    found = read_lines(sys.stdin.buffer.read(), "standard input", signature(origin))
    if not found:
        raise Failure("no judgement on standard input: nothing is recorded")
    with _opened(store) as opened:
        if opened is not None:
            for judgement in found:
                if judgement.decision == SAME:
                    _hold_against_ledger(opened, judgement)
    _record(store, found)
