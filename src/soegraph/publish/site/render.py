"""Pages as HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment

from soegraph.phrases import counted
from soegraph.publish.site.address import upwards
from soegraph.publish.site.model import Ref
from soegraph.publish.site.words import WORDS
from soegraph.publish.templates import templates

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
    found = templates("soegraph.publish.site", "soegraph.publish.vocabulary", escaped=escaped)
    found.tests["ref"] = lambda part: isinstance(part, Ref)
    found.filters |= {"cut": cut, "counted": counted, "regex": re.escape}
    found.globals |= {"words": WORDS}
    return found


def cut(text: str) -> str:
    """Shorten a long text.

    >>> cut("x" * 400)[-4:], cut("short")
    ('xxx…', 'short')
    """
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
