"""show: one entity on a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


def shown(run: Run, asked: Path, *args: str) -> str:
    result = run("show", *args, "--store", asked)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    "spelling",
    [
        "baogang-group",
        "organisation/baogang-group",
        "https://w3id.org/soegraph/id/organisation/baogang-group",
        "包钢",
        "baogang group",
    ],
)
def test_an_entity_is_found_by_slug_iri_and_name(spelling: str, run: Run, asked: Path) -> None:
    head = shown(run, asked, spelling).splitlines()[:4]
    assert head[0] == "Baotou Iron and Steel (Group) Co., Ltd."
    assert "包头钢铁（集团）有限责任公司" in head[1]
    assert head[2].split(", ")[-1].strip() == "organisation"
    assert head[3] == "  https://w3id.org/soegraph/id/organisation/baogang-group"


def test_a_person_is_shown_with_dated_posts_and_the_number_of_sources(run: Run, asked: Path) -> None:
    page = shown(run, asked, "wei-shuanshi")
    line = (
        "  chair, Baotou Iron and Steel (Group) Co., Ltd. (organisation/baogang-group), started 2016,"
        " ended 2021-06  [1 source]"
    )
    assert f"\nposts\n{line}\n" in page


def test_facts_stand_in_both_directions(run: Run, asked: Path) -> None:
    page = shown(run, asked, "china-northern-rare-earth")
    assert "\nis a subsidiary of\n  Baotou Iron and Steel" in page
    assert "\nis a subsidiary of this\n  包头华美稀土高科有限公司" in page
    assert "\nformer name\n  Baogang Rare Earth  [1 source]\n" in page
    assert "36.66 %, as of 2024-12-31" in page


def test_an_inverse_does_not_say_it_again(run: Run, asked: Path) -> None:
    page = shown(run, asked, "meng-fanying")
    assert "\nchairs\n" in page
    assert "was chaired by" not in page
    assert page.count("34th Party Standing Committee Meeting") == 1


def test_explain_adds_the_words(run: Run, asked: Path) -> None:
    assert "“Chairman Meng Fanying”" not in shown(run, asked, "meng-fanying")
    assert "      “Chairman Meng Fanying” Baogang holds a Party meeting" in shown(
        run, asked, "meng-fanying", "--explain"
    )


def test_an_article_is_shown_with_what_it_claims(run: Run, asked: Path) -> None:
    page = shown(run, asked, "article/report")
    assert page.startswith("Northern Rare Earth reports\n  Steel Weekly\n  2025-04-19\n")
    assert "“Huamei may be absorbed”\n  包头华美稀土高科有限公司 | soe:mergedInto |" in page
    assert "(planned)" in page


@pytest.mark.parametrize(
    ("name", "hint"), [("baogang grou", "organisation/baogang-group"), ("zzzz", "query find")]
)
def test_an_unknown_name_brings_a_hint(name: str, hint: str, run: Run, asked: Path) -> None:
    result = run("show", name, "--store", asked)
    assert result.exit_code == 1
    assert hint in result.stderr


def test_what_only_single_articles_know_is_told_where_to_find(run: Run, asked: Path) -> None:
    result = run("show", "evidence/m1", "--store", asked)
    assert result.exit_code == 1
    assert "soegraph query evidence -p entity=evidence/m1" in result.stderr
