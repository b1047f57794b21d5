"""The embedded store on the disk: who may open it, and what is said when it does not open."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from soegraph.errors import QueryError, StoreError
from soegraph.store import OxigraphStore, open_store

QUAD = Quad(*(NamedNode(f"http://example.org/{name}") for name in ("s", "p", "o")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a store with one quad, closed."""
    store = open_store(tmp_path / "deep" / "store")
    store.extend([QUAD])
    store.flush()
    store.close()
    return tmp_path / "deep" / "store"


def test_a_closed_store_opens_again_with_its_quads(folder: Path) -> None:
    assert list(open_store(folder).quads()) == [QUAD]


def test_a_second_writer_is_refused(folder: Path) -> None:
    held = open_store(folder)
    with pytest.raises(StoreError, match=r"another soegraph process writes to .*store: wait .* --store"):
        open_store(folder)
    held.close()


def test_a_writer_in_another_process_is_refused(folder: Path) -> None:
    held = open_store(folder)
    code = f"from soegraph.store import *; from pathlib import Path; open_store(Path({str(folder)!r}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "StoreError: another soegraph process writes to" in run.stderr
    held.close()


def test_two_readers_share_a_store(folder: Path) -> None:
    first, second = open_store(folder, read_only=True), open_store(folder, read_only=True)
    assert list(first.quads()) == list(second.quads()) == [QUAD]


def test_a_reader_cannot_write(folder: Path) -> None:
    reader = open_store(folder, read_only=True)
    with pytest.raises(StoreError, match="opened for reading only"):
        reader.extend([QUAD])
    with pytest.raises(StoreError, match="opened for reading only"):
        reader.update("DROP ALL")


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir], ids=["missing", "empty"])
def test_reading_no_store_says_how_to_build_one(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "store")
    with pytest.raises(StoreError, match=r"no graph in .*store: make one with `soegraph build`"):
        open_store(tmp_path / "store", read_only=True)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreError, match="is no store, and not empty"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreError, match="is no store"):
        open_store(tmp_path / "letter.txt")


def test_a_damaged_store_says_so(folder: Path) -> None:
    (folder / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="damaged"):
        open_store(folder)


def test_a_closed_store_answers_nothing(folder: Path) -> None:
    store = open_store(folder)
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.ask("ASK {}")


def test_a_syntax_error_shows_the_place() -> None:
    with pytest.raises(QueryError, match=r"line 2, column 10:\n  \?s \?p }\n {9}\^"):
        OxigraphStore().select("SELECT * {\n  ?s ?p }")
