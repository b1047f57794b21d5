"""What becomes of facts and claims."""

from __future__ import annotations

from soegraph.evaluate.gold import Judged
from soegraph.evaluate.verdicts import Verdict, judge

from .made import GROUP, LI, MINING, STEEL, TEXT, annotated, claim, fact

SUBSIDIARY = fact(MINING, "subsidiaryOf", GROUP, "is a subsidiary of")
CHAIR = fact(LI, "holdsPost", GROUP, "Li Xiaoming chairs", role="chair")


def outcomes(*verdicts: Verdict) -> list[str]:
    return [verdict.outcome for verdict in verdicts]


def test_a_claim_with_the_same_qualifiers_is_a_hit_and_with_others_near() -> None:
    stake = fact(GROUP, "holdsStakeIn", MINING, percent="51")
    for percent, outcome in (("51", "hit"), ("49", "near")):
        said = claim("Zinco", "holdsStakeIn", "Zinco Mining", percent=percent)
        assert outcomes(*judge(annotated(stake), [said]).verdicts) == [outcome]


def test_a_miss_shows_the_sentence_of_its_evidence() -> None:
    [miss] = judge(annotated(CHAIR), []).verdicts
    assert (miss.outcome, miss.quote) == ("miss", "Li Xiaoming chairs")
    assert miss.sentence == "Li Xiaoming chairs Zinco Group, founded in 1998."


def test_an_extra_shows_its_frame_and_the_sentence_of_its_quote() -> None:
    said = claim("Li", "holdsPost", "Zinco", "Li Xiaoming chairs Zinco", role="chair")
    [extra] = judge(annotated(), [said]).verdicts
    assert (extra.outcome, extra.frame, extra.claimed) == ("extra", "en:made", {"role": "chair"})
    assert extra.sentence == "Li Xiaoming chairs Zinco Group, founded in 1998."


def test_a_claim_without_a_quote_has_no_sentence() -> None:
    [extra] = judge(annotated(), [claim("Li", "holdsPost", "Zinco")]).verdicts
    assert extra.sentence == ""


def test_a_plan_is_neither_a_hit_nor_an_extra_but_explains_a_miss() -> None:
    planned = claim("Zinco Mining", "subsidiaryOf", "Zinco", modality="planned")
    [miss] = judge(annotated(SUBSIDIARY), [planned]).verdicts
    assert (miss.outcome, miss.note) == ("miss", "claimed as planned")


def test_what_else_is_claimed_of_the_same_ends_explains_a_miss() -> None:
    miss, extra = judge(annotated(CHAIR), [claim("Li", "holdsPost", "Zinco", role="director")]).verdicts
    assert (miss.note, extra.outcome) == ("claimed as holdsPost (director)", "extra")


def test_a_claim_said_twice_is_an_extra_that_says_so() -> None:
    twice = [claim("Zinco Mining", "subsidiaryOf", "Zinco")] * 2
    hit, extra = judge(annotated(SUBSIDIARY), twice).verdicts
    assert outcomes(hit, extra) == ["hit", "extra"]
    assert extra.note == "another claim says it already"


def test_a_claim_where_nobody_annotated_its_relation_is_not_judged() -> None:
    stretch = Judged(0, TEXT.index("Li"), "subsidiaryOf")
    inside = claim("Wuhu Steel", "subsidiaryOf", "Zinco", "Zinco Mining is a subsidiary")
    outside = claim("Wuhu Steel", "subsidiaryOf", "Zinco", "founded in 1998")
    other = claim("Wuhu Steel", "foundedBy", "Zinco", "Zinco Mining is a subsidiary")
    found = judge(annotated(judged=(stretch,)), [inside, outside, other])
    assert [verdict.quote for verdict in found.verdicts] == [inside.evidence.quote]
    assert found.unjudged == 2


def test_of_a_relation_only_those_with_the_annotated_qualifiers_are_judged() -> None:
    stretch = Judged(0, len(TEXT), "holdsPost", {"role": "chair"})
    posts = [claim("Li", "holdsPost", "Wuhu Steel", "Li", role=role) for role in ("chair", "director")]
    found = judge(annotated(judged=(stretch,)), posts)
    assert [verdict.claimed for verdict in found.verdicts] == [{"role": "chair"}]


def test_a_claim_that_does_not_say_where_it_stands_is_judged_wherever_its_relation_is() -> None:
    stretch = Judged(0, 5, "subsidiaryOf")
    found = judge(annotated(judged=(stretch,)), [claim("Wuhu Steel", "subsidiaryOf", "Zinco")])
    assert found.unjudged == 0


def test_a_symmetric_fact_and_its_claim_the_other_way_round_are_one() -> None:
    partners = fact(STEEL, "partnersWith", GROUP)
    assert outcomes(*judge(annotated(partners), [claim("Zinco", "partnersWith", "Wuhu Steel")]).verdicts) == [
        "hit"
    ]
