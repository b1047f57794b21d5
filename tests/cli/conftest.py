"""Commands run inside this process, and as a user's shell runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Quad

from soegraph.cli import main
from soegraph.graph.authority import ontology_quads
from soegraph.store import open_store

from ..store.conftest import server

__all__ = ["server"]

Run = Callable[..., Result]
Shell = Callable[..., "subprocess.CompletedProcess[str]"]

UNREAD = "---\ntitle: 会議\nlanguage: ja\n---\n\n包鋼集団が会議を開いた。\n"  # in a language without frames


@pytest.fixture
def run() -> Run:
    """Run a command in this process; what is no intended ending is raised here."""

    def invoke(*args: str | Path, **options: object) -> Result:
        return CliRunner().invoke(main, list(map(str, args)), catch_exceptions=False, **options)  # type: ignore[arg-type]

    return invoke


@pytest.fixture
def shell() -> Shell:
    """Run a command in a process of its own."""

    def invoke(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "soegraph", *map(str, args)]
        environment = {**os.environ, **environment}
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)

    return invoke


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory, fixture_quads: list[Quad]) -> Path:
    """Return the folder of the small graph that several rooms test with; nothing writes to it."""
    folder = tmp_path_factory.mktemp("asked") / "store"
    with closing(open_store(folder)) as store:
        store.extend(fixture_quads)
        store.flush()
    return folder


@pytest.fixture(scope="session")
def ontology() -> list[Quad]:
    """Return the graph of the ontology."""
    return list(ontology_quads())


@pytest.fixture
def no_tables(monkeypatch: pytest.MonkeyPatch, ontology: list[Quad]) -> None:
    """Let graphs begin without the tables of known entities, which take seconds to work through."""
    monkeypatch.setattr("soegraph.graph.authority.foundation", lambda: iter(ontology))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder with two articles, for which no parser has to start."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("first.zh.md", "second.zh.md"):
        (folder / name).write_text(UNREAD, encoding="utf-8")
    return folder
