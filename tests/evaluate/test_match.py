"""Which claim says which fact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from soegraph.evaluate.gold import GoldFact
from soegraph.evaluate.match import agree, pairs, says
from soegraph.model import Claim, LiteralValue

from .made import GROUP, LI, MINING, STEEL, claim, fact, ref

SUBSIDIARY = fact(MINING, "subsidiaryOf", GROUP)


def test_names_agree_whatever_their_case_and_hyphens() -> None:
    assert says(claim("zinco mining", "subsidiaryOf", "ZINCO"), SUBSIDIARY)


def test_both_ends_and_the_relation_must_agree() -> None:
    assert not says(claim("Zinco Mining", "subsidiaryOf", "Wuhu Steel"), SUBSIDIARY)
    assert not says(claim("Wuhu Steel", "subsidiaryOf", "Zinco"), SUBSIDIARY)
    assert not says(claim("Zinco Mining", "foundedBy", "Zinco"), SUBSIDIARY)


def test_only_a_symmetric_relation_may_be_turned_round() -> None:
    partners = fact(STEEL, "partnersWith", GROUP)
    assert says(claim("Zinco Group", "partnersWith", "Wuhu Steel"), partners)
    assert not says(claim("Zinco Group", "subsidiaryOf", "Zinco Mining"), SUBSIDIARY)


def test_a_relation_that_the_ontology_lacks_says_nothing() -> None:
    assert not says(claim("Zinco Mining", "owns", "Zinco"), SUBSIDIARY)


def test_the_role_is_part_of_a_post_that_has_one() -> None:
    post = claim("Li", "holdsPost", "Zinco", role="chair")
    assert says(post, fact(LI, "holdsPost", GROUP, role="chair"))
    assert not says(post, fact(LI, "holdsPost", GROUP, role="director"))
    assert says(post, fact(LI, "holdsPost", GROUP))


def test_a_literal_agrees_with_the_same_literal() -> None:
    founded = claim("Zinco", "foundedOn", LiteralValue("1998"))
    assert says(founded, fact(GROUP, "foundedOn", "1998"))
    assert not says(founded, fact(GROUP, "foundedOn", "1998-05"))


def test_strictly_all_qualifiers_agree_and_no_other_is_there() -> None:
    stake = fact(GROUP, "holdsStakeIn", MINING, percent="51", asOf="2021")
    assert agree(claim("Zinco", "holdsStakeIn", "Zinco-Mining", percent="51.0", asOf="2021"), stake)
    assert not agree(claim("Zinco", "holdsStakeIn", "Zinco-Mining", percent="51"), stake)
    assert not agree(
        claim("Zinco", "holdsStakeIn", "Zinco-Mining", percent="51", asOf="2021", year="2"), stake
    )


def test_a_post_is_current_if_nothing_else_is_said() -> None:
    assert agree(claim("Li", "holdsPost", "Zinco", role="chair"), fact(LI, "holdsPost", GROUP, role="chair"))
    assert agree(
        claim("Li", "holdsPost", "Zinco", role="chair", status="current"),
        fact(LI, "holdsPost", GROUP, role="chair"),
    )


def test_a_fact_is_said_once() -> None:
    twice = claim("Zinco Mining", "subsidiaryOf", "Zinco")
    assert pairs([SUBSIDIARY], [twice, twice]) == {0: 0}


def test_of_two_claims_the_one_with_the_right_qualifiers_says_the_fact() -> None:
    stake = fact(GROUP, "holdsStakeIn", MINING, percent="51")
    claims = [claim("Zinco", "holdsStakeIn", "Zinco Mining", percent=p) for p in ("49", "51")]
    assert pairs([stake], claims) == {1: 0}


def test_an_ambiguous_claim_leaves_to_another_what_only_that_can_say() -> None:
    facts = [fact(company, "subsidiaryOf", GROUP, percent="51") for company in (MINING, STEEL)]
    either = claim(ref("Zinco Mining", "Wuhu Steel"), "subsidiaryOf", "Zinco")
    assert pairs(facts, [either, claim("Zinco Mining", "subsidiaryOf", "Zinco")]) == {0: 1, 1: 0}


NAMES = st.sampled_from(["Zinco-Mining", "Zinco", "Li", "Wuhu Steel"])
CLAIMS = st.lists(
    st.builds(lambda a, b, c: claim(ref(a, b), "subsidiaryOf", c), NAMES, NAMES, NAMES), max_size=6
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_no_count(claims: list[Claim], random: object) -> None:
    facts = [fact(a, "subsidiaryOf", b) for a in (MINING, GROUP, LI, STEEL) for b in (GROUP, STEEL)]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    said = pairs(facts, claims)
    assert len(said) == len(pairs(facts, shuffled))
    assert all(says(claims[c], facts[f]) for c, f in said.items())
    assert len(set(said.values())) == len(said)


def most(facts: list[GoldFact], claims: list[Claim]) -> int:
    """Count how many facts can be said, by trying all ways."""
    if not claims:
        return 0
    rest = claims[1:]
    ways = [
        1 + most([*facts[:f], *facts[f + 1 :]], rest) for f, fact in enumerate(facts) if says(claims[0], fact)
    ]
    return max([most(facts, rest), *ways])


@given(CLAIMS)
def test_as_many_facts_are_said_as_can_be(claims: list[Claim]) -> None:
    facts = [fact(a, "subsidiaryOf", b, percent="1") for a, b in ((MINING, GROUP), (LI, GROUP), (STEEL, LI))]
    assert len(pairs(facts, claims)) == most(facts, claims)
