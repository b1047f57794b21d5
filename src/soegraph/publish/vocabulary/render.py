"""The files of an ontology's documentation: a page in HTML, the same in Markdown, and the class diagram."""

from __future__ import annotations

from collections.abc import Mapping

from soegraph.publish.markdown import markdown
from soegraph.publish.templates import templates
from soegraph.publish.vocabulary.diagram import shown, told
from soegraph.publish.vocabulary.links import PAGE
from soegraph.publish.vocabulary.model import Code, Link, Page, Text
from soegraph.publish.vocabulary.words import WORDS

_NAME = "ontology"


def documents(page: Page, home: str = "") -> Mapping[str, str]:
    """Return the text of each file by its name; `home` is the page that the one in HTML leads back to, if any."""
    return {f"{_NAME}.{suffix}": _rendered(page, suffix, home) for suffix in ("html", "md", "svg")}


def _rendered(page: Page, suffix: str, home: str) -> str:
    environment = templates("soegraph.publish.vocabulary", escaped=suffix != "md")
    environment.tests |= {
        "link": lambda part: isinstance(part, Link),
        "code": lambda part: isinstance(part, Code),
        "text": lambda part: isinstance(part, Text),
    }
    environment.filters["md"] = markdown
    environment.globals |= {"words": WORDS, "here": PAGE, "shown": shown, "told": told}
    return environment.get_template(f"{_NAME}.{suffix}").render(page=page, home=home)
