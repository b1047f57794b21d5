"""Matchers: each reason for two entities to be one, and each veto."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from soegraph.identity import matchers
from soegraph.identity.matchers import Reason, Veto, compared, score
from soegraph.identity.profiles import Post, Profile, readings
from soegraph.identity.spelling import folded_name
from soegraph.loaders.traits import Traits
from soegraph.names import has_han


def person(iri: str, *called: str, **about: Any) -> Profile:
    return _profile(iri, "person", "Person", called, about)


def company(iri: str, *called: str, cls: str = "Enterprise", **about: Any) -> Profile:
    return _profile(iri, "organisation", cls, called, about)


def _profile(iri: str, kind: str, cls: str, called: tuple[str, ...], about: dict[str, Any]) -> Profile:
    found = Profile(iri, kind, classes={cls}, names=set(called), **about)
    found.written = frozenset(folded_name(name) for name in called if has_han(name))
    found.readings = frozenset(readings(found))
    return found


def vetoed(one: Profile, other: Profile) -> str:
    found = compared(one, other)
    assert found == compared(other, one) or isinstance(found, Veto)
    assert isinstance(found, Veto)
    return found.text


def weighed(one: Profile, other: Profile) -> float:
    found = compared(one, other)
    assert not isinstance(found, Veto)
    return score(found)


def test_a_group_is_no_governor() -> None:
    assert vetoed(company("a", "包钢"), person("b", "包钢")).startswith("no ")


def test_two_exchanges_codes_on_one_exchange_are_two_companies() -> None:
    one, other = (company(code, "中国稀土", tickers={("x", code)}) for code in ("000831", "600111"))
    assert vetoed(one, other) == "different tickers on one exchange"


def test_a_ticker_makes_two_names_one() -> None:
    one, other = (company(name, name, tickers={("x", "600111")}) for name in ("Northern", "北方稀土"))
    assert weighed(one, other) >= 0.9


def test_credit_codes_decide_for_and_against() -> None:
    one, other = (company(code, "昆仑锌业", codes={("credit code", code)}) for code in ("A", "B"))
    assert vetoed(one, other) == "different credit codes"
    assert weighed(one, company("c", "天山锌业", codes={("credit code", "A")})) >= 0.99


def test_different_characters_behind_one_pinyin_are_two_people() -> None:
    assert vetoed(person("a", "张伟"), person("b", "张玮")) == "different characters"


def test_simplified_and_traditional_characters_are_one_name() -> None:
    assert weighed(person("a", "张伟", posts={Post("o")}), person("b", "張偉", posts={Post("o")})) > 0.7


def test_pinyin_alone_is_weaker_than_characters() -> None:
    written, latin = person("b", "张伟"), person("c", "Zhang Wei")
    assert weighed(person("a", "张伟"), written) > weighed(person("a", "张伟"), latin) > 0


def test_different_given_names_are_two_people() -> None:
    assert vetoed(person("a", "Zhang Wei"), person("b", "Zhang Min")) == "different names"


def test_years_of_birth_and_gender_tell_apart() -> None:
    born = [person(year, "张伟", traits=Traits(born=year)) for year in ("1965", "1980")]
    assert vetoed(*born).startswith("different born")
    called = [person(gender, "Zhang Wei", traits=Traits(gender=gender)) for gender in ("man", "woman")]
    assert vetoed(*called).startswith("different gender")


def test_two_sole_posts_at_one_time_are_two_people() -> None:
    one = person("a", "张伟", posts={Post("x", "general-manager", "2020", "2024")})
    other = person("b", "张伟", posts={Post("y", "party-secretary", "2021-05", "2023")})
    later = person("c", "张伟", posts={Post("y", "party-secretary", "2024", "2025")})
    assert "at one time" in vetoed(one, other)
    assert weighed(one, later) > 0


def test_a_judgement_is_final() -> None:
    one, other = person("a", "张伟", told_apart={"b"}), person("b", "张伟", posts={Post("o")})
    assert vetoed(one, other) == "a judgement: not the same"


def test_father_and_son_are_two() -> None:
    assert vetoed(person("a", "张伟", relatives={"张小伟"}), person("b", "张小伟")) == "kin of each other"


def test_parent_and_subsidiary_are_two() -> None:
    child = company("a", "中国稀土集团资源科技", related={("subsidiaryOf", "b")})
    assert vetoed(child, company("b", "中国稀土集团")) == "related: subsidiaryOf"


def test_a_surname_alone_is_no_name() -> None:
    assert compared(person("a", "张先生"), person("b", "张先生")) == []


def test_whom_one_article_tells_apart_are_two() -> None:
    found = [person(f"zhang-wei--zinco--a-{number}", "Zhang Wei", posts={Post("zinco")}) for number in (1, 2)]
    assert vetoed(*found) == "one article tells them apart"


def test_every_owner_has_its_own_party_committee() -> None:
    found = [
        company(owner, "Party Committee", cls="PartyBody", related={("unitOf", owner)})
        for owner in ("x", "y")
    ]
    assert vetoed(*found) == "units of different owners"


def test_a_common_noun_is_no_good_name() -> None:
    found = [company(iri, "Mining Company", common=True) for iri in ("a", "b")]
    assert weighed(*found) < 0.5


def test_what_stands_beside_two_things_is_no_reason_alone() -> None:
    one, other = (company(name, name, related={("locatedIn", "p")}) for name in ("昆仑锌业", "天山铜业"))
    assert compared(one, other) == []


@given(st.lists(st.floats(0, 1)))
def test_a_score_is_a_probability_and_grows_with_reasons(scores: list[float]) -> None:
    reasons = [Reason("", each) for each in scores]
    assert 0 <= score(reasons) <= 1
    assert score(reasons) <= score([*reasons, Reason("", 0.5)])


def test_every_matcher_is_used_once() -> None:
    used = [*matchers.NAMING, *matchers.VETOING, *matchers.CONTEXT]
    assert len(used) == len(set(used))
