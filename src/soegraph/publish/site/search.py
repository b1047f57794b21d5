"""A search without a server: an index of all names in many small files, of which a script loads one.

A file has the things one of whose names has a word that begins with its three characters, or is its one or two; or
that has one of some Chinese characters. Names are written without accents and capitals, as the script writes what
is searched for.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from soegraph import names
from soegraph.publish.release.files import NAMELESS, kind_of
from soegraph.publish.site.model import Thing
from soegraph.publish.sorting import Sorted

FOLDER = "search"
_LETTERS = 3  # of a word in the name of a file
_FILES = 256  # for Chinese characters
_WORD = re.compile(r"\w+")


class Search:
    """The names of a site, sorted on disk in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._sorted = Sorted(folder)

    def add(self, thing: Thing) -> None:
        """Take a thing, if it has a name of its own."""
        if kind_of(f"<{thing.ref.iri}>") in NAMELESS:
            return
        keys = list(dict.fromkeys(plain(text.value) for text in (*thing.ref.names, *thing.also)))
        labels = [text.value for text in thing.ref.short]
        cls = thing.classes[0].name if thing.classes else ""
        entry = json.dumps([labels, thing.ref.path, cls, keys], ensure_ascii=False, separators=(",", ":"))
        for shard in sorted(shards(keys)):
            self._sorted.add(f"{shard}\t{entry}")

    def files(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield each file: its path, and the pieces of its text."""
        for shard, group in groupby(self._sorted, key=lambda line: line.partition("\t")[0]):
            yield f"{FOLDER}/{shard}.js", _script(shard, group)


def _script(shard: str, lines: Iterable[str]) -> Iterator[str]:
    # A script and no JSON, since a browser does not let a page from a disk read other files.
    yield f'soegraph.found("{shard}", [\n'
    for line in lines:
        yield line.partition("\t")[2] + ",\n"
    yield "]);\n"


def plain(text: str) -> str:
    """Write a text without accents and capitals.

    >>> plain("Mèng Fányīng"), plain("包钢（集团）")
    ('meng fanying', '包钢(集团)')
    """
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M")).lower()


def shards(keys: Iterable[str]) -> set[str]:
    """Return the files in which plain names are found.

    >>> sorted(shards(["li xiaoming", "包"]))
    ['h05', 'w-li', 'w-xia']
    """
    found = set()
    for word in (word for key in keys for word in _WORD.findall(key)):
        found |= {f"h{ord(char) % _FILES:02x}" for char in word if names.has_han(char)}
        if word.isascii():
            found.add(f"w-{word[:_LETTERS]}")
    return found
