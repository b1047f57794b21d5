"""What several rooms' tests share: a small graph in the layers of the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, parse

from soegraph.store import OxigraphStore

FIXTURE = Path(__file__).parent / "query" / "fixture.trig"
MUSEUM = Path(__file__).parent / "ontologies" / "museum"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-expected", action="store_true", help="write expected results anew instead of comparing"
    )


def flattened(quads: list[Quad]) -> list[Quad]:
    """Add the default graph: what is in any graph but those of articles."""
    layers = [q for q in quads if isinstance(q.graph_name, NamedNode) and "/id/" not in q.graph_name.value]
    return quads + sorted({Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in layers}, key=str)


@pytest.fixture(scope="session")
def museum() -> Path:
    """Return the folder of an ontology that is not ours."""
    return MUSEUM


@pytest.fixture(scope="session")
def fixture_quads() -> list[Quad]:
    """Return the graph of `query/fixture.trig`."""
    return flattened(list(parse(path=FIXTURE)))


@pytest.fixture(scope="session")
def fixture_store(fixture_quads: list[Quad]) -> OxigraphStore:
    """Return a store with that graph; do not write to it."""
    store = OxigraphStore()
    store.extend(fixture_quads)
    return store


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Return the function that compares an answer with the file `FOLDER/NAME.tsv` beside the test."""
    rewrite = request.config.getoption("--rewrite-expected")

    def compare(folder: str, name: str, answer: str) -> None:
        file = request.path.parent / folder / f"{name}.tsv"
        if rewrite:
            file.parent.mkdir(exist_ok=True)
            file.write_text(answer, encoding="utf-8")
        assert answer == file.read_text(encoding="utf-8")

    return compare
