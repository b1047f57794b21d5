"""Where things have their pages: paths below the folder of the site."""

from __future__ import annotations

import re

from soegraph import names

HTML, TURTLE, JSON_LD = ".html", ".ttl", ".jsonld"
SUFFIXES = (HTML, TURTLE, JSON_LD)
"""The suffixes of the files that a thing has."""

_LONGEST = 240  # characters of a slug, so that a file name with its suffix stays below 255
_PATH = re.compile(r"id/[a-z-]+/(?P<slug>[A-Za-z0-9_~-][A-Za-z0-9._~-]*)")


def stem(iri: str) -> str:
    """Return the path of a thing's files without their suffix, "" if it is none of ours.

    A name that a server would take for a file of another thing has no page.

    >>> stem("https://w3id.org/soegraph/id/person/li-xiao"), stem("https://example.org/li-xiao")
    ('id/person/li-xiao', '')
    """
    if not iri.startswith(names.base()):
        return ""
    path = iri.removeprefix(names.base())
    found = _PATH.fullmatch(path)
    usable = found is not None and len(found["slug"]) <= _LONGEST and not path.endswith((*SUFFIXES, ".svg"))
    return path if usable else ""


def upwards(path: str) -> str:
    """Return what leads from a page back to the folder of the site.

    >>> upwards("id/person/li-xiao.html"), upwards("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")
