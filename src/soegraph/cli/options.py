"""Options and arguments that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.decorators import pass_meta_key

from soegraph import home
from soegraph.cli.completion import complete_name, complete_parameter
from soegraph.cli.output import Failure
from soegraph.model import is_partial_date

if TYPE_CHECKING:
    from soegraph.curation import Ledger

DEFAULT_STORE = Path("graph-store")

_STORE, _CURATION = "soegraph.store", "soegraph.curation"

F = TypeVar("F", bound=Callable[..., Any])

pass_store: Callable[[Callable[..., None]], Callable[..., None]] = pass_meta_key(_STORE)
"""Decorator that passes the folder of the graph as the first argument."""


class _Folder(click.Path):
    """A path that is not empty, which click would take for the working folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("it is empty: name a folder", param, ctx)
        return super().convert(value, param, ctx)


def store_option(default: Path | None = None) -> Callable[[F], F]:
    """Return the decorator for ``--store``, which is accepted before the command and after it.

    Only the group gives a default; a command's own option, when given, takes the place of the group's.
    """
    return click.option(
        "--store",
        type=_Folder(file_okay=False, path_type=Path),
        metavar="DIR",
        default=default,
        show_default=True,
        envvar="SOEGRAPH_STORE" if default else None,
        show_envvar=True,
        expose_value=False,
        callback=_keep_store,
        help="The folder of the graph.",
    )


def _keep_store(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.meta[_STORE] = value


def format_option(formats: Iterable[str], default: str | None, about: str) -> Callable[[F], F]:
    """Return the decorator for ``--format``, which chooses how to write an answer."""
    return click.option(
        "--format",
        "result_format",
        type=click.Choice(list(formats)),
        default=default,
        show_default=default is not None,
        help=about,
    )


def ontology_option(command: F) -> F:
    """Add ``--ontology``; inside the command all that reads an ontology reads that one."""
    about = "Read with the ontology and lexicon of this folder instead of soegraph's own."
    return _folder_option(
        "ontology", _Folder(exists=True, file_okay=False, path_type=Path), _use_ontology, about
    )(command)


def _folder_option(name: str, folder: _Folder, kept: Callable[..., None], about: str) -> Callable[[F], F]:
    """Return the decorator for an option that names a folder and acts by what `kept` does with it."""
    return click.option(
        f"--{name}",
        type=folder,
        metavar="DIR",
        envvar=f"SOEGRAPH_{name.upper()}",
        show_envvar=True,
        expose_value=False,
        callback=kept,
        help=about,
    )


def _use_ontology(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.with_resource(home.using(value))


def curation_option(command: F) -> F:
    """Add ``--curation``, the folder of the ledger, accepted by a group and by its commands; see `curation`."""
    about = "The folder of people's judgements, in place of soegraph's own."
    return _folder_option("curation", _Folder(file_okay=False, path_type=Path), _keep_curation, about)(
        command
    )


def _keep_curation(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.meta[_CURATION] = value


def curation() -> Path | None:
    """Return the folder of the ledger that the command was given, None for soegraph's own."""
    folder: Path | None = click.get_current_context().meta.get(_CURATION)
    return folder


def judgements() -> Ledger:
    """Read the ledger that the command was given.

    Raises:
        Failure: the folder does not exist.
        InputError: the ledger cannot be read.
    """
    from soegraph.curation import ledger

    folder = curation()
    if folder is not None and not folder.is_dir():
        raise Failure(f"there is no folder {folder}: name the one that holds the judgements with --curation")
    return ledger(folder)


def refuse_empty_folders(_: click.Context, __: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Check the paths of articles, as click's callback.

    Raises:
        Failure: all are folders, and there is no article file in them.
    """
    from soegraph.loaders.read import read

    if paths and all(map(os.path.isdir, paths)) and next(read(paths), None) is None:
        folders = (
            f"the folder {paths[0]} holds" if len(paths) == 1 else f"the folders {', '.join(paths)} hold"
        )
        raise Failure(f"{folders} no .md, .txt or .html file")
    return paths


def endpoint_option(command: F) -> F:
    """Add ``--endpoint``."""
    return click.option(
        "--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the graph in --store."
    )(command)


def output_option(command: F) -> F:
    """Add ``-o FILE``, which arrives as `target`: a path, or None for standard output, also for ``-``."""
    return click.option(
        "-o",
        "--output",
        "target",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        callback=lambda _, __, path: None if path == Path("-") else path,
        help="The file to write, complete or not at all, instead of standard output, which is also -.",
    )(command)


def moment_options(command: F) -> F:
    """Add ``--as-of`` and ``--known-at``, which arrive as `as_of` and `known_at`: a partial date or None.

    What was known depends on the ledger, so that ``--curation`` comes with them.
    """
    told = "A year, month or day."
    for name, about in (
        ("--known-at", f"Answer from what had been published by then. {told}"),
        ("--as-of", f"Answer for what held then: certainly, possibly, or unknown. {told}"),
    ):
        command = click.option(name, metavar="DATE", callback=_partial_date, help=about)(command)
    return curation_option(command)


def _partial_date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_partial_date(value):
        raise click.BadParameter(
            f"{value!r} is no year, month or day such as 2021, 2021-12 or 2021-12-23", ctx, param
        )
    return value


def explain_option(command: F) -> F:
    """Add ``--explain``."""
    return click.option(
        "--explain", is_flag=True, help="Add the words that state it: quote, title, publisher, date, URL."
    )(command)


def query_argument(*, required: bool) -> Callable[[F], F]:
    """Return the decorator for the name of a saved query."""
    return click.argument("name", required=required, shell_complete=complete_name)


def parameters_option(command: F) -> F:
    """Add ``-p key=value``, whose values arrive as a dictionary."""
    return click.option(
        "-p",
        "--param",
        "parameters",
        metavar="KEY=VALUE",
        multiple=True,
        callback=_as_mapping,
        shell_complete=complete_parameter,
        help="A parameter of the query; give it again for each. An entity is meant by name, slug or IRI.",
    )(command)


def _as_mapping(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not (key and equals):
            raise click.BadParameter(f"{value!r} is not of the form key=value", ctx, param)
        if key in parameters:
            raise click.BadParameter(f"{key!r} is given twice", ctx, param)
        parameters[key] = text
    return parameters
