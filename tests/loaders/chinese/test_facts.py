"""From one sentence to its facts, one construction each."""

from collections.abc import Callable

import pytest

Said = Callable[..., set[str]]

CLAUSES = {
    "a subject and an object": (
        "包钢集团持有北方稀土38%的股份。",
        {"包钢集团 holdsStakeIn 北方稀土 percent=38"},
    ),
    "a passive with 由": ("北方稀土由包钢集团控股。", {"北方稀土 subsidiaryOf 包钢集团"}),
    "a clause before 的, its noun the object": (
        "包钢集团控股的北方稀土生产氧化镨。",
        {"北方稀土 subsidiaryOf 包钢集团", "北方稀土 produces 氧化镨"},
    ),
    "a clause before 的, its noun the subject": (
        "总部位于赣州的中国稀土集团持有广晟有色18%的股份。",
        {"中国稀土集团 headquarteredIn 赣州", "中国稀土集团 holdsStakeIn 广晟有色 percent=18"},
    ),
    "a list that 等 closes": (
        "包钢集团旗下有北方稀土、包钢股份等子公司。",
        {"北方稀土 subsidiaryOf 包钢集团", "包钢股份 subsidiaryOf 包钢集团"},
    ),
    "shares dealt out to a list": (
        "中国稀土集团成立于2021年，由中国铝业集团和中国五矿集团分别持股20%和21%。",
        {
            "中国稀土集团 foundedOn 2021",
            "中国铝业集团 holdsStakeIn 中国稀土集团 percent=20",
            "中国五矿集团 holdsStakeIn 中国稀土集团 percent=21",
        },
    ),
}

POSTS = {
    "a row of titles": (
        "包钢集团党委书记、董事长孟繁英讲话。",
        {"孟繁英 holdsPost 包钢集团 role=chair", "孟繁英 holdsPost 包钢集团 role=party-secretary"},
    ),
    "people in a row": (
        "包钢集团董事长孟繁英、总经理李晓东讲话。",
        {"孟繁英 holdsPost 包钢集团 role=chair", "李晓东 holdsPost 包钢集团 role=general-manager"},
    ),
    "an appointment": (
        "包钢集团任命王小明为董事长。",
        {"王小明 holdsPost 包钢集团 role=chair status=appointed"},
    ),
    "a removal": (
        "包钢集团免去王小明的董事长职务。",
        {"王小明 holdsPost 包钢集团 role=chair status=removed"},
    ),
    "a resignation": (
        "王小明辞去包钢集团董事长职务。",
        {"王小明 holdsPost 包钢集团 role=chair status=removed"},
    ),
}

BESIDE = {
    "a former name in brackets": (
        "北方稀土（原名内蒙古稀土高科）生产氧化镨。",
        {"北方稀土 formerName 内蒙古稀土高科", "北方稀土 produces 氧化镨"},
    ),
    "a code in brackets": (
        "北方稀土（股票代码：600111）在上海证券交易所上市。",
        {"北方稀土 listedOn 上海证券交易所 ticker=600111"},
    ),
    "the number of a meeting": (
        "包钢集团召开第三次安全生产会议。",
        {"包钢集团 convenes 第三次安全生产会议 ordinal=3"},
    ),
    "a meeting taken up": (
        "包钢集团召开座谈会。北方稀土参加了会议。",
        {"包钢集团 convenes 座谈会", "北方稀土 attends 座谈会"},
    ),
    "a short form that a bracket gives": (
        "甘肃稀土新材料股份有限公司（以下简称“甘稀新材”）投产。甘稀新材生产氧化镨。",
        {"甘肃稀土新材料股份有限公司 produces 氧化镨"},
    ),
    "a short form in traditional characters": (
        "甘肅稀土新材料股份有限公司（以下簡稱「甘稀新材」）投產。甘稀新材生產氧化鐠。",
        {"甘肅稀土新材料股份有限公司 produces 氧化鐠"},
    ),
}

CASES = {**CLAUSES, **POSTS, **BESIDE}


@pytest.mark.parametrize("construction", CASES)
def test_a_construction_is_read(said: Said, construction: str) -> None:
    text, facts = CASES[construction]
    assert facts <= said(text)


def test_what_is_planned_is_no_fact(said: Said) -> None:
    text = "包钢集团拟持有甘肃稀土51%的股份。"
    assert said(text) == set()
    assert said(text, "planned") == {"包钢集团 holdsStakeIn 甘肃稀土 percent=51"}


def test_removal_of_one_is_not_appointment_of_another(said: Said) -> None:
    posts = said("王小明接替李建国任包钢集团董事长。")
    assert "李建国 holdsPost 包钢集团 role=chair status=removed" in posts
    assert any(post.startswith("王小明 holdsPost 包钢集团 role=chair") for post in posts)


def test_plain_talk_states_nothing(said: Said) -> None:
    assert said("包钢集团的天气很好。") == set()
