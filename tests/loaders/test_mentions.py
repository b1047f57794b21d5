"""Where a name begins and ends, and what kind of thing it names."""

import pytest

from soegraph.loaders.english.mentions import Tag, head_class, read


def names(text: str, *tags: Tag) -> list[tuple[str, str]]:
    return [(name.text, name.type) for name in read(text, []).names(tags)]


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("He joined Zinco Iron and Steel Group in May.", "Zinco Iron and Steel Group", "Enterprise"),
        ("He joined Zinco Rare Earth Co., Ltd. in May.", "Zinco Rare Earth Co., Ltd.", "Enterprise"),
        ("He joined the Wuhu Institute of Zinc.", "Wuhu Institute of Zinc", "ResearchOrganisation"),
        ("He saw the Heishan rare earth mine.", "Heishan rare earth mine", "Mine"),
        ("He met Li Xiaoming.", "Li Xiaoming", "Person"),
        ("He heads the Zinco Party committee.", "Zinco Party committee", "PartyBody"),
        ("He heads the Wuhu Water Bureau.", "Wuhu Water Bureau", "GovernmentBody"),
    ],
)
def test_the_words_of_the_lexicon_close_a_name(text: str, name: str, cls: str) -> None:
    assert (name, cls) in names(text)


def test_and_does_not_join_two_companies() -> None:
    found = [name for name, _ in names("He left Zinco Mining and Ordos Steel in May.")]
    assert found == ["Zinco Mining", "Ordos Steel"]


def test_a_first_word_in_capitals_is_no_name() -> None:
    assert names("However, prices rose.") == []


def test_a_chinese_word_that_is_no_surname_opens_the_name_of_a_firm() -> None:
    found = read("He left Zinxing Weihua.", []).names([Tag(8, 22, "PERSON")])
    assert [(name.text, name.type, name.guess) for name in found] == [("Zinxing Weihua", "", "Enterprise")]


def test_a_name_leaves_out_what_is_taken() -> None:
    assert [name.text for name in read("Chairman Li Xiaoming", [(0, 8)]).names([])] == ["Li Xiaoming"]


def test_a_line_of_capitals_is_no_name() -> None:
    assert names(" ".join(f"Zinco{number}" for number in range(500))) == []


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("Zinco Holdings", "Enterprise"),
        ("Zinco Design Institute Co., Ltd.", "ResearchOrganisation"),
        ("Wuhu Air Base", ""),
        ("Zinco Standing Committee", "Organisation"),
        ("Zinco Party Standing Committee", "PartyBody"),
    ],
)
def test_the_last_words_tell_the_class(name: str, cls: str) -> None:
    assert head_class(name.replace(",", " ,").split()) == cls
