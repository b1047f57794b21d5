"""A report for people: figures as tables, and a list of what went wrong, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal

from soegraph.evaluate.changes import Changes
from soegraph.evaluate.entities import EntityVerdict
from soegraph.evaluate.figures import EntityScore, Scores, share
from soegraph.evaluate.match import comparable
from soegraph.evaluate.report import ArticleReport, Report
from soegraph.evaluate.verdicts import Verdict
from soegraph.query.entities import short
from soegraph.query.results import written
from soegraph.store import Rows

_ARTICLES = 50  # in the table of articles; of more, those with most mistakes
_NAMED = 5  # articles in one line
_MEASURES = ("facts", "claims", "hits", "precision", "recall", "F1", "strict P", "strict R", "strict F1")
_OUTCOMES = {"near": "other qualifiers", "miss": "missed", "extra": "extra"}
_LISTS = {
    "gained": "Found now",
    "lost": "Found no longer",
    "mended": "With the right qualifiers now",
    "spoilt": "With the right qualifiers no longer",
    "new": "New extras",
    "gone": "Extras that are gone",
}


def summary(report: Report) -> str:
    """Return the figures over all articles, by language, predicate and article, and those of entities."""
    languages = report.by_language()
    everything = {"all": report.scores}
    if len(languages) > 1:
        everything |= {language: part.scores for language, part in languages.items()}
    parts = [
        _scores(f"articles: {len(report.articles)}", everything),
        _scores("predicate", report.by_predicate()),
        _articles(report),
        _entities(report, languages),
        *_remarks(report),
    ]
    return "\n".join(filter(None, parts))


def _scores(title: str, rows: Mapping[str, Scores]) -> str:
    cells = [(name, *_measures(found)) for name, found in rows.items()]
    return _table((title, *_MEASURES), cells)


def _measures(found: Scores) -> Iterator[str]:
    lenient, strict = found.lenient, found.strict
    yield from (str(count) for count in (lenient.facts, lenient.claims, lenient.hits))
    for score in (lenient, strict):
        yield f"{score.precision:.3f}" if score.claims else "-"
        yield f"{score.recall:.3f}" if score.facts else "-"
        yield f"{score.f1:.3f}"


def _table(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    return written(Rows(tuple(columns), [tuple(map(Literal, row)) for row in cells]), "table")


def _articles(report: Report) -> str:
    if len(report.articles) < 2:
        return ""
    rows = {article_id: part.scores for article_id, part in report.by_article().items()}
    more = len(rows) - _ARTICLES
    if more > 0:
        worst = sorted(rows, key=lambda name: -_mistakes(rows[name]))[:_ARTICLES]
        rows = {name: rows[name] for name in worst}
    rest = f"with fewer mistakes: {more} more; --format json has all\n" if more > 0 else ""
    return _scores("article", rows) + rest


def _mistakes(found: Scores) -> int:
    return found.lenient.facts + found.lenient.claims - 2 * found.lenient.hits


def _entities(report: Report, languages: Mapping[str, Report]) -> str:
    columns = {"all": report.entity_score}
    if len(languages) > 1:
        columns |= {language: part.entity_score for language, part in languages.items()}
    rows = zip(*map(_entity_cells, columns.values()), strict=True)
    labels = (
        "named by claims",
        "of the annotated class",
        "of it, a wider or a narrower one",
        "known to the tables and linked to them",
        "with one IRI",
        "with an IRI of their own",
    )
    cells = [(label, *row) for label, row in zip(labels, rows, strict=True)]
    return _table(("entities", *columns), cells)


def _entity_cells(found: EntityScore) -> list[str]:
    return [
        _part(found.named, found.annotated),
        _part(found.exact, found.typed),
        _part(found.exact + found.compatible, found.typed),
        _part(found.linked, found.known),
        _part(found.whole, found.named),
        _part(found.apart, found.named),
    ]


def _part(part: int, whole: int) -> str:
    return f"{share(part, whole):.3f} ({part}/{whole})" if whole else "-"


def _remarks(report: Report) -> Iterator[str]:
    """Yield what a reader of the figures must know besides, in a line each."""
    quotes = sum(article.quotes for article in report.articles)
    exact = sum(article.exact_quotes for article in report.articles)
    unjudged = sum(article.unjudged for article in report.articles)
    if exact < quotes:
        yield f"quotes that do not stand where the claim says: {quotes - exact} of {quotes}\n"
    if unjudged:
        yield f"claims not counted, for nobody annotated their relation there: {unjudged}\n"
    if report.unmapped:
        listed = ", ".join(f"{name} {number}" for name, number in _by_number(report.unmapped))
        yield f"facts left out, for their relation is not mapped: {sum(report.unmapped.values())} ({listed})\n"


def _by_number(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def errors(report: Report) -> str:
    """Return what went wrong, article by article: facts missed, claims too many, qualifiers, entities."""
    return "\n".join(filter(None, map(_errors, report.articles)))


def _errors(article: ArticleReport) -> str:
    wrong = [verdict for verdict in article.verdicts if verdict.outcome != "hit"]
    lines = [line for verdict in wrong for line in _verdict(verdict, _OUTCOMES[verdict.outcome])]
    lines += (line for entity in article.entities for line in _entity(entity))
    if not lines:
        return ""
    kinds = ((outcome, sum(verdict.outcome == outcome for verdict in wrong)) for outcome in _OUTCOMES)
    counts = ", ".join(f"{number} {_OUTCOMES[outcome]}" for outcome, number in kinds if number)
    return "".join(f"{line}\n" for line in [f"{article.id}: {counts or 'entities only'}", *lines])


def _verdict(verdict: Verdict, label: str) -> Iterator[str]:
    said = f"{verdict.subject} | {verdict.predicate} | {verdict.object}{_qualifiers(verdict)}"
    frame, note = verdict.frame and f" [{verdict.frame}]", verdict.note and f" ({verdict.note})"
    yield f"  {label}: {said}{frame}{note}"
    if verdict.sentence:
        yield f"      {_marked(verdict.sentence, verdict.quote)}"


def _qualifiers(verdict: Verdict) -> str:
    """Write the qualifiers, of a hit with others both; what is not said on one side is a dash there."""
    if verdict.outcome != "near":
        said = verdict.claimed if verdict.outcome == "extra" else verdict.qualifiers
        return "".join(f", {name} {value}" for name, value in said.items())
    wanted, found = comparable(verdict.qualifiers), comparable(verdict.claimed)
    differing = [name for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]
    return "".join(
        f", {name} {verdict.qualifiers.get(name, '-')} claimed as {verdict.claimed.get(name, '-')}"
        for name in differing
    )


def _marked(sentence: str, quote: str) -> str:
    """Return a sentence with its quote between angle brackets.

    >>> _marked("Li chairs Zinco now.", "Li chairs Zinco")
    '«Li chairs Zinco» now.'
    """
    quote = " ".join(quote.split())
    return sentence.replace(quote, f"«{quote}»", 1) if quote else sentence


def _entity(entity: EntityVerdict) -> Iterator[str]:
    if entity.typing == "wrong":
        yield f"  class: {entity.name} is {entity.type}, claimed as {entity.found_type}"
    if entity.named and entity.known and not entity.linked:
        yield f"  link: {entity.name} is {' or '.join(map(short, entity.known))}, claimed as {_iris(entity)}"
    elif len(entity.iris) > 1:
        yield f"  link: {entity.name} is claimed as {_iris(entity)}, which should be one"
    if entity.shared_with:
        yield f"  link: {entity.name} is claimed as {_iris(entity)}, as is {', '.join(entity.shared_with)}"


def _iris(entity: EntityVerdict) -> str:
    return " and ".join(map(short, entity.iris)) or "nothing"


def changed(found: Changes, baseline: str) -> str:
    """Return what has changed since a baseline, which `baseline` names."""
    parts = [_movements(found, baseline), *_unshared(found)]
    for name, verdicts in found.lists.items():
        if verdicts:
            lines = (line for v in verdicts for line in _verdict(v, v.article))
            parts.append("".join(f"{line}\n" for line in (f"{_LISTS[name]}: {len(verdicts)}", *lines)))
    return "\n".join(parts)


def _movements(found: Changes, baseline: str) -> str:
    cells = [
        (name, *_movement(was, now))
        for name, (was, now) in found.scores.items()
        if was != now or name == "overall"
    ]
    return _table((f"since {baseline}", "hits", "precision", "recall", "F1", "strict F1"), cells)


def _movement(was: Scores, now: Scores) -> Iterator[str]:
    yield f"{now.lenient.hits} ({now.lenient.hits - was.lenient.hits:+})"
    for measure in ("precision", "recall", "f1"):
        yield _moved(getattr(was.lenient, measure), getattr(now.lenient, measure))
    yield _moved(was.strict.f1, now.strict.f1)


def _moved(was: float, now: float) -> str:
    return f"{now:.3f} ({now - was:+.3f})"


def _unshared(found: Changes) -> Iterator[str]:
    for where, ids in (("Not", found.only_now), ("Only", found.only_before)):
        if ids:
            more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
            yield f"{where} in the baseline, and not compared: {', '.join(ids[:_NAMED])}{more}\n"
