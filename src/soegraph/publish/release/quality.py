"""How good a release is, in the Data Quality Vocabulary: figures of its extraction, and figures of its facts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from soegraph import names
from soegraph.errors import InputError
from soegraph.graph.terms import decimal, partial_date
from soegraph.publish.release.census import Census
from soegraph.publish.release.describe import Edition, property_part
from soegraph.publish.release.said import Description, count, english, node

_FORMAT = "soegraph evaluation 1"
_MEASURES = ("precision", "recall", "f1")
_METRICS = {
    "precision": (
        "accuracy",
        "decimal",
        "The share of claims that people found right in the annotated articles (lenient).",
    ),
    "recall": (
        "completeness",
        "decimal",
        "The share of the facts that people annotated which were claimed (lenient).",
    ),
    "f1": ("accuracy", "decimal", "The harmonic mean of precision and recall (lenient)."),
    "annotated-facts": (
        "accuracy",
        "integer",
        "The number of annotated facts that precision and recall rest on.",
    ),
    "evidence-coverage": (
        "credibility",
        "decimal",
        "The share of facts, tenures and stakes that rest on a claim or on a sourced record.",
    ),
    "quote-coverage": (
        "credibility",
        "decimal",
        "The share of facts, tenures and stakes that rest on words of an article.",
    ),
    "publishers-per-fact": (
        "credibility",
        "decimal",
        "The mean number of independent publishers of a fact, tenure or stake.",
    ),
    "several-publishers": (
        "credibility",
        "decimal",
        "The share of facts, tenures and stakes that two or more independent publishers tell.",
    ),
    "latest-source": ("currentness", "date", "The latest date of an article or record."),
}


def read_evaluation(path: Path) -> Mapping[str, Any]:
    """Read what ``soegraph evaluate --format json`` wrote.

    Raises:
        InputError: the file cannot be read, or is something else.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as an evaluation: {error}") from error
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise InputError(f"{path} is no evaluation: write it with `soegraph evaluate --format json`")
    return found


def quality(edition: Edition, census: Census, evaluation: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield the text of the DQV file; `evaluation` is what `read_evaluation` gives, None without one."""
    told = _Measured(edition)
    told.facts(census)
    if evaluation is not None:
        told.extraction(evaluation)
    return told.turtle()


class _Measured:
    """Measurements of a release, and the metrics that they need."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._told = Description()

    def turtle(self) -> Iterator[str]:
        """Yield the text of the file."""
        return self._told.turtle()

    def facts(self, census: Census) -> None:
        """Say how the facts are founded, as counted."""
        shares = {"evidence-coverage": census.evidenced, "quote-coverage": census.quoted}
        shares["several-publishers"] = sum(n for many, n in census.publishers.items() if many > 1)
        told = sum(many * n for many, n in census.publishers.items())
        if census.facts:
            for metric, number in {**shares, "publishers-per-fact": told}.items():
                self._say(metric, self._edition.iri, "", _decimal(number / census.facts))
        if census.latest:
            self._say("latest-source", self._edition.iri, "", partial_date(census.latest))

    def extraction(self, evaluation: Mapping[str, Any]) -> None:
        """Say how well articles were read: on the whole and relation by relation."""
        self._scores(self._edition.iri, "", evaluation["overall"]["lenient"])
        for relation, scores in evaluation["predicates"].items():
            part = property_part(self._edition, names.SOE + relation)
            self._told.say(part, ("void:property", names.SOE + relation))
            self._scores(part, relation, scores["lenient"])

    def _scores(self, of: str, name: str, scores: Mapping[str, Any]) -> None:
        for measure in _MEASURES:
            if scores.get(measure) is not None:
                self._say(measure, of, name, _decimal(scores[measure]))
        self._say("annotated-facts", of, name, count(scores["facts"]))

    def _say(self, metric: str, of: str, name: str, value: Literal) -> None:
        measurement = self._edition.part("-".join(filter(None, ("quality", metric, name))))
        dimension, kind, about = _METRICS[metric]
        measured = f"{names.base()}dataset#{metric}"
        self._told.say(of, ("dqv:hasQualityMeasurement", measurement))
        self._told.say(
            measurement,
            ("rdf:type", node("dqv:QualityMeasurement")),
            ("dqv:computedOn", of),
            ("dqv:isMeasurementOf", measured),
            ("dqv:value", value),
        )
        self._told.say(
            measured,
            ("rdf:type", node("dqv:Metric")),
            ("skos:definition", english(about)),
            ("dqv:expectedDataType", node(f"xsd:{kind}")),
            ("dqv:inDimension", f"{names.base()}dataset#{dimension}"),
        )
        self._told.say(
            f"{names.base()}dataset#{dimension}",
            ("rdf:type", node("dqv:Dimension")),
            ("skos:prefLabel", english(dimension)),
        )


def _decimal(number: float) -> Literal:
    """Return a number with four digits."""
    return decimal(f"{number:.4f}")
