"""Command show: one entity on a page, for people; `soegraph query everything` has the same for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode

from soegraph import names, schema
from soegraph.cli.asking import asked
from soegraph.cli.options import explain_option, pass_store, store_option
from soegraph.cli.output import Failure, notice, usage, write
from soegraph.errors import QueryError
from soegraph.model import ASSERTED
from soegraph.names import PREFIXES, SOE
from soegraph.phrases import counted
from soegraph.query.entities import Entities, short, spelled
from soegraph.query.explain import Witness
from soegraph.query.explain import explain as explained
from soegraph.query.run import prepare
from soegraph.query.saved import saved_query
from soegraph.query.table import cell, evidence
from soegraph.store import Queryable, Term


@click.command()
@click.argument("entity")
@explain_option
@store_option()
@pass_store
def show(store: Path, entity: str, explain: bool) -> None:
    """Tell all that is known of ENTITY, with the number of sources behind each fact.

    ENTITY is a name in any language, a slug such as baogang-group or person/li-xiao, or an IRI. An article is
    shown with what it claims.

    \b
    Examples:
      soegraph show meng-fanying
      soegraph show 包钢集团 --explain
    """
    with usage():
        spelled(entity)
    with asked(store) as graph:
        node = _found(graph, entity)
        lines = _article(graph, node) if _is_article(node) else _profile(graph, node, explain)
        write("".join(f"{line}\n" for line in lines))


def _found(graph: Queryable, entity: str) -> NamedNode:
    try:
        return Entities(graph, notice).find(entity)
    except QueryError as error:
        raise QueryError(f"{entity!r}: {error}") from None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a saved query: its terms by column, and what states it. An index gives a cell as text."""

    terms: Mapping[str, Term | None]
    witnesses: tuple[Witness, ...]

    def __getitem__(self, column: str) -> str:
        return cell(self.terms[column])

    def iri(self, column: str) -> str:
        """Return the whole IRI in a column, "" if there is none."""
        term = self.terms[column]
        return term.value if isinstance(term, NamedNode) else ""


@dataclass(frozen=True, slots=True)
class _Fact:
    """One line of a profile."""

    text: str
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """A part of the profile of an `of_class` that a saved query answers about its `parameter`.

    `text` is made of the columns of the answer; `thing` is the column that a line leads to.
    """

    title: str
    of_class: str
    query: str
    parameter: str
    thing: str
    text: str


_PERSON, _ORGANISATION = SOE + "Person", SOE + "Organisation"
_LISTS = (
    _List("posts", _PERSON, "posts", "person", "organisation", "{roleName}, {organisationName}"),
    _List("posts in this", _ORGANISATION, "posts", "organisation", "person", "{personName}, {roleName}"),
    _List("holds stakes in", _ORGANISATION, "holdings", "owner", "enterprise", "{enterpriseName}"),
    _List("shareholders", _ORGANISATION, "shareholders", "enterprise", "shareholder", "{shareholderName}"),
)
_DETAILS = {
    "percent": "{} %",
    "asOf": "as of {}",
    "started": "started {}",
    "inOfficeBy": "in office by {}",
    "lastSeen": "last seen {}",
    "leftBy": "left by {}",
    "ended": "ended {}",
}
_TOLD_BY_LISTS = {
    *(SOE + name for name in ("holdsPost", "holdsStakeIn", "owner", "owned")),
    *(PREFIXES["org"] + name for name in ("member", "organization")),
}
_PREFERRED, _OTHER = PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel"
_TYPE = PREFIXES["rdf"] + "type"
_TOLD_BY_HEADING = {_PREFERRED, _OTHER, _TYPE, PREFIXES["rdfs"] + "label"}


def _rows(graph: Queryable, query: str, **parameters: str) -> list[_Row]:
    saved = saved_query(query)
    rows = graph.select(prepare(graph, saved, parameters))
    witnesses = explained(graph, rows, saved)
    return [
        _Row(dict(zip(rows.variables, row, strict=True)), found)
        for row, found in zip(rows.rows, witnesses, strict=True)
    ]


def _profile(graph: Queryable, node: NamedNode, explain: bool) -> Iterator[str]:
    rows = _rows(graph, "everything", entity=node.value)
    if not rows:
        entity = short(node.value)
        raise Failure(
            f"{entity} is not in the current knowledge; `soegraph query evidence -p entity={entity}` tells"
            " what single articles claim of it"
        )
    outgoing = [row for row in rows if row["direction"] == "out"]
    yield from _heading(node, outgoing)
    classes = {row.iri("value") for row in outgoing if row.iri("property") == _TYPE}
    lists = {listed.title: _listed(graph, node, listed) for listed in _LISTS if listed.of_class in classes}
    for title, facts in {**lists, **_relations(rows)}.items():
        if facts:
            yield from ("", title)
            yield from (line for fact in facts for line in _lines(fact, explain))


def _lines(fact: _Fact, explain: bool) -> Iterator[str]:
    sources = {(witness.title, witness.url) for witness in fact.witnesses}
    yield f"  {fact.text}" + (f"  [{counted(len(sources), 'source')}]" if sources else "")
    if explain:
        yield from (f"      {evidence(witness)}" for witness in fact.witnesses)


def _heading(node: NamedNode, rows: Sequence[_Row]) -> Iterator[str]:
    """Yield the preferred name, the other names, the classes from special to general, and the IRI."""
    preferred = sorted((row for row in rows if row.iri("property") == _PREFERRED), key=_language)
    others = [row["value"] for row in rows if row.iri("property") == _OTHER]
    called = list(dict.fromkeys([*(row["value"] for row in preferred), *others])) or [short(node.value)]
    yield called[0]
    if called[1:]:
        yield f"  {'; '.join(called[1:])}"
    if classes := sorted((row for row in rows if row.iri("property") == _TYPE), key=_generality):
        yield f"  {', '.join(row['valueName'] or row['value'] for row in classes)}"
    yield f"  {node.value}"


def _language(row: _Row) -> tuple[bool, str]:
    """Sort names: English first."""
    term = row.terms["value"]
    language = term.language if isinstance(term, Literal) else None
    return language != "en", language or ""


def _generality(row: _Row) -> tuple[int, str]:
    ontology, local = schema.load(), row.iri("value").removeprefix(SOE)
    return -ontology.depth(local) if local in ontology.classes else 0, local


def _listed(graph: Queryable, node: NamedNode, listed: _List) -> list[_Fact]:
    rows = _rows(graph, listed.query, **{listed.parameter: node.value})
    return [_Fact(_dated(listed, row), row.witnesses) for row in rows]


def _dated(listed: _List, row: _Row) -> str:
    text = listed.text.format_map({column: row[column] for column in row.terms})
    details = [wording.format(row[key]) for key, wording in _DETAILS.items() if row.terms.get(key)]
    return ", ".join([f"{text} ({row[listed.thing]})", *details])


def _relations(rows: Iterable[_Row]) -> dict[str, list[_Fact]]:
    """Return the facts that no other part of the profile tells, by relation, those with sources first."""
    rows = [row for row in rows if row.iri("property") not in _TOLD_BY_HEADING | _TOLD_BY_LISTS]
    stated = {(row["direction"], row["value"]) for row in rows if row.witnesses}
    by_relation: dict[str, dict[str, _Fact]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: not row.witnesses):
        opposite = "in" if row["direction"] == "out" else "out"
        if row.witnesses or (opposite, row["value"]) not in stated:  # else only the inverse of what is stated
            title = row["propertyName"] + (" this" if row["direction"] == "in" else "")
            by_relation[title].setdefault(row["value"], _Fact(_named(row), row.witnesses))
    return {title: list(facts.values()) for title, facts in by_relation.items()}


def _named(row: _Row) -> str:
    return f"{row['valueName']} ({row['value']})" if row["valueName"] else row["value"]


def _is_article(node: NamedNode) -> bool:
    return node.value.startswith(names.thing("article", ""))


def _article(graph: Queryable, node: NamedNode) -> Iterator[str]:
    """Yield what is known of an article, and its claims with their quotes, in the order of the text."""
    about = next((row for row in _rows(graph, "articles") if row.iri("article") == node.value), None)
    if about is not None:
        yield about["title"] or short(node.value)
        yield from (f"  {about[key]}" for key in ("publisher", "published", "language", "url") if about[key])
    yield f"  {node.value}"
    for row in _rows(graph, "article-claims", article=node.value):
        modality = "" if row["modality"] == ASSERTED else f" ({row['modality']})"
        yield from ("", f"“{row['quote']}”")
        yield f"  {row['subjectName']} | {row['relation']} | {row['objectName']}{modality}"
