"""From annotated articles to suggestions, the most useful first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from soegraph import names, schema
from soegraph.errors import QueryError
from soegraph.evaluate.gold import Annotated, GoldEntity, GoldFact, folded
from soegraph.loaders import lexicon
from soegraph.loaders.lexicon_lines import Line, Names, Reading, Wanted
from soegraph.model import Article
from soegraph.suggest.trial import Bench, Suggestion, named


def _english(articles: Sequence[Article]) -> AbstractContextManager[Sequence[Reading]]:
    from soegraph.loaders.english import teach

    return teach.reading(articles)


# By language: from articles to their readings, which serve inside a ``with`` block.
_READERS: Mapping[str, Callable[[Sequence[Article]], AbstractContextManager[Sequence[Reading]]]] = {
    "en": _english
}
LANGUAGES = tuple(_READERS)
"""The languages that lines can be proposed for."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What came of it: the suggestions of each language, and how many facts were missed before."""

    suggestions: Mapping[str, tuple[Suggestion, ...]]
    missed: int


def suggest(
    annotated: Iterable[Annotated],
    *,
    min_support: int = 2,
    max_error_rate: float = 0.5,
    predicates: Collection[str] = (),
    report: Callable[[str], None] = lambda _: None,
) -> Suggested:
    """Propose lines that find facts which are missed now; articles in other languages are passed over.

    Args:
        annotated: articles with their annotation.
        min_support: a line must find so many facts that nothing finds now.
        max_error_rate: of what it changes, no greater part may be for the worse; from 0 to 1.
        predicates: the relations to find; all, if none is named.
        report: is told what is being done.

    Raises:
        QueryError: the ontology has no such relation.
    """
    if unknown := sorted(set(predicates) - set(schema.load().relations)):
        raise QueryError(f"no relation {unknown[0]!r}: one of {', '.join(schema.load().relations)}")
    articles = list(annotated)
    suggestions: dict[str, tuple[Suggestion, ...]] = {}
    missed = 0
    for language, reader in _READERS.items():
        own = [one for one in articles if one.language == language]
        if not own or language not in lexicon.languages():
            continue
        with reader([one.article for one in own]) as readings:
            bench = Bench(language, own, readings)
            wanted = [
                (reading, annotated, fact)
                for reading, annotated, fact in bench.missed()
                if not predicates or fact.predicate in predicates
            ]
            missed += len(wanted)
            found = _found(bench, _proposed(wanted), min_support, max_error_rate, report)
            suggestions[language] = tuple(_named(_needed(found, min_support), language))
    return Suggested(suggestions, missed)


def _found(
    bench: Bench,
    proposed: Sequence[Line],
    min_support: int,
    max_error_rate: float,
    report: Callable[[str], None],
) -> list[Suggestion]:
    """Return the suggestions that are good enough, each line tried, and narrowed where that mends it."""
    good: list[Suggestion] = []
    for number, line in enumerate(proposed, start=1):
        report(f"Trying line {number} of {len(proposed)}: {line.lemma}")
        good += _best(bench, line)
    good += _joined(bench, good)
    return [s for s in good if len(s.found) >= min_support and s.error_rate <= max_error_rate]


def _proposed(missed: Iterable[tuple[Reading, Annotated, GoldFact]]) -> list[Line]:
    """Return the lines that missed facts give, alike ones once."""
    lines: dict[Hashable, Line] = {}
    for reading, annotated, fact in missed:
        wanted = _wanted(annotated, fact)
        for line in reading.lines(wanted) if wanted else ():
            known = lines.get(line.core)
            lines[line.core] = _merged(known, line) if known else line
    return list(lines.values())


def _merged(one: Line, other: Line) -> Line:
    """Return a line with the qualifiers of two, and the conditions that hold for both."""
    narrower = tuple(need for need in one.narrower if need in other.narrower)
    qualifiers = dict(sorted({**one.qualifiers, **other.qualifiers}.items()))
    return replace(one, qualifiers=qualifiers, narrower=narrower)


def _wanted(annotated: Annotated, fact: GoldFact) -> Wanted | None:
    """Return a fact as the readings look for it; None if its evidence does not stand in the text."""
    text = annotated.article.text
    start = text.find(fact.evidence)
    if start < 0:
        return None
    end = start + len(fact.evidence) if fact.evidence else len(text)
    return Wanted(_meant(fact.subject), fact.predicate, _meant(fact.object), fact.qualifiers, start, end)


def _meant(end: GoldEntity | str) -> Names:
    known = {folded(name) for name in ([end] if isinstance(end, str) else end.names)}
    return lambda names_: not known.isdisjoint(map(folded, names_))


def _best(bench: Bench, line: Line) -> list[Suggestion]:
    """Return a line as tried, and if it errs, the narrower one that is worth more."""
    plain = bench.tried(line)
    if not plain.found or not plain.error_rate:
        return [plain]
    narrower = [bench.tried(replace(line, needs=need, narrower=())) for need in line.narrower]
    return [max([plain, *narrower], key=lambda s: (s.gain, len(s.found), -len(s.line.needs)))]


def _joined(bench: Bench, good: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Yield lines that join several of one word and relation, where they find more than each: "of|in"."""
    groups: dict[object, list[Suggestion]] = {}
    for suggestion in good:
        line = suggestion.line
        if suggestion.gain > 0:
            key = (line.pos, line.lemma, line.needs, line.predicate, line.qualifiers.get("role", ""))
            groups.setdefault(key, []).append(suggestion)
    for group in groups.values():
        if len({tuple(sorted(map(str, suggestion.facts))) for suggestion in group}) > 1:
            ranked = sorted(group, key=_rank)
            yield bench.tried(_union([suggestion.line for suggestion in ranked]))


def _union(lines: Sequence[Line]) -> Line:
    joined = lines[0]
    for line in lines[1:]:
        joined = replace(
            _merged(joined, line),
            subject=tuple(dict.fromkeys((*joined.subject, *line.subject))),
            object=tuple(dict.fromkeys((*joined.object, *line.object))),
        )
    return joined


def _needed(found: Iterable[Suggestion], min_support: int) -> Iterator[Suggestion]:
    """Yield suggestions, the best first, but for those that add too few facts to the ones before."""
    covered: set[object] = set()
    for suggestion in sorted(found, key=_rank):
        if len(suggestion.facts - covered) >= min_support:
            covered |= suggestion.facts
            yield suggestion


def _rank(suggestion: Suggestion) -> tuple[object, ...]:
    line = suggestion.line
    return (
        -suggestion.gain,
        -len(suggestion.found),
        line.length,
        line.pos != "verb",
        line.lemma,
        line.predicate,
        line.subject,
        line.object,
    )


def _named(suggestions: Iterable[Suggestion], language: str) -> Iterator[Suggestion]:
    """Yield suggestions under ids that no line of the table has."""
    taken = {frame_id.partition(":")[2] for frame_id in lexicon.load(language).frame_ids}
    for suggestion in suggestions:
        line = suggestion.line
        stem = f"{names.slug(line.lemma)}-{_hyphened(line.predicate)}"
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        yield named(suggestion, name)


def _hyphened(name: str) -> str:
    """Write a name of the ontology as ids are written.

    >>> _hyphened("subsidiaryOf")
    'subsidiary-of'
    """
    return "".join(f"-{char.lower()}" if char.isupper() else char for char in name)
