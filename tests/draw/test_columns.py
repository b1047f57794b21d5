"""Where boxes stand: nothing overlaps, owners stand left of what they own, and every line can be followed."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from soegraph.draw.columns import Layout, layout

GAP = 10.0
KEYS = "abcdefgh"

pairs = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] != pair[1])


def heights(lines: list[tuple[str, str]]) -> dict[str, float]:
    """Return boxes of several heights for the ends of lines, and for the focus."""
    return {
        key: 10.0 + 5 * KEYS.index(key) for key in dict.fromkeys(["a", *(k for pair in lines for k in pair)])
    }


def test_who_owns_stands_left_as_near_as_can_be() -> None:
    placed = layout(
        "a", heights([("b", "a"), ("c", "b"), ("d", "a")]), [("b", "a"), ("c", "b"), ("d", "a")], GAP
    )
    assert {key: place.column for key, place in placed.boxes.items()} == {"c": 0, "b": 1, "d": 1, "a": 2}


def test_a_box_with_several_parents_stands_right_of_all_of_them() -> None:
    lines = [("a", "b"), ("b", "c"), ("a", "c")]
    placed = layout("a", heights(lines), lines, GAP)
    assert placed.boxes["c"].column == 2
    assert [place.column for place in placed.ways[2]] == [0, 1, 2]


def test_a_line_that_closes_a_loop_leads_back() -> None:
    lines = [("a", "b"), ("b", "a")]
    placed = layout("a", heights(lines), lines, GAP)
    assert placed.turned == {1}
    assert placed.ways[0] == placed.ways[1]


def test_boxes_are_sorted_so_that_lines_need_not_cross() -> None:
    lines = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "e"), ("b", "f")]
    placed = layout("a", dict.fromkeys("abcdef", 10.0), lines, GAP)
    ys = {key: place.y for key, place in placed.boxes.items()}
    assert ys["b"] < ys["c"]
    assert max(ys["d"], ys["f"]) < ys["e"]


@given(st.lists(pairs, min_size=1, max_size=16))
def test_nothing_overlaps_whatever_the_lines(lines: list[tuple[str, str]]) -> None:
    tall = heights(lines)
    placed = layout("a", tall, lines, GAP)
    for one, other in combinations(placed.boxes, 2):
        a, b = placed.boxes[one], placed.boxes[other]
        if a.column == b.column:
            assert abs(a.y - b.y) >= (tall[one] + tall[other]) / 2 + GAP - 0.1
    assert min(place.y - tall[key] / 2 for key, place in placed.boxes.items()) >= 0
    assert_ways(placed, lines)


def assert_ways(placed: Layout, lines: list[tuple[str, str]]) -> None:
    for number, (pair, way) in enumerate(zip(lines, placed.ways, strict=True)):
        ends = pair[::-1] if number in placed.turned else pair
        assert (way[0], way[-1]) == (placed.boxes[ends[0]], placed.boxes[ends[1]])
        assert [place.column for place in way] == list(range(way[0].column, way[-1].column + 1))
