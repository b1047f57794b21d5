"""Answers to why a triple holds, written as a tree for people or as JSON for programs.

The JSON is described in queries/README.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from pyoxigraph import Triple

from soegraph.graph.rules.proof import Proof
from soegraph.graph.terms import term
from soegraph.query.axioms import worded
from soegraph.query.explain import Witness
from soegraph.query.grounds import JUDGEMENT, ONTOLOGY, REJECTED, Ground, Saying
from soegraph.query.labels import Labels, Naming
from soegraph.query.results import json_term
from soegraph.query.table import cell, evidence
from soegraph.query.why import Answer

_SHOWN = 3  # witnesses of one triple, and triples that hold in its place


@dataclass(slots=True)
class _Branch:
    """One node of a drawn tree: its lines, those that go with them, and what it rests on."""

    lines: list[str]
    details: list[str] = field(default_factory=list)
    below: list[_Branch] = field(default_factory=list)


def text(answers: Iterable[Answer], labels: Labels) -> str:
    """Return answers as trees: under each triple the rule and its premises, or the words that state it."""
    return "\n".join(_drawn(_Drawing(answer, labels).tree()) for answer in answers)


def document(answers: Iterable[Answer], labels: Labels) -> str:
    """Return answers as a JSON document."""
    written = [_described(answer, labels) for answer in answers]
    return json.dumps({"answers": written}, ensure_ascii=False, indent=1) + "\n"


def sentence(triple: Triple, labels: Labels, naming: Naming | None = None) -> str:
    """Return a triple as a person reads it: ``Baogang Group (organisation/baogang-group) | is a | enterprise``."""
    naming = naming or Naming(labels)
    predicate = labels.label(triple.predicate)
    relation = "is a" if triple.predicate == term("rdf:type") else cell(predicate or triple.predicate)
    return f"{naming.named(triple.subject)} | {relation} | {naming.named(triple.object)}"


class _Drawing:
    """An answer as a tree in which what serves twice is drawn once."""

    def __init__(self, answer: Answer, labels: Labels) -> None:
        self._answer, self._labels, self._naming = answer, labels, Naming(labels)
        self._drawn: set[Triple] = set()

    def tree(self) -> _Branch:
        if self._answer.proof is not None:
            return self._branch(self._answer.proof)
        head = self._sentence(self._answer.triple)
        if self._answer.holds:
            return _Branch([head], ["in the graph, but nothing states it and no rule gives it"])
        said = [f"{saying.state}: {_saying(saying)}" for saying in self._answer.sayings]
        held = [f"instead: {self._sentence(triple)}" for triple in self._answer.instead[:_SHOWN]]
        if (more := len(self._answer.instead) - _SHOWN) > 0:
            held.append(f"and {more} more")
        return _Branch([head], ["does not hold", *(said or ["no source says so"]), *held])

    def _sentence(self, triple: Triple) -> str:
        return sentence(triple, self._labels, self._naming)

    def _branch(self, *proofs: Proof) -> _Branch:
        """Draw one proof, or stated triples that have the same grounds."""
        lines, proof = [self._sentence(proof.triple) for proof in proofs], proofs[0]
        if all(each.triple in self._drawn for each in proofs):
            return _Branch([*lines[:-1], f"{lines[-1]} (as above)"])
        self._drawn.update(each.triple for each in proofs)
        if proof.rule is None:
            return _Branch(lines, list(_spoken(self._answer.grounds[proof.triple])))
        axioms = [f"axiom: {axiom}" for axiom in worded(proof.axioms, self._labels)]
        rule = ": ".join(filter(None, (f"by {proof.rule.name}", proof.rule.summary)))
        return _Branch(lines, [rule, *axioms], self._premises(proof))

    def _premises(self, proof: Proof) -> list[_Branch]:
        groups = groupby(proof.premises, key=self._common)
        return [self._branch(*group) for _, group in groups]

    def _common(self, proof: Proof) -> Any:
        """Return what stated triples of one node have in common if they are stated together."""
        if proof.rule is None:
            return proof.triple.subject, self._answer.grounds[proof.triple]
        return proof.triple


def _saying(saying: Saying) -> str:
    because = "; rejected because" if saying.state == REJECTED else "; held back:"
    return _evidence(saying.witness) + (f"{because} {saying.reason}" if saying.reason else "")


def _spoken(grounds: Sequence[Ground]) -> Iterator[str]:
    for ground in grounds:
        if ground.layer == ONTOLOGY:
            yield "axiom of the ontology"
        elif not ground.witnesses:
            yield f"in the layer of {ground.layer}"
        else:
            prefix = "judgement: " if ground.layer == JUDGEMENT else ""
            yield from (prefix + _evidence(witness) for witness in ground.witnesses[:_SHOWN])
            if (more := len(ground.witnesses) - _SHOWN) > 0:
                yield f"also stated by {more} further {'source' if more == 1 else 'sources'}"


def _evidence(witness: Witness) -> str:
    trust = f" [confidence {witness.confidence}]" if witness.confidence else ""
    return evidence(witness) + trust


def _drawn(branch: _Branch) -> str:
    return "".join(f"{line.rstrip()}\n" for line in _lines(branch, "", ""))


def _lines(branch: _Branch, first: str, rest: str) -> Iterator[str]:
    beside = rest + ("│  " if branch.below else "   ")
    yield first + branch.lines[0]
    yield from (rest + line for line in branch.lines[1:])
    yield from (beside + line for line in branch.details)
    for number, child in enumerate(branch.below, start=1):
        last = number == len(branch.below)
        yield from _lines(child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


def _described(answer: Answer, labels: Labels) -> dict[str, Any]:
    found: dict[str, Any] = {"triple": _triple(answer.triple, labels), "holds": answer.holds}
    if answer.proof is not None:
        found["proof"] = _steps(answer.proof, answer.grounds, labels)
    if not answer.holds:
        found["claims"] = [
            {"state": saying.state, "reason": saying.reason, **_witness(saying.witness)}
            for saying in answer.sayings
        ]
    return found


def _triple(triple: Triple, labels: Labels) -> dict[str, Any]:
    parts = zip(("subject", "predicate", "object"), triple, strict=True)
    return {name: json_term(part) for name, part in parts} | {"text": sentence(triple, labels)}


def _steps(
    proof: Proof, grounds: Mapping[Triple, tuple[Ground, ...]], labels: Labels
) -> list[dict[str, Any]]:
    """Describe a proof step by step; premises are the numbers of earlier steps, from 0."""
    steps = proof.steps()
    numbers = {step.triple: number for number, step in enumerate(steps)}
    return [_step(step, numbers, grounds, labels) for step in steps]


def _step(
    step: Proof,
    numbers: Mapping[Triple, int],
    grounds: Mapping[Triple, tuple[Ground, ...]],
    labels: Labels,
) -> dict[str, Any]:
    told = {"triple": _triple(step.triple, labels)}
    if step.rule is None:
        return told | {"stated": [_ground(ground) for ground in grounds[step.triple]]}
    return told | {
        "rule": {"name": step.rule.name, "summary": step.rule.summary},
        "axioms": worded(step.axioms, labels),
        "premises": [numbers[premise.triple] for premise in step.premises],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {"layer": ground.layer, "by": [_witness(witness) for witness in ground.witnesses]}


def _witness(witness: Witness) -> dict[str, str]:
    told = {
        "iri": witness.node,
        "quote": witness.quote,
        "title": witness.title,
        "publisher": witness.publisher,
        "published": witness.published,
        "url": witness.url,
        "confidence": witness.confidence,
    }
    return {key: value for key, value in told.items() if value}
