"""Pages as HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from soegraph.publish.site.address import upwards
from soegraph.publish.site.model import Ref
from soegraph.publish.site.words import WORDS, counted

SHOWN = 300
"""The most characters of a value that a page shows."""


def render(template: str, path: str, **said: Any) -> str:
    """Return the text of the page at a path of the site."""
    return environment().get_template(template).render(root=upwards(path), path=path, **said)


def style() -> str:
    """Return the style sheet: that of the ontology's page, and what the others need besides."""
    return "".join(environment().get_template(name).render() + "\n" for name in ("style.css", "site.css"))


def script() -> str:
    """Return the script of the search."""
    return environment().get_template("search.js").render()


@cache
def environment(*, escaped: bool = True) -> Environment:
    """Return the templates; what is filled in is `escaped` for HTML, or not."""
    templates = Environment(
        loader=ChoiceLoader(
            [PackageLoader("soegraph.publish.site"), PackageLoader("soegraph.publish.vocabulary")]
        ),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.tests["ref"] = lambda part: isinstance(part, Ref)
    templates.filters |= {"cut": cut, "counted": counted, "regex": re.escape}
    templates.globals |= {"words": WORDS}
    return templates


def cut(text: str) -> str:
    """Shorten a long text.

    >>> cut("x" * 400)[-4:], cut("short")
    ('xxx…', 'short')
    """
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
