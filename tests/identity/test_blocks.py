"""Blocking: who meets whom, and how many meetings there are."""

from soegraph.identity.blocks import CROWD, meetings
from soegraph.identity.profiles import Post

from .test_matchers import company, person


def test_characters_pinyin_and_turned_names_meet() -> None:
    found = [person("a", "张伟"), person("b", "Zhang Wei"), person("c", "Wei Zhang")]
    assert [(one.iri, other.iri) for one, other in meetings(found)] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_company_meets_its_short_form() -> None:
    found = [company("a", "甘肃稀土新材料股份有限公司"), company("b", "甘肃稀土"), company("c", "昆仑锌业")]
    assert [(one.iri, other.iri) for one, other in meetings(found)] == [("a", "b")]


def test_a_crowd_of_one_name_meets_only_at_work() -> None:
    crowd = [person(f"p{n:04}", "张伟", posts={Post(f"o{n // 2}")}) for n in range(4 * CROWD)]
    assert len(list(meetings(crowd))) == 2 * CROWD


def test_meetings_grow_with_the_number_of_entities() -> None:
    def count(size: int) -> int:
        return len(list(meetings([person(f"p{n}", f"Zhang Wei{n % (size // 4)}") for n in range(size)])))

    assert count(800) == 2 * count(400)
