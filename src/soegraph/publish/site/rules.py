"""Rules for web servers: which file of the site answers for which name, by what the client accepts.

Things are slash names and answer with 303, the ontology is one document with hash names, a name that was replaced
with 301. Whoever asks with a suffix gets that form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from soegraph import names
from soegraph.publish.site.render import environment

FOLDER = "rules"
FILES = ("README.md", "w3id.htaccess", "host.htaccess", "nginx-http.conf", "nginx-server.conf")
"""The files, all in one folder."""

_PLAIN = r"\s*(;\s*(?!q\s*=)[^;,]*)*(,|$)"  # a media type without a weight
_WANTED = r"(?!\s*;\s*q=0(\.0*)?\s*(,|$))"  # one that is not refused
_HTML, _TURTLE, _JSON_LD = "(text/html|application/xhtml\\+xml)", "text/turtle", "application/(ld\\+)?json"
PREFERRED = (
    (_HTML + _PLAIN, "html"),
    (_TURTLE + _PLAIN, "ttl"),
    (_JSON_LD + _PLAIN, "jsonld"),
    (_TURTLE + _WANTED, "ttl"),
    (_JSON_LD + _WANTED, "jsonld"),
)
"""What an Accept header asks for, as regular expressions with the suffix of the file: the first that fits counts."""


def files(version: str, replaced: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file; `replaced` are paths below the base with the IRIs to go to."""
    said = {
        "base": names.base(),
        "path": urlsplit(names.base()).path,
        "own_ontology": names.ONTOLOGY.startswith(names.base()),
        "version": version,
        "preferred": PREFERRED,
        "replaced": list(replaced),
    }
    for name in FILES:
        yield f"{FOLDER}/{name}", environment(escaped=False).get_template(f"rules/{name}").render(said)
