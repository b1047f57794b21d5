"""Pages of things: one for each name, valid, whole, with links that lead somewhere and nothing from elsewhere."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from pyoxigraph import RdfFormat, parse

from soegraph import names
from soegraph.publish.release import tree

from .conftest import HTML, text_of

_LOADED = ("img", "script", "iframe", "source", "object", "embed", "video", "audio")


def stated(release: Path) -> dict[str, set[str]]:
    """Return the lines of a release by the path of their thing."""
    found: dict[str, set[str]] = {}
    for line in gzip.decompress((release / tree.STATED).read_bytes()).decode().splitlines():
        subject = line.partition(" ")[0][1:-1]
        if subject.startswith(names.base() + "id/"):
            found.setdefault(subject.removeprefix(names.base()), set()).add(line.removesuffix(" ."))
    return found


def test_each_thing_has_a_page_turtle_and_jsonld(release: Path, site: Path) -> None:
    wanted = {f"{path}{suffix}" for path in stated(release) for suffix in (".html", ".ttl", ".jsonld")}
    files = {file.relative_to(site).as_posix() for file in (site / "id").rglob("*")}
    assert wanted == {path for path in files if path.endswith((".html", ".ttl", ".jsonld"))}


def test_turtle_has_all_lines_of_its_thing_and_none_that_the_release_lacks(release: Path, site: Path) -> None:
    by_path = stated(release)
    everything = set().union(*by_path.values())
    for path, lines in by_path.items():
        told = {str(quad.triple) for quad in parse(path=site / f"{path}.ttl", format=RdfFormat.TURTLE)}
        assert lines <= told
        assert told <= everything


def test_jsonld_says_the_same_as_turtle(release: Path, site: Path) -> None:
    for path in stated(release):
        turtle = set(parse(path=site / f"{path}.ttl", format=RdfFormat.TURTLE))
        assert set(parse(path=site / f"{path}.jsonld", format=RdfFormat.JSON_LD)) == turtle


def test_the_jsonld_within_a_page_has_the_lines_of_its_thing(
    release: Path, pages: dict[str, Element]
) -> None:
    for path, lines in stated(release).items():
        (script,) = pages[f"{path}.html"].iter(f"{HTML}script")
        assert {str(quad.triple) for quad in parse(script.text or "", RdfFormat.JSON_LD)} == lines


def test_every_link_within_the_release_leads_somewhere(
    release: Path, site: Path, pages: dict[str, Element]
) -> None:
    ids = {path: {element.get("id") for element in page.iter()} for path, page in pages.items()}
    for path, page in pages.items():
        for link in _links(page):
            parts = urlsplit(link)
            if not parts.scheme:
                target = (site / path).parent / parts.path if parts.path else site / path
                assert target.is_file(), f"{path}: {link}"
                if parts.fragment:
                    assert parts.fragment in ids[_within(target, site)], f"{path}: {link}"


def _links(page: Element) -> list[str]:
    return [
        link for element in page.iter() for name in ("href", "src") if (link := element.get(name)) is not None
    ]


def _within(target: Path, site: Path) -> str:
    return target.resolve().relative_to(site.resolve()).as_posix()


def test_nothing_is_fetched_from_elsewhere(site: Path, pages: dict[str, Element]) -> None:
    for page in pages.values():
        loaded = [e.get("src", "") for tag in _LOADED for e in page.iter(f"{HTML}{tag}")]
        loaded += [
            e.get("href", "") for e in page.iter(f"{HTML}link") if e.get("rel") in ("stylesheet", "icon")
        ]
        assert [
            url for url in loaded if urlsplit(url).scheme not in ("", "data") or url.startswith("//")
        ] == []
    style = (site / "style.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_ids_are_single_and_headings_go_down_one_level_at_a_time(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(set(ids)) == len(ids), path
        levels = [int(e.tag[-1]) for e in page.iter() if re.fullmatch(rf"{HTML}h[1-6]", str(e.tag))]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_pages_have_titles_of_their_own(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        if path.startswith(("id/person", "id/organisation")):
            (title,) = page.iter(f"{HTML}title")
            (heading,) = page.iter(f"{HTML}h1")
            assert text_of(title).partition(" – ")[0] in text_of(heading)
