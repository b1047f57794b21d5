"""All that follows from the flat view of a store, level by level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from pyoxigraph import DefaultGraph, Triple

from soegraph.graph import layers
from soegraph.graph.rules.parse import Path
from soegraph.graph.rules.program import Prepared, Program
from soegraph.graph.rules.state import ends
from soegraph.store import Store


def close(store: Store, program: Program) -> None:
    """Add to the flat view and the inferred layer of a store whatever follows from the flat view.

    The flat view must hold stated triples only: what earlier runs inferred would vouch for itself. Triples go from
    the engine to the store in a stream: none is held in memory.
    """
    for level in program.levels:
        waiting = list(level)
        while waiting:
            giving: set[Prepared] = set()
            store.bulk_extend(
                quad
                for triple in _fresh(store, waiting, giving)
                for quad in chain(layers.flat([triple]), layers.within(layers.inferred(), [triple]))
            )
            waiting = [rule for rule in level if any(rule in program.fed[giver] for giver in giving)]


def _fresh(store: Store, rules: Iterable[Prepared], giving: set[Prepared]) -> Iterator[Triple]:
    """Yield what rules give that is not there, and note which of them give something."""
    for rule in filter(partial(_may_give, store), rules):
        for triple in store.construct(_unknown(rule)):
            if len(rule.rule.head) == 1 or not layers.holds(store, triple):
                giving.add(rule)
                yield triple


def _may_give(store: Store, rule: Prepared) -> bool:
    """Tell whether each pattern of a rule matches something: most properties are in no graph at all."""
    return all(
        next(store.quads(*ends(pattern, {}), DefaultGraph()), None) is not None
        for pattern in rule.body.patterns
        if not isinstance(pattern.predicate, Path)
    )


def _unknown(rule: Prepared) -> str:
    """Write a rule so that it gives only what is not there; with several patterns in the head, that is looked up."""
    text, closing = rule.rule.text, rule.rule.closing
    if len(rule.rule.head) > 1:
        return text
    [head] = rule.rule.head
    return f"{text[:closing]} FILTER NOT EXISTS {{ {head.text} }} {text[closing:]}"
