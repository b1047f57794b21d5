"""What the shell completes beyond click's own: names of saved queries, and their parameters."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class


class _Bash(BashComplete):
    """Bash as click has it, but no space after ``key=``, where the value follows."""

    source_template = BashComplete.source_template.replace(
        "    return 0\n", "    [[ ${COMPREPLY-} == *= ]] && compopt -o nospace\n    return 0\n"
    )


add_completion_class(_Bash, "bash")


def complete_name(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the saved queries whose names begin so."""
    from soegraph.query.saved import catalogue

    found = ((name, query) for name, query in catalogue().items() if name.startswith(incomplete))
    return [CompletionItem(name, help=query.summary) for name, query in found]


def complete_parameter(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the parameters of the query on the line; after the equals sign, the values if they are few.

    Bash takes the equals sign for the end of a word, so there only the names are completed.
    """
    from soegraph.query.saved import catalogue

    # an option that still lacks its value keeps click from sorting the words before it
    query = catalogue().get(ctx.params.get("name") or next(iter(ctx.args), ""))
    parameters = query.parameters if query else ()
    if "=" in incomplete:
        pairs = [(f"{p.name}={value}", "") for p in parameters for value in p.values]
    else:
        pairs = [(f"{p.name}=", p.labels.get("en", "")) for p in parameters]
    return [CompletionItem(pair, help=label) for pair, label in pairs if pair.startswith(incomplete)]
