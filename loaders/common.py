"""Names that say what a thing is and not which: "Mining Company", "the provincial government", 矿业公司, 省政府.

Every owner and every province has one, so that such a name means a thing in its own article only.
"""

from __future__ import annotations

from soegraph import home, schema
from soegraph.loaders import gazetteer, lexicon
from soegraph.loaders.chinese.cast import without_legal_form
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.document import Entity
from soegraph.names import has_han


def is_common(organisation: Entity) -> bool:
    """Tell whether all names of an organisation are made of common nouns, or are a family name alone.

    >>> [is_common(Entity("Enterprise", [name])) for name in ("Mining Company", "Zhang", "Zinco", "Ordos Mining Co.")]
    [True, True, False, False]
    >>> [is_common(Entity("Enterprise", [name])) for name in ("矿业公司", "稀土集团", "锡华集团", "包头铝业")]
    [True, True, False, False]
    >>> is_common(Entity("GovernmentBody", ["省政府"])), is_common(Entity("GovernmentBody", ["Ministry of Finance"]))
    (True, False)
    """
    official = organisation.is_kind("government")
    return all(
        _is_common_chinese(folded(name), official) if has_han(name) else _is_common_english(name, official)
        for name in organisation.names
    )


def _is_common_english(name: str, official: bool) -> bool:
    words = [word.rstrip(".,") for word in name.lower().split()]
    if name in lexicon.load("en").list("surname"):
        return True
    local = lexicon.load("en").list("government kind") - {"state"}
    if official and local.isdisjoint(words):
        return False
    return all(word in _JOINERS or {word, word.removesuffix("s")} & _common_words() for word in words)


_JOINERS = frozenset(["the", "of", "and", "for", "&"])


@home.cached
def _common_words() -> frozenset[str]:
    words = lexicon.load("en")
    found = {
        word.lower()
        for name in ("name part", "government kind", "site word", "party kind")
        for word in words.list(name)
    }
    for use in ("name", "legal"):
        found |= {part.lower().rstrip(".") for head in words.heads_for(use) for part in head.split()}
    found |= {part.lower() for label in _terms("en") for part in label.split()}
    return frozenset(word for word in found if not gazetteer.is_place(word.title()))


def _is_common_chinese(name: str, official: bool) -> bool:
    if official or name in lexicon.load("zh").list("local body"):
        return name in lexicon.load("zh").list("local body")
    rest = without_legal_form(name)
    while rest.endswith(_endings()):
        rest = rest.removesuffix(next(word for word in _endings() if rest.endswith(word)))
    return not rest


@home.cached
def _endings() -> tuple[str, ...]:
    words = lexicon.load("zh")
    found = {word for name in ("site word", "unit head", "trade") for word in words.list(name)} - {"中国"}
    for use in ("name", "legal"):
        found |= words.heads_for(use).keys()
    return tuple(lexicon.longest_first(found.union(_terms("zh"))))


def _terms(language: str) -> list[str]:
    return [
        label
        for concept in schema.load().terms()
        for tag, labels in concept.labels.items()
        if tag.split("-")[0] == language
        for label in labels
    ]
