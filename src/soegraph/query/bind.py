r"""Parameters as terms: a value becomes an RDF term, and the term takes the place of a variable's token.

No value is ever pasted as text. A term is written in its N-Triples form, in which quotation marks, line ends
and backslashes are escaped, and only tokens that the SPARQL grammar takes for a variable are replaced; so
whatever a value holds, the query keeps its shape.

>>> substitute("SELECT ?x { ?x ?p ?_name_literal } # ?_name_literal", {"_name_literal": text('a" } #')})
'SELECT ?x { ?x ?p "a\\" } #" } # ?_name_literal'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from soegraph.errors import QueryError
from soegraph.model import is_partial_date
from soegraph.names import PREFIXES, rebased
from soegraph.query.saved import LIMIT, Parameter, SavedQuery
from soegraph.sparql import Kind, Token, tokens

Value: TypeAlias = NamedNode | Literal
Resolve: TypeAlias = Callable[[str, str], NamedNode]
"""Finds the entity that a text means, of a class (a prefixed name, or "" for any)."""

_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


def bind(query: SavedQuery, values: Mapping[str, str], resolve: Resolve) -> str:
    """Return the text of a saved query with `values` in place of its parameters.

    What is not given keeps its default, or stays a variable, which the query reads as "any".

    Raises:
        QueryError: a value is missing, empty, unknown, outside of its range, or means no entity.
    """
    _check_names(query, values)
    given = [(p, value) for p in query.parameters if (value := values.get(p.name) or p.default)]
    terms = {p.variable: term(p, value, resolve) for p, value in given}
    limit = terms.pop(f"__{LIMIT}", None)
    return substitute(query.text, terms, limit.value if limit else "")


def _check_names(query: SavedQuery, values: Mapping[str, str]) -> None:
    known = [p.name for p in query.parameters]
    for name in values:
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name!r}; it takes {', '.join(known) or 'none'}")
        if not values[name].strip():
            raise QueryError(f"the parameter {name!r} is empty: give a value, or leave it out")
    for p in query.parameters:
        if p.required and not (values.get(p.name) or p.default):
            example = f", for example -p {p.name}={p.example}" if p.example else ""
            raise QueryError(f"{query.name} needs the parameter {p.name!r}{example}")


def term(parameter: Parameter, value: str, resolve: Resolve) -> Value:
    """Return the term that a value means for a parameter.

    Raises:
        QueryError: the value does not fit; the message says what would.
    """
    try:
        return _MAKERS[parameter.type](parameter, value, resolve)
    except QueryError as error:
        raise QueryError(f"{parameter.name}={value!r}: {error}") from None


def _entity(parameter: Parameter, value: str, resolve: Resolve) -> Value:
    if not parameter.values:
        return resolve(value, parameter.of_class)
    for allowed in parameter.values:
        iri = expand(allowed)
        if value in (allowed, allowed.partition(":")[2], iri):
            return NamedNode(iri)
    raise QueryError(f"give one of {', '.join(parameter.values)}")


def _text(parameter: Parameter, value: str, _: Resolve) -> Value:
    if parameter.values and value not in parameter.values:
        raise QueryError(f"give one of {', '.join(parameter.values)}")
    return text(value)


def _partial_date(_: Parameter, value: str, __: Resolve) -> Value:
    """Dates are compared as text: see queries/README.md."""
    if not is_partial_date(value):
        raise QueryError("give a year, month or day such as 2021, 2021-12 or 2021-12-23")
    return Literal(value)


def _integer(parameter: Parameter, value: str, _: Resolve) -> Value:
    if not _INTEGER.fullmatch(value):
        raise QueryError("give a whole number")
    _check_range(parameter, Decimal(value))
    return Literal(str(int(value)), datatype=NamedNode(PREFIXES["xsd"] + "integer"))


def _decimal(parameter: Parameter, value: str, _: Resolve) -> Value:
    if not _DECIMAL.fullmatch(value):
        raise QueryError("give a number such as 51 or 33.4")
    number = Decimal(value)
    _check_range(parameter, number)
    return Literal(f"{number.normalize() + 0:f}", datatype=NamedNode(PREFIXES["xsd"] + "decimal"))


_MAKERS: Mapping[str, Callable[[Parameter, str, Resolve], Value]] = {
    "iri": _entity,
    "xsd:string": _text,
    "partialDate": _partial_date,
    "xsd:integer": _integer,
    "xsd:decimal": _decimal,
    LIMIT: _integer,
}


def _check_range(parameter: Parameter, number: Decimal) -> None:
    low, high = parameter.minimum, parameter.maximum
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        bounds = [f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else ""]
        raise QueryError(f"give a number of {' and '.join(filter(None, bounds))}")


def text(value: str) -> Literal:
    r"""Return a value as a plain string.

    Refused are characters that no name holds and that engines treat differently: control characters, halves
    of a pair, and a backslash with ``u`` and four digits, which rdflib turns into the character it stands
    for before it looks for quotation marks.

    Raises:
        QueryError: the value has one of these.
    """
    if _ESCAPE.search(value):
        raise QueryError(r"engines disagree on a backslash with u and digits: write the character itself")
    if _has_control(value):
        raise QueryError("it holds a control character: take it out")
    return Literal(value)


def is_plain(node: NamedNode | Literal) -> bool:
    """Tell whether every engine reads a term, written in a query, alike; see `text`."""
    return isinstance(node, NamedNode) or not (_ESCAPE.search(node.value) or _has_control(node.value))


def _has_control(value: str) -> bool:
    return any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n\r" for char in value)


def expand(name: str) -> str:
    """Return the IRI of a prefixed name with a prefix of `soegraph.names.PREFIXES`; other texts as they are.

    >>> expand("skos:Concept")
    'http://www.w3.org/2004/02/skos/core#Concept'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def substitute(sparql: str, terms: Mapping[str, Value], limit: str = "") -> str:
    """Return a query with terms in place of variables (named without ``?``) and `limit` after LIMIT.

    IRIs of things move to the base in use, so a query may name a role or a graph by its home IRI.
    """
    return "".join(_written(token, terms, limit) for token in _after_limit(sparql))


def _after_limit(sparql: str) -> Iterator[Token]:
    """Yield the tokens, and mark the number after LIMIT by the kind WORD, which a number never has."""
    expected = False
    for token in tokens(sparql):
        is_limit = expected and token.kind is Kind.NUMBER
        yield Token(Kind.WORD, token.text, token.start, token.end) if is_limit else token
        if token.kind not in (Kind.SPACE, Kind.COMMENT):
            expected = token.kind is Kind.WORD and token.text.upper() == "LIMIT"


def _written(token: Token, terms: Mapping[str, Value], limit: str) -> str:
    if token.kind is Kind.VARIABLE and (bound := terms.get(token.text[1:])) is not None:
        return str(bound)
    if token.kind is Kind.IRI:
        return f"<{rebased(token.text[1:-1])}>"
    if limit and token.kind is Kind.WORD and token.text.isdigit():
        return limit
    return token.text
