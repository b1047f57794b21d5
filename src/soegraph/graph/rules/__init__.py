"""Layer 4: what the axioms of the ontology and the rules of queries/build add to what is stated.

A rule is one CONSTRUCT query: compiled from an axiom (`owl`), or in a file of its own where the ontology cannot say
it. All rules run over the default graph, again and again, until nothing new follows: `close` does so over a whole
store, `follow` where something has changed.
"""

from __future__ import annotations

from functools import cache

from soegraph.graph.rules.close import close
from soegraph.graph.rules.follow import follow
from soegraph.graph.rules.owl import compiled
from soegraph.graph.rules.parse import Rule, read_rules
from soegraph.graph.rules.program import Program, is_schema
from soegraph.store import Store

__all__ = ["Program", "close", "compiled", "follow", "is_schema", "program", "rules"]


@cache
def rules() -> dict[str, Rule]:
    """Return each rule of queries/build by its name, sorted; things are named under the base in use."""
    return {rule.name: rule for rule in read_rules("build")}


def program(store: Store) -> Program:
    """Return all rules as they apply under the ontology in the default graph of a store."""
    return Program([*rules().values(), *compiled(store)], store)
