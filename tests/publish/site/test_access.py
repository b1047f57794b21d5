"""Accessibility: axe finds nothing on any kind of page, on a desk and on a phone, in light and dark colours."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest

from .browser import CHROMIUM, dom

PAGES = (
    "index.html",
    "browse/index.html",
    "browse/Person.html",
    "id/organisation/baogang-group.html",
    "id/person/meng-fanying.html",
    "id/article/a-01-grassroots-party-en.html",
    "id/fact/founding.html",
    "queries/index.html",
    "queries/subsidiaries.html",
    "downloads.html",
    "search.html",
)
SCREENS = {
    "desk": (1280, "--blink-settings=preferredColorScheme=1"),
    "phone": (390, "--blink-settings=preferredColorScheme=0"),
}
_RUN = """<script src="{axe}"></script><script>
document.querySelectorAll("details").forEach(function (each) {{ each.open = true; }});
axe.run({{resultTypes: ["violations"]}}).then(function (found) {{
  parent.postMessage([{name}, found.violations.map(function (each) {{
    return each.id + ": " + each.nodes.map(function (node) {{ return node.html; }}).slice(0, 3).join(" | ");
  }})], "*");
}});
</script></body>"""
_ALL = """<!DOCTYPE html><title>All</title><body><pre id="found"></pre><script>
var pages = {pages}, found = {{}};
addEventListener("message", function (event) {{
  found[event.data[0]] = event.data[1];
  if (Object.keys(found).length === pages.length) document.getElementById("found").textContent = JSON.stringify(found);
}});
pages.forEach(function (page) {{
  var frame = document.createElement("iframe");
  frame.src = page;
  frame.style = "width: {width}px; height: 900px";
  document.body.append(frame);
}});
</script></body>"""


def _axe() -> Path | None:
    """Return the file of axe-core where node finds it (npm install axe-core; NODE_PATH)."""
    folders = (Path(folder) for folder in os.environ.get("NODE_PATH", "").split(os.pathsep) if folder)
    files = (folder / "axe-core" / "axe.min.js" for folder in folders)
    return next((file for file in files if file.is_file()), None)


AXE = _axe()
needs_axe = pytest.mark.skipif(
    CHROMIUM is None or AXE is None,
    reason="needs chromium, and axe-core where node finds it (npm install axe-core; NODE_PATH)",
)


@needs_axe
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(site: Path, tmp_path: Path, screen: str) -> None:
    shutil.copytree(site, tmp_path / "site")
    faulty = "<!DOCTYPE html><title>x</title><body><img src='x.svg'></body>"
    (tmp_path / "site" / "faulty.html").write_text(faulty, "utf-8")
    found = violations(tmp_path / "site", [*PAGES, "faulty.html"], *SCREENS[screen])
    assert any(each.startswith("image-alt") for each in found.pop("faulty.html"))
    assert found == {path: [] for path in PAGES}


@needs_axe
def test_axe_finds_nothing_on_the_page_of_the_ontology(site: Path, tmp_path: Path) -> None:
    shutil.copy(site / "ontology.html", tmp_path)
    assert violations(tmp_path, ["ontology.html"], *SCREENS["phone"]) == {"ontology.html": []}


def violations(site: Path, paths: Sequence[str], width: int, option: str) -> dict[str, list[str]]:
    """Return what axe finds on pages by their paths, with everything that can be opened open; writes to them."""
    assert AXE is not None
    for path in paths:
        text = (site / path).read_text("utf-8")
        run = _RUN.format(axe=AXE.as_uri(), name=json.dumps(path))
        (site / path).write_text(text.replace("</body>", run), "utf-8")
    (site / "all.html").write_text(_ALL.format(pages=json.dumps(list(paths)), width=width), "utf-8")
    told = re.search(r'<pre id="found">(.*?)</pre>', dom((site / "all.html").as_uri(), option), re.DOTALL)
    assert told is not None
    assert told[1], "axe did not end on some page"
    return dict(json.loads(unescape(told[1])))
