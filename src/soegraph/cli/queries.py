"""Command queries: what can be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import click

from soegraph.cli.options import query_argument, store_option
from soegraph.cli.output import usage, write
from soegraph.query.saved import Parameter, SavedQuery, catalogue, saved_query

_KINDS = {
    "iri": "name, slug or IRI",
    "xsd:string": "text",
    "xsd:integer": "whole number",
    "xsd:decimal": "number",
    "partialDate": "2024, 2024-12 or 2024-12-23",
    "limit": "whole number",
}


@click.command()
@query_argument(required=False)
@store_option()
def queries(name: str | None) -> None:
    """List the saved queries by subject; with NAME, tell what that one answers and asks for.

    \b
    Examples:
      soegraph queries
      soegraph queries officials-on-date
    """
    with usage():
        lines = _described(saved_query(name)) if name is not None else _listed()
    write("".join(f"{line}\n" for line in lines))


def _listed() -> Iterator[str]:
    by_tag: dict[str, list[SavedQuery]] = defaultdict(list)
    for query in catalogue().values():
        by_tag[query.tags[0] if query.tags else "other"].append(query)
    width = max(map(len, catalogue()), default=0)
    for tag, tagged in sorted(by_tag.items()):
        yield tag
        yield from (f"  {query.name:{width}}  {query.summary}" for query in tagged)


def _described(query: SavedQuery) -> Iterator[str]:
    yield f"{query.name}: {query.summary}"
    if query.description:
        yield ""
        yield click.wrap_text(query.description, width=100)
    if query.parameters:
        yield ""
        yield from _parameter_lines(query.parameters)
    yield ""
    yield _example(query)


def _parameter_lines(parameters: tuple[Parameter, ...]) -> Iterator[str]:
    yield "Parameters:"
    width = max(len(p.name) for p in parameters)
    for p in parameters:
        wanted = "; ".join(filter(None, (p.labels.get("en", ""), _values(p), *_notes(p))))
        yield f"  {p.name:{width}}  {wanted}"


def _values(parameter: Parameter) -> str:
    if parameter.values:
        return f"one of {', '.join(parameter.values)}"
    of_class = f" ({parameter.of_class})" if parameter.of_class else ""
    return _KINDS[parameter.type] + of_class


def _notes(parameter: Parameter) -> Iterator[str]:
    if parameter.minimum is not None:
        yield f"at least {parameter.minimum}"
    if parameter.maximum is not None:
        yield f"at most {parameter.maximum}"
    if parameter.default:
        yield f"default {parameter.default}"
    if parameter.required and not parameter.default:
        yield "required"


def _example(query: SavedQuery) -> str:
    return f"Example:\n  {query.command}"
