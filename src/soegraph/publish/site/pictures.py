"""The pictures of a page: who owns whom, who held which post when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from soegraph.draw.board import Board
from soegraph.draw.ownership import Ownership
from soegraph.draw.picture import PICTURES, Wish, can_draw, model, written
from soegraph.draw.tell import told
from soegraph.draw.words import ENGLISH_WORDS
from soegraph.errors import QueryError
from soegraph.publish.site.model import Picture
from soegraph.store import Store

_LEAST = 2  # lines or bars, so that a picture shows more than the list beside it
_DEPTH, _MOST = 2, 12  # levels below an organisation, and organisations beside one


class Pictures:
    """Draws pictures into the folder of the site; tells them in words alone where the library is missing."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store = store
        self._root = root
        self._can_draw = can_draw()

    def of(self, node: NamedNode, stem: str) -> Iterator[Picture]:
        """Yield the pictures that suit an entity, each with the path of its file."""
        for name in PICTURES:
            wish = Wish(name, depth=_DEPTH, most=_MOST)
            try:
                picture = model(self._store, node, wish, ENGLISH_WORDS)
            except QueryError:
                continue  # there is nothing to draw of it
            if _size(picture) >= _LEAST:
                yield Picture(self._drawn(picture, f"{stem}.{name}.svg"), picture.title, _sentences(picture))

    def _drawn(self, picture: Ownership | Board, path: str) -> str:
        if not self._can_draw:
            return ""
        target = self._root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(written(picture, ENGLISH_WORDS, "svg"))
        return path


def _size(picture: Ownership | Board) -> int:
    return len(picture.lines) if isinstance(picture, Ownership) else len(picture.bars)


def _sentences(picture: Ownership | Board) -> tuple[str, ...]:
    return tuple(told(picture, ENGLISH_WORDS).splitlines()[1:])
