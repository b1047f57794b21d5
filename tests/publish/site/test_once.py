"""The pages that are there once: queries with what they find, downloads, the start."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from soegraph.publish.release import tree
from soegraph.publish.site import gallery
from soegraph.publish.site.reader import Reader
from soegraph.query.saved import catalogue
from soegraph.store import OxigraphStore

from .conftest import HTML, text_of


def rows(page: Element, table: int) -> list[list[str]]:
    found = list(page.iter(f"{HTML}table"))[table]
    return [[text_of(cell) for cell in row] for row in found.iter(f"{HTML}tr")]


def test_each_saved_query_has_a_page_that_the_gallery_leads_to(pages: dict[str, Element]) -> None:
    links = {link.get("href") for link in pages["queries/index.html"].iter(f"{HTML}a")}
    assert {f"../queries/{name}.html" for name in catalogue()} <= links
    assert {f"queries/{name}.html" for name in catalogue()} <= pages.keys()


def test_a_query_shows_parameters_text_and_what_it_finds(pages: dict[str, Element]) -> None:
    page = pages["queries/subsidiaries.html"]
    assert ["group", "Group 集团", "soe:Enterprise", "yes", "baogang-group"] in rows(page, 0)
    assert rows(page, 1)[1][:2] == ["1", "organisation/china-northern-rare-earth"]
    texts = [text_of(pre) for pre in page.iter(f"{HTML}pre")]
    assert texts[0] == "soegraph query subsidiaries -p group=baogang-group"
    assert "SELECT ?depth ?subsidiary" in texts[1]


def test_an_example_that_the_graph_does_not_have_is_told() -> None:
    store = OxigraphStore()
    found = {answer.query.name: answer for answer in gallery.answers(store, Reader(store, {}))}
    assert "no Enterprise is called that" in found["subsidiaries"].missing


def test_long_results_are_cut_with_a_count(
    fixture_store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "ROWS", 1)
    found = {each.query.name: each for each in gallery.answers(fixture_store, Reader(fixture_store, {}))}
    assert len(found["subsidiaries"].rows) == 1
    assert found["subsidiaries"].total > 1


def test_downloads_list_each_file_with_its_digest(release: Path, pages: dict[str, Element]) -> None:
    links = {link.get("href") for link in pages["downloads.html"].iter(f"{HTML}a")}
    files = {file.path: file for file in tree.files(release) if not file.path.startswith("site/")}
    assert {f"../{path}" for path in files} <= links
    assert files[tree.STATED].digest in text_of(pages["downloads.html"])


def test_the_start_leads_to_all_parts(pages: dict[str, Element]) -> None:
    links = {link.get("href") for link in pages["index.html"].iter(f"{HTML}a")}
    parts = {"browse/index.html", "search.html", "queries/index.html", "ontology.html", "downloads.html"}
    assert parts <= links
