"""The recipes of a release: run as they stand, they count what VoID and the tables say."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from soegraph.publish.release import tree
from soegraph.publish.release.importing import FOLDER
from soegraph.publish.release.said import node

_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


@pytest.fixture(scope="session")
def triples(release: Path) -> int:
    """Return how many triples VoID says that the release states."""
    said = parse(path=release / "void.ttl", format=RdfFormat.TURTLE)
    dataset = tree.versioned("1.2.0")
    return next(
        int(q.object.value) for q in said if (q.subject.value, q.predicate) == (dataset, node("void:triples"))
    )


@pytest.fixture(scope="session")
def rows(release: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    files = (release / "tables").glob("*.csv")
    return {path.stem: len(list(csv.DictReader(path.open(encoding="utf-8")))) for path in files}


def run(*command: str | Path) -> list[str]:
    """Return the words of the last line that a recipe prints."""
    environment = {**os.environ, "PATH": _PATH}
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout.split()


def needs(module: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not find_spec(module), reason=f"needs {module}")


@pytest.mark.parametrize("name", ["with_rdflib.py", "with_pyoxigraph.py"])
def test_libraries_count_what_void_says(release: Path, triples: int, name: str) -> None:
    assert run(sys.executable, release / FOLDER / name) == [str(triples)]


def test_rdflib_loads_another_file(release: Path, triples: int) -> None:
    (found,) = run(sys.executable, release / FOLDER / "with_rdflib.py", "facts.nt.gz")
    assert 0 < int(found) < triples


@pytest.mark.skipif(not shutil.which("oxigraph", path=_PATH), reason="needs oxigraph (pip install oxigraph)")
def test_oxigraph_counts_what_void_says(release: Path, triples: int, tmp_path: Path) -> None:
    assert run("sh", release / FOLDER / "oxigraph.sh", tmp_path / "store")[-1] == str(triples)


@pytest.mark.parametrize("library", [pytest.param(name, marks=needs(name)) for name in ("pandas", "polars")])
def test_tables_have_the_rows_of_csv(release: Path, rows: dict[str, int], library: str) -> None:
    words = run(sys.executable, release / FOLDER / f"with_{library}.py")
    assert dict(zip(words[::2], map(int, words[1::2]), strict=True)) == rows


@needs("duckdb")
def test_duckdb_has_the_rows_of_csv(
    release: Path, rows: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    monkeypatch.chdir(release / FOLDER)
    script = Path("duckdb.sql").read_text(encoding="utf-8")
    assert dict(duckdb.connect().execute(script).fetchall()) == rows


@pytest.fixture
def virtuoso(release: Path, tmp_path: Path) -> Iterator[str]:
    """Start a Virtuoso that may read the release, and return its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    (tmp_path / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile = v.db\nTransactionFile = v.trx\nErrorLogFile = v.log\nLockFile = v.lck\n"
        f"xa_persistent_file = v.pxa\n[Parameters]\nServerPort = {port}\nDirsAllowed = {release}\n"
    )
    # With +wait it goes into the background as soon as it answers.
    subprocess.run(
        ["virtuoso-t", "+wait", "+configfile", "virtuoso.ini"], cwd=tmp_path, check=True, timeout=120
    )
    yield port
    subprocess.run(["isql-vt", port, "dba", "dba", "exec=shutdown();"], capture_output=True, timeout=60)


@pytest.mark.skipif(
    not shutil.which("virtuoso-t"), reason="needs Virtuoso (apt-get install virtuoso-opensource-7-bin)"
)
def test_virtuoso_counts_what_void_says_however_often_it_loads(
    release: Path, triples: int, virtuoso: str
) -> None:
    for _ in range(2):
        assert run("sh", release / FOLDER / "virtuoso.sh", virtuoso, "dba")[-1] == str(triples)


def test_recipes_name_the_dataset_and_leave_no_gap(release: Path, triples: int) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (release / FOLDER).iterdir()}
    assert not [name for name, text in texts.items() if "@" in text]
    assert f"graph={tree.dataset()}\n" in texts["virtuoso.sh"]
    assert f"{triples:,} triples" in texts["README.md"]


def test_readme_tells_of_each_recipe(release: Path) -> None:
    told = (release / FOLDER / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in (release / FOLDER).iterdir()} - {"README.md"}
    assert not [name for name in names if name not in told.replace("`qlever index", "Qleverfile")]
