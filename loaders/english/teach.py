"""Proposing English frames: which word, over which paths, would bind the two ends of a fact that nothing finds.

Nothing is worked out that the matcher does not do itself: its paths are tried at every word of the sentence, and those
that lead to the ends of the fact become a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from soegraph import schema
from soegraph.loaders import gates, link
from soegraph.loaders.document import Argument, Entity
from soegraph.loaders.english import match, parse, pipeline, qualifiers, shares, syntax, things, tree
from soegraph.loaders.english.match import Site
from soegraph.loaders.english.parse import Document, Sentence
from soegraph.loaders.english.resolve import Resolver
from soegraph.loaders.english.words import listed
from soegraph.loaders.lexicon import Frame
from soegraph.loaders.lexicon_lines import Line, Names, Wanted
from soegraph.model import Article, Claim

if TYPE_CHECKING:
    from spacy.tokens import Token

# The slots that a path is made of, the plainer ones first; prepositions come after "obj" and "self".
_OF_VERB = ("subj", "obj", "iobj", "attr", "surface", "npadvmod", "advcl")
_OF_NOUN = ("self", "poss", "comp")
_PLAIN = ("subj", "obj", "self")
_STEPS = 2
_LITERALS = (
    "year",
    "date",
    "start",
    "end",
    "to date",
    "self",
    "name",
    "renamed",
    "from",
    "self name",
    "by name",
)
_FILLED = ("percent", "date", "year", "ordinal", "ticker", "start", "end", "status")
_NARROWING = 3  # conditions offered for a line: the nearest words tell most


@contextmanager
def reading(articles: Sequence[Article]) -> Iterator[list[Reading]]:
    """Read articles; the readings serve inside the ``with`` block."""
    with pipeline.load().room():
        documents = parse.analyse(articles)
        for document in documents:
            things.find(document)
        yield [Reading(document) for document in documents]


class Reading:
    """An English article that has been read once and on which lines can be tried."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def article(self) -> Article:
        """The article."""
        return self._document.article

    def claims(self) -> list[Claim]:
        """Return the claims that the lexicon in use finds."""
        with _as_read(self._document):
            passed, _ = gates.sift(self.article, match.match(self._document))
            return list(link.claims(self.article, passed))

    def has(self, line: Line) -> bool:
        """Tell whether a line could match anywhere in the article."""
        return (line.pos, line.lemma) in self._words

    @cached_property
    def _words(self) -> frozenset[tuple[str, str]]:
        words = (
            word
            for sentence in self._document.sentences
            for t in sentence.span
            for word in _words(t, sentence)
        )
        return frozenset(words)

    def lines(self, wanted: Wanted) -> Iterator[Line]:
        """Yield lines that would find a fact."""
        with _as_read(self._document):
            resolver = Resolver(self._document)
            for sentence in self._document.sentences:
                if sentence.start < wanted.end and wanted.start < sentence.end:
                    for token in sentence.span:
                        yield from _lines(Site(token, sentence, resolver), wanted)


@contextmanager
def _as_read(document: Document) -> Iterator[None]:
    """Leave the entities of a document as they were read, whatever gates and linking make of them."""
    entities = {entity: None for sentence in document.sentences for entity in _entities(sentence)}
    kept = [(entity, list(entity.names), entity.iri, entity.known) for entity in entities]
    try:
        yield
    finally:
        for entity, names, iri, known in kept:
            entity.names, entity.iri, entity.known = names, iri, known


def _entities(sentence: Sentence) -> Iterator[Entity]:
    for mention in sentence.paragraph.mentions.values():
        yield from (one.entity for one in (mention, *mention.listed) if one.entity is not None)


def _words(token: Token, sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Yield the parts of speech and lemmas under which lines are tried at a word."""
    lemma, mention = token.lemma_.lower(), sentence.mention(token)
    if tree.is_verb(token):
        yield "verb", lemma
        yield from (("verb", f"{lemma} {child.lower_}") for child in token.children if child.dep_ == "prt")
    elif token.pos_ in {"NOUN", "PROPN", "ADJ"} and mention is None:
        yield "noun", lemma
    if mention is not None and mention.entity is not None:
        yield from (("name", cls) for cls in sorted(schema.load().ancestors(mention.entity.type)))


def _lines(site: Site, wanted: Wanted) -> Iterator[Line]:
    """Yield the lines of a word: the plainest paths to both ends, if it leads to both."""
    words = list(_words(site.token, site.sentence))
    if not words:
        return
    pos, lemma = words[-1] if words[0][0] == "verb" else words[0]
    probe = _probe(wanted)
    subject = _leading(_paths(site), "domain", wanted.subject, probe, site)
    literal = schema.load().properties[wanted.predicate].literal
    ends = [f"@{kind}" for kind in _LITERALS] if literal else _paths(site)
    target = _leading(ends, "range", wanted.object, probe, site) if subject else None
    if subject is None or target is None or subject.path == target.path:
        return
    if pos == "name":
        lemma = _named_class(wanted.predicate, subject if subject.path == "here" else target) or lemma
    yield Line(
        pos=pos,
        lemma=lemma,
        subject=(subject.path,),
        predicate=wanted.predicate,
        object=(target.path,),
        qualifiers=_qualifiers(wanted, site, subject.argument, target.argument),
        narrower=tuple(dict.fromkeys(_conditions(site, subject, target)))[:_NARROWING],
    )


@dataclass(frozen=True, slots=True)
class _Lead:
    """A path, what is meant at its end, and which end of the relation that is."""

    path: str
    argument: Argument
    end: str


def _probe(wanted: Wanted) -> Frame:
    """A frame that asks for all qualifiers of a fact, to see which the text gives."""
    asked = {name: f"@{'date' if name == 'asOf' else name}" for name in wanted.qualifiers}
    known = {name: rule for name, rule in asked.items() if rule[1:] in _FILLED}
    return Frame("probe", "", frozenset(), (), (), wanted.predicate, (), known, 1.0)


def _leading(paths: Sequence[str], end: str, meant: Names, probe: Frame, site: Site) -> _Lead | None:
    """Return the first path that leads to what is meant."""
    for path in paths:
        for argument in match.fitting(path, probe, end, site):
            if meant(argument.entity.names if argument.entity else [argument.value]):
                return _Lead(path, argument, end)
    return None


def _paths(site: Site) -> list[str]:
    """Return the paths from a word that lead anywhere, the plainer ones first."""
    mention = site.sentence.mention(site.token)
    named = mention is not None and mention.entity is not None
    above = [] if named or tree.is_verb(site.token) else ["verb"]
    prepositions = [t.lower_ for t in site.sentence.span if t.lower_ in listed("preposition")]
    found = ["here"] if named else []
    level = {"": [site.token]}
    for step in range(_STEPS):
        level = {
            f"{path}.{slot}".lstrip("."): reached
            for path, tokens in level.items()
            for slot in (*_slots(tokens, prepositions), *(above if not step else ()))
            if (reached := [far for token in tokens for far in syntax.walk(slot, token)])
        }
        found += level
    return found


def _slots(tokens: Sequence[Token], prepositions: Sequence[str]) -> list[str]:
    """Return the slots that words may have, the plainer ones first."""
    own = dict.fromkeys(slot for token in tokens for slot in (_OF_VERB if tree.is_verb(token) else _OF_NOUN))
    plain = [slot for slot in own if slot in _PLAIN]
    return list(dict.fromkeys([*plain, *prepositions, *own]))


def _named_class(predicate: str, lead: _Lead) -> str:
    """The widest class of a name that the relation takes: "a mine in Baotou" teaches it of every site."""
    relation, entity = schema.load().properties[predicate], lead.argument.entity
    classes = relation.domain if lead.end == "domain" else relation.range
    return next((cls for cls in classes if entity is not None and entity.is_a(cls)), "")


def _qualifiers(wanted: Wanted, site: Site, subject: Argument, target: Argument) -> Mapping[str, str]:
    """Return the rules that give the qualifiers of a fact here; a role is a fixed one, for the line means it."""
    probe = _probe(wanted)
    share = shares.share_of(subject, site.token, site.sentence, [subject])
    said = qualifiers.read(probe, site.token, site.sentence, target, share) or {}
    given = {
        name: rule for name, rule in probe.qualifiers.items() if said.get(name) == wanted.qualifiers[name]
    }
    role = {"role": wanted.qualifiers["role"]} if "role" in wanted.qualifiers else {}
    return dict(sorted({**role, **given}.items()))


def _conditions(site: Site, *leads: _Lead) -> Iterator[str]:
    """Yield conditions that hold here: common nouns in other slots, then the classes of the ends."""
    for slot in ("obj", "attr", *sorted({t.lower_ for t in site.sentence.span} & listed("preposition"))):
        for token in syntax.walk(slot, site.token):
            mention = site.sentence.mention(token)
            if mention is None and token.pos_ == "NOUN":
                yield f"{slot}={token.lemma_.lower()}"
            elif mention is not None and mention.kind == "percent":
                yield f"{slot}=percent"
    for lead in leads:
        entity = lead.argument.entity
        if entity is not None and lead.path != "here" and "." not in lead.path:
            yield f"{lead.path}={entity.type}"
