"""Folders that are written whole or not at all: made beside the one that they replace, and moved there at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from soegraph.errors import StoreError


@contextmanager
def replacing(path: Path, purpose: str, clear: Callable[[Path], None] = shutil.rmtree) -> Iterator[Path]:
    """Yield the name of a folder beside `path` that takes its place at the end; what fails leaves `path` as it was.

    The folder is the caller's to make; `clear` removes one that an earlier run has left there.

    Raises:
        StoreError: a folder cannot be moved.
    """
    staging, retired = (path.with_name(f"{path.name}.{name}") for name in (purpose, "retired"))
    if retired.exists() and not path.exists():
        _move(retired, path)  # the last run was cut short between the two moves below
    if staging.exists():
        clear(staging)
    try:
        yield staging
        shutil.rmtree(retired, ignore_errors=True)
        if path.exists():
            _move(path, retired)
        _move(staging, path)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    shutil.rmtree(retired, ignore_errors=True)


def _move(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        raise StoreError(f"{source} cannot be moved to {target}: {error.strerror}") from error
