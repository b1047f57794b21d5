"""The known entities: data/authority/*.csv, or the tables of another ontology, read as entries and relations.

An `Entry` describes the entity of one row, a `Relation` is one statement that a row makes: who controls it,
where it sits, who held which post. Every relation names the source of its own cell.

Tables that contradict themselves are a defect of the data: reading stops with an `InputError` that names
file, line and cell.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable

from soegraph import home
from soegraph.authority import entities, tables
from soegraph.authority.records import Authority, Entry, Relation

__all__ = ["Authority", "Entry", "Relation", "entries", "load", "relations"]


def entries() -> tuple[Entry, ...]:
    """Return the known entities: organisations, people, sites, places, plans, each in the table's order.

    >>> next(e.labels["zh-hans"] for e in entries() if e.id == "baogang-group")
    '包头钢铁（集团）有限责任公司'
    """
    return _in_use().entries


def relations() -> tuple[Relation, ...]:
    """Return what the tables state about the known entities, in the order of tables and rows.

    >>> [r.object for r in relations() if r.row == "plans.csv#five-year-plan-14"]
    ['2021', '2025']
    """
    return _in_use().relations


@home.cached
def _in_use() -> Authority:
    folder = home.authority()
    return load(folder) if folder else Authority((), ())


def load(folder: Traversable) -> Authority:
    """Read the tables of a folder: ours, or ``entities.csv`` and ``relations.csv``, which fit any ontology.

    Raises:
        InputError: a table has other columns than it should, an id is unknown or given twice, or a date,
            class, relation, role or commodity does not exist.
    """
    return entities.load(folder) if (folder / entities.TABLE).is_file() else tables.load(folder)
