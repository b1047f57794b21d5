"""The files: valid, whole, escaped, and the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from soegraph import home
from soegraph.publish.vocabulary import build, documents, read
from soegraph.publish.vocabulary.model import Page

from .conftest import terms

HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module", params=["counted", "odd"])
def page(request: pytest.FixtureRequest) -> Page:
    found: Page = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def root(page: Page) -> Element:
    """Return the page as a tree; an error of syntax fails the test."""
    parsed: Element = html5lib.HTMLParser(strict=True).parse(documents(page)["ontology.html"])
    return parsed


def test_the_page_is_valid_and_every_link_into_it_leads_somewhere(page: Page, root: Element) -> None:
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert terms(page).keys() <= set(ids)
    inside = [href[1:] for element in root.iter() if (href := element.get("href", "")).startswith("#")]
    assert inside
    assert set(inside) <= set(ids)
    named = [name for e in root.iter() for name in e.get("aria-labelledby", "").split()]
    assert set(named) <= set(ids)


def test_nothing_is_fetched_and_no_script_runs(page: Page, root: Element) -> None:
    assert not [
        element.tag for element in root.iter() if element.get("src") or element.tag == f"{HTML}script"
    ]
    assert [link.get("rel") for link in root.iter(f"{HTML}link")] == ["canonical"]
    assert "@import" not in documents(page)["ontology.html"]
    assert "url(" not in documents(page)["ontology.html"]


def test_headings_go_down_one_level_at_a_time(root: Element) -> None:
    levels = [int(e.tag[-1]) for e in root.iter() if re.fullmatch(rf"{HTML}h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_texts_say_their_language(ours: Page) -> None:
    _, _, after = documents(ours)["ontology.html"].partition('<section class="term" id="Stake">')
    english, _, chinese = after.partition("</section>")[0].partition('<div lang="zh-hans">')
    assert "shareholding, equity interest" in english.partition('<div lang="en">')[2]
    assert "股权、股份" in chinese


def test_what_looks_like_markup_is_shown_as_it_is(odd: Page) -> None:
    files = documents(odd)
    assert "<b>" not in files["ontology.html"] + files["ontology.svg"]
    assert "&lt;b&gt;ring" in files["ontology.html"]
    assert "javascript:" not in re.findall(r'href="([^"]*)"', files["ontology.html"])
    assert r"### \<b\>ring\</b\> \& \|co\|" in files["ontology.md"]
    assert r"Goes \# round." in files["ontology.md"]


def test_markdown_has_the_same_anchors_and_all_its_links_lead_somewhere(page: Page) -> None:
    text = documents(page)["ontology.md"]
    anchors = re.findall(r'^<a id="([^"]+)"></a>$', text, re.MULTILINE)
    assert terms(page).keys() <= set(anchors)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(<#([^>]+)>\)", text)) <= set(anchors)


def test_a_term_without_any_text_is_named_by_its_iri(museum: Path) -> None:
    with home.using(museum):
        files = documents(build(read()))
    assert re.search(
        r'<h3><a href="#borrowsFrom"><code>mus:borrowsFrom</code></a></h3>', files["ontology.html"]
    )
    assert "### mus:borrowsFrom" in files["ontology.md"]
    assert "None" not in files["ontology.html"]


def test_every_process_writes_the_same_bytes(odd_folder: Path) -> None:
    program = (
        "import hashlib; from soegraph import home; from soegraph.publish.vocabulary import *\n"
        "def write(): return hashlib.sha256(repr(documents(build(read()))).encode()).hexdigest()\n"
        f"ours = write()\nwith home.using(__import__('pathlib').Path({str(odd_folder)!r})): print(ours, write())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
