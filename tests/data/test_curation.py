"""The ledger that comes with the package: true judgements on our own articles, in the words of these."""

from importlib.resources import files

import pytest

from soegraph import schema
from soegraph.curation import Judgement, ledger
from soegraph.curation.judgement import words
from soegraph.loaders.read import Unreadable, read
from soegraph.model import Article

TEXTS = {
    article.id: article
    for article in read([str(files("soegraph") / "data" / "articles")])
    if not isinstance(article, Unreadable)
}


@pytest.mark.parametrize("judgement", ledger().judgements, ids=str)
def test_a_judgement_has_a_reason_and_quotes_its_article(judgement: Judgement) -> None:
    article: Article = TEXTS[judgement.article]
    text = words(article.text)
    quoted = judgement.quoted
    assert judgement.why
    assert judgement.predicate in schema.load().relations
    assert quoted
    assert any(text[at : at + len(quoted)] == quoted for at in range(len(text)))


def test_each_line_stands() -> None:
    assert ledger().standing == ledger().judgements
