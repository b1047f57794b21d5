"""Where the graph contradicts the axioms of the ontology or itself, with the claims that cause it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from soegraph.check.finding import Finding
from soegraph.graph.rules.clashes import Inconsistency, inconsistencies, own_clashes
from soegraph.graph.rules.parse import Rule
from soegraph.graph.terms import integer
from soegraph.query.axioms import worded
from soegraph.query.labels import Labels
from soegraph.query.results import with_evidence
from soegraph.query.why import why
from soegraph.store import Rows, Store

_COLUMNS = ("case", "subject", "predicate", "object")


def inconsistent(store: Store) -> Iterator[Finding]:
    """Yield a finding for each axiom or rule that the graph breaks: the triples that clash, with their evidence.

    A triple that was inferred has the evidence of what its proof rests on. What a rule of the project finds, a loop
    of control or two founding dates, is what sources say against each other: both sides stay, and the graph does not
    fail for it.
    """
    labels = Labels(store)
    for _, group in groupby(inconsistencies(store), key=lambda found: found.rule.text):
        found = list(group)
        rule = found[0].rule
        yield Finding(
            rule.name, {"en": _said(rule, labels)}, _rows(store, found), fails=rule not in own_clashes()
        )


def _said(rule: Rule, labels: Labels) -> str:
    return " ".join(filter(None, (rule.summary, "; ".join(worded(rule.axioms, labels)))))


def _rows(store: Store, found: Sequence[Inconsistency]) -> Rows:
    """Return a row for each triple of each case, repeated for each piece of evidence."""
    numbered = [(integer(str(n)), *p) for n, each in enumerate(found, start=1) for p in each.premises]
    answers = why(store, [premise for each in found for premise in each.premises])
    return with_evidence(Rows(_COLUMNS, numbered), [answer.witnesses for answer in answers])
