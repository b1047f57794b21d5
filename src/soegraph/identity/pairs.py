"""Pairs that are likely one thing, the likeliest first, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from soegraph.curation.judgement import COLUMNS, SAME
from soegraph.identity.blocks import meetings
from soegraph.identity.matchers import Reason, Veto, compared, score
from soegraph.identity.profiles import Profile, profiles
from soegraph.query.entities import short
from soegraph.store import Queryable


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities that are likely one: the IRI that would go, the one that would stay, and why.

    The one that stays is the one that the tables know, else that of more articles, else the first by IRI.
    """

    gone: Profile
    stays: Profile
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """How likely they are one, from 0 to 1."""
        return score(self.reasons)

    @property
    def why(self) -> str:
        """The reasons in words."""
        return "; ".join(reason.text for reason in self.reasons)


def suggest(
    store: Queryable,
    *,
    kind: str = "",
    min_score: float = 0.5,
    limit: int | None = None,
    apart: Collection[frozenset[str]] = (),
) -> list[Pair]:
    """Return the pairs of entities of a graph that are likely one, the likeliest first, then by IRI.

    `kind` is that of their IRIs, "" for any. Two that the tables know are never a pair, nor are two IRIs that
    are `apart`: the graph itself does not tell of a merger that was undone.
    """
    found = [profile for profile in profiles(store) if kind in ("", profile.kind)]
    pairs = [
        pair
        for pair in _pairs(found)
        if pair.score >= min_score and frozenset((pair.gone.iri, pair.stays.iri)) not in apart
    ]
    pairs.sort(key=lambda pair: (-pair.score, pair.stays.iri, pair.gone.iri))
    return pairs[:limit]


def _pairs(found: Sequence[Profile]) -> Iterator[Pair]:
    for one, other in meetings(found):
        if one.known and other.known:
            continue
        reasons = compared(one, other)
        if not isinstance(reasons, Veto) and reasons:
            stays, gone = sorted(
                (one, other), key=lambda each: (not each.known, -len(each.articles), each.iri)
            )
            yield Pair(gone, stays, tuple(reasons))


def as_table(pairs: Iterable[Pair]) -> str:
    """Return pairs for people, two lines each: the score with both entities, then the reasons."""
    return "".join(
        f"{pair.score:.2f}  {_shown(pair.gone)}  =  {_shown(pair.stays)}\n      {pair.why}\n"
        for pair in pairs
    )


def _shown(profile: Profile) -> str:
    return f"{short(profile.iri)} ({profile.label})"


def as_jsonl(pairs: Iterable[Pair]) -> str:
    """Return one JSON object a line."""
    return "".join(json.dumps(_record(pair), ensure_ascii=False) + "\n" for pair in pairs)


def _record(pair: Pair) -> dict[str, object]:
    return {
        "gone": pair.gone.iri,
        "stays": pair.stays.iri,
        "names": [sorted(pair.gone.names), sorted(pair.stays.names)],
        "score": pair.score,
        "reasons": [{"text": reason.text, "score": reason.score} for reason in pair.reasons],
    }


def as_csv(pairs: Iterable[Pair]) -> str:
    """Return a table of judgements, ``same`` each, that lacks only who judges and when."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for pair in pairs:
        writer.writerow(
            {"decision": SAME, "subject": pair.gone.iri, "object": pair.stays.iri, "why": pair.why}
        )
    return text.getvalue()
