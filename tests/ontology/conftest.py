"""The ontology files as the tests read them: from the package, so that a wheel is tested as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.abc import Traversable
from importlib.resources import files
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

Loader = Callable[..., Store]


@pytest.fixture(scope="session")
def ontology() -> Traversable:
    """Return the folder of the ontology."""
    return files("soegraph") / "ontology"


@pytest.fixture(scope="session")
def broken() -> Path:
    """Return the folder of small additions that break one rule each."""
    return Path(__file__).parent / "broken"


@pytest.fixture(scope="session")
def quads(ontology: Traversable) -> Callable[[Iterable[str]], list[Quad]]:
    """Return a function that reads files of the ontology by name."""

    def read(names: Iterable[str]) -> list[Quad]:
        texts = [(ontology / name).read_bytes() for name in names]
        return [quad for text in texts for quad in parse(text, format=RdfFormat.TURTLE)]

    return read


@pytest.fixture(scope="session")
def load(quads: Callable[[Iterable[str]], list[Quad]]) -> Loader:
    """Return a function that loads files of the ontology, and any file to add to them."""

    def fill(names: Iterable[str], *additions: Path) -> Store:
        store = Store()
        store.extend(quads(names))
        for addition in additions:
            store.load(path=addition)
        return store

    return fill
