"""Which candidate stands out where a word takes one up."""

from soegraph.loaders.document import Entity
from soegraph.loaders.english.salience import DESCRIPTION, PERSON, THING, Candidate, choose


def candidate(name: str, *reasons: str, back: int = 0) -> Candidate:
    return Candidate(Entity("Enterprise", [name]), back, frozenset(reasons))


def name_of(entity: Entity | None) -> str:
    return entity.names[0] if entity else ""


def test_nothing_stands_out_of_nothing() -> None:
    assert choose([], THING) is None


def test_it_is_rather_what_the_sentence_before_is_about_than_what_it_says_of_that() -> None:
    about = candidate("Zinco Group", "before", "subject", back=1)
    said = candidate("Ordos Zinc", "before", "other", "latest", back=1)

    assert name_of(choose([said, about], THING)) == "Zinco Group"


def test_a_pronoun_looks_for_what_is_near_and_a_description_for_what_the_text_is_about() -> None:
    near = candidate("Ordos Zinc", "before", "object", "latest", back=1)
    topic = candidate("Zinco Group", "subject", "topic", back=3)

    assert name_of(choose([near, topic], THING)) == "Ordos Zinc"
    assert name_of(choose([near, topic], DESCRIPTION)) == "Zinco Group"


def test_the_group_is_rather_one_that_is_so_named() -> None:
    named = candidate("Zinco Group", "named", "other", back=2)
    topic = candidate("Ordos Zinc", "topic", "subject")

    assert name_of(choose([topic, named], DESCRIPTION)) == "Zinco Group"


def test_a_place_is_seldom_meant() -> None:
    place = candidate("Wuhan", "here", "other", "latest", "place")
    firm = candidate("Zinco Group", "before", "object", back=1)

    assert name_of(choose([place, firm], THING)) == "Zinco Group"


def test_of_equals_the_one_spoken_of_last_is_meant() -> None:
    last, first = candidate("Li Qi", "before", back=1), candidate("Bo Lan", "before", back=1)

    assert name_of(choose([last, first], PERSON)) == "Li Qi"
