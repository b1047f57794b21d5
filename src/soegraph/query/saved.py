"""The saved queries: SPARQL files whose header says what they answer and what they ask for.

The header is YAML behind ``#+``, as grlc reads it, with a `params` and an `explain` block of ours;
`queries/README.md` is its reference. Nothing here runs a query, so listing them is quick.

>>> query = saved_query("subsidiaries")
>>> query.summary, [p.name for p in query.parameters if p.required]
('Subsidiaries of a group at every level', ['group'])
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from soegraph.errors import QueryError

HEADER = "#+"
LIMIT = "limit"

_SUFFIXES = {
    "iri": "_iri",
    "partialDate": "_literal",
    "xsd:string": "_literal",
    "xsd:integer": "_integer",
    "xsd:decimal": "_xsd_decimal",
    LIMIT: "",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved query asks for.

    `type` is ``iri``, ``xsd:string``, ``xsd:integer``, ``xsd:decimal``, ``partialDate`` or ``limit`` (the
    number of rows). `of_class` is the class that an entity must have, as a prefixed name, or "". `values`
    are the only ones allowed, if there are any; `minimum` and `maximum` bound numbers, both included.
    `labels` are by language.
    """

    name: str
    type: str
    required: bool = False
    of_class: str = ""
    default: str = ""
    example: str = ""
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def variable(self) -> str:
        """The variable that stands for it in the query, without its question mark, in grlc's spelling.

        >>> Parameter("min", "xsd:decimal").variable
        '__min_xsd_decimal'
        """
        return ("_" if self.required else "__") + self.name + _SUFFIXES[self.type]


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One file of `queries/`: what it answers, what it asks for, and its whole text, header included.

    `explain` holds patterns over the columns of the answer, see `soegraph.query.explain`.
    """

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    explain: tuple[str, ...]
    tags: tuple[str, ...]
    text: str

    @property
    def examples(self) -> dict[str, str]:
        """The values of an example call: all parameters for which the header names one."""
        return {p.name: p.example for p in self.parameters if p.example}

    @property
    def body(self) -> str:
        """The text without the header."""
        return "".join(line for line in self.text.splitlines(keepends=True) if not line.startswith("#+"))

    @property
    def command(self) -> str:
        """The command of the example call."""
        given = (f"-p {shlex.quote(f'{name}={value}')}" for name, value in self.examples.items())
        return " ".join(("soegraph query", self.name, *given))


@cache
def catalogue() -> Mapping[str, SavedQuery]:
    """Return the saved queries by name, sorted.

    Raises:
        QueryError: a header is not what `queries/README.md` says.
    """
    return _folder("queries")


@cache
def checks() -> Mapping[str, SavedQuery]:
    """Return the queries that must find nothing in a sound graph, by name, sorted."""
    return _folder("queries", "check")


def saved_query(name: str) -> SavedQuery:
    """Return the saved query of that name.

    Raises:
        QueryError: there is none.
    """
    known = catalogue()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, cutoff=0.5) or known
    raise QueryError(f"no saved query {name!r}: did you mean {', '.join(near)}? `soegraph queries` lists all")


def _folder(*path: str) -> Mapping[str, SavedQuery]:
    folder = files("soegraph").joinpath(*path)
    names = (file.name.removesuffix(".rq") for file in folder.iterdir() if file.name.endswith(".rq"))
    texts = {name: folder.joinpath(f"{name}.rq").read_text(encoding="utf-8") for name in sorted(names)}
    return MappingProxyType({name: read(name, text) for name, text in texts.items()})


def read(name: str, text: str) -> SavedQuery:
    """Read the text of a saved query.

    Raises:
        QueryError: the header is not valid YAML, lacks the summary, or has an unknown key.
    """
    told = header(f"queries/{name}.rq", text)
    told.pop("method", None)  # for grlc
    query = SavedQuery(
        name=name,
        summary=str(_pop(name, told, "summary")),
        description=str(told.pop("description", "")),
        parameters=tuple(_parameter(name, entry) for entry in told.pop("params", ())),
        explain=tuple(told.pop("explain", ())),
        tags=tuple(told.pop("tags", ())),
        text=text,
    )
    _audit(name, told)
    return query


def header(path: str, text: str) -> dict[str, Any]:
    """Return what the header of a SPARQL file says; `path` is how messages name the file.

    Raises:
        QueryError: there is none, or it is not valid YAML.
    """
    import yaml

    lines = (line.removeprefix(HEADER)[1:] for line in text.splitlines() if line.startswith(HEADER))
    try:
        told = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise QueryError(f"{path}: the {HEADER} header is not valid YAML: {error}") from error
    if not isinstance(told, dict):
        raise QueryError(f"{path}: give it a header of {HEADER} lines, see queries/README.md")
    return told


def _parameter(query: str, entry: dict[str, Any]) -> Parameter:
    entry = dict(entry)
    parameter = Parameter(
        name=_pop(query, entry, "name"),
        type=_pop(query, entry, "type"),
        required=entry.pop("required", False),
        of_class=entry.pop("class", ""),
        default=str(entry.pop("default", "")),
        example=str(entry.pop("example", "")),
        minimum=entry.pop("min", None),
        maximum=entry.pop("max", None),
        values=tuple(map(str, entry.pop("values", ()))),
        labels=MappingProxyType(entry.pop("label", {})),
    )
    if parameter.type not in _SUFFIXES:
        raise QueryError(f"queries/{query}.rq: type {parameter.type!r} is none of {', '.join(_SUFFIXES)}")
    _audit(query, entry)
    return parameter


def _pop(query: str, entry: dict[str, Any], key: str) -> Any:
    try:
        return entry.pop(key)
    except KeyError:
        raise QueryError(f"queries/{query}.rq: the header lacks {key!r}") from None


def _audit(query: str, rest: dict[str, Any]) -> None:
    if rest:
        raise QueryError(f"queries/{query}.rq: unknown {', '.join(map(repr, rest))} in the header")
