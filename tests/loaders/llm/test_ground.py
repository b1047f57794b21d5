"""What a model may say, and what of it stands on words of the article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soegraph.loaders.document import Candidate
from soegraph.loaders.gates import sift
from soegraph.loaders.llm.answers import parse
from soegraph.loaders.llm.ground import Grounder
from soegraph.model import Article, Dropped

from .said import ARTICLE, POST, STAKE, TEXT, claim, end, qualifier


def ground(said: dict[str, Any], article: Article = ARTICLE) -> Candidate | Dropped:
    [parsed] = parse(json.dumps({"claims": [said]}))
    return Grounder(article, "llm:tiny-1").ground(parsed, (0, len(article.text)))


def kept(said: dict[str, Any], article: Article = ARTICLE) -> Candidate:
    found = ground(said, article)
    assert isinstance(found, Candidate), found
    [passed], _ = sift(article, [found])
    return passed


def refusal(said: dict[str, Any]) -> tuple[str, str]:
    """Return the gate that a claim fails at, and the reason."""
    found = ground(said)
    if isinstance(found, Candidate):
        _, [found] = sift(ARTICLE, [found])
    assert found.frame == "llm:tiny-1"
    return found.gate, found.reason


SITE = claim(
    "opened the Shuanghe Mine in Baotou", end("Shuanghe Mine", "Mine"), "locatedIn", end("Baotou", "Place")
)


def with_qualifier(said: dict[str, Any], *parts: str) -> dict[str, Any]:
    return said | {"qualifiers": [qualifier(*parts)]}


@pytest.mark.parametrize(
    ("said", "gate", "reason"),
    [
        (POST | {"quote": "Li Qi, head of Hedi Mining"}, "quote", "the quote is not in the text"),
        (POST | {"quote": TEXT}, "quote", "longer than a paragraph"),
        (POST | {"object": end("Baotou", "Place")}, "quote", "the object, 'Baotou', are not in the quote"),
        (
            POST | {"subject": end("She", "Person", "Li Qi")},
            "quote",
            "the subject, 'She', are not in the quote",
        ),
        (POST | {"subject": end("Q", "Person")}, "quote", "'Q', are not in the quote"),
        (POST | {"subject": end("Li Qi", "Person", "Li Qiang")}, "quote", "the name 'Li Qiang' is not in"),
        (POST | {"object": end("Li Qi", "Enterprise")}, "quote", "cannot mean both"),
        (with_qualifier(POST, "role", "mayor", "mayor"), "quote", "the words for role, 'mayor', are not"),
        (POST | {"predicate": "owns"}, "vocabulary", "'owns' is no relation"),
        (POST | {"predicate": "percent"}, "vocabulary", "'percent' is no relation"),
        (POST | {"subject": end("Li Qi", "Wizard")}, "vocabulary", "'Wizard' is no class"),
        (POST | {"modality": "hoped"}, "vocabulary", "'hoped' is no modality"),
        (with_qualifier(POST, "colour", "red", "chairman"), "vocabulary", "no qualifier 'colour'"),
        (POST | {"subject": end("Li Qi", "Mine")}, "types", "holdsPost does not go from Mine to Enterprise"),
        (SITE | {"object": end("Baotou", "Person")} | {"predicate": "produces"}, "types", "Mine to Place"),
        (with_qualifier(POST, "role", "emperor", "chairman"), "literal", "'emperor' is no role"),
        (with_qualifier(POST, "start", "soon", "chairman"), "literal", "'soon' is no date"),
        (
            with_qualifier(STAKE, "percent", "52", "51.50 percent"),
            "value",
            "'52' is not what '51.50 percent' says",
        ),
        (with_qualifier(STAKE, "percent", "half", "51.50 percent"), "value", "'half' is no number"),
        (with_qualifier(STAKE, "asOf", "2023", "51.50 percent"), "value", "'2023' is not what"),
        (with_qualifier(STAKE, "ticker", "600111", "Ltd"), "value", "'600111' is not what 'Ltd' says"),
    ],
)
def test_what_stands_on_no_words_is_refused_with_its_reason(
    said: dict[str, Any], gate: str, reason: str
) -> None:
    found = refusal(said)
    assert found[0] == gate
    assert reason in found[1]


def test_a_refusal_shows_what_was_said_and_on_which_words() -> None:
    dropped = ground(POST | {"quote": "Li Qi, head of Hedi Mining"})
    assert isinstance(dropped, Dropped)
    assert dropped.reason.startswith("Li Qi holdsPost Hedi Mining: ")
    assert dropped.sentence == "Li Qi, head of Hedi Mining"


def test_a_claim_that_is_none_is_refused() -> None:
    assert refusal({"quote": "Li Qi"})[0] == "answer"


def test_arguments_stand_at_their_words() -> None:
    found = kept(POST)
    assert [TEXT[a.start : a.end] for a in (found.subject, found.object)] == ["Li Qi", "Hedi Mining"]
    assert (found.anchor, found.modality) == ((0, 30), "asserted")


def test_the_first_of_two_such_quotes_counts() -> None:
    twice = Article("a", f"{TEXT}\n\n{TEXT}", "en")
    assert kept(POST, twice).sentence == (0, 30)


def test_a_quote_is_searched_where_the_model_has_read_it() -> None:
    twice = Article("a", f"{TEXT}\n\n{TEXT}", "en")
    [said] = parse(json.dumps({"claims": [POST]}))
    found = Grounder(twice, "llm:tiny-1").ground(said, (len(TEXT) + 2, len(twice.text)))
    assert isinstance(found, Candidate)
    assert found.sentence[0] == len(TEXT) + 2


def test_one_name_inside_another_can_be_both_arguments() -> None:
    article = Article("a", "包钢集团党委召开会议。", "zh-hans")
    unit = claim("包钢集团党委", end("包钢集团党委", "PartyBody"), "unitOf", end("包钢集团", "Enterprise"))
    found = kept(unit, article)
    assert ((found.subject.start, found.subject.end), (found.object.start, found.object.end)) == (
        (0, 6),
        (0, 4),
    )


def test_words_apart_go_before_words_inside_each_other() -> None:
    article = Article("a", "Hedi Mining is a unit of Hedi.", "en")
    unit = claim(article.text, end("Hedi Mining", "Enterprise"), "subsidiaryOf", end("Hedi", "Enterprise"))
    assert kept(unit, article).object.start == 25


def test_a_pronoun_stands_for_its_name() -> None:
    article = Article("a", "Li Qi leads Hedi Mining.\n\nShe also chairs the annual meeting.", "en")
    meeting = end("annual meeting", "Meeting")
    said = claim("She also chairs the annual meeting", end("She", "Person", "Li Qi"), "chairs", meeting)
    entity = kept(said, article).subject.entity
    assert entity is not None
    assert entity.names == ["Li Qi"]


def test_forms_of_blanks_and_marks_make_no_difference_and_the_text_keeps_its_own() -> None:
    article = Article("a", "“Hedi\nMining’s” chairman\u00a0Li Qi", "en")
    said = POST | {"quote": '"Hedi Mining\'s" chairman Li Qi'}
    found = kept(said, article)
    assert (found.sentence, found.object.entity and found.object.entity.names) == ((0, 30), ["Hedi Mining"])


@pytest.mark.parametrize(
    ("value", "words", "kept_as"),
    [("2024-05-03", "3 May 2024", "2024-05-03"), ("2024", "3 May 2024", "2024")],
)
def test_a_date_is_as_exact_as_its_words(value: str, words: str, kept_as: str) -> None:
    quote = "Hedi Mining, opened the Shuanghe Mine in Baotou on 3 May 2024"
    target = end(words, None, value=value)
    found = kept(claim(quote, end("Hedi Mining", "Enterprise"), "foundedOn", target))
    assert found.object.value == kept_as


def test_a_date_that_its_words_do_not_give_is_refused() -> None:
    quote = "Hedi Mining, opened the Shuanghe Mine in Baotou on 3 May 2024"
    for value, words in (("2024-05-04", "3 May 2024"), ("2023", "3 May 2024"), ("2024-05-03", "2024")):
        said = claim(quote, end("Hedi Mining", "Enterprise"), "foundedOn", end(words, None, value=value))
        assert refusal(said)[0] == "value"


def test_a_name_as_a_literal_is_the_text_of_the_article() -> None:
    article = Article("a", "Hedi Mining was formerly Hedi\nCopper.", "en")
    said = claim(
        "Hedi Mining was formerly Hedi Copper",
        end("Hedi Mining", "Enterprise"),
        "formerName",
        end("Hedi Copper", None, value="Hedi Copper Works"),
    )
    assert kept(said, article).object.value == "Hedi Copper"


def test_that_a_post_is_current_goes_without_saying() -> None:
    assert kept(with_qualifier(POST, "status", "current", "chairman")).qualifiers == {}
    assert kept(with_qualifier(POST, "status", "former", "chairman")).qualifiers == {"status": "former"}


def test_ordinals_are_read_from_their_words() -> None:
    article = Article("a", "Hedi Mining held its third annual meeting.", "en")
    said = claim(
        article.text, end("Hedi Mining", "Enterprise"), "convenes", end("third annual meeting", "Meeting")
    )
    assert kept(with_qualifier(said, "ordinal", "3", "third"), article).qualifiers == {"ordinal": "3"}


WORDS = st.sampled_from(["Li Qi", "Hedi Mining", "", "\ud800", "chair", "é", "持股", TEXT, "2024", "Person"])
TEXTS = st.one_of(WORDS, st.none(), st.text(max_size=5), st.integers(), st.booleans())
ENDS = st.one_of(
    TEXTS, st.fixed_dictionaries({}, optional=dict.fromkeys(["text", "name", "type", "value"], TEXTS))
)
QUALIFIERS = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(["name", "value", "text"], TEXTS)), max_size=2
)
CLAIMS = st.fixed_dictionaries(
    {},
    optional={
        "quote": st.one_of(TEXTS, st.just(POST["quote"])),
        "subject": st.one_of(ENDS, st.just(POST["subject"])),
        "predicate": st.one_of(TEXTS, st.just("holdsPost"), st.just("foundedOn")),
        "object": st.one_of(ENDS, st.just(POST["object"])),
        "qualifiers": st.one_of(TEXTS, QUALIFIERS),
        "modality": TEXTS,
    },
)


@given(CLAIMS)
def test_whatever_a_model_says_becomes_a_proven_candidate_or_a_reason(said: dict[str, Any]) -> None:
    found = ground(said)
    if isinstance(found, Dropped):
        assert found.reason.encode()
        return
    passed, dropped = sift(ARTICLE, [found])
    assert len(passed) + len(dropped) == 1
    assert TEXT[slice(*found.sentence)] == said["quote"].strip()
