"""Copies of one text are told from different texts by their sketches."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.graph.copies import ALIKE, LEAST, SIZE, hashes, originals, resemblance, sketch

AGENCY = (
    "Baogang Group signed an agreement with Tsinghua University on Monday to build a joint laboratory for rare-earth"
    " magnets in Baotou. The laboratory will study the recycling of neodymium, its director Li Xiao told reporters"
    " after the ceremony. The two sides have worked together since 2016, when they first tested magnets for wind"
    " turbines. Baogang will pay 300 million yuan over five years, and the university will send forty researchers to"
    " Inner Mongolia. The region holds most of the light rare earths of the country."
)
REWORDED = (
    "A laboratory that Baogang Group and Tsinghua University agreed on this week is to find ways of getting neodymium"
    " back out of used magnets. Forty scientists from Beijing are going to move to Baotou for it, according to Li Xiao,"
    " who heads the project. The company puts in 300 million yuan. It is not the first time that the partners meet:"
    " for nearly ten years they have tried out what holds a wind turbine together, with support from the regional"
    " government, which wants more than ore from its mines."
)
XINHUA = (
    "包钢集团与清华大学周一在包头签署协议，共建稀土磁材联合实验室。实验室主任李晓在签约仪式后表示，将重点研究钕的回收利用。"
    "双方自2016年起合作，曾共同测试风电机组用磁体。包钢集团五年内将投入3亿元，清华大学将派出四十名研究人员赴内蒙古工作。"
)
TRADITIONAL = (
    "包鋼集團與清華大學週一在包頭簽署協議，共建稀土磁材聯合實驗室。實驗室主任李曉在簽約儀式後表示，將重點研究釹的回收利用。"
    "雙方自２０１６年起合作，曾共同測試風電機組用磁體。包鋼集團五年內將投入３億元，清華大學將派出四十名研究人員赴內蒙古工作。"
)
OTHER_ZH = (
    "记者从清华大学获悉，一个研究废旧磁体再利用的实验室即将落户内蒙古，项目由李晓负责，包钢出资3亿元，四十位学者将前往。"
    "校方介绍说，近十年来双方在风力发电领域已有多次合作，自治区政府也希望当地不只出售矿石，而是发展深加工产业，留住更多人才。"
)


def alike(one: str, other: str) -> bool:
    return resemblance(hashes(sketch(one)), hashes(sketch(other))) >= ALIKE


@pytest.mark.parametrize(
    "copy",
    [
        AGENCY.upper().replace(" ", "  \n").replace(",", ";"),
        AGENCY[: len(AGENCY) * 2 // 3],
        "BAOTOU, Monday (Agency) - " + AGENCY + " Reporting by our own correspondents. All rights reserved.",
        AGENCY.replace("Monday", "17 March").replace("told reporters", "said").replace("sides", "partners"),
    ],
    ids=["set otherwise", "cut", "with a lead", "edited"],
)
def test_a_copy_is_told_however_it_is_edited(copy: str) -> None:
    assert alike(AGENCY, copy)


def test_a_copy_in_traditional_characters_is_a_copy() -> None:
    assert sketch(XINHUA)
    assert alike(XINHUA, TRADITIONAL)


@pytest.mark.parametrize(("one", "other"), [(AGENCY, REWORDED), (XINHUA, OTHER_ZH), (AGENCY, XINHUA)])
def test_two_reports_of_one_event_are_two_texts(one: str, other: str) -> None:
    assert not alike(one, other)


def test_texts_that_are_too_short_to_tell_have_no_sketch() -> None:
    words = [f"w{number}" for number in range(LEAST + 2)]
    assert sketch(" ".join(words))
    assert not sketch(" ".join(words[:-1]))


def test_a_sketch_is_no_longer_for_a_long_text() -> None:
    assert len(hashes(sketch(" ".join(map(str, range(5000)))))) == SIZE


def test_a_copy_of_a_copy_is_a_copy_and_an_unknown_text_is_none() -> None:
    thirds = [AGENCY[: len(AGENCY) * 5 // 9], AGENCY, AGENCY[len(AGENCY) * 4 // 9 :]]
    assert not alike(thirds[0], thirds[2])
    sketches = {"c": sketch(thirds[0]), "b": sketch(thirds[1]), "a": sketch(thirds[2]), "x": "", "y": ""}
    assert originals(sketches) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "y"}


@given(st.permutations(range(30)))
def test_many_copies_are_one_text_in_any_order(order: list[int]) -> None:
    copies = {f"{number:02}": sketch(f"{AGENCY} Printed in town {number}.") for number in order}
    assert set(originals(copies).values()) == {"00"}


def test_the_articles_of_the_package_are_no_copies() -> None:
    from importlib.resources import files

    from soegraph.loaders.read import read
    from soegraph.model import Article

    folder = Path(str(files("soegraph") / "data" / "articles"))
    texts = {article.id: article.text for article in read([str(folder)]) if isinstance(article, Article)}
    assert originals({name: sketch(text) for name, text in texts.items()}) == {name: name for name in texts}
