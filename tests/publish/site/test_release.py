"""The site within its release: listed, told of, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pyoxigraph import Quad

from soegraph.publish.release import tree
from soegraph.store import open_store
from soegraph.verify import verify


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_the_sums_and_the_catalogue_know_the_site(release: Path) -> None:
    listed = {line.split("  ", 1)[1] for line in (release / tree.SUMS).read_text("utf-8").splitlines()}
    assert {path for path in contents(release) if path.startswith("site/")} <= listed
    assert "dcat:landingPage" in (release / tree.CATALOGUE).read_text("utf-8")
    assert "site/index.html" in (release / "README.md").read_text("utf-8")


def test_an_audit_finds_nothing_in_the_site(release: Path) -> None:
    report = verify(release, shown=1000)
    assert [fault for fault in report.faults if fault.file.startswith("site/")] == []


def test_seed_language_and_folder_do_not_change_the_bytes(
    site: Path, tmp_path: Path, fixture_quads: list[Quad]
) -> None:
    store = open_store(tmp_path / "store")
    store.extend(reversed(fixture_quads))
    store.flush()
    store.close()
    command = [sys.executable, "-m", "soegraph", "publish", str(tmp_path / "out"), "--release", "1.2.0"]
    options = ["--no-check", "--site", "--store", str(tmp_path / "store")]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "tr_TR.UTF-8"}
    subprocess.run([*command, *options], env=environment, check=True)
    found, expected = contents(tmp_path / "out" / "site"), contents(site)
    for pages in (found, expected):
        del pages["downloads.html"]  # the fixture has no lexicon, and so another digest of it
    assert found == expected
