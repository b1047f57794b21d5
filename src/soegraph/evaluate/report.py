"""The result of an evaluation, and its JSON, which a later evaluation takes as its baseline.

The document is described in README.md of this folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from soegraph.errors import InputError
from soegraph.evaluate.entities import EntityVerdict
from soegraph.evaluate.figures import EntityScore, Score, Scores, entity_score, scores
from soegraph.evaluate.records import Record, text_of, whole
from soegraph.evaluate.verdicts import Verdict
from soegraph.loaders.read import Unreadable

FORMAT = "soegraph evaluation 1"

V = TypeVar("V", Verdict, EntityVerdict)


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What became of one article.

    `unjudged` counts the claims in stretches that nobody annotated for them. Of the claims, `quotes` give a
    quote, and `exact` ones stand in the text where the claim says.
    """

    id: str
    language: str
    verdicts: tuple[Verdict, ...]
    entities: tuple[EntityVerdict, ...]
    unjudged: int = 0
    quotes: int = 0
    exact_quotes: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all articles; what could not be read is `skipped`, with the reason.

    `unmapped` counts the facts of other formats by relation, where the user maps the relation to none of ours.
    """

    articles: tuple[ArticleReport, ...]
    skipped: tuple[Unreadable, ...] = ()
    unmapped: Mapping[str, int] = field(default_factory=dict)

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts on all articles, in their order."""
        return [verdict for article in self.articles for verdict in article.verdicts]

    @property
    def scores(self) -> Scores:
        """The scores over all articles: micro averages."""
        return scores(self.verdicts)

    @property
    def entity_score(self) -> EntityScore:
        """The counts over the entities of all articles."""
        return entity_score(entity for article in self.articles for entity in article.entities)

    def by_language(self) -> dict[str, Report]:
        """Return the report on the articles of each language, in alphabetical order."""
        return {
            language: Report(tuple(a for a in self.articles if a.language == language))
            for language in sorted({article.language for article in self.articles})
        }

    def by_article(self) -> dict[str, Report]:
        """Return the report on each article, in the order of the articles."""
        return {article.id: Report((article,)) for article in self.articles}

    def by_predicate(self) -> dict[str, Scores]:
        """Return the scores of each relation that a fact or claim has, in alphabetical order."""
        return _by_predicate(self.verdicts)

    def of(self, ids: Iterable[str]) -> Report:
        """Return the report on some of the articles."""
        wanted = set(ids)
        return Report(tuple(article for article in self.articles if article.id in wanted))


def _by_predicate(verdicts: Sequence[Verdict]) -> dict[str, Scores]:
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.predicate, []).append(verdict)
    return {predicate: scores(found[predicate]) for predicate in sorted(found)}


def as_json(report: Report) -> dict[str, Any]:
    """Return the JSON document of a report."""
    return {
        "format": FORMAT,
        "overall": _group(report),
        "languages": {language: _group(part) for language, part in report.by_language().items()},
        "predicates": {predicate: scores_json(found) for predicate, found in report.by_predicate().items()},
        "articles": [
            {"article": article.id, "language": article.language, **_group(Report((article,)))}
            for article in report.articles
        ],
        "statements": [asdict(verdict) for verdict in report.verdicts],
        "entities": [
            {**asdict(entity), "typing": entity.typing, "linked": entity.linked}
            for article in report.articles
            for entity in article.entities
        ],
        "unmapped": dict(report.unmapped),
        "skipped": [{"path": file.path, "reason": file.reason} for file in report.skipped],
    }


def _group(report: Report) -> dict[str, Any]:
    return {
        "articles": len(report.articles),
        **scores_json(report.scores),
        "entities": asdict(report.entity_score),
        "quotes": sum(article.quotes for article in report.articles),
        "exact_quotes": sum(article.exact_quotes for article in report.articles),
        "unjudged": sum(article.unjudged for article in report.articles),
    }


def scores_json(found: Scores) -> dict[str, Any]:
    """Return the JSON object of scores; the three measures have four decimals."""
    return {"lenient": _score(found.lenient), "strict": _score(found.strict)}


def _score(score: Score) -> dict[str, Any]:
    measures = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {**asdict(score), **{name: round(value, 4) for name, value in measures.items()}}


def written(document: Mapping[str, Any]) -> str:
    """Return a JSON document as text: one statement, entity or article a line, so that a diff can be read."""
    return (
        "{" + ",".join(f"\n{json.dumps(key)}: {_value(value)}" for key, value in document.items()) + "\n}\n"
    )


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[" + ",".join(f"\n {_line(element)}" for element in value) + "\n]"
    if isinstance(value, dict) and value:
        lines = (f"\n {json.dumps(key, ensure_ascii=False)}: {_line(part)}" for key, part in value.items())
        return "{" + ",".join(lines) + "\n}"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_report(path: Path) -> Report:
    """Read a report that `written` wrote.

    Raises:
        InputError: the file cannot be read, or is no such report.
    """
    try:
        record = whole(text_of(path))
        if record.get("format") != FORMAT:
            raise InputError(f"is no result of `soegraph evaluate --format json`: no format {FORMAT!r}")
        return _report(record)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: is damaged, evaluate again: {error!r}") from error


def _report(record: Record) -> Report:
    verdicts = _by_article(Verdict(**statement) for statement in record["statements"])
    entities = _by_article(_entity(entity) for entity in record["entities"])
    return Report(
        tuple(
            ArticleReport(
                id=article["article"],
                language=article["language"],
                verdicts=tuple(verdicts.get(article["article"], ())),
                entities=tuple(entities.get(article["article"], ())),
                unjudged=article["unjudged"],
                quotes=article["quotes"],
                exact_quotes=article["exact_quotes"],
            )
            for article in record["articles"]
        )
    )


def _entity(record: Record) -> EntityVerdict:
    stored = {name: value for name, value in record.items() if name not in ("typing", "linked")}
    lists = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
    return EntityVerdict(**{**stored, **lists})


def _by_article(found: Iterator[V]) -> dict[str, list[V]]:
    by_article: dict[str, list[V]] = {}
    for verdict in found:
        by_article.setdefault(verdict.article, []).append(verdict)
    return by_article
