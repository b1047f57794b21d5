"""The files of an ontology's documentation: a page in HTML, the same in Markdown, and the class diagram."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from soegraph.publish.vocabulary.diagram import shown, told
from soegraph.publish.vocabulary.links import PAGE
from soegraph.publish.vocabulary.model import Code, Link, Page, Text
from soegraph.publish.vocabulary.words import WORDS

_NAME = "ontology"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")  # what means something in Markdown wherever it stands
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")  # what begins a list


def documents(page: Page, home: str = "") -> Mapping[str, str]:
    """Return the text of each file by its name; `home` is the page that the one in HTML leads back to, if any."""
    return {f"{_NAME}.{suffix}": _rendered(page, suffix, home) for suffix in ("html", "md", "svg")}


def _rendered(page: Page, suffix: str, home: str) -> str:
    environment = Environment(
        loader=PackageLoader("soegraph.publish.vocabulary"),
        autoescape=suffix != "md",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests |= {
        "link": lambda part: isinstance(part, Link),
        "code": lambda part: isinstance(part, Code),
        "text": lambda part: isinstance(part, Text),
    }
    environment.filters["md"] = markdown
    environment.globals |= {"words": WORDS, "here": PAGE, "shown": shown, "told": told}
    return environment.get_template(f"{_NAME}.{suffix}").render(page=page, home=home)


def markdown(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    >>> markdown("a * b <i>"), markdown("- 1. no list")
    ('a \\* b \\<i\\>', '\\- 1. no list')
    """
    line = " ".join(_MARKUP.sub(r"\\\1", text).split())
    return _LEADING.sub(lambda found: f"{found[1]}{_escaped(found[2])}", line)


def _escaped(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"
