"""The check room: what is wrong with a graph, section by section.

A section is a function that looks at a store and yields its findings; `SECTIONS` names all there are, in the order
in which they are told.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from soegraph.check.finding import Finding
from soegraph.check.inconsistencies import inconsistent
from soegraph.check.quarantine import quarantined
from soegraph.check.queries import broken_queries
from soegraph.check.shapes import broken_shapes
from soegraph.store import Store

Section: TypeAlias = Callable[[Store], Iterator[Finding]]
"""What looks at a store and yields its findings."""

SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "queries": broken_queries,
        "inconsistencies": inconsistent,
        "shapes": broken_shapes,
        "quarantine": quarantined,
    }
)
"""The sections by name."""


def failing(section: Section, store: Store) -> list[str]:
    """Return the names of the findings of a section for which a graph should not be released."""
    return [finding.name for finding in section(store) if finding.fails]


__all__ = ["SECTIONS", "Finding", "Section", "failing"]
