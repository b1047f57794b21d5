"""Stretches of a text, against the slow way of asking."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from soegraph.loaders.spans import Cover, inside, touching, without_overlap


class Stretch(NamedTuple):
    """The least that stands in a text."""

    start: int
    end: int


def overlap(a: Stretch, b: Stretch) -> bool:
    return a.start < b.end and b.start < a.end


STRETCHES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: Stretch(pair[0], sum(pair))),
    max_size=12,
)


@given(STRETCHES, STRETCHES)
def test_a_cover_meets_what_overlaps(taken: list[Stretch], asked: list[Stretch]) -> None:
    cover = Cover(0, 40, taken)
    for stretch in asked:
        assert cover.meets(*stretch) == any(overlap(stretch, other) for other in taken)


@given(STRETCHES)
def test_of_two_that_overlap_the_longer_stays(stretches: list[Stretch]) -> None:
    kept = without_overlap(stretches, 0, 40)
    assert not any(overlap(a, b) for a in kept for b in kept if a is not b)
    for lost in set(stretches) - set(kept):
        assert any(overlap(lost, k) and k.end - k.start >= lost.end - lost.start for k in kept)


@given(STRETCHES, st.integers(0, 40), st.integers(0, 40))
def test_what_touches_is_found_among_disjoint_stretches(stretches: list[Stretch], a: int, b: int) -> None:
    disjoint = without_overlap(stretches, 0, 40)
    asked = Stretch(min(a, b), max(a, b) + 1)
    assert list(touching(disjoint, *asked)) == [s for s in disjoint if overlap(s, asked)]
    assert list(inside(disjoint, *asked)) == [s for s in disjoint if asked.start <= s.start < asked.end]
