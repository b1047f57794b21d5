"""Extraction from end to end: what it promises of every text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soegraph.loaders.extract import extract, extract_all
from soegraph.loaders.read import read
from soegraph.model import Article

Said = Callable[..., set[str]]
SEED = Path(__file__).parents[3] / "shared" / "seed" / "baogang-party-building.txt"


def test_an_article_in_a_language_without_frames_is_kept_with_a_notice() -> None:
    extraction = extract(Article("a", "Zinco Group produit du cuivre.", "fr"))
    assert extraction.claims == ()
    assert extraction.notices == ("a: no frames exist for language 'fr' yet; kept without claims",)


def test_an_article_comes_with_its_claims() -> None:
    articles = [Article("a", "Zinco Group produces copper.", "en"), Article("b", "Prices rose.", "en")]
    assert [len(extraction.claims) for extraction in map(extract, articles)] == [1, 0]


MIXED = [
    Article("a", "Zinco Group produces copper.", "en"),
    Article("b", "包钢集团生产稀土。", "xx"),
    Article("c", "", "en"),
    Article("d", "Zinco chairs no meeting. It is a subsidiary of Ordos Group.", "en-GB"),
]


def test_many_articles_give_in_their_order_what_each_gives_alone() -> None:
    assert list(extract_all(MIXED)) == [extract(article) for article in MIXED]
    assert list(extract_all([])) == []


def test_articles_are_read_as_they_are_asked_for() -> None:
    read_so_far: list[str] = []

    def endless() -> Iterator[Article]:
        while True:
            read_so_far.append("x" * 10_000)
            yield Article("a", read_so_far[-1], "en")

    found = extract_all(endless())
    for _ in range(20):
        next(found)
    assert len(read_so_far) <= 30


@pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not part of the repository")
def test_the_seed_article_gives_its_facts_and_nothing_else(said: Said) -> None:
    [article] = read([SEED])
    assert isinstance(article, Article)
    found = {claim for claim in said(article.text) if " produces " not in claim}
    meeting = "34th Party Standing Committee Meeting"
    units = ("Northern Rare Earths", "Baogang Mining", "Baogang Research Institute")
    assert found == {
        "Meng Fanying holdsPost Baogang Group role=chair",
        f"Meng Fanying chairs {meeting}",
        f"Baogang Group convenes {meeting} ordinal=34 year=2024",
        "Baogang Group operates two core rare earth bases",
        "14th Five-Year Plan planEnd 2025",
        *(f"{unit} subsidiaryOf Baogang Group" for unit in units),
        *(f"{unit} attends {meeting}" for unit in units),
    }


NAMES = [
    "Zinco Group",
    "Li Xiaoming",
    "chairman",
    "produces",
    "copper",
    "51 percent",
    "meeting",
    "2024",
    "34th",
]
WORDS = [
    *NAMES,
    "of",
    "the",
    "and",
    "formerly",
    "No.",
    "(SSE: 600999)",
    "²nd",
    "9" * 5000 + "th",
    "٢٠٢٤",
    "İ",
]
MARKS = ["\u200b", "\u3000", "\x00", "\n\n", "\n- ", "🏭", "包钢", "“", "’s", ".", ",", "(", ")", "-"]
TEXTS = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=40).map(" ".join)


PROSE = (
    "Li Xiaoming, chairman of Zinco Group (formerly Ordos Mining), said it holds 51 percent of Wuhu Steel Co., Ltd. "
    "The group was founded in May 2016 and is headquartered in Baotou."
)
NOISE = [
    *("\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u0301"),  # no width
    *("\x00", "\x07", "\x1b", "\x85", "\r", "\t", "\u2028"),  # control
    *("о", "Ζ", "ﬁ", "İ", "ß", "²"),  # looks like another letter, or is another one in lower case
    *("🏭", "👩\u200d🏭", "包钢", "بائوقانغ", "((((", "))))", "［"),
]


def _damaged(changes: list[tuple[int, str]]) -> str:
    text = PROSE
    for place, noise in changes:
        text = text[:place] + noise + text[place:]
    return text


DAMAGED = st.lists(st.tuples(st.integers(0, len(PROSE)), st.sampled_from(NOISE)), max_size=12).map(_damaged)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=200), TEXTS, DAMAGED))
def test_any_text_is_read_and_every_quote_stands_at_its_place(text: str) -> None:
    for claim in extract(Article("a", text, "en")).claims:
        evidence = claim.evidence
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    "junk",
    [
        "the ore and " * 1700,
        "(" * 1000 + "the ore" + ")" * 1000,
        "(the ore " * 1000,
        "铁矿石🏭" * 1000,
        "\u200b\x00\x1b" * 1000,
        "Zіnсо Grоup рrоducеs сорреr. " * 200,
    ],
    ids=["5,000 words", "nested brackets", "unclosed brackets", "scripts", "no width", "homoglyphs"],
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_facts_beside_junk_are_found_at_their_place(junk: str, between: str) -> None:
    fact = "Zinco Group produces copper."
    text = between.join([fact, junk, "Ordos Mining produces zinc."])
    found = {claim.evidence.quote: claim.evidence.start for claim in extract(Article("a", text, "en")).claims}
    assert found["Zinco Group produces copper"] == 0
    assert found["Ordos Mining produces zinc"] == len(text) - len("Ordos Mining produces zinc.")


@pytest.mark.parametrize("text", ["", " ", "\u3000\n\nPrices rose.", "(" * 1000 + ")" * 1000, "A" * 50_000])
def test_texts_that_are_no_prose_are_read_without_claims(text: str) -> None:
    assert extract(Article("a", text, "en")).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Zinco Group produces copper and " + "sells the copper to the mine of the company and " * 550,
        ", ".join(f"Zinco{number} Mining" for number in range(2000)),
        " ".join(f"Zinco{number}" for number in range(5000)),
        "Zinco Group produces copper. " * 700,
        " \n" * 20_000,
    ],
    ids=["endless sentence", "endless list", "capitals", "one long paragraph", "blank lines"],
)
def test_what_is_too_long_is_read_in_pieces(text: str) -> None:
    for claim in extract(Article("a", text, "en")).claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert len(claim.evidence.quote) <= 2_000
