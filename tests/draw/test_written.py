"""Pictures as files: text that can be read and searched, bars where the axis says, no boxes for characters."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pyoxigraph import NamedNode

from soegraph.draw.board import opens
from soegraph.draw.picture import Wish, draw
from soegraph.draw.tell import told
from soegraph.draw.words import WORDS
from soegraph.graph.layers import FLAT
from soegraph.graph.terms import term
from soegraph.model import EntityRef
from soegraph.query.entities import short
from soegraph.store import OxigraphStore

from ..graph.made import company, said
from .made import GROUP, HOLDINGS, LI, OWNERS, POSTS, STEEL, shown, stored

paper = pytest.importorskip("soegraph.draw.paper")
Image = pytest.importorskip("PIL.Image")

SVG = "{http://www.w3.org/2000/svg}"
BOARD = Wish(picture="board")


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return stored([*OWNERS, *HOLDINGS, *POSTS, said(company("gs", "包头钢铁"), "subsidiaryOf", GROUP)])


def svg(store: OxigraphStore, entity: EntityRef, wish: Wish) -> ElementTree.Element:
    return ElementTree.fromstring(draw(store, NamedNode(entity.iri), wish, "svg", pytest.fail))


def texts(root: ElementTree.Element) -> list[str]:
    return [item.text or "" for item in root.iter(f"{SVG}text")]


def xs(root: ElementTree.Element, key: str) -> list[float]:
    """Return the horizontal places of the corners of what has a key."""
    (path,) = [p for g in root.iter(f"{SVG}g") if g.get("id") == key for p in g.iter(f"{SVG}path")]
    return [float(x) for x in re.findall(r"[ML] (\S+) ", path.get("d", ""))]


@pytest.mark.parametrize("wish", [Wish(), BOARD])
def test_every_name_is_text(wish: Wish, store: OxigraphStore) -> None:
    written = " ".join(texts(svg(store, GROUP, wish)))
    picture = shown(store, GROUP, wish)
    named = picture.boxes if hasattr(picture, "boxes") else picture.bars
    assert [item.name for item in named if item.name not in written] == []


def test_title_and_description_are_there(store: OxigraphStore) -> None:
    root = svg(store, GROUP, BOARD)
    title, description = list(root)[:2]
    assert (title.tag, title.text) == (f"{SVG}title", "Posts in Group Co")
    assert (description.tag, description.text) == (
        f"{SVG}desc",
        told(shown(store, GROUP, BOARD), WORDS["en"]),
    )
    assert (root.get("role"), root.get("lang")) == ("img", "en")


def test_a_bar_stands_where_the_axis_has_its_years(store: OxigraphStore) -> None:
    root = svg(store, LI, Wish())
    year = {
        item.text: float(item.get("x", "nan"))
        for item in root.iter(f"{SVG}text")
        if (item.text or "").isdigit()
    }
    (tenure,) = store.quads(None, term("org:member"), NamedNode(LI.iri), FLAT)
    corners = xs(root, short(str(tenure.subject).strip("<>")))
    scale = (year["2020"] - year["2019"]) / 1
    assert min(corners) == pytest.approx(year["2019"] + (opens("2018-07") - 2019) * scale, abs=0.01)
    assert max(corners) == pytest.approx(year["2020"] + (opens("2020-07-02") - 2020) * scale, abs=0.01)


def test_owners_stand_left_of_what_they_own(store: OxigraphStore) -> None:
    root = svg(store, GROUP, Wish())
    picture = shown(store, GROUP)
    assert hasattr(picture, "lines")
    for line in picture.lines:
        assert max(xs(root, line.upper)) < min(xs(root, line.lower))


def test_a_line_that_closes_a_loop_ends_at_the_right_of_what_is_owned() -> None:
    back = said(STEEL, "holdsStakeIn", GROUP, percent="3")
    root = svg(stored([said(STEEL, "subsidiaryOf", GROUP), back]), GROUP, Wish())
    group, steel = short(GROUP.iri), short(STEEL.iri)
    assert xs(root, f"{steel} holdsStakeIn {group}")[0] == max(xs(root, group))


@pytest.mark.parametrize("picture_format", ["svg", "png"])
def test_a_picture_is_the_same_twice(picture_format: str, store: OxigraphStore) -> None:
    once, again = (draw(store, NamedNode(LI.iri), Wish(), picture_format, pytest.fail) for _ in range(2))
    assert once == again


def test_a_png_tells_what_it_shows(store: OxigraphStore) -> None:
    image = Image.open(BytesIO(draw(store, NamedNode(LI.iri), Wish(), "png", pytest.fail)))
    assert image.info["Title"] == "Posts of Li Qi"
    assert "ended on 2020-07-01" in image.info["Description"]
    assert image.width > 600


def test_without_a_chinese_font_a_png_has_english_and_pinyin(
    store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "findSystemFonts", list)
    said_so: list[str] = []
    image = Image.open(BytesIO(draw(store, NamedNode(GROUP.iri), Wish(language="zh"), "png", said_so.append)))
    assert image.info["Title"] == "Ownership and control: Group Co"
    assert "bāo tóu gāng tiě is a subsidiary of Group Co" in image.info["Description"]
    assert "Chinese" in said_so[0]


def test_an_svg_needs_no_chinese_font(store: OxigraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "findSystemFonts", list)
    assert "包头钢铁" in texts(svg(store, GROUP, Wish()))


def test_a_font_is_found_that_has_all_characters() -> None:
    assert paper.han_font("Li Qi") == ""
    found = paper.han_font("包头钢铁")
    assert found is None or set(map(ord, "包头钢铁")) <= paper.characters(found)


def test_the_users_settings_do_not_matter(store: OxigraphStore) -> None:
    import matplotlib

    usual = draw(store, NamedNode(LI.iri), Wish(), "svg", pytest.fail)
    with matplotlib.rc_context({"font.size": 30, "svg.fonttype": "path", "savefig.bbox": "tight"}):
        assert draw(store, NamedNode(LI.iri), Wish(), "svg", pytest.fail) == usual


def test_the_year_that_is_asked_for_is_drawn_from_end_to_end(store: OxigraphStore) -> None:
    year = svg(store, GROUP, Wish(picture="board", day="2019"))
    at = {item.text: float(item.get("x", "nan")) for item in year.iter(f"{SVG}text")}
    assert (min(xs(year, "asked")), max(xs(year, "asked"))) == pytest.approx(
        (at["2019"], at["2020"]), abs=0.1
    )
    day = svg(store, GROUP, Wish(picture="board", day="2019-05-01"))
    assert not any(item.get("id") == "asked" for item in day.iter())
