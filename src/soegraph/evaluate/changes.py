"""What has changed between two evaluations: which facts are found now, which no longer, which claims are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from soegraph.evaluate.figures import Scores
from soegraph.evaluate.report import Report, scores_json
from soegraph.evaluate.verdicts import Outcome, Verdict

_FOUND: tuple[Outcome, ...] = ("hit", "near")


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in the articles that both evaluations read, and the articles that only one of them did.

    `scores` pairs what was with what is, for "overall" and each relation. Facts are `gained` and `lost`;
    `mended` and `spoilt` are those whose qualifiers only are right now, or no longer. Extras are `new` or `gone`.
    """

    scores: dict[str, tuple[Scores, Scores]]
    gained: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]
    mended: tuple[Verdict, ...]
    spoilt: tuple[Verdict, ...]
    new: tuple[Verdict, ...]
    gone: tuple[Verdict, ...]
    only_now: tuple[str, ...]
    only_before: tuple[str, ...]

    @property
    def lists(self) -> dict[str, tuple[Verdict, ...]]:
        """The lists of verdicts by name, each as it is now but for what is gone."""
        names = ("gained", "lost", "mended", "spoilt", "new", "gone")
        return {name: getattr(self, name) for name in names}


def changes(before: Report, now: Report) -> Changes:
    """Compare two reports, article by article; an article that only one has changes no figure."""
    earlier, later = ({article.id for article in report.articles} for report in (before, now))
    was, is_ = before.of(earlier & later), now.of(earlier & later)
    return Changes(
        scores=_scores(was, is_),
        gained=_moved(was, is_, ("miss",), _FOUND),
        lost=_moved(was, is_, _FOUND, ("miss",)),
        mended=_moved(was, is_, ("near",), ("hit",)),
        spoilt=_moved(was, is_, ("hit",), ("near",)),
        new=_added(_extras(was), _extras(is_)),
        gone=_added(_extras(is_), _extras(was)),
        only_now=tuple(sorted(later - earlier)),
        only_before=tuple(sorted(earlier - later)),
    )


def _scores(was: Report, now: Report) -> dict[str, tuple[Scores, Scores]]:
    nothing = Report(()).scores
    earlier, later = was.by_predicate(), now.by_predicate()
    by_predicate = {
        predicate: (earlier.get(predicate, nothing), later.get(predicate, nothing))
        for predicate in sorted(earlier.keys() | later.keys())
    }
    return {"overall": (was.scores, now.scores), **by_predicate}


def _moved(
    was: Report, now: Report, left: Sequence[Outcome], entered: Sequence[Outcome]
) -> tuple[Verdict, ...]:
    """Return the facts that had one of some outcomes and have one of others now."""
    outcomes = {verdict.statement: verdict.outcome for verdict in was.verdicts if verdict.outcome != "extra"}
    return tuple(
        verdict
        for verdict in now.verdicts
        if verdict.outcome in entered and outcomes.get(verdict.statement) in left
    )


def _extras(report: Report) -> list[Verdict]:
    return [verdict for verdict in report.verdicts if verdict.outcome == "extra"]


def _added(some: Iterable[Verdict], others: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return the others that are more than some: the same extra may be claimed twice."""
    left = Counter(verdict.statement for verdict in some)
    added = []
    for verdict in others:
        left[verdict.statement] -= 1
        if left[verdict.statement] < 0:
            added.append(verdict)
    return tuple(added)


def as_json(found: Changes) -> dict[str, Any]:
    """Return the JSON object of changes."""
    return {
        "scores": {
            name: {"before": scores_json(was), "now": scores_json(now)}
            for name, (was, now) in found.scores.items()
        },
        **{name: [asdict(verdict) for verdict in verdicts] for name, verdicts in found.lists.items()},
        "only_now": list(found.only_now),
        "only_before": list(found.only_before),
    }
