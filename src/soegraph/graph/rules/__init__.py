"""Layer 4: what the rules of queries/build add to what is stated.

A rule is one CONSTRUCT query in a file of its own. All rules run over the default graph, again and again,
until nothing new follows: `close` does so over a whole store, `follow` where something has changed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pyoxigraph import Triple

from soegraph.graph.layers import flat, holds
from soegraph.graph.rules.follow import follow
from soegraph.graph.rules.parse import Rule, read_rule
from soegraph.graph.rules.program import Program, is_schema
from soegraph.store import Store

__all__ = ["Program", "close", "follow", "is_schema", "rules"]


@cache
def rules() -> dict[str, Rule]:
    """Return each rule by its name, sorted."""
    folder = files("soegraph") / "queries" / "build"
    found = [file for file in folder.iterdir() if file.name.endswith(".rq")]
    return {
        (name := file.name.removesuffix(".rq")): read_rule(name, file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    }


def close(store: Store, program: Program | None = None) -> set[Triple]:
    """Add to the default graph of a store whatever follows from it, and return what was added.

    The default graph must hold stated triples only: what earlier runs inferred would vouch for itself. The
    program is by default that of all rules.
    """
    inferred: set[Triple] = set()
    for stratum in (program or Program(rules().values(), store)).strata:
        while fresh := {
            t for each in stratum for t in store.construct(each.rule.text) if not holds(store, t)
        }:
            store.extend(flat(fresh))
            inferred |= fresh
    return inferred
