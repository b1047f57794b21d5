"""Which relation of another format is which of ours, as the user says in a table.

The table is CSV with the columns `relation` and `predicate`, and may have two more: `inverse` is "yes" where their
subject is our object, and `qualifiers` holds what their relation says besides, as ``role=chair`` (several
with ``;``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soegraph import schema
from soegraph.errors import InputError
from soegraph.tables import Row, read_table

_COLUMNS = ("relation", "predicate")
_OPTIONAL = ("inverse", "qualifiers")
_TRUTHS = {"": False, "no": False, "yes": True}


@dataclass(frozen=True, slots=True)
class Target:
    """One of our predicates as the meaning of a relation; with `inverse`, subject and object change places."""

    predicate: str
    inverse: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=dict)


class Relations:
    """The user's table. It counts the facts whose relation is not in it, as `unmapped`."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._targets = targets
        self._met: set[str] = set()
        self.unmapped: Counter[str] = Counter()

    def of(self, *names: str) -> Target | None:
        """Return the meaning of a relation that goes by several names: a number and a label, say."""
        found = next((name for name in names if name in self._targets), None)
        if found is None:
            return None
        self._met.add(found)
        return self._targets[found]

    def of_fact(self, *names: str) -> Target | None:
        """Return the meaning of the relation of a fact; without one, count the fact under its last name."""
        found = self.of(*names)
        if found is None:
            self.unmapped[names[-1]] += 1
        return found

    @property
    def unused(self) -> list[str]:
        """The relations of the table that nobody asked for, which may be misspelt."""
        return [name for name in self._targets if name not in self._met]


def read_relations(path: Path) -> Relations:
    """Read a table of relations.

    Raises:
        InputError: a relation stands there twice, a predicate is no relation of the ontology, or a cell is wrong.
    """
    targets: dict[str, Target] = {}
    for row in read_table(path, _COLUMNS, _OPTIONAL):
        if row["relation"] in targets:
            raise row.error("relation", f"{row['relation']!r} stands there twice")
        targets[row["relation"]] = _target(row)
    if not targets:
        raise InputError(
            f"{path.name} maps no relation: give each a line such as 'parentCompany,subsidiaryOf'"
        )
    return Relations(targets)


def _target(row: Row) -> Target:
    predicate = schema.load().properties.get(row["predicate"])
    if predicate is None or not predicate.claimable:
        raise row.error("predicate", f"{row['predicate']!r} is no relation of the ontology")
    if row["inverse"] not in _TRUTHS:
        raise row.error("inverse", f"{row['inverse']!r} is neither yes nor no")
    if _TRUTHS[row["inverse"]] and predicate.literal:
        raise row.error("inverse", f"{predicate.name} ends in a literal, which can be no subject")
    return Target(predicate.name, _TRUTHS[row["inverse"]], _qualifiers(row))


def _qualifiers(row: Row) -> dict[str, str]:
    qualifiers: dict[str, str] = {}
    for part in filter(None, row["qualifiers"].split(";")):
        name, equals, value = part.strip().partition("=")
        if not (equals and value) or name not in schema.load().qualifiers:
            raise row.error("qualifiers", f"{part!r} is not of the form role=chair with a qualifier of ours")
        qualifiers[name] = value
    return qualifiers
