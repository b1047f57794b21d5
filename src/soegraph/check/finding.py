"""What a section of the check finds: one fault with all the rows that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from soegraph.store import Rows


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in a graph: what was looked for, in which places it was found, and whether the graph fails for it.

    `name` is that of the query or shape; `says` tells in each language what is wrong. Where `fails` is false the
    finding only asks for attention.
    """

    name: str
    says: Mapping[str, str]
    rows: Rows
    fails: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return a JSON object; terms are written as in N-Triples."""
        cells = ([None if term is None else str(term) for term in row] for row in self.rows.rows)
        rows = [dict(zip(self.rows.variables, row, strict=True)) for row in cells]
        return {"name": self.name, "says": dict(self.says), "fails": self.fails, "rows": rows}
