"""The evaluation itself: annotated articles and a source of claims in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from soegraph.evaluate.entities import judge_entities
from soegraph.evaluate.gold import Annotated
from soegraph.evaluate.report import ArticleReport, Report
from soegraph.evaluate.verdicts import judge
from soegraph.loaders.read import Unreadable
from soegraph.model import Claim


def evaluate(
    annotated: Iterable[Annotated],
    claims: Iterable[Sequence[Claim]],
    *,
    skipped: Sequence[Unreadable] = (),
    unmapped: Mapping[str, int] | None = None,
) -> Report:
    """Compare the claims of each article, which come in the order of the articles, with what people found in it.

    `skipped` and `unmapped` are kept in the report as they are.
    """
    articles = tuple(_article(one, said) for one, said in zip(annotated, claims, strict=True))
    return Report(articles, tuple(skipped), dict(sorted((unmapped or {}).items())))


def _article(annotated: Annotated, claims: Sequence[Claim]) -> ArticleReport:
    judgement = judge(annotated, claims)
    text = annotated.article.text
    quoted = [claim.evidence for claim in claims if claim.evidence.quote]
    return ArticleReport(
        id=annotated.article.id,
        language=annotated.language,
        verdicts=judgement.verdicts,
        entities=judge_entities(annotated, claims),
        unjudged=judgement.unjudged,
        quotes=len(quoted),
        exact_quotes=sum(text[evidence.start : evidence.end] == evidence.quote for evidence in quoted),
    )
