"""Rows as a table for people: plain text for a terminal, or Markdown.

IRIs are written short, in a form that a parameter takes back. Nothing is cut off or wrapped; a Chinese
character counts for two columns, as in a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from soegraph.query.entities import short
from soegraph.query.explain import Witness
from soegraph.store import Rows, Term

_GAP = "  "


def text(rows: Rows, witnesses: Sequence[tuple[Witness, ...]]) -> str:
    """Return rows as aligned text, each with its evidence on the lines below it."""
    cells = [[cell(term) for term in row] for row in rows.rows]
    widths = [max(map(width, column)) for column in zip(rows.variables, *cells, strict=True)]
    lines = [_line(rows.variables, widths), _line(["-" * size for size in widths], widths)]
    for row, found in zip(cells, witnesses, strict=True):
        lines.append(_line(row, widths))
        lines.extend(f"    {evidence(witness)}" for witness in found)
    return "".join(f"{line}\n" for line in lines)


def markdown(rows: Rows, witnesses: Sequence[tuple[Witness, ...]]) -> str:
    """Return rows as a Markdown table, with their evidence in a last column where there is any."""
    explained = any(witnesses)
    header = [*rows.variables, *(["evidence"] if explained else [])]
    lines = [header, ["---"] * len(header)]
    for row, found in zip(rows.rows, witnesses, strict=True):
        proof = ["<br>".join(map(_marked, map(evidence, found)))] if explained else []
        lines.append([*(_marked(cell(term)) for term in row), *proof])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(term: Term | None) -> str:
    r"""Return a term as a person reads it, on one line.

    >>> cell(NamedNode("https://w3id.org/soegraph/id/person/li-xiao")), cell(Literal("a\nname"))
    ('person/li-xiao', 'a name')
    """
    match term:
        case None:
            return ""
        case NamedNode(value):
            return short(value)
        case Literal(value):
            return " ".join(value.split())
        case _:
            return str(term)


def width(line: str) -> int:
    """Return the number of columns that a text takes in a terminal.

    >>> width("包钢 B")
    6
    """
    return sum(_columns(char) for char in line)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def evidence(witness: Witness) -> str:
    """Return a witness as a line: the quote, the article or row, who published it, when and where."""
    return ", ".join(_parts(witness))


def _parts(witness: Witness) -> Iterator[str]:
    quote = " ".join(witness.quote.split())
    yield f"“{quote}” {witness.title}".strip() if quote else witness.title
    yield from filter(None, (witness.publisher, witness.published, witness.url))


def _marked(line: str) -> str:
    """Return a text with the characters escaped that would break a Markdown table."""
    return line.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
