"""What changes from one evaluation to the next."""

from __future__ import annotations

from dataclasses import replace

from soegraph.evaluate import Report, evaluate
from soegraph.evaluate.changes import Changes, changes
from soegraph.model import Claim

from .made import GROUP, LI, MINING, annotated, claim, fact

STAKE = fact(GROUP, "holdsStakeIn", MINING, percent="51")
SUBSIDIARY = fact(MINING, "subsidiaryOf", GROUP)

SAID = claim("Zinco Mining", "subsidiaryOf", "Zinco")
RIGHT = claim("Zinco", "holdsStakeIn", "Zinco Mining", percent="51")
WRONG = claim("Zinco", "holdsStakeIn", "Zinco Mining", percent="49")
EXTRA = claim("Li", "holdsPost", "Zinco", role="chair")


def report(*claims: Claim) -> Report:
    return evaluate([annotated(SUBSIDIARY, STAKE)], [claims])


def moved(found: Changes) -> dict[str, list[str]]:
    return {
        name: [verdict.predicate for verdict in verdicts]
        for name, verdicts in found.lists.items()
        if verdicts
    }


def test_facts_are_gained_and_lost() -> None:
    assert moved(changes(report(RIGHT), report(SAID))) == {
        "gained": ["subsidiaryOf"],
        "lost": ["holdsStakeIn"],
    }


def test_qualifiers_are_mended_and_spoilt() -> None:
    assert moved(changes(report(WRONG), report(RIGHT))) == {"mended": ["holdsStakeIn"]}
    assert moved(changes(report(RIGHT), report(WRONG))) == {"spoilt": ["holdsStakeIn"]}


def test_extras_come_and_go_one_by_one() -> None:
    assert moved(changes(report(), report(EXTRA))) == {"new": ["holdsPost"]}
    assert moved(changes(report(EXTRA, EXTRA), report(EXTRA))) == {"gone": ["holdsPost"]}


def test_nothing_changes_between_a_report_and_itself() -> None:
    now = report(WRONG, EXTRA)
    assert moved(changes(now, now)) == {}


def test_figures_are_paired_by_predicate() -> None:
    found = changes(report(SAID), report(SAID, EXTRA))
    assert sorted(found.scores) == ["holdsPost", "holdsStakeIn", "overall", "subsidiaryOf"]
    was, now = found.scores["overall"]
    assert (was.lenient.precision, now.lenient.precision) == (1, 0.5)


def test_an_article_that_only_one_has_is_named_and_not_compared() -> None:
    other = annotated(fact(LI, "holdsPost", GROUP, role="chair"))
    other = replace(other, article=replace(other.article, id="b.en"))
    both = evaluate([annotated(SUBSIDIARY, STAKE), other], [[], []])
    found = changes(report(), both)
    assert (found.only_now, found.only_before) == (("b.en",), ())
    assert found.scores["overall"][1].lenient.facts == 2
    assert changes(both, report()).only_before == ("b.en",)
