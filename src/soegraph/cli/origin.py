"""Who judges, when and why: options of the commands that record judgements."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import click
from click.decorators import pass_meta_key

from soegraph.errors import SettingError

_ORIGIN = "soegraph.origin"

F = TypeVar("F", bound=Callable[..., Any])
Origin = Mapping[str, str]
"""Who judges, when and why, by column."""

pass_origin = pass_meta_key(_ORIGIN)
"""Decorator that passes the `Origin` of the command as the first argument."""


def _keep_origin(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    origin: dict[str, str] = ctx.meta.setdefault(_ORIGIN, {})
    if value is not None and param.name is not None:
        origin[param.name] = value


def origin_options(command: F) -> F:
    """Add --who, --when and --why, accepted by the group and by its commands."""
    texts = {
        "who": "Who decides.  [default: SOEGRAPH_CURATOR, else the user.name of git]",
        "when": "The day of the decision.  [default: today]",
        "why": "The reason.",
    }
    for name, text in reversed(texts.items()):
        command = click.option(
            f"--{name}", metavar="TEXT", expose_value=False, callback=_keep_origin, help=text
        )(command)
    return command


def signed(origin: Origin) -> dict[str, str]:
    """Return who judges, when and why.

    Raises:
        SettingError: nothing says who.
    """
    signed = signature(origin)
    if not signed["who"]:
        raise SettingError("nobody is named who decides this: give --who NAME, or set SOEGRAPH_CURATOR")
    return signed


def signature(origin: Origin) -> dict[str, str]:
    """Return who judges, "" if nothing says it, when and why."""
    who = origin.get("who") or os.environ.get("SOEGRAPH_CURATOR") or _git_user()
    return {"who": who, "when": origin.get("when") or date.today().isoformat(), "why": origin.get("why", "")}


def _git_user() -> str:
    try:
        found = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return found.stdout.strip()
