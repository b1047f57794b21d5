"""One line of the ledger: what a person decided about a claim, a fact or two entities."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Hashable, Iterator
from datetime import date
from functools import cached_property

from pyoxigraph import NamedNode

from soegraph import names
from soegraph.model import is_partial_date
from soegraph.tables import Row

ACCEPT, REJECT, FIX_DATE, SAME, NOT_SAME, WITHDRAW = (
    "accept",
    "reject",
    "fix-date",
    "same",
    "not-same",
    "withdraw",
)
DECISIONS = (ACCEPT, REJECT, FIX_DATE, SAME, NOT_SAME, WITHDRAW)
COLUMNS = (
    *("decision", "article", "subject", "predicate", "object", "qualifiers"),
    *("field", "value", "quote", "who", "when", "why"),
)

_KIND_AND_SLUG = re.compile(r"[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9._-]*")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def iri_of(cell: str) -> NamedNode | None:
    """Return the node that a cell names by IRI or by kind and slug; None for a name.

    >>> iri_of("person/li-xiao"), iri_of("Li Xiao")
    (<NamedNode value=https://w3id.org/soegraph/id/person/li-xiao>, None)
    """
    if _KIND_AND_SLUG.fullmatch(cell):
        return NamedNode(f"{names.base()}id/{cell}")
    if not cell.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(names.rebased(cell))
    except ValueError:
        return None


def folded(name: str) -> str:
    """Return what all spellings of a name share: case, width and white space tell nothing.

    >>> folded("Baogang  Ｇroup")
    'baogang group'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def words(quote: str) -> tuple[str, ...]:
    r"""Return the words of a quote; each Chinese character is one, and punctuation is none.

    >>> words("Baogang Co.,\nLtd. 包钢")
    ('Baogang', 'Co', 'Ltd', '包', '钢')
    """
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", quote)))


@dataclasses.dataclass(frozen=True)
class Judgement:
    """One decision; its fields are the columns of the ledger, in the cells' own words ("" for none).

    `subject` and `object` hold alternatives, separated by ``|``: IRIs, kind and slug, or names as the article
    has them. `where` is its file and line.
    """

    decision: str
    article: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    qualifiers: str = ""
    field: str = ""
    value: str = ""
    quote: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    where: str = dataclasses.field(default="", compare=False)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of `COLUMNS`."""
        return tuple(getattr(self, column) for column in COLUMNS)

    @cached_property
    def node(self) -> NamedNode:
        """The IRI of the judgement: it follows from the cells."""
        return NamedNode(names.thing("judgement", names.digest(self.cells)))

    @property
    def is_of_pair(self) -> bool:
        """Whether it is about two entities rather than about a claim."""
        return self.decision in (SAME, NOT_SAME) or (self.decision == WITHDRAW and not self.predicate)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What a later judgement must share to take the place of this one."""
        if self.is_of_pair:
            return (frozenset((self.subject, self.object)),)
        statement = (self.subject, self.predicate, self.object, frozenset(self.qualified.items()))
        return self.article, *statement, self.field, words(self.quote)

    @cached_property
    def pair(self) -> tuple[NamedNode, NamedNode]:
        """The two entities of a judgement about such: the one to be replaced and the one that stays."""
        gone, stays = iri_of(self.subject), iri_of(self.object)
        assert gone is not None, self.subject
        assert stays is not None, self.object
        return gone, stays

    @cached_property
    def qualified(self) -> dict[str, str]:
        """The qualifiers that a claim must have, by name."""
        return dict(part.split("=", 1) for part in _parts(self.qualifiers))

    @cached_property
    def subjects(self) -> frozenset[NamedNode | str]:
        """The alternatives of the subject: nodes, and names folded."""
        return frozenset(iri_of(part) or folded(part) for part in _parts(self.subject))

    @cached_property
    def objects(self) -> frozenset[NamedNode | str]:
        """The alternatives of the object."""
        return frozenset(iri_of(part) or folded(part) for part in _parts(self.object))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """The words of the quote."""
        return words(self.quote)

    def __str__(self) -> str:
        """Write it in one line: the decision, and what it is about."""
        if self.is_of_pair:
            return f"{self.decision}: {self.subject} and {self.object}"
        qualifiers = f" ({self.qualifiers.replace('|', ', ')})" if self.qualifiers else ""
        correction = f", {self.field} = {self.value or 'none'}" if self.decision == FIX_DATE else ""
        ends = (cell.partition("|")[0] for cell in (self.subject, self.object))
        said = f" {self.predicate} ".join(ends)
        return f"{self.decision}: {said}{qualifiers}{correction}, {self.article or 'wherever it is stated'}"


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def judgement(row: Row) -> Judgement:
    """Read one line.

    Raises:
        InputError: a cell does not have its form; the message names file, line and cell, and what to write.
    """
    for column, cell in row.cells.items():
        if "\n" in cell or "\r" in cell:
            raise row.error(column, "it goes over several lines: close its quotation mark on the first")
    cells = {column: " ".join(row[column].split()) for column in COLUMNS}
    for column, problem in _faults(cells):
        raise row.error(column, problem)
    found = Judgement(**cells, where=f"{row.shown or row.file} line {row.line}")
    return dataclasses.replace(found, **_written_alike(found)) if found.is_of_pair else found


def _written_alike(found: Judgement) -> dict[str, str]:
    """Write both entities as the ledger does, by kind and slug where they are ours."""
    home = names.base() + "id/"
    gone, stays = (node.value.removeprefix(home) for node in found.pair)
    return {"subject": gone, "object": stays}


def _faults(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield column and problem of what is wrong with a line, the first column first."""
    if cells["decision"] not in DECISIONS:
        yield "decision", f"{cells['decision']!r} is none of {', '.join(DECISIONS)}"
        return
    for column in COLUMNS:
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in cells[column]):
            yield column, "it holds a control character: take it out"
    yield from _faults_of_pair(cells) if Judgement(**cells).is_of_pair else _faults_of_claim(cells)
    if not cells["who"]:
        yield "who", "it is empty: write who decided this"
    if not (_DAY.fullmatch(cells["when"]) and _is_day(cells["when"])):
        yield "when", f"{cells['when']!r} is no day: write it as 2026-11-23"


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _faults_of_pair(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in ("subject", "object"):
        if iri_of(cells[column]) is None:
            yield (
                column,
                f"{cells[column]!r} is no entity: write its IRI, or kind and slug as in person/li-xiao",
            )
    if iri_of(cells["subject"]) == iri_of(cells["object"]):
        yield "object", "it is the subject again: name the other entity"
    for column in ("article", "predicate", "qualifiers", "field", "value", "quote"):
        if cells[column]:
            yield column, f"a judgement {cells['decision']!r} is about two entities: leave it empty"


def _faults_of_claim(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in ("subject", "predicate", "object"):
        if not _parts(cells[column]):
            yield column, "it is empty: write what the claim says"
    for part in _parts(cells["qualifiers"]):
        if "=" not in part:
            yield "qualifiers", f"{part!r} is not of the form role=chair; write | between several"
    if not cells["article"]:
        if not any(iri_of(part) for part in _parts(cells["subject"])):
            yield (
                "subject",
                "it is no IRI, nor kind and slug; names mean something in one article only: name one",
            )
        if cells["quote"]:
            yield "quote", "name the article that it stands in"
    yield from _faults_of_date(cells)


def _faults_of_date(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    if cells["decision"] == FIX_DATE and not cells["field"]:
        yield "field", "it is empty: write which date is meant, such as start, end or asOf"
    if cells["decision"] == FIX_DATE and cells["value"] and not is_partial_date(cells["value"]):
        yield "value", f"{cells['value']!r} is no date of the form 2021, 2021-12 or 2021-12-23"
    for column in ("field", "value"):
        if cells[column] and cells["decision"] in (ACCEPT, REJECT):
            yield column, f"only a fix-date has it: leave it empty for {cells['decision']!r}"
