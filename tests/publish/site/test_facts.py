"""What pages tell: names, facts with dates and quotes, pictures in words, and the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from soegraph.graph.layers import FLAT, authority
from soegraph.graph.terms import soe, term, thing
from soegraph.publish.release import tree
from soegraph.publish.release.census import Census
from soegraph.publish.release.describe import Edition
from soegraph.publish.release.output import write
from soegraph.publish.site import Release, browse, write_site
from soegraph.publish.site.pictures import Pictures
from soegraph.publish.sorting import Sorted
from soegraph.store import OxigraphStore

from .conftest import HTML, text_of

ARTICLE = "id/article/a-01-grassroots-party-en.html"
PERSON, GROUP = "id/person/meng-fanying.html", "id/organisation/baogang-group.html"


def sections(page: Element) -> dict[str, Element]:
    return {text_of(next(section.iter(f"{HTML}h2"))): section for section in page.iter(f"{HTML}section")}


def section(page: Element, heading: str) -> Element:
    return next(found for title, found in sections(page).items() if title.startswith(heading))


def items(element: Element) -> list[str]:
    return [text_of(item) for item in element.iter(f"{HTML}li")]


def test_a_heading_has_the_name_in_each_language(pages: dict[str, Element]) -> None:
    (heading,) = pages[PERSON].iter(f"{HTML}h1")
    told = {span.get("lang"): text_of(span) for span in heading}
    assert told["en"] == "Meng Fanying"
    assert told["zh-hans"] == "孟繁英"


def test_a_post_is_told_with_dates_quote_and_source(pages: dict[str, Element]) -> None:
    (post,) = items(section(pages[PERSON], "Posts 任职"))
    assert post.startswith("chair 董事长, Baotou Iron and Steel (Group) Co., Ltd.")
    assert "in office by December 2024" in post
    assert "Chairman Meng Fanying Rare Earth Exchanges, December 2024" in post
    assert "1 source · confidence 0.9 · 1 publisher" in post


def test_posts_come_in_the_order_of_time(pages: dict[str, Element]) -> None:
    posts = items(section(pages[GROUP], "Posts in this organisation"))
    assert [post.split(",")[0] for post in posts] == ["Wei Shuanshi", "Meng Fanying 孟繁英", "Li Xiao 李晓"]


def test_facts_stand_under_both_of_their_ends(pages: dict[str, Element]) -> None:
    here = items(section(pages[GROUP], "founded by"))
    there = items(section(pages["id/organisation/inner-mongolia-sasac.html"], "founded by this"))
    assert here[0].startswith("SASAC of Inner Mongolia")
    assert there[0].startswith("Baotou Iron and Steel (Group) Co., Ltd.")


def test_a_planned_claim_is_no_fact(pages: dict[str, Element]) -> None:
    found = items(section(pages["id/organisation/huamei-rare-earth.html"], "Claims that are no facts here"))
    assert any("modality: planned" in item for item in found)


def test_a_fact_has_a_page_with_its_sources(pages: dict[str, Element]) -> None:
    told = section(pages["id/fact/founding.html"], "What it states")
    assert "founded on" in text_of(told)
    assert "https://registry.example/baogang" in text_of(told)


def test_an_article_lists_its_claims_in_the_order_of_the_text(pages: dict[str, Element]) -> None:
    quotes = [text_of(quote) for quote in section(pages[ARTICLE], "Claims").iter(f"{HTML}q")]
    assert quotes[:3] == ["Chairman Meng Fanying", "Baogang convened its 34th meeting.", "hosted by Meng"]


def test_pictures_are_told_in_words_beside_the_drawing(pages: dict[str, Element], site: Path) -> None:
    shown = section(pages[GROUP], "Ownership and control")
    (picture,) = shown.iter(f"{HTML}img")
    assert "told in words below" in picture.get("alt", "")
    assert (site / "id/organisation/baogang-group.ownership.svg").is_file()
    assert any("is a subsidiary of" in line for line in items(shown))


def test_without_the_library_pictures_are_told_alone(
    tmp_path: Path, fixture_store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soegraph.publish.site.pictures.can_draw", lambda: False)
    picture = next(Pictures(fixture_store, tmp_path).of(thing("organisation", "baogang-group"), "id/group"))
    assert picture.path == ""
    assert any("is a subsidiary of" in line for line in picture.told)
    assert list(tmp_path.iterdir()) == []


def test_each_thing_stands_once_in_the_index_of_its_class(pages: dict[str, Element]) -> None:
    people = [a.get("href") for a in pages["browse/Person.html"].iter(f"{HTML}a")]
    assert people.count(f"../{PERSON}") == 1


def test_a_large_class_has_a_page_for_each_letter(odd: Path) -> None:
    names = sorted(path.name for path in (odd / "browse").glob("Person*"))
    assert names == ["Person-0.html", "Person-B-2.html", "Person-B.html", "Person-S.html", "Person.html"]
    assert "Person-B-2.html" in (odd / "browse" / "Person-B.html").read_text("utf-8")


def test_markup_in_data_is_shown_as_it_is(odd: Path) -> None:
    text = (odd / "id" / "person" / "p0.html").read_text("utf-8")
    assert "<b>" not in text
    assert text.count("</script>") == 1


def test_a_name_that_was_replaced_leads_on(odd: Path) -> None:
    text = (odd / "id" / "person" / "old.html").read_text("utf-8")
    assert '<a href="../../id/person/p0.html">' in text


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a few people, one of whom has markup for a name and another an old one; pages are small."""
    folder, store = tmp_path_factory.mktemp("odd"), OxigraphStore()
    store.extend(_people("</script><b>Ai</b>", "Bo", "Bao", "Bu", "4th"))
    store.extend(_quads(thing("person", "old"), term("dcterms:isReplacedBy"), thing("person", "p0")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(browse, "ONE_PAGE", 2)
        patched.setattr(browse, "_MOST", 2)
        _write(folder, store)
    return folder / "site"


def _people(*called: str) -> Iterator[Quad]:
    for number, name in enumerate(called):
        person = thing("person", f"p{number}")
        yield from _quads(person, term("rdf:type"), soe("Person"))
        yield from _quads(person, term("skos:prefLabel"), Literal(name, language="en"))


def _quads(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> list[Quad]:
    return [Quad(subject, predicate, value, graph) for graph in (FLAT, authority())]


def _write(folder: Path, store: OxigraphStore) -> None:
    lines = Sorted(folder / "lines")
    lines.extend(f"{quad.triple} ." for quad in store.quads(graph=FLAT))
    write(folder / "release" / tree.STATED, (f"{line}\n" for line in lines))
    release = Release(Edition("1.0.0", ""), Census(), folder / "release")
    write_site(folder / "site", store, release, folder, lambda _: None)
