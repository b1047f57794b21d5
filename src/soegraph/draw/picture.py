"""From an entity to the file of its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec

from pyoxigraph import NamedNode

from soegraph import schema
from soegraph.draw.board import VIEWS, Board, board
from soegraph.draw.ownership import Ownership, ownership
from soegraph.draw.tell import told
from soegraph.draw.words import ENGLISH_WORDS, WORDS, Words
from soegraph.errors import QueryError, SettingError
from soegraph.graph import layers
from soegraph.graph.terms import local_name, term
from soegraph.query.entities import short
from soegraph.query.labels import CHINESE, ENGLISH, PINYIN, Labels
from soegraph.store import Store

FORMATS = ("svg", "png", "txt")
"""The formats of a picture; the last one is its description."""
PICTURES = ("ownership", "board", "career")
LANGUAGES = tuple(WORDS)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn.

    `picture` is one of `PICTURES`, or "" for what suits the entity. `day` is the partial date for which it is drawn,
    `known` the one by which all was published that the store holds, if that is not all there is.
    """

    picture: str = ""
    language: str = "en"
    day: str | None = None
    known: str | None = None
    depth: int = 2
    most: int = 12


_SUITED = (("Organisation", "ownership"), ("Organisation", "board"), ("Role", "board"), ("Person", "career"))
"""Which picture shows a thing of which class, the first choice first."""


def needs_library(picture_format: str) -> None:
    """Refuse a format that cannot be written here.

    Raises:
        SettingError: matplotlib is not installed.
    """
    if picture_format != "txt" and not can_draw():
        raise SettingError(
            "pictures are drawn by matplotlib, which is not installed: pip install 'soegraph[draw]'; or take the"
            " picture in words, --format txt"
        )


def can_draw() -> bool:
    """Tell whether the library is installed that draws."""
    return find_spec("matplotlib") is not None


def draw(
    store: Store, entity: NamedNode, wish: Wish, picture_format: str, tell: Callable[[str], None]
) -> bytes:
    """Return the picture of an entity in one of `FORMATS`; `tell` is told of what is not as it was wished.

    Raises:
        QueryError: there is nothing to draw.
    """
    words = WORDS[wish.language]
    picture = model(store, entity, wish, words)
    if picture_format == "txt":
        return f"{told(picture, words)}\n".encode()
    han = ""
    if picture_format == "png":
        from soegraph.draw import paper

        found = paper.han_font(told(picture, words) + "".join(words.texts.values()))
        if found is None:
            words = ENGLISH_WORDS
            picture = model(store, entity, wish, words, romanised=True)
            tell(
                "no font with these Chinese characters is installed, so that names are in English or pinyin;"
                " install one, such as Noto Sans CJK, or write an SVG"
            )
        han = found or ""
    return written(picture, words, picture_format, han)


def written(picture: Ownership | Board, words: Words, picture_format: str, han: str = "") -> bytes:
    """Return what a picture shows as SVG or PNG; `han` is a file with a Chinese font, which a PNG may need."""
    from soegraph.draw import paper
    from soegraph.draw.bars import draw_board
    from soegraph.draw.tree import draw_ownership

    with paper.settings(han):
        sheet = (
            draw_ownership(picture, words) if isinstance(picture, Ownership) else draw_board(picture, words)
        )
        return sheet.written(picture_format, picture.title, told(picture, words), words.language)


def model(
    store: Store, entity: NamedNode, wish: Wish, words: Words, *, romanised: bool = False
) -> Ownership | Board:
    """Return what the picture of an entity shows; its names without Chinese characters if `romanised`.

    Raises:
        QueryError: nothing is known of the entity that such a picture shows.
    """
    languages = (ENGLISH, PINYIN) if romanised else (words.language, ENGLISH, CHINESE)
    labels = Labels(store, languages, others=not romanised)
    for cls, picture in _candidates(store, entity, wish.picture):
        if picture == "ownership":
            tree = ownership(store, entity, labels, words, day=wish.day, depth=wish.depth, most=wish.most)
            if tree.lines:
                return replace(tree, title=_dated(tree.title, wish, words))
        else:
            posts = board(store, entity, VIEWS[cls], labels, words, wish.day)
            if posts.bars:
                return replace(posts, title=_dated(posts.title, wish, words))
    day = f" as of {wish.day}" if wish.day else ""
    known = f" from what was published by {wish.known}" if wish.known else ""
    name = short(entity.value)
    raise QueryError(
        f"there is nothing to draw: the graph knows no owner, holding or post of {name}{day}{known} that such a picture"
        f" shows; `soegraph show {name}` tells what it knows"
    )


def _dated(title: str, wish: Wish, words: Words) -> str:
    for key, day in (("as of", wish.day), ("known at", wish.known)):
        title = words.say(key, title=title, day=day) if day else title
    return title


def _candidates(store: Store, entity: NamedNode, wished: str) -> list[tuple[str, str]]:
    """Return the pictures that suit an entity, each with the class for which it does.

    Raises:
        QueryError: none does.
    """
    classes = set(_classes(store, entity))
    found = [(cls, picture) for cls, picture in _SUITED if cls in classes and wished in ("", picture)]
    if found:
        return found
    a_class = max(classes, key=lambda cls: (schema.load().depth(cls), cls), default="thing without a class")
    pictures = ", ".join(f"{picture} of {cls}" for cls, picture in _SUITED)
    raise QueryError(f"{short(entity.value)} is of the class {a_class}: there are pictures of {pictures}")


def _classes(store: Store, entity: NamedNode) -> Iterator[str]:
    """Yield the classes of an entity, and those above them."""
    ontology = schema.load()
    for quad in store.quads(entity, term("rdf:type"), None, layers.FLAT):
        if isinstance(quad.object, NamedNode) and (local := local_name(quad.object)) in ontology.classes:
            yield from ontology.ancestors(local)
