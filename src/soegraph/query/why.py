"""Why a triple holds, with the words behind it; or what is said of one that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from pyoxigraph import Triple

from soegraph.graph import layers, rules
from soegraph.graph.rules.proof import Proof, prove
from soegraph.query.explain import Witness
from soegraph.query.grounds import Ground, Saying, grounds, sayings, stated
from soegraph.store import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to tell of a triple.

    `holds` tells whether the flat view has it. `proof` ends in stated triples, of which `grounds` tells who states
    them; it is None for a triple that does not hold, and for one that was put into the graph past its layers.
    `sayings` are the claims and records of a triple that does not hold, `instead` what does hold of its subject
    and predicate, sorted.
    """

    triple: Triple
    holds: bool
    proof: Proof | None = None
    grounds: Mapping[Triple, tuple[Ground, ...]] = field(default_factory=dict)
    sayings: tuple[Saying, ...] = ()
    instead: tuple[Triple, ...] = ()

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """The claims, records and judgements that the whole proof rests on, oldest first."""
        found = {
            witness for stating in self.grounds.values() for ground in stating for witness in ground.witnesses
        }
        return tuple(sorted(found))


def why(store: Store, triples: Iterable[Triple]) -> list[Answer]:
    """Return for each triple why it holds in a store, or what is said of it if it does not.

    Raises:
        StoreError: the store cannot answer.
    """
    program = rules.program(store)
    return [_answer(store, program, triple) for triple in triples]


def _answer(store: Store, program: rules.Program, triple: Triple) -> Answer:
    if not layers.holds(store, triple):
        return Answer(triple, False, sayings=tuple(sayings(store, triple)), instead=_instead(store, triple))
    proof = prove(program, store, triple, partial(stated, store))
    if proof is None:
        return Answer(triple, holds=True)
    return Answer(triple, True, proof, grounds(store, (p.triple for p in proof.steps() if p.rule is None)))


def _instead(store: Store, triple: Triple) -> tuple[Triple, ...]:
    held = store.quads(triple.subject, triple.predicate, None, layers.FLAT)
    return tuple(sorted((quad.triple for quad in held), key=str))
