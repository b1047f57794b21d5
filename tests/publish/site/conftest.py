"""A site of the small graph, and its files as every test reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from soegraph.publish import lexicon
from soegraph.publish.release import Options, publish
from soegraph.store import OxigraphStore

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, fixture_store: OxigraphStore) -> Path:
    """Return the folder of a release of the small graph with its site; nothing writes to it."""
    out = tmp_path_factory.mktemp("release") / "soegraph-1.2.0"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lexicon, "export", lambda _: iter(()))  # takes longer than all the rest
        publish(fixture_store, out, Options("1.2.0", site=True))
    return out


@pytest.fixture(scope="session")
def site(release: Path) -> Path:
    """Return the folder of its site."""
    return release / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Element]:
    """Return the pages of the site as trees, by path; an error of syntax fails the test."""
    return dict(_parsed(site))


def _parsed(site: Path) -> Iterator[tuple[str, Element]]:
    for file in sorted(site.rglob("*.html")):
        yield (
            file.relative_to(site).as_posix(),
            html5lib.HTMLParser(strict=True).parse(file.read_text("utf-8")),
        )


def text_of(element: Element) -> str:
    """Return the text of an element with one space for each gap."""
    return " ".join("".join(element.itertext()).split())
