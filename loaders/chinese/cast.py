"""The cast of a Chinese article: its names gathered into entities, with their short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from soegraph import schema
from soegraph.loaders.chinese.names import known_names
from soegraph.loaders.chinese.words import closing, head_of, longest, of_words
from soegraph.loaders.document import Entity


class Cast:
    """The entities of one article, found by their names in the folded text."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Entity]] = {}
        self._by_iri: dict[str, Entity] = {}
        self._numbers: dict[Entity, int] = {}
        self._openings: dict[
            str, list[tuple[str, Entity]]
        ] = {}  # long names by what a short form begins with

    def entity(self, name: str, cls: str, iri: str = "") -> Entity:
        """Return the entity of a name and class, new if no entity of the article goes by it."""
        found = self._by_iri.get(iri) if iri else self._named(name, cls)
        if found is None and not iri:
            found = self._longer(name, cls)
        if found is None:
            found = Entity(cls, iri=iri, known=bool(iri))
            self._numbers[found] = len(self._numbers)
        if iri:
            self._by_iri[iri] = found
        self.call(found, name)
        return found

    def call(self, entity: Entity, name: str) -> None:
        """Let an entity go by one more name."""
        filed = self._by_name.setdefault(name, [])
        if entity not in filed:
            filed.append(entity)
            for opening in {start[:2] for start in _starts(name)} if entity.is_a("Organisation") else ():
                self._openings.setdefault(opening, []).append((name, entity))

    def named(self, name: str) -> Entity | None:
        """Return the first entity that goes by a name."""
        return next(iter(self._by_name.get(name, ())), None)

    def forms(self) -> Iterator[tuple[str, Entity]]:
        """Yield the names of organisations and their short forms that no other name of the article takes."""
        for name, entities in self._by_name.items():
            if len(entities) == 1 and entities[0].is_a("Organisation"):
                yield name, entities[0]
                yield from ((form, entities[0]) for form in self._short(name) if form not in self._by_name)

    def _short(self, name: str) -> Iterator[str]:
        """The short forms of a name, with its place and the two characters after it: 甘肃|稀土."""
        yield from _own_forms(name)
        bare = without_legal_form(name)
        for size in range(4, 1, -1):
            place = self._named(name[:size], "Place")
            if place is not None and len(bare) > size + 4:
                yield bare[: size + 2]
                break

    def merge(self, kept: Entity, lost: Entity) -> None:
        """Let two entities be one: all that was called by the one name is the other."""
        for entities in self._by_name.values():
            if lost in entities:
                entities[entities.index(lost)] = kept
        for names in self._openings.values():
            names[:] = [(name, kept if entity is lost else entity) for name, entity in names]

    def _named(self, name: str, cls: str) -> Entity | None:
        return next((e for e in self._by_name.get(name, ()) if compatible(e.type, cls)), None)

    def _longer(self, name: str, cls: str) -> Entity | None:
        """The organisation whose longer name this one shortens: 甘肃稀土 for 甘肃稀土新材料股份有限公司."""
        bare = without_legal_form(name)
        if not schema.load().is_a(cls, "Organisation") or len(name) < _SHORTEST or bare != name:
            return None
        longer = [
            entity
            for full, entity in self._openings.get(name[:2], ())
            if compatible(entity.type, cls) and len(full) > len(name) and _shortens(bare, full)
        ]
        return min(longer, key=lambda each: (self._apart(name, each), self._numbers[each]), default=None)

    def _apart(self, name: str, entity: Entity) -> int:
        """How far the names of an entity are from a short form: the same but for the legal form, longer, wider."""
        starts = [start for full in self._names(entity) for start in _starts(full)]
        return 0 if name in starts else 2 - any(start.startswith(name) for start in starts)

    def _names(self, entity: Entity) -> Iterator[str]:
        return (name for name, entities in self._by_name.items() if entity in entities)


_SHORTEST = 3  # characters


def compatible(first: str, second: str) -> bool:
    """Tell whether a thing may be of both classes."""
    model = schema.load()
    if first == second or model.is_a(first, second) or model.is_a(second, first):
        return True
    both = model.is_a(first, "Organisation") and model.is_a(second, "Organisation")
    return both and not model.disjoint(first, second)


@of_words
def without_legal_form(name: str) -> str:
    """Return a name without the legal form at its end and without brackets.

    >>> without_legal_form("中国北方稀土（集团）高科技股份有限公司")
    '中国北方稀土集团高科技'
    """
    name = name.replace("（", "").replace("）", "")
    legal = head_of(name, "legal")
    return name.removesuffix(legal.word) if legal and len(name) > len(legal.word) + 1 else name


def short_forms(name: str) -> Iterable[str]:
    """Return the forms under which a text may take a full name up again: at least four characters of it.

    >>> sorted(short_forms("甘肃稀土新材料股份有限公司"))
    ['甘肃稀土新材料']
    """
    bare = without_legal_form(name)
    forms = {bare, bare.removesuffix("集团"), bare.removesuffix("控股"), bare.removesuffix("公司")}
    if bare.startswith("中国") and bare.endswith(("集团", "公司", "股份")):
        forms.add(bare.removeprefix("中国"))
    return {form for form in forms if form != name and len(form) >= _TELLING}


@of_words
def _own_forms(name: str) -> tuple[str, ...]:
    """The forms that a name has by itself, whatever else the article speaks of."""
    return (*short_forms(name), *_cores(without_legal_form(name)))


def _cores(bare: str) -> Iterator[str]:
    """What tells a name apart, with and without the place before it: 渝江钢铁 of 重庆|渝江钢铁|集团.

    A name is not called by words of its trade alone: 电力集团 is no short form of 山东电力集团.
    """
    placed = next((size for size in (4, 3, 2) if _is_place(bare[:size])), 0)
    for start in sorted({0, placed if bare[:placed] != "中国" else 0}):
        core = bare[start:]
        while len(core) >= _TELLING:
            trade = closing(core, "trade")
            if (trade or not start) and len(plain := _without_trades(core)) >= _CORE and not _is_place(plain):
                yield core
            core = core.removesuffix(trade) if trade else ""


def _without_trades(name: str) -> str:
    for word in longest("trade"):
        if word in name:
            name = name.replace(word, "")
    return name


def _is_place(name: str) -> bool:
    return any(known.type == "Place" for known in known_names().whole(name))


_CORE = 2  # characters
_TELLING = 4  # characters
_LONGEST_SHORT = 6  # characters of a name that leaves out some of the full one


def _shortens(short: str, longer: str) -> bool:
    """Tell whether a name is made of characters of a longer one in their order, from its beginning on."""
    for start in _starts(longer):
        if start.startswith(short):
            return True
        if start[:2] == short[:2] and len(short) <= _LONGEST_SHORT and _subsequence(short, start):
            return True
    return False


def _starts(name: str) -> tuple[str, str]:
    """A name without its legal form, and that without the name of the country before it."""
    bare = without_legal_form(name)
    return bare, bare.removeprefix("中国")


def _subsequence(short: str, longer: str) -> bool:
    remaining = iter(longer)
    return all(char in remaining for char in short)
