"""The index of the search, and what its script finds in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from .browser import CHROMIUM, dom

LI = "id/person/li-xiao.html"


def entries(site: Path, shard: str) -> list[list[object]]:
    text = (site / "search" / f"{shard}.js").read_text("utf-8")
    inside = text.removeprefix(f'soegraph.found("{shard}", [\n').removesuffix("]);\n")
    return [json.loads(line.removesuffix(",")) for line in inside.splitlines()]


def test_a_thing_is_in_the_file_of_each_word_of_its_names(site: Path) -> None:
    for shard in ("w-li", "w-xia", f"h{ord('李') % 256:02x}"):
        assert LI in [entry[1] for entry in entries(site, shard)]


def test_the_script_has_no_syntax_error(site: Path) -> None:
    if not (node := shutil.which("node")):
        pytest.skip("needs node")
    for file in (site / "search.js", *sorted((site / "search").glob("*.js"))[:5]):
        subprocess.run([node, "--check", str(file)], check=True)


@pytest.mark.parametrize("asked", ["li xiao", "Lǐ Xiǎo", "李晓", "xiao"])
@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_a_person_is_found_by_each_name(site: Path, asked: str) -> None:
    found = dom(f"{(site / 'search.html').as_uri()}?q={quote(asked)}")
    assert f'href="{LI}"' in found


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_what_nothing_is_called_is_said_so(site: Path) -> None:
    told = re.search(r'id="told"[^>]*>([^<]*)<', dom(f"{(site / 'search.html').as_uri()}?q=zzzz"))
    assert told is not None
    assert told[1].startswith("Nothing has such a name.")
