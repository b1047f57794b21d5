"""Simplified and traditional characters give the same facts; one thing in two languages is one thing."""

import pytest

from soegraph import names
from soegraph.loaders.extract import extract
from soegraph.model import Article, Claim, EntityRef

SIMPLIFIED = (
    "包钢集团持有北方稀土38%的股份。\n包钢集团董事长孟繁英出席座谈会。\n"
    "总部位于赣州的中国稀土集团成立于2021年12月23日（简称“中稀集团”）。"
)
TRADITIONAL = (
    "包鋼集團持有北方稀土38%的股份。\n包鋼集團董事長孟繁英出席座談會。\n"
    "總部位於贛州的中國稀土集團成立於2021年12月23日（簡稱「中稀集團」）。"
)


def claims(text: str, language: str = "zh") -> tuple[Claim, ...]:
    return extract(Article("a", text, language)).claims


def facts(text: str, language: str) -> set[tuple[str, ...]]:
    return {
        (
            claim.subject.iri,
            claim.predicate,
            claim.object.iri if isinstance(claim.object, EntityRef) else claim.object.value,
        )
        for claim in claims(text, language)
    }


def iri(text: str, name: str, language: str) -> str:
    return next(claim.subject.iri for claim in claims(text, language) if name in claim.subject.names)


def test_both_scripts_give_the_same_facts() -> None:
    assert len(facts(SIMPLIFIED, "zh-hans")) >= 4
    assert facts(SIMPLIFIED, "zh-hans") == facts(TRADITIONAL, "zh-hant")


@pytest.mark.parametrize(
    ("chinese", "english"), [("孟小英", "Meng Xiaoying"), ("欧阳晓", "Ouyang Xiao"), ("曾伟", "Zeng Wei")]
)
def test_a_person_is_one_in_both_languages_where_both_write_the_characters(
    chinese: str, english: str
) -> None:
    first = iri(f"包钢集团董事长{chinese}出席座谈会。", chinese, "zh")
    second = iri(f"{english} ({chinese}) is chairman of Baogang Group.", english, "en")
    assert first == second


def test_pinyin_alone_is_not_taken_for_the_characters() -> None:
    first = iri("包钢集团董事长孟小英出席座谈会。", "孟小英", "zh")
    second = iri("Meng Xiaoying is chairman of Baogang Group.", "Meng Xiaoying", "en")
    assert first.replace(names.characters_mark("孟小英"), "").replace("---", "--") == second


def test_an_english_name_in_brackets_names_the_same_organisation() -> None:
    first = iri("华磁新材料（Huaci New Materials）生产氧化镨。", "华磁新材料", "zh")
    second = iri("Huaci New Materials Co., Ltd. produces copper.", "Huaci New Materials Co., Ltd.", "en")
    assert first == second


def test_the_legal_form_is_no_part_of_an_iri() -> None:
    short = iri("包钢集团任命王小明为董事长。华磁矿业集团生产氧化镨。", "华磁矿业集团", "zh")
    full = iri("华磁矿业集团股份有限公司生产氧化镨。", "华磁矿业集团股份有限公司", "zh")
    assert short == full
