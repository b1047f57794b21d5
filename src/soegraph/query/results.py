"""Answers written down, in the formats of the W3C and in some for people.

| format | what it is |
|---|---|
| table | aligned text, see `soegraph.query.table` |
| md | a table in Markdown |
| csv, tsv, json, xml | SPARQL 1.1 Query Results; CSV drops datatypes and languages, TSV keeps them |
| ttl | Turtle: the triples of a CONSTRUCT, or the W3C result-set vocabulary for rows |

Every writer gives text that ends in a line end, the same for the same rows.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from soegraph.errors import QueryError
from soegraph.names import PREFIXES
from soegraph.query import table
from soegraph.query.explain import Witness
from soegraph.store import Rows, Term

_XSD_STRING = NamedNode(PREFIXES["xsd"] + "string")
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_EVIDENCE = ("evidenceQuote", "evidenceTitle", "evidencePublisher", "evidencePublished", "evidenceUrl")


def written(rows: Rows, result_format: str, witnesses: Sequence[tuple[Witness, ...]] | None = None) -> str:
    """Return rows in one of `FORMATS`, with the evidence of each row if `witnesses` gives it.

    `table` and `md` put the evidence under its row. The others repeat the row for each piece of evidence,
    in five more columns, and once with these empty where there is none.

    Raises:
        QueryError: there is no such format.
    """
    if result_format not in FORMATS:
        raise QueryError(f"no format {result_format!r}: use one of {', '.join(FORMATS)}")
    if result_format in _FOR_PEOPLE:
        return _FOR_PEOPLE[result_format](rows, witnesses or [()] * len(rows.rows))
    return _STANDARD[result_format](rows if witnesses is None else with_evidence(rows, witnesses))


def with_evidence(rows: Rows, witnesses: Sequence[tuple[Witness, ...]]) -> Rows:
    """Return rows with five more columns, one row for each piece of evidence."""
    explained = [
        (*row, *_evidence(witness))
        for row, found in zip(rows.rows, witnesses, strict=True)
        for witness in found or (None,)
    ]
    return Rows((*rows.variables, *_EVIDENCE), explained)


def _evidence(witness: Witness | None) -> tuple[Term | None, ...]:
    if witness is None:
        return (None,) * len(_EVIDENCE)
    texts = (witness.quote, witness.title, witness.publisher, witness.published, witness.url)
    return tuple(Literal(text) if text else None for text in texts)


def written_graph(triples: Iterable[Triple], result_format: str) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE: Turtle for ``ttl``, else rows of three columns, sorted.

    Raises:
        QueryError: there is no such format.
    """
    ordered = sorted(set(triples), key=str)
    if result_format == "ttl":
        return _turtle(ordered)
    rows = Rows(("subject", "predicate", "object"), [tuple(triple) for triple in ordered])
    return written(rows, result_format)


def written_answer(answer: bool, result_format: str) -> str:
    """Return the answer to an ASK.

    Raises:
        QueryError: there is no such format.
    """
    word = "true" if answer else "false"
    match result_format:
        case "json":
            return f'{{"head":{{}},"boolean":{word}}}\n'
        case "xml":
            return f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>\n"
        case "ttl":
            return f"@prefix rs: <{_RS}> .\n<urn:soegraph:answer> a rs:ResultSet ; rs:boolean {word} .\n"
        case _ if result_format in FORMATS:
            return f"{word}\n"
    raise QueryError(f"no format {result_format!r}: use one of {', '.join(FORMATS)}")


def _csv(rows: Rows) -> str:
    lines = [rows.variables, *([_csv_cell(term) for term in row] for row in rows.rows)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def _csv_cell(term: Term | None) -> str:
    return str(term) if isinstance(term, BlankNode | Triple) else "" if term is None else term.value


def _tsv(rows: Rows) -> str:
    lines = [[f"?{name}" for name in rows.variables], *(map(_tsv_cell, row) for row in rows.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _tsv_cell(term: Term | None) -> str:
    return "" if term is None else str(term)


def _json(rows: Rows) -> str:
    bindings = [
        {name: json_term(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        for row in rows.rows
    ]
    document = {"head": {"vars": rows.variables}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def json_term(term: Term) -> dict[str, Any]:
    """Return a term as SPARQL 1.1 results have it in JSON.

    Raises:
        QueryError: it is a triple.
    """
    match term:
        case NamedNode(value):
            return {"type": "uri", "value": value}
        case BlankNode(value):
            return {"type": "bnode", "value": value}
        case Literal(value, language=None, datatype=datatype):
            typed = {} if datatype == _XSD_STRING else {"datatype": datatype.value}
            return {"type": "literal", "value": value} | typed
        case Literal(value, language=language):
            return {"type": "literal", "value": value, "xml:lang": language}
        case _:
            raise QueryError(f"{term} is a triple, which SPARQL 1.1 results cannot hold: select its parts")


_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(rows: Rows) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in rows.variables)
    body = "".join(f"<result>{''.join(_xml_row(rows.variables, row))}</result>\n" for row in rows.rows)
    return f"{_XML_HEAD}<head>{head}</head>\n<results>\n{body}</results></sparql>\n"


def _xml_row(variables: Sequence[str], row: Sequence[Term | None]) -> Iterator[str]:
    for name, term in zip(variables, row, strict=True):
        if term is not None:
            yield f"<binding name={quoteattr(name)}>{_xml_term(json_term(term))}</binding>"


def _xml_term(term: Mapping[str, str]) -> str:
    attributes = "".join(f" {key}={quoteattr(term[key])}" for key in ("datatype", "xml:lang") if key in term)
    return f"<{term['type']}{attributes}>{escape(term['value'], {chr(13): '&#13;'})}</{term['type']}>"


def _ttl(rows: Rows) -> str:
    """Write rows in the vocabulary of the W3C's SPARQL tests, with IRIs where these have blank nodes."""
    return _turtle(_result_set(rows))


def _turtle(triples: Iterable[Triple]) -> str:
    out = io.BytesIO()
    serialize(triples, out, RdfFormat.TURTLE, prefixes=PREFIXES | {"rs": _RS})
    return out.getvalue().decode()


def _result_set(rows: Rows) -> Iterator[Triple]:
    a, table_node = NamedNode(PREFIXES["rdf"] + "type"), NamedNode("urn:soegraph:answer")
    yield Triple(table_node, a, NamedNode(_RS + "ResultSet"))
    for name in rows.variables:
        yield Triple(table_node, NamedNode(_RS + "resultVariable"), Literal(name))
    for number, row in enumerate(rows.rows, start=1):
        yield from _solution(table_node, number, dict(zip(rows.variables, row, strict=True)))


def _solution(table_node: NamedNode, number: int, row: Mapping[str, Term | None]) -> Iterator[Triple]:
    solution = NamedNode(f"{table_node.value}:{number}")
    yield Triple(table_node, NamedNode(_RS + "solution"), solution)
    yield Triple(solution, NamedNode(_RS + "index"), Literal(number))
    for name, term in row.items():
        if term is not None:
            binding = NamedNode(f"{solution.value}:{name}")
            yield Triple(solution, NamedNode(_RS + "binding"), binding)
            yield Triple(binding, NamedNode(_RS + "variable"), Literal(name))
            yield Triple(binding, NamedNode(_RS + "value"), term)


_FOR_PEOPLE: Mapping[str, Callable[[Rows, Sequence[tuple[Witness, ...]]], str]] = {
    "table": table.text,
    "md": table.markdown,
}
_STANDARD: Mapping[str, Callable[[Rows], str]] = {
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
    "ttl": _ttl,
}
FORMATS = ("table", "csv", "tsv", "json", "xml", "ttl", "md")
"""The names of all formats, the one for a terminal first."""
