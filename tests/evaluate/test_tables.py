"""Figures and errors, as people read them."""

from __future__ import annotations

from dataclasses import replace

from soegraph.evaluate import Report, evaluate
from soegraph.evaluate.changes import changes
from soegraph.evaluate.gold import GoldEntity
from soegraph.evaluate.tables import changed, errors, summary
from soegraph.model import Claim

from .made import GROUP, MINING, annotated, claim, fact, ref

SUBSIDIARY = fact(MINING, "subsidiaryOf", GROUP, "is a subsidiary of")
STAKE = fact(GROUP, "holdsStakeIn", MINING, percent="51", asOf="2021")
SAID = claim("Zinco Mining", "subsidiaryOf", "Zinco")


def report(*claims: Claim) -> Report:
    return evaluate([annotated(SUBSIDIARY, STAKE)], [claims])


def test_figures_stand_in_columns() -> None:
    head, _, row = summary(report(SAID)).splitlines()[:3]
    assert head.split()[:5] == ["articles:", "1", "facts", "claims", "hits"]
    assert row.split() == ["all", "2", "1", "1", "1.000", "0.500", "0.667", "1.000", "0.500", "0.667"]


def test_precision_of_no_claim_is_left_open() -> None:
    row = summary(report()).splitlines()[2]
    assert row.split() == ["all", "2", "0", "0", "-", "0.000", "0.000", "-", "0.000", "0.000"]


def test_languages_have_lines_if_there_are_several() -> None:
    english = annotated(SUBSIDIARY)
    chinese = replace(english, article=replace(english.article, id="a.zh", language="zh-hans"))
    lines = summary(evaluate([english, chinese], [[], []])).splitlines()
    assert [line.split()[0] for line in lines[2:5]] == ["all", "en", "zh"]


def test_of_many_articles_those_with_most_mistakes_are_shown() -> None:
    one = annotated(SUBSIDIARY)
    many = [replace(one, article=replace(one.article, id=f"a-{n}")) for n in range(60)]
    text = summary(evaluate(many, [*[[SAID]] * 59, []]))
    assert "\na-59 " in text
    assert "with fewer mistakes: 10 more; --format json has all\n" in text


def test_a_miss_is_shown_with_its_sentence_and_the_evidence_marked() -> None:
    assert errors(report()).splitlines()[:3] == [
        "a.en: 2 missed",
        "  missed: Zinco-Mining | subsidiaryOf | Zinco Group",
        "      Zinco Mining «is a subsidiary of» Zinco Group.",
    ]


def test_an_extra_is_shown_with_its_frame() -> None:
    extra = claim("Li", "holdsPost", "Zinco", "Li Xiaoming chairs", role="chair")
    assert errors(report(extra)).splitlines()[-3:-1] == [
        "  extra: Li | holdsPost | Zinco, role chair [en:made]",
        "      «Li Xiaoming chairs» Zinco Group, founded in 1998.",
    ]


def test_qualifiers_that_differ_are_shown_from_both_sides() -> None:
    near = claim("Zinco", "holdsStakeIn", "Zinco Mining", percent="49")
    line = "Zinco Group | holdsStakeIn | Zinco-Mining, asOf 2021 claimed as -, percent 51 claimed as 49 [en:made]"
    assert f"  other qualifiers: {line}\n" in errors(report(near))


def test_wrong_classes_and_links_are_shown() -> None:
    baogang = GoldEntity("baogang", "Enterprise", ("Baogang Group", "Baogang"))
    said = claim(ref("Baogang", type_="Person", iri="urn:x/id/person/baogang"), "foundedBy", "Wuhu Steel")
    text = errors(evaluate([annotated(entities=(baogang,))], [[said]]))
    assert "  class: Baogang Group is Enterprise, claimed as Person\n" in text
    assert "  link: Baogang Group is organisation/baogang-group, claimed as " in text


def test_an_article_without_errors_is_not_listed() -> None:
    assert errors(evaluate([annotated()], [[]])) == ""


def test_what_has_changed_is_shown_with_figures_and_facts() -> None:
    text = changed(changes(report(), report(SAID)), "old.json")
    assert text.splitlines()[0].startswith("since old.json")
    assert "overall" in text
    assert "1 (+1)" in text
    assert "Found now: 1\n  a.en: Zinco-Mining | subsidiaryOf | Zinco Group [en:made]\n" in text
    assert "holdsStakeIn" not in text


def test_of_the_articles_that_are_not_compared_the_first_are_named() -> None:
    one = annotated()
    many = [replace(one, article=replace(one.article, id=f"a-{n}")) for n in range(7)]
    now = evaluate(many, [[]] * 7)
    found = changed(changes(Report(()), now), "old.json")
    assert "Not in the baseline, and not compared: a-0, a-1, a-2, a-3, a-4 and 2 more\n" in found
    assert "Only in the baseline" not in found
    assert "Only in the baseline, and not compared: a-0" in changed(changes(now, Report(())), "old.json")


def test_what_nobody_can_judge_and_what_is_unmapped_is_told() -> None:
    one = annotated(judged=())
    text = summary(evaluate([one], [[SAID]], unmapped={"born": 2, "age": 3}))
    assert "claims not counted, for nobody annotated their relation there: 1\n" in text
    assert "facts left out, for their relation is not mapped: 5 (age 3, born 2)\n" in text


def test_quotes_that_do_not_stand_in_the_text_are_told() -> None:
    text = summary(report(claim("Zinco Mining", "subsidiaryOf", "Zinco", "not there")))
    assert "quotes that do not stand where the claim says: 1 of 1\n" in text
