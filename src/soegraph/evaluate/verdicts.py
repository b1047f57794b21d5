"""What became of every annotated fact and of every claim of one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from soegraph.evaluate.gold import Annotated, GoldFact, Judged, Statement, name_of
from soegraph.evaluate.match import ROLE, agree, pairs, same_ends, says
from soegraph.evaluate.sentences import sentence_around
from soegraph.model import ASSERTED, Article, Claim, EntityRef, Evidence, LiteralValue

Outcome = Literal["hit", "near", "miss", "extra"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One fact, one claim, or both where they agree.

    | outcome | there is |
    |---|---|
    | hit | a fact, and a claim that says it with the same qualifiers |
    | near | a fact, and a claim that says it with other qualifiers |
    | miss | a fact that no claim says |
    | extra | a claim that says no fact, or one that another claim has said |

    `subject` and `object` are names: the annotation's, or the claim's of an extra. `qualifiers` are the fact's,
    `claimed` the claim's. `quote` stands in `sentence`; it is the claim's, or the annotation's of a miss. `note`
    tells what comes nearest to a miss, and what an extra repeats.
    """

    outcome: Outcome
    article: str
    subject: str
    predicate: str
    object: str
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    claimed: Mapping[str, str] = field(default_factory=dict)
    quote: str = ""
    sentence: str = ""
    frame: str = ""
    note: str = ""

    @property
    def statement(self) -> Statement:
        """What tells one statement of an article from another, whatever became of it."""
        said = self.claimed if self.outcome == "extra" else self.qualifiers
        return self.article, self.subject, self.predicate, self.object, *sorted(said.items())


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on one article, facts first, and how many claims nobody could judge."""

    verdicts: tuple[Verdict, ...]
    unjudged: int


def judge(annotated: Annotated, claims: Sequence[Claim]) -> Judgement:
    """Compare what people and what a program found in an article; only what is asserted counts."""
    asserted = [claim for claim in claims if claim.modality == ASSERTED]
    said = pairs(annotated.facts, asserted)
    sayers = {fact: asserted[claim] for claim, fact in said.items()}
    spare = [claim for place, claim in enumerate(asserted) if place not in said]
    extras = [claim for claim in spare if _is_judged(annotated, claim)]
    unsaid = [*spare, *(claim for claim in claims if claim.modality != ASSERTED)]
    verdicts = [
        _said(annotated, fact, sayers[place]) if place in sayers else _missed(annotated, fact, unsaid)
        for place, fact in enumerate(annotated.facts)
    ]
    verdicts += (_extra(annotated, claim) for claim in extras)
    return Judgement(tuple(verdicts), len(spare) - len(extras))


def _is_judged(annotated: Annotated, claim: Claim) -> bool:
    if annotated.judged is None:
        return True
    return any(_covers(stretch, claim) for stretch in annotated.judged)


def _covers(stretch: Judged, claim: Claim) -> bool:
    """Tell whether a claim lies in a stretch; one that does not say where it lies may be in any."""
    placed = claim.evidence.quote != ""
    return (
        stretch.predicate == claim.predicate
        and stretch.qualifiers.items() <= claim.qualifiers.items()
        and (not placed or (stretch.start < claim.evidence.end and claim.evidence.start < stretch.end))
    )


def _said(annotated: Annotated, fact: GoldFact, claim: Claim) -> Verdict:
    return Verdict(
        outcome="hit" if agree(claim, fact) else "near",
        article=annotated.article.id,
        subject=name_of(fact.subject),
        predicate=fact.predicate,
        object=name_of(fact.object),
        qualifiers=fact.qualifiers,
        claimed=claim.qualifiers,
        quote=claim.evidence.quote,
        sentence=_sentence(annotated.article, claim.evidence),
        frame=claim.frame,
    )


def _missed(annotated: Annotated, fact: GoldFact, unsaid: Sequence[Claim]) -> Verdict:
    start = annotated.article.text.find(fact.evidence)
    evidence = Evidence(fact.evidence, start, start + len(fact.evidence))
    return Verdict(
        outcome="miss",
        article=annotated.article.id,
        subject=name_of(fact.subject),
        predicate=fact.predicate,
        object=name_of(fact.object),
        qualifiers=fact.qualifiers,
        quote=fact.evidence,
        sentence=_sentence(annotated.article, evidence),
        note=next(_nearest(fact, unsaid), ""),
    )


def _nearest(fact: GoldFact, unsaid: Sequence[Claim]) -> Iterator[str]:
    """Yield what claims say of the same two things, the nearest first."""
    yield from (f"claimed as {claim.modality}" for claim in unsaid if says(claim, fact))
    for claim in unsaid:
        if same_ends(claim, fact):
            role = claim.qualifiers.get(ROLE)
            yield f"claimed as {claim.predicate}" + (f" ({role})" if role else "")


def _extra(annotated: Annotated, claim: Claim) -> Verdict:
    repeated = any(says(claim, fact) for fact in annotated.facts)
    return Verdict(
        outcome="extra",
        article=annotated.article.id,
        subject=_name(claim.subject),
        predicate=claim.predicate,
        object=_name(claim.object),
        claimed=claim.qualifiers,
        quote=claim.evidence.quote,
        sentence=_sentence(annotated.article, claim.evidence),
        frame=claim.frame,
        note="another claim says it already" if repeated else "",
    )


def _name(end: EntityRef | LiteralValue) -> str:
    return next(iter(end.names), end.iri) if isinstance(end, EntityRef) else end.value


def _sentence(article: Article, evidence: Evidence) -> str:
    if not evidence.quote:
        return ""
    first, last = sentence_around(article.text, evidence.start, evidence.end)
    return " ".join(article.text[first:last].split())
