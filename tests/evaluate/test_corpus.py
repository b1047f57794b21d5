"""The promise that extraction keeps on the annotated articles of the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from soegraph.evaluate import Annotated, Report, evaluate, read_annotated
from soegraph.loaders.extract import extract_all

GOLD = Path(__file__).parents[1] / "gold"
ARTICLES = Path(str(files("soegraph") / "data" / "articles"))

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="tests/gold is not there")


@pytest.fixture(scope="module")
def report() -> Report:
    annotated = list(read_annotated([GOLD], articles=ARTICLES))
    sound = [one for one in annotated if isinstance(one, Annotated)]
    assert sound == annotated
    extractions = extract_all(one.article for one in sound)
    return evaluate(sound, (extraction.claims for extraction in extractions))


def test_all_articles_together_are_read_as_promised(report: Report) -> None:
    assert report.scores.lenient.precision >= 0.93
    assert report.scores.lenient.f1 >= 0.85
    assert report.scores.strict.f1 >= 0.79


def test_the_english_articles_are_read_as_promised(report: Report) -> None:
    english = report.by_language()["en"]
    assert english.scores.lenient.precision >= 0.93
    assert english.scores.lenient.f1 >= 0.84
    assert english.scores.strict.f1 >= 0.79


def test_the_chinese_articles_are_read_as_promised(report: Report) -> None:
    chinese = report.by_language()["zh"]
    assert chinese.scores.lenient.precision >= 0.93
    assert chinese.scores.lenient.f1 >= 0.84
    assert chinese.scores.strict.f1 >= 0.78


def test_every_quote_stands_where_its_claim_says(report: Report) -> None:
    assert all(article.exact_quotes == article.quotes for article in report.articles)


def test_entities_are_typed_and_linked_as_promised(report: Report) -> None:
    found = report.entity_score
    assert found.exact + found.compatible >= 0.95 * found.typed
    assert found.linked >= 0.90 * found.known
    assert found.whole >= 0.95 * found.named
    assert found.apart >= 0.95 * found.named
