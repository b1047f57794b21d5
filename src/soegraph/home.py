"""Where the ontology, the lexicon and the tables of known entities are read from: our own folders, or another's.

Another ontology is one folder: its Turtle files, a ``lexicon`` folder if texts are read with it and, if it has any, an
``authority`` folder (`ontology/README.md` says what they must hold). Inside ``with using(folder)`` all that reads an
ontology reads that one; what is worked out of it is kept with `cached`, for each ontology by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from soegraph.errors import OntologyError

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")

_FOLDER: ContextVar[Path | None] = ContextVar("folder of the ontology", default=None)
_OURS = ("soe.ttl", "schemes.ttl")
_BESIDE_OURS = ("alignment.ttl", "shapes.ttl")  # they match or check the model and add nothing to it


def folder() -> Path | None:
    """Return the folder of the ontology in use; None for our own."""
    return _FOLDER.get()


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Use the ontology of a folder inside a ``with`` block.

    Raises:
        OntologyError: the folder holds no Turtle file.
    """
    folder = folder.resolve()
    if not any(folder.glob("*.ttl")):
        raise OntologyError(f"{folder} holds no ontology: put its Turtle there, in files that end in .ttl")
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


def cached(function: Callable[[*Arguments], Result]) -> Callable[[*Arguments], Result]:
    """Call a function once for each ontology and set of arguments, as `functools.cache` does for one ontology."""

    @cache
    def kept(_: Path | None, *args: *Arguments) -> Result:
        return function(*args)

    @wraps(function)
    def in_use(*args: *Arguments) -> Result:
        return kept(_FOLDER.get(), *args)

    return in_use


def turtle() -> Sequence[Traversable]:
    """Return the Turtle files of the ontology in use."""
    if home := folder():
        return sorted(home.glob("*.ttl"))
    return [files("soegraph") / "ontology" / name for name in _OURS]


def all_turtle() -> Sequence[Traversable]:
    """Return the Turtle files of the ontology in use with those that match or check it."""
    return [*turtle(), *beside()]


def beside() -> Sequence[Traversable]:
    """Return the Turtle files that match or check the ontology in use; another one has none of its own."""
    return [] if folder() else [files("soegraph") / "ontology" / name for name in _BESIDE_OURS]


def lexicon() -> Traversable:
    """Return the folder of the lexicon in use.

    Raises:
        OntologyError: there is none, so that nothing can be read out of a text.
    """
    home = folder()
    if home is None:
        return our_lexicon()
    if not (home / "lexicon").is_dir():
        raise OntologyError(f"{home} holds no lexicon: put its tables there, in a folder named lexicon")
    return home / "lexicon"


def our_lexicon() -> Traversable:
    """Return the folder of our own lexicon, whose lists of plain words serve every ontology."""
    return files("soegraph") / "ontology" / "lexicon"


def authority() -> Traversable | None:
    """Return the folder of the tables of known entities in use; None where another ontology has none."""
    home = folder()
    if home is None:
        return files("soegraph") / "data" / "authority"
    return home / "authority" if (home / "authority").is_dir() else None


def curation() -> Traversable | None:
    """Return the folder of the judgements that go with the ontology in use; None where another one has none."""
    home = folder()
    if home is None:
        return files("soegraph") / "data" / "curation"
    return home / "curation" if (home / "curation").is_dir() else None


def shown(file: Traversable) -> str:
    """Return how to name a file in a message: one of ours by its name, another by its path."""
    home = folder()
    return str(file) if home and isinstance(file, Path) and file.is_relative_to(home) else file.name
