"""The group of all commands: which there are, and how every one of them ends.

| exit status | when |
|---|---|
| 0 | done |
| 1 | something failed: one message on standard error that begins with ``soegraph: error:`` |
| 2 | wrong usage, as click has it: also a query or parameter that is unknown, missing or malformed |
| 130 | Ctrl-C |
| 141 | whoever read the output has gone (``soegraph export | head``); nothing is said |
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from soegraph.cli.output import Failure
from soegraph.errors import SoegraphError

INTERRUPTED = 130
PIPE_CLOSED = 141

# Each command with its module, in which a function of its name is the command, and what the overview says of
# it; the overview imports none of them.
_COMMANDS = {
    "build": ("articles", "Build a graph from articles, in place of the old one."),
    "load": ("articles", "Load articles into a graph."),
    "forget": ("articles", "Remove articles from a graph, with all that follows from them."),
    "extract": ("extract", "Print the claims in articles; store nothing."),
    "evaluate": ("evaluate", "Measure extraction against articles that people have annotated."),
    "lexicon": ("lexicon", "Check, teach or publish the words that extraction knows."),
    "ontology": ("ontology", "Check or document the ontology itself."),
    "queries": ("queries", "List the saved queries, or tell all about one."),
    "query": ("query", "Answer a saved query."),
    "sparql": ("query", "Answer a SPARQL query from a file or standard input."),
    "control": ("control", "Follow who controls an enterprise up to its state owner."),
    "show": ("show", "Tell all that is known of one entity."),
    "why": ("why", "Prove a triple: rules, premises, claims and quotes."),
    "draw": ("draw", "Draw who owns whom, or who held which post."),
    "suggest": ("suggest", "List pairs of entities that are likely one."),
    "judge": ("judge", "Judge claims, and say who is who."),
    "export": ("export", "Write the graph in a standard format."),
    "publish": ("publish", "Write a release of the graph: files, tables and their description."),
    "verify": ("verify", "Audit a release by its files alone."),
    "check": ("check", "Look for faults in the graph."),
}


class Commands(click.Group):
    """A group that imports a command when it is called, and turns our errors into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of their use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in _COMMANDS:
            return None
        module, summary = _COMMANDS[cmd_name]
        command = getattr(import_module(f"soegraph.cli.{module}"), cmd_name)
        assert isinstance(command, click.Command)
        command.short_help = summary
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one may be meant."""
        if args[0].startswith("-") or args[0] in _COMMANDS:
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"no command {args[0]!r}: {_advice(args[0])}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and end as the table of this module says."""
        _write_utf8()
        with _endings(ctx):
            answer = super().invoke(ctx)
            sys.stdout.flush()  # here, where a closed pipe or a full disk can still be told
            return answer


def _advice(name: str) -> str:
    from soegraph.query.saved import catalogue

    if name in catalogue():
        return f"it is a saved query, try `soegraph query {name}`"
    if near := get_close_matches(name, _COMMANDS):
        return f"did you mean {' or '.join(near)}?"
    return "`soegraph --help` lists all"


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale is: our formats are UTF-8, and half of our names Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def _endings(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        click.echo(err=True)  # ends the line on which the terminal has put ^C
        ctx.exit(INTERRUPTED)
    except BrokenPipeError:
        _drop_output()
        ctx.exit(PIPE_CLOSED)
    except SoegraphError as error:
        raise Failure(str(error)) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or error}") from error


def _drop_output() -> None:
    """Let what is still in the buffers go nowhere, or Python complains when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
