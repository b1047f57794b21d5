"""The class diagram: nothing over anything else, nothing cut, everything there."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from soegraph import schema
from soegraph.publish.vocabulary import documents
from soegraph.publish.vocabulary.diagram import shown, told, width_of
from soegraph.publish.vocabulary.model import Diagram, Page

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["ours", "odd"])
def drawn(request: pytest.FixtureRequest) -> Diagram:
    page: Page = request.getfixturevalue(request.param)
    return page.diagram


def test_every_class_is_there_under_a_class_above_it(ours: Page) -> None:
    boxes = ours.diagram.boxes
    assert {box.link.anchor for box in boxes} == set(schema.load().classes)
    for box in boxes:
        if box.parent is not None:
            assert schema.load().is_a(box.link.anchor, boxes[box.parent].link.anchor)
            assert boxes[box.parent].x < box.x


def test_every_relation_that_articles_state_is_there_once_for_each_domain(ours: Page) -> None:
    found = {relation.link.anchor for box in ours.diagram.boxes for relation in box.relations}
    known = schema.load()
    assert {name for name in known.relations if not known.properties[name].literal} <= found
    assert "attendee" not in found  # the inverse of attends


def test_boxes_and_lines_lie_apart(drawn: Diagram) -> None:
    assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(drawn.boxes))
    heights = [relation.y for box in drawn.boxes for relation in box.relations]
    heights += [box.middle for box in drawn.boxes]
    assert len(set(heights)) == len(heights)
    for one, other in combinations(drawn.lanes, 2):
        assert one.x != other.x or one.bottom < other.top or other.bottom < one.top


def test_texts_fit_into_their_boxes(drawn: Diagram) -> None:
    for box in drawn.boxes:
        assert width_of(" ".join(shown(box.link)), bold=True) <= box.width - 20
        assert all(width_of(told(relation)) <= box.width - 20 for relation in box.relations)
        assert all(box.y < relation.y < box.y + box.height for relation in box.relations)


def test_every_line_ends_at_the_class_that_the_relation_leads_to(drawn: Diagram) -> None:
    heads = {box.link.iri: box.middle for box in drawn.boxes}
    for box in drawn.boxes:
        for relation in box.relations:
            for target in relation.targets:
                (lane,) = (lane for lane in drawn.lanes if lane.link == target)
                assert relation.y in lane.joins
                assert lane.target == heads[target.iri]


def test_the_picture_alone_is_valid_and_says_what_it_shows(ours: Page) -> None:
    svg = ElementTree.fromstring(documents(ours)["ontology.svg"])
    assert svg.find(f"{SVG}title") is not None
    assert svg.findtext(f"{SVG}desc", "").startswith(f"{len(ours.diagram.boxes)} classes")
    links = [a.get("href", "") for a in svg.iter(f"{SVG}a")]
    assert "ontology.html#Stake" in links
    assert all(link.startswith("ontology.html#") for link in links)
