"""What the README tells a newcomer to type works, line by line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"

pytestmark = pytest.mark.skipif(not README.exists(), reason="only a checkout has the README")


def tour() -> list[str]:
    """Return the lines of the tour's blocks, but for the one that activates an environment."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in blocks[1:] for line in block.splitlines() if not line.startswith(". .venv")]


def test_the_tour_can_be_pasted_line_by_line(tmp_path: Path) -> None:
    for folder in ("data", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("SOEGRAPH")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for line in ["soegraph build data/articles", *tour()]:
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert (tmp_path / "graph.ttl").stat().st_size > 100_000


def test_the_first_two_commands_are_those_of_the_makefile() -> None:
    commands = re.findall(r"^make (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert commands == ["graph", "test"]
    assert all(re.search(rf"^{command}:", makefile, re.MULTILINE) for command in commands)
