"""Frame matching: every line of the lexicon, tried at every word that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders import lexicon
from soegraph.loaders.document import Argument, Candidate, Mention
from soegraph.loaders.english import brackets, modality, qualifiers, syntax
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.resolve import Resolver
from soegraph.loaders.lexicon import Frame, Need
from soegraph.model import ASSERTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Site:
    """Where a frame is tried: the word and its sentence."""

    token: Token
    sentence: Sentence
    resolver: Resolver

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that a token stands for."""
        return self.resolver.mention(token, self.sentence)


def match(document: Document) -> Iterator[Candidate]:
    """Yield the candidates of a document, sentence by sentence."""
    resolver = Resolver(document)
    for sentence in resolver.sentences:
        yield from brackets.match(document, sentence)
        for token in sentence.span:
            site = Site(token, sentence, resolver)
            for frame in _frames_at(site):
                yield from _candidates(frame, site)


def _frames_at(site: Site) -> Iterator[Frame]:
    token, mention = site.token, site.mention(site.token)
    if mention is not None and mention.kind == "percent":
        yield from _index("percent").get("percent", ())
    elif mention is not None and mention.kind == "title":
        yield from _index("title").get("title", ())
    if syntax.is_verb(token):
        lemma = token.lemma_.lower()
        for particle in (child.lower_ for child in token.children if child.dep_ == "prt"):
            yield from _index("verb").get(f"{lemma} {particle}", ())
        yield from _index("verb").get(lemma, ())
    elif token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        yield from _index("noun").get(token.lemma_.lower(), ())
    if mention is not None and mention.entity is not None:
        for cls in sorted(schema.load().ancestors(mention.entity.type)):
            yield from _index("name").get(cls, ())


@cache
def _index(pos: str) -> Mapping[str, tuple[Frame, ...]]:
    return lexicon.load("en").by_lemma(pos)


def _candidates(frame: Frame, site: Site) -> Iterator[Candidate]:
    if not all(_holds(need, site) for need in frame.needs):
        return
    subjects = _first(frame.subject, frame, "domain", site)
    if not subjects:
        return
    objects = _first(frame.object, frame, "range", site)
    start, end = site.sentence.stretch(site.token)
    for subject, target in product(subjects, objects):
        if subject.entity is target.entity and subject.entity is not None:
            continue
        said = qualifiers.read(frame, site.token, site.sentence, target)
        if said is None:
            continue
        site.resolver.note(subject, frame.predicate, target)
        yield Candidate(
            subject=subject,
            predicate=frame.predicate,
            object=target,
            qualifiers=said,
            modality=ASSERTED if frame.pos == "name" else modality.of(site.token),
            frame=frame.id,
            confidence=frame.confidence,
            anchor=(start, end),
            sentence=(site.sentence.start, site.sentence.end),
        )


def _holds(need: Need, site: Site) -> bool:
    found = any(_is(token, need.words, site) for token in _walk(need.slot, site.token))
    return found == need.wanted


def _is(token: Token, words: frozenset[str], site: Site) -> bool:
    mention = site.mention(token)
    if mention is not None and (mention.kind in words or mention.value in words):
        return True
    classes = words & frozenset(schema.load().classes)
    if classes:
        return any(
            argument.entity is not None
            and any(schema.load().is_a(argument.entity.type, cls) for cls in classes)
            for argument in site.resolver.arguments(token, site.sentence)
        )
    return token.lemma_.lower() in words or token.lower_ in words or token.tag_ in words or "*" in words


def _first(paths: Sequence[str], frame: Frame, end: str, site: Site) -> list[Argument]:
    """Return the arguments of the first path that leads to any of a fitting class."""
    for path in paths:
        found = [
            argument for argument in _arguments(path, frame, site) if _fits(argument, frame.predicate, end)
        ]
        if found:
            return found
    return []


def _fits(argument: Argument, predicate: str, end: str) -> bool:
    relation = schema.load().properties[predicate]
    if argument.entity is None:
        return relation.literal and end == "range"
    if relation.literal and end == "range":
        return False
    classes = relation.domain if end == "domain" else relation.range
    return any(schema.load().is_a(argument.entity.type, cls) for cls in classes)


def _arguments(path: str, frame: Frame, site: Site) -> Iterator[Argument]:
    if path.startswith("@"):
        yield from qualifiers.literal(path[1:], site.token, site.sentence)
        return
    if path == "owned":
        if (owned := site.resolver.whose_shares(site.sentence)) is not None:
            yield Argument(*site.sentence.stretch(site.token), owned)
        return
    if path == "same":
        served = site.resolver.served
        if served is not None and site.sentence.start <= served.start < site.sentence.end:
            yield served
        return
    if path == "topic":
        if site.resolver.topic is not None:
            yield Argument(*site.sentence.stretch(site.token), site.resolver.topic)
        return
    if path.startswith("before "):
        before = site.resolver.subject_before(path[7:], site.sentence)
        if before is not None:
            yield Argument(*site.sentence.stretch(site.token), before)
        return
    if path.startswith("last "):
        start, end = site.sentence.stretch(site.token)
        entity = site.resolver.last(path[5:], site.sentence, start)
        if entity is not None:
            yield Argument(start, end, entity)
        return
    if path.endswith("!"):
        yield from site.resolver.introduced(_walk(path[:-1], site.token), frame.predicate, site.sentence)
        return
    # A singular noun is said of one name: "X, chairman of Y, and Z" makes no chairman of Z.
    listed = not (path in {"self", "holder", "described"} and site.token.tag_ in {"NN", "NNP"})
    for token in _walk(path, site.token):
        for argument in site.resolver.arguments(token, site.sentence, listed=listed):
            yield _office_at(argument, path, site) if frame.pos == "title" else argument


def _office_at(argument: Argument, path: str, site: Site) -> Argument:
    """Where a post is held: "his deputy" is held where he serves, "mayor of Baotou" at Baotou's government."""
    if path == "poss":
        argument = site.resolver.employer(argument)
    mention = site.mention(site.token)
    place = argument.entity
    if place is None or mention is None or place.type != "Place":
        return argument
    if lexicon.load("en").role(mention.value, place.type) is None or not _held_at_place(mention.value):
        return argument
    return Argument(argument.start, argument.end, site.resolver.government(place))


@cache
def _held_at_place(label: str) -> bool:
    return any(title.label == label and title.organisation == "Place" for title in lexicon.load("en").titles)


def _walk(path: str, token: Token) -> list[Token]:
    """Follow a path of slots from a token: "obj.of" is the "of" of the object."""
    tokens = [token]
    for step in path.split("."):
        tokens = [found for token in tokens for found in _step(token, step)]
    return tokens


def _step(token: Token, slot: str) -> list[Token]:
    if slot == "here":
        return [token]
    if slot == "head":
        return [token.head]
    if slot == "verb":
        return syntax.governing_verb(token)
    if slot.startswith("next "):
        return _next(token, slot[5:])
    if slot in {"dep", "left"}:
        return list(token.children if slot == "dep" else token.lefts)
    if slot in syntax.NOUN_PREPOSITIONS and not syntax.is_verb(token):
        return syntax.shared_preposition(token, slot)
    return syntax.fillers(token, slot)


def _next(token: Token, word: str) -> list[Token]:
    """The object of a preposition that follows at once, wherever the parser hangs it."""
    if token.i + 1 >= len(token.doc) or token.nbor(1).lower_ != word:
        return []
    return [child for child in token.nbor(1).children if child.dep_ == "pobj"]
