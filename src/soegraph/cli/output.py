"""What commands say: results to standard output, notices, progress and errors to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any, BinaryIO

import click

from soegraph.errors import QueryError


class Failure(click.ClickException):
    """The end of a command that failed: its message, and exit status 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the message to standard error."""
        click.echo(f"soegraph: error: {self.format_message()}", file=file, err=file is None)


@contextmanager
def usage() -> Iterator[None]:
    """Turn the refusal of what a person typed into wrong usage: exit status 2, with a pointer to the help."""
    try:
        yield
    except QueryError as error:
        raise click.UsageError(str(error), click.get_current_context()) from error


def write(text: str) -> None:
    """Write a result, which ends in a line end, to standard output: in UTF-8, line ends as they are."""
    sys.stdout.buffer.write(text.encode())


def notice(message: str) -> None:
    """Tell a person something that is no result and no failure."""
    click.echo(f"soegraph: {message}", err=True)


@contextmanager
def progress(beginning: str, *, shown: bool = True) -> Iterator[Callable[[str], None]]:
    """Show on a terminal what a long job is at; the function given changes it. Silent anywhere else."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(beginning)
        yield lambda message: bar.update(task, description=message)


@contextmanager
def output_to(target: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that takes its place only when all is written."""
    if target is None:
        yield sys.stdout.buffer
    elif target.exists() and not target.is_file():  # a device or a pipe
        with target.open("wb") as file:
            yield file
    else:
        try:
            with _replaced(target.resolve()) as file:
                yield file
        except OSError as error:
            raise Failure(f"{target} cannot be written: {error.strerror or error}") from error


@contextmanager
def _replaced(target: Path) -> Iterator[BinaryIO]:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, part = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "wb") as file:
            yield file
        os.chmod(part, mode)
        os.replace(part, target)
    except BaseException:
        os.unlink(part)
        raise


def _umask() -> int:
    """Return the process's mask for new files, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
