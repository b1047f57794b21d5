"""Frame matching: every line of the lexicon, tried at every word that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders.document import Argument, Candidate
from soegraph.loaders.english import brackets, modality, qualifiers, shares, syntax, tree
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.resolve import Resolver
from soegraph.loaders.english.words import english
from soegraph.loaders.lexicon import Frame, Lexicon
from soegraph.loaders.lexicon_cells import Need
from soegraph.model import ASSERTED

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Site:
    """Where a frame is tried: the word and its sentence."""

    token: Token
    sentence: Sentence
    resolver: Resolver
    _walked: dict[str, list[Token]] = field(default_factory=dict)
    _said: dict[str, frozenset[str]] = field(default_factory=dict)

    def walk(self, path: str) -> list[Token]:
        """Follow a path of slots from the word; many frames ask for the same paths."""
        if path not in self._walked:
            before, _, slot = path.rpartition(".")
            starts = self.walk(before) if before else [self.token]
            self._walked[path] = [found for token in starts for found in syntax.step(token, slot)]
        return self._walked[path]

    def said(self, path: str) -> frozenset[str]:
        """Return what a need may call the words at the end of a path: their forms, tags and kinds of mention."""
        if path not in self._said:
            self._said[path] = frozenset(name for token in self.walk(path) for name in self._names(token))
        return self._said[path]

    def _names(self, token: Token) -> Iterator[str]:
        yield from (token.lemma_.lower(), token.lower_, token.tag_, "*")
        if mention := self.sentence.mention(token):
            yield from (mention.kind, mention.value)


_CROWD = 400  # pairs; nobody states so much with one verb


def match(document: Document) -> Iterator[Candidate]:
    """Yield the candidates of a document, sentence by sentence."""
    resolver, lexicon = Resolver(document), english()
    for sentence in document.sentences:
        yield from brackets.match(document, sentence)
        for token in sentence.span:
            site = Site(token, sentence, resolver)
            for frame in _frames_at(site, lexicon):
                if _wanted(frame, site):
                    yield from _candidates(frame, site)


def _frames_at(site: Site, words: Lexicon) -> Iterator[Frame]:
    token, mention = site.token, site.sentence.mention(site.token)
    lemma = token.lemma_.lower()
    if mention is not None and mention.kind in {"percent", "title"}:
        yield from words.frames(mention.kind, mention.kind)
    if tree.is_verb(token):
        for particle in (child.lower_ for child in token.children if child.dep_ == "prt"):
            yield from words.frames("verb", f"{lemma} {particle}")
        yield from words.frames("verb", lemma)
    elif token.pos_ in {"NOUN", "PROPN", "ADJ"}:
        yield from words.frames("noun", lemma)
    if mention is not None and mention.entity is not None:
        for cls in sorted(schema.load().ancestors(mention.entity.type)):
            yield from words.frames("name", cls)


def _candidates(frame: Frame, site: Site) -> Iterator[Candidate]:
    subjects = _first(frame.subject, frame, "domain", site)
    objects = _first(frame.object, frame, "range", site) if subjects else []
    if len(subjects) * len(objects) > _CROWD:
        return
    dealt = "percent" in frame.qualifiers
    for subject, target in product(subjects, objects):
        if subject.entity is not target.entity or subject.entity is None:
            share = shares.share_of(subject, site.token, site.sentence, subjects) if dealt else ""
            said = qualifiers.read(frame, site.token, site.sentence, target, share)
            if said is not None:
                site.resolver.note(subject, frame.predicate, target, site.sentence, past=_is_past(said))
                yield _candidate(frame, site, subject, target, said)


def _modality(frame: Frame, token: Token) -> str:
    """The modality of a frame at a word; what only held once is denied, unless the frame itself tells of the past."""
    if frame.pos == "name":
        return ASSERTED
    clausal = any(path.startswith("verb.") for path in (*frame.subject, *frame.object))
    found = modality.of(token, clausal=clausal and frame.pos == "noun")
    if found != modality.FORMER:
        return found
    tells = "status" in frame.qualifiers or schema.load().properties[frame.predicate].kind == "renaming"
    return ASSERTED if tells else "denied"


def _is_past(said: Mapping[str, str]) -> bool:
    return said.get("status") in {"former", "removed"}


def _candidate(
    frame: Frame, site: Site, subject: Argument, target: Argument, said: Mapping[str, str]
) -> Candidate:
    return Candidate(
        subject=subject,
        predicate=frame.predicate,
        object=target,
        qualifiers=said,
        modality=_modality(frame, site.token),
        frame=frame.id,
        confidence=frame.confidence,
        anchor=qualifiers.proof(said, site.token, site.sentence),
        sentence=(site.sentence.start, site.sentence.end),
    )


def _wanted(frame: Frame, site: Site) -> bool:
    """Tell whether all needs of a frame hold; most frames of most words end here."""
    for need in frame.needs:
        found = not need.words.isdisjoint(site.said(need.slot)) or bool(need.classes and _named(need, site))
        if found != need.wanted:
            return False
    return True


def _named(need: Need, site: Site) -> bool:
    """Tell whether something of a class that a need names stands where it asks."""
    return any(
        argument.entity is not None and argument.entity.is_a(cls)
        for cls in need.classes
        for token in site.walk(need.slot)
        for argument in site.resolver.arguments(token, site.sentence)
    )


def _first(paths: Sequence[str], frame: Frame, end: str, site: Site) -> list[Argument]:
    """Return the arguments of the first path that leads to any of a fitting class."""
    for path in paths:
        if found := fitting(path, frame, end, site):
            # "tin ingots and solder": what no table lists stands beside what one does.
            return found + fitting(f"{path}!", frame, end, site) if f"{path}!" in paths else found
    return []


def fitting(path: str, frame: Frame, end: str, site: Site) -> list[Argument]:
    """Return what stands at the end of a path and is of a class that one `end` of the relation asks for.

    `end` is ``domain`` or ``range``.
    """
    return [found for found in _arguments(path, frame, site) if _fits(found, frame.predicate, end)]


def _fits(argument: Argument, predicate: str, end: str) -> bool:
    relation = schema.load().properties[predicate]
    if argument.entity is None:
        return relation.literal and end == "range"
    if relation.literal and end == "range":
        return False
    classes = relation.domain if end == "domain" else relation.range
    return not classes or any(argument.entity.is_a(cls) for cls in classes)


def _arguments(path: str, frame: Frame, site: Site) -> Iterator[Argument]:
    """Yield what stands at the end of a path, which the lexicon's README explains."""
    token, sentence = site.token, site.sentence
    if path.startswith("@"):
        yield from qualifiers.literal(path[1:], token, sentence)
    elif path.partition(" ")[0] in _OUTSIDE:
        if remembered := site.resolver.remembered(path, token, sentence):
            yield remembered
    elif path.endswith("!"):
        yield from site.resolver.introduced(site.walk(path[:-1]), frame.predicate, sentence)
    else:
        # A singular noun is said of one name: "X, chairman of Y, and Z" makes no chairman of Z.
        # In capitals a tagger takes a plural for a name: "Deputy Managers X and Y".
        singular = token.tag_ == "NN" or (token.tag_ == "NNP" and not token.lower_.endswith("s"))
        with_list = not (path in {"self", "holder", "described"} and singular)
        for found in site.walk(path):
            for argument in site.resolver.arguments(found, sentence, with_list=with_list):
                yield _office_at(argument, path, site) if frame.pos == "title" else argument


_OUTSIDE = frozenset(["topic", "same", "owned", "dealt", "last", "before"])


def _office_at(argument: Argument, path: str, site: Site) -> Argument:
    """Where a post is held: "his deputy" is held where he serves, "mayor of Baotou" at Baotou's government."""
    if path == "poss":
        argument = site.resolver.employer(argument)
    mention = site.sentence.mention(site.token)
    place = argument.entity
    if place is None or mention is None or not place.is_kind("place"):
        return argument
    if not english().is_held_at_place(mention.value):
        return argument
    return Argument(argument.start, argument.end, site.resolver.government(place))
