"""Extraction: from an article to its claims."""

from __future__ import annotations

from soegraph.loaders import gates, lexicon, link
from soegraph.loaders.document import Candidate
from soegraph.model import Article, Extraction


def extract(article: Article) -> Extraction:
    """Return the claims of an article, with what the gates dropped and why.

    An article in a language without frames gives no claim and a notice.
    """
    language = article.language.split("-")[0]
    if language not in ANALYSERS or language not in lexicon.languages():
        notice = f"{article.id}: no frames exist for language {article.language!r} yet; kept without claims"
        return Extraction(article, (), notices=(notice,))
    candidates = ANALYSERS[language](article)
    passed, dropped = gates.sift(article, candidates)
    return Extraction(article, tuple(link.claims(article, passed)), tuple(dropped))


def _english(article: Article) -> list[Candidate]:
    from soegraph.loaders.english import match, parse, things

    document = parse.analyse(article)
    things.find(document)
    return list(match.match(document))


ANALYSERS = {"en": _english}
