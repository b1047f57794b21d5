"""Layer 4: what the rules of queries/build add to what is stated.

A rule is one CONSTRUCT query in a file of its own. All rules run over the default graph, again and again,
until nothing new follows.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pyoxigraph import Triple

from soegraph.graph.layers import flat, holds
from soegraph.store import Store


@cache
def rules() -> dict[str, str]:
    """Return the text of each rule by its name, sorted."""
    folder = files("soegraph") / "queries" / "build"
    found = [file for file in folder.iterdir() if file.name.endswith(".rq")]
    return {
        file.name.removesuffix(".rq"): file.read_text(encoding="utf-8")
        for file in sorted(found, key=lambda file: file.name)
    }


def close(store: Store) -> set[Triple]:
    """Add to the default graph of a store whatever follows from it, and return what was added.

    The default graph must hold stated triples only: what earlier runs inferred would vouch for itself.
    """
    inferred: set[Triple] = set()
    while fresh := {t for rule in rules().values() for t in store.construct(rule) if not holds(store, t)}:
        store.extend(flat(fresh))
        inferred |= fresh
    return inferred
