"""The saved queries as pages: what each answers, its text, and what it finds in the release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from soegraph.errors import QueryError
from soegraph.publish.site.model import Part, Ref
from soegraph.publish.site.reader import Reader
from soegraph.publish.vocabulary.model import Text
from soegraph.query.entities import short
from soegraph.query.run import run
from soegraph.query.saved import SavedQuery, catalogue
from soegraph.store import OxigraphStore, Term

FOLDER = "queries"
ROWS = 50
"""How many rows of a result a page shows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds with the values of its example: the first rows, and how many there are in all.

    `missing` tells why there is none, where the graph does not have what the example names.
    """

    query: SavedQuery
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Part, ...], ...] = ()
    total: int = 0
    missing: str = ""

    @property
    def path(self) -> str:
        """Its page."""
        return f"{FOLDER}/{self.query.name}.html"


def answers(store: OxigraphStore, reader: Reader) -> Iterator[Answer]:
    """Yield what each saved query finds, by name."""
    for query in catalogue().values():
        yield _answer(store, reader, query)


def _answer(store: OxigraphStore, reader: Reader, query: SavedQuery) -> Answer:
    try:
        found = run(store, query.name, query.examples)
    except QueryError as error:
        return Answer(query, missing=str(error))
    rows = tuple(tuple(_cell(reader, term) for term in row) for row in found.rows[:ROWS])
    return Answer(query, found.variables, rows, len(found.rows))


def _cell(reader: Reader, value: Term | None) -> Part:
    """Return a cell: a thing by its short name, since another column has its label."""
    if isinstance(value, NamedNode):
        ref = reader.ref(value)
        return Ref(ref.iri, ref.path, (Text(short(ref.iri)),))
    return Text("") if value is None else reader.part(value)
