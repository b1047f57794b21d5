"""Extraction: from articles to their claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from soegraph.loaders import gates, lexicon, link
from soegraph.loaders.document import Candidate
from soegraph.model import Article, Extraction

_EACH = 400  # characters that an empty article counts for
_BATCH = 40_000  # characters read at a time: enough to keep a parser busy, little enough to forget


def extract(article: Article) -> Extraction:
    """Return the claims of an article, with what the gates dropped and why.

    An article in a language without frames gives no claim and a notice.
    """
    return next(extract_all([article]))


def extract_all(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Yield what `extract` gives for each of many articles, in their order; quicker, for they are read in batches.

    No more than a batch is held at any time.
    """
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text) + _EACH
        if size > _BATCH:
            yield from _extracted(batch)
            batch, size = [], 0
    yield from _extracted(batch)


def _extracted(batch: Sequence[Article]) -> Iterator[Extraction]:
    candidates: dict[int, list[Candidate]] = {}
    for language, analyse in ANALYSERS.items():
        places = [place for place, article in enumerate(batch) if _language(article) == language]
        if places and language in lexicon.languages():
            candidates.update(zip(places, analyse([batch[place] for place in places]), strict=True))
    for place, article in enumerate(batch):
        yield _extraction(article, candidates.pop(place, None))


def _language(article: Article) -> str:
    return article.language.split("-")[0]


def _extraction(article: Article, candidates: Sequence[Candidate] | None) -> Extraction:
    if candidates is None:
        notice = f"{article.id}: no frames exist for language {article.language!r} yet; kept without claims"
        return Extraction(article, (), notices=(notice,))
    passed, dropped = gates.sift(article, candidates)
    return Extraction(article, tuple(link.claims(article, passed)), tuple(dropped))


def _english(articles: Sequence[Article]) -> list[list[Candidate]]:
    from soegraph.loaders.english import match, parse, pipeline, things

    with pipeline.load().room():
        documents = parse.analyse(articles)
        for document in documents:
            things.find(document)
        return [list(match.match(document)) for document in documents]


def _chinese(articles: Sequence[Article]) -> list[list[Candidate]]:
    from soegraph.loaders.chinese import analyse, match, words

    with words.at_hand():
        return [list(match.match(document)) for document in analyse.analyse(articles)]


# By language: from articles to the candidates in each.
ANALYSERS: Mapping[str, Callable[[Sequence[Article]], Sequence[list[Candidate]]]] = {
    "en": _english,
    "zh": _chinese,
}
