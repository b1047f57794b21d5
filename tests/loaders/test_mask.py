"""The masked text, and the way back to the article."""

from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.english.mask import Masked, Patch, mask


def entity(text: str, name: str, cls: str = "Enterprise") -> Mention:
    start = text.index(name)
    return Mention(start, start + len(name), "entity", Entity(cls, [name]))


def masked(text: str, *mentions: Mention) -> str:
    return mask(text, 0, len(text), mentions).text


def test_a_name_becomes_one_plain_word() -> None:
    text = "Baotou Iron and Steel Group grows."
    assert masked(text, entity(text, "Baotou Iron and Steel Group")) == "Siemens grows."


def test_brackets_are_left_out() -> None:
    text = "Zinco Group (Zinco) grows."
    assert masked(text, entity(text, "Zinco Group")) == "Siemens grows."


def test_a_bracket_inside_a_name_stays_with_it() -> None:
    text = "Zinco Mining (Wuhu) Co. grows."
    assert masked(text, entity(text, "Zinco Mining (Wuhu) Co.")) == "Siemens grows."


def test_a_list_becomes_two_names() -> None:
    text = "Aco Group, Bco Group, and Cco Group grow."
    mentions = [entity(text, name) for name in ("Aco Group", "Bco Group", "Cco Group")]
    assert masked(text, *mentions) == "Siemens and Siemens grow."
    assert mentions[0].listed == (mentions[1],)


def test_a_dateline_belongs_to_no_clause() -> None:
    text = "WUHAN, Dec 24 – Zinco Group grows."
    assert masked(text, entity(text, "Zinco Group")) == "Siemens grows."


def test_offsets_lead_back_to_the_article() -> None:
    mention = Mention(10, 21, "entity", Entity("Enterprise"))
    back = Masked("Zinco Group grows", 10, [Patch(10, 21, "Siemens", mention)])
    assert back.span(0, 7) == (10, 21)
    assert back.span(8, 13) == (22, 27)
    assert back.mention(0) is mention
    assert back.mention(8) is None
