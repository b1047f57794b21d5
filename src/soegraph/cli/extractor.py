"""The options of commands that extract: which extractor reads the articles, and how a language model is asked.

The key of a server comes from the environment alone: what is typed stands in histories and lists of processes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial, wraps
from pathlib import Path
from typing import Any, cast

import click

from soegraph.cli.intake import Extractor, by_frames
from soegraph.cli.options import F

_OPTIONS = (
    click.option(
        "--extractor",
        "kind",
        type=click.Choice(["frames", "llm"]),
        default="frames",
        show_default=True,
        help="The frames of the lexicon, or a language model (pip install 'soegraph[llm]').",
    ),
    click.option(
        "--llm-endpoint",
        metavar="URL",
        help="OpenAI-compatible server, such as http://localhost:8000/v1; or SOEGRAPH_LLM_ENDPOINT.",
    ),
    click.option("--llm-model", metavar="NAME", help="The model to ask; or SOEGRAPH_LLM_MODEL."),
    click.option(
        "--llm-cache",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Keep the answers in this file and ask only what it lacks; or SOEGRAPH_LLM_CACHE.",
    ),
    click.option(
        "--llm-offline",
        is_flag=True,
        default=None,
        help="Ask nothing; an article whose answers the file lacks is named and left out.",
    ),
)


def extractor_options(command: F) -> F:
    """Add ``--extractor`` and what goes with it; the command gets an `Extractor` as `extractor`."""

    @wraps(command)
    def call(*args: Any, kind: str, **options: Any) -> Any:
        given = {name: options.pop(name) for name in tuple(options) if name.startswith("llm_")}
        extractor = _by_model(**given) if kind == "llm" else _by_frames(given)
        return command(*args, extractor=extractor, **options)

    for option in reversed(_OPTIONS):
        call = option(call)
    return cast(F, call)


def _by_frames(given: Mapping[str, object]) -> Extractor:
    """Return the extractor that asks nobody.

    Raises:
        UsageError: an option says how to ask.
    """
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"--{name.replace('_', '-')} means nothing without --extractor llm")
    return by_frames


def _by_model(
    llm_endpoint: str | None, llm_model: str | None, llm_cache: Path | None, llm_offline: bool | None
) -> Extractor:
    from soegraph.loaders.llm.extractor import extractions
    from soegraph.loaders.llm.settings import read

    settings = read(
        os.environ,
        endpoint=llm_endpoint or "",
        model=llm_model or "",
        cache=llm_cache,
        offline=bool(llm_offline),
    )
    return partial(extractions, settings=settings)
