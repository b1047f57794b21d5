"""A release of the small graph, and its files as every test reads them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from soegraph.publish import lexicon
from soegraph.publish.release import Options, publish
from soegraph.store import OxigraphStore

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}

Read = Callable[[str], set[Quad]]


def unpacked(file: Path) -> bytes:
    """Return the content of a file, without its compression."""
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def rdf_files(root: Path) -> list[str]:
    """Return the paths of the RDF files of a release, sorted."""
    paths = (file.relative_to(root).as_posix() for file in root.rglob("*"))
    return sorted(path for path in paths if Path(path.removesuffix(".gz")).suffix in FORMATS)


@pytest.fixture(scope="session")
def written_lexicon() -> list[str]:
    """Return the text of the lexicon, which is the same in each release and takes longer than all the rest."""
    return list(lexicon.export(lexicon.languages()))


@pytest.fixture(autouse=True)
def lexicon_once(written_lexicon: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the lexicon once for all releases of a test."""
    monkeypatch.setattr(lexicon, "export", lambda _: iter(written_lexicon))


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, fixture_store: OxigraphStore) -> Path:
    """Return the folder of a release of the small graph; nothing writes to it."""
    out = tmp_path_factory.mktemp("release") / "soegraph-1.2.0"
    publish(fixture_store, out, Options("1.2.0"))
    return out


@pytest.fixture(scope="session")
def read(release: Path) -> Read:
    """Return the function that parses a file of the release."""

    def parsed(path: str) -> set[Quad]:
        suffix = Path(path.removesuffix(".gz")).suffix
        return set(parse(unpacked(release / path), FORMATS[suffix]))

    return parsed
