"""How well extraction finds what people found: precision, recall and F1 against annotated articles.

A gold file lists the entities and facts of one article (``tests/gold/README.md``). A claim hits a fact when the
relation is the same and a name of each end is: folded in case, hyphens as spaces. The role is part of a post;
`partnersWith` counts in either direction. Only asserted claims count, for a plan is no fact.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soegraph import schema
from soegraph.errors import InputError
from soegraph.loaders.extract import extract
from soegraph.loaders.read import Unreadable, read
from soegraph.model import ASSERTED, Claim, EntityRef

_SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each from 0 to 1, over all facts; `by_predicate` the same for each relation.

    >>> Score.of(hits=3, claims=4, facts=6)
    Score(precision=0.75, recall=0.5, f1=0.6, by_predicate={})
    """

    precision: float
    recall: float
    f1: float
    by_predicate: Mapping[str, Score] = field(default_factory=dict)

    @classmethod
    def of(
        cls, *, hits: int, claims: int, facts: int, by_predicate: Mapping[str, Score] | None = None
    ) -> Score:
        """Return the score of a count: of so many claims and facts so many agree."""
        precision, recall = hits / claims if claims else 0.0, hits / facts if facts else 0.0
        f1 = 2 * hits / (claims + facts) if hits else 0.0
        return cls(precision, recall, f1, by_predicate or {})


@dataclass(slots=True)
class _Counts:
    hits: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)

    def score(self) -> Score:
        each = {
            name: Score.of(hits=self.hits[name], claims=self.claims[name], facts=self.facts[name])
            for name in sorted(self.claims.keys() | self.facts.keys())
        }
        return Score.of(
            hits=self.hits.total(),
            claims=self.claims.total(),
            facts=self.facts.total(),
            by_predicate=each,
        )


def score(gold_dir: Path, articles_dir: Path, language: str) -> Score:
    """Extract the articles that have gold of a language and compare.

    Args:
        gold_dir: holds ``NAME.en.gold.json``.
        articles_dir: holds ``NAME.en.md``.
        language: the part of the names before ``.gold.json``: ``en`` or ``zh``.

    Raises:
        InputError: there is no gold of the language, or an article is missing or unreadable.
    """
    gold_files = sorted(gold_dir.glob(f"*.{language}{_SUFFIX}"))
    if not gold_files:
        raise InputError(f"{gold_dir} holds no *.{language}{_SUFFIX}: name a folder with annotated articles")
    counts = _Counts()
    for file in gold_files:
        gold = json.loads(file.read_text(encoding="utf-8"))
        _count(counts, gold, _claims(articles_dir / f"{file.name.removesuffix(_SUFFIX)}.md"))
    return counts.score()


def _claims(path: Path) -> list[Claim]:
    """Extract one article; the claims that it asserts."""
    article = next(iter(read([path])))
    if isinstance(article, Unreadable):
        raise InputError(f"{article.path}: {article.reason}")
    return [claim for claim in extract(article).claims if claim.modality == ASSERTED]


def _count(counts: _Counts, gold: Mapping[str, Any], claims: Sequence[Claim]) -> None:
    """Add one article; every fact is hit once at most."""
    names = {entity["id"]: frozenset(map(_folded, entity["names"])) for entity in gold["entities"]}
    missing: list[Mapping[str, Any]] = list(gold["facts"])
    counts.facts.update(fact["p"] for fact in missing)
    for claim in claims:
        counts.claims[claim.predicate] += 1
        if (hit := next(_hits(claim, missing, names), None)) is not None:
            counts.hits[claim.predicate] += 1
            del missing[hit]


def _hits(
    claim: Claim, facts: Sequence[Mapping[str, Any]], names: Mapping[str, frozenset[str]]
) -> Iterator[int]:
    """Yield the places of the facts that say what a claim says."""
    subject, target = _said(claim.subject), _object(claim)
    relation = schema.load().properties[claim.predicate]
    for place, fact in enumerate(facts):
        if fact["p"] != claim.predicate or fact.get("q", {}).get("role") != claim.qualifiers.get("role"):
            continue
        ends = (names.get(fact["s"], frozenset()), names.get(fact["o"], frozenset([_folded(fact["o"])])))
        turned = relation.symmetric and ends[1] & subject and ends[0] & target
        if (ends[0] & subject and ends[1] & target) or turned:
            yield place


def _object(claim: Claim) -> frozenset[str]:
    target = claim.object
    return _said(target) if isinstance(target, EntityRef) else frozenset([_folded(target.value)])


def _said(entity: EntityRef) -> frozenset[str]:
    return frozenset(map(_folded, entity.names))


def _folded(name: object) -> str:
    return " ".join(str(name).lower().replace("-", " ").split())
