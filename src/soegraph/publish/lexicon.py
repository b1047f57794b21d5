"""The lexicon as OntoLex-Lemon, so that linguists can use it with their own tools.

A lemma with its part of speech is one `ontolex:LexicalEntry`, whichever tables it stands in. A frame gives it a sense
that refers to the relation, a `synsem:SyntacticFrame`, and a `synsem:OntoMap` that tells which syntactic argument is
subject and which is object of the relation; a job title a sense that refers to a role, a head noun one that refers to
a class, a cue one that lexicalises a concept. Frames of names, titles and brackets have no lemma, and stand alone.

LexInfo names what its terms fit: the first way in which an argument may stand. `soe:slotPath` keeps all ways. Lists of
words and rules of head nouns are instructions to the analysis, and stay in their tables.

Terms: https://www.w3.org/2016/05/ontolex/ and https://www.lexinfo.net/ontology/3.0/lexinfo
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import home, names, schema
from soegraph.loaders import lexicon_tables
from soegraph.loaders.lexicon_cells import Need
from soegraph.loaders.lexicon_tables import Cue, Frame, Head, Tables, Title
from soegraph.publish.sorting import Sorted, sorting
from soegraph.publish.turtle import turtle

_VOCABULARIES = {
    "lexinfo": "http://www.lexinfo.net/ontology/3.0/lexinfo#",
    "lime": "http://www.w3.org/ns/lemon/lime#",
    "ontolex": "http://www.w3.org/ns/lemon/ontolex#",
    "synsem": "http://www.w3.org/ns/lemon/synsem#",
    **{prefix: names.PREFIXES[prefix] for prefix in ("dcterms", "skos", "soe", "xsd")},
}
_RDF_TYPE = NamedNode(names.PREFIXES["rdf"] + "type")
_LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_LANGUAGE_TAGS = {"zh": "zh-hans"}
_WORDS = ("verb", "noun")  # the parts of speech of frames that have lemmas

# The syntactic function that LexInfo names for an argument in a slot; a preposition has one too.
_FUNCTIONS = {
    "subj": "subject",
    "surface": "subject",
    "obj": "directObject",
    "iobj": "indirectObject",
    "self": "copulativeArg",
    "described": "copulativeArg",
    "holder": "copulativeArg",
    "poss": "possessiveAdjunct",
}
_FRAME_CLASSES = {
    ("verb", frozenset(["subject", "directObject"])): "TransitiveFrame",
    ("verb", frozenset(["subject", "prepositionalAdjunct"])): "IntransitivePPFrame",
    ("noun", frozenset(["copulativeArg", "prepositionalAdjunct"])): "NounPPFrame",
    ("noun", frozenset(["copulativeArg", "possessiveAdjunct"])): "NounPossessiveFrame",
}
_CUE_PARTS = {"aux": "modal", "mark": "subordinatingConjunction"}  # an "office verb" is a verb


def export(languages: Iterable[str]) -> Iterator[str]:
    """Yield the text of a Turtle file with one `lime:Lexicon` for each language, the same bytes for the same tables.

    Raises:
        OntologyError: a table is malformed.
    """
    found = [_Publication(language) for language in languages]
    spaces = {f"lex-{publication.language}": publication.space for publication in found}
    with sorting() as folder:
        statements = Sorted(folder)
        statements.extend(str(triple) for publication in found for triple in publication.triples())
        yield from turtle(statements, dict(sorted({**_VOCABULARIES, **spaces, **_own()}.items())))


def _own() -> dict[str, str]:
    """The namespaces of what senses refer to: the terms of another ontology, the roles of ours."""
    if home.folder():
        return {"terms": schema.load().namespace}
    return {"role": names.thing("role", "")}


def _term(curie: str) -> NamedNode:
    prefix, local = curie.split(":", 1)
    return NamedNode(_VOCABULARIES[prefix] + local)


class _Publication:
    """The lexicon of one language as triples; entries are made as they are met."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.space = f"{_home()}/{language}#"
        self._tag = _LANGUAGE_TAGS.get(language, language)
        self._tables = Tables(language, home.lexicon())
        shared = Tables(language, home.our_lexicon())
        lists = {found.name: found.words for tables in (shared, self._tables) for found in tables.lists()}
        self._prepositions = frozenset(lists.get("preposition", ()))
        self._entries: dict[str, tuple[str, str]] = {}
        self._senses: dict[str, NamedNode] = {}

    def triples(self) -> Iterator[Triple]:
        """Yield all statements."""
        for frame in self._tables.frames(self._prepositions):
            yield from self._frame(frame)
        for title in self._tables.titles():
            yield from self._title(title)
        for head in self._tables.heads():
            yield from self._head(head)
        for cue in self._tables.cues():
            yield from self._cue(cue)
        yield from self._entry_triples()
        yield from self._header()

    def _node(self, *parts: str) -> NamedNode:
        return NamedNode(self.space + ".".join(parts))

    def _entry(self, written: str, part: str) -> str:
        """Return the name of an entry, which is made if it is new."""
        name = f"{_spelt(written)}-{part}"
        self._entries[name] = (written, part)
        return name

    def _entry_triples(self) -> Iterator[Triple]:
        for name, (written, part) in self._entries.items():
            entry, form = self._node(name), self._node(name, "form")
            size = "MultiWordExpression" if " " in written else "Word"
            yield from _described(
                entry,
                ("lexinfo:partOfSpeech", _term(f"lexinfo:{part}")),
                ("ontolex:canonicalForm", form),
                types=("ontolex:LexicalEntry", f"ontolex:{size}"),
            )
            yield from _described(
                form, ("ontolex:writtenRep", Literal(written, language=self._tag)), types=("ontolex:Form",)
            )

    def _header(self) -> Iterator[Triple]:
        lexicon, set_ = NamedNode(self.space.rstrip("#")), self._node("lexicalizations")
        if not home.folder():
            yield Triple(lexicon, _term("dcterms:license"), _LICENCE)
            title = Literal(f"soegraph lexicon ({self._tag})", language="en")
            yield Triple(lexicon, _term("dcterms:title"), title)
        yield from _described(
            lexicon,
            ("lime:language", Literal(self._tag, datatype=_term("xsd:language"))),
            ("lime:lexicalEntries", _integer(len(self._entries))),
            ("lime:linguisticCatalog", NamedNode(_VOCABULARIES["lexinfo"].rstrip("#"))),
            *(("lime:entry", self._node(name)) for name in self._entries),
            types=("lime:Lexicon",),
        )
        referring = {sense.partition(".")[0] for sense in self._senses}
        pairs = {(sense.partition(".")[0], reference) for sense, reference in self._senses.items()}
        yield from _described(
            set_,
            ("lime:lexicalEntries", _integer(len(referring))),
            ("lime:lexicalizationModel", NamedNode("http://www.w3.org/ns/lemon/all")),
            ("lime:lexicalizations", _integer(len(pairs))),
            ("lime:lexiconDataset", lexicon),
            ("lime:referenceDataset", NamedNode(schema.load().namespace.rstrip("#/"))),
            ("lime:references", _integer(len(set(self._senses.values())))),
            types=("lime:LexicalizationSet",),
        )

    def _sense(self, entry: str, name: str, reference: NamedNode) -> Iterator[Triple]:
        """Yield a sense of an entry, which refers to a term."""
        sense = self._node(entry, name)
        self._senses[f"{entry}.{name}"] = reference
        yield Triple(self._node(entry), _term("ontolex:sense"), sense)
        yield from _described(
            sense,
            ("ontolex:isSenseOf", self._node(entry)),
            ("ontolex:reference", reference),
            types=("ontolex:LexicalSense",),
        )

    def _title(self, title: Title) -> Iterator[Triple]:
        entry, role = self._entry(title.label, "noun"), schema.load().concepts("roles")[title.role]
        name = ".".join(["role", title.role, *map(_spelt, filter(None, [title.organisation]))])
        yield from self._sense(entry, name, NamedNode(role.iri))
        if title.organisation:
            condition = Literal(title.organisation)
            yield Triple(self._node(entry, name), _term("soe:titleCondition"), condition)

    def _head(self, head: Head) -> Iterator[Triple]:
        entry, name = self._entry(head.word, "noun"), f"class.{head.cls}.{_spelt(head.use)}"
        yield from self._sense(entry, name, _own_term(head.cls))
        yield Triple(self._node(entry, name), _term("soe:headUse"), Literal(head.use))

    def _cue(self, cue: Cue) -> Iterator[Triple]:
        entry = self._entry(cue.word, _CUE_PARTS.get(cue.pos, cue.pos.split()[-1]))
        sense, concept = self._node(entry, "cue", _spelt(cue.pos)), self._node("concept", cue.meaning)
        yield Triple(self._node(entry), _term("ontolex:sense"), sense)
        yield from _described(
            sense,
            ("ontolex:isLexicalizedSenseOf", concept),
            ("ontolex:isSenseOf", self._node(entry)),
            ("soe:cueKind", Literal(cue.pos)),
            types=("ontolex:LexicalSense",),
        )
        label = Literal(cue.meaning, language="en")
        yield from _described(concept, ("skos:prefLabel", label), types=("ontolex:LexicalConcept",))

    def _frame(self, frame: Frame) -> Iterator[Triple]:
        name = frame.id.partition(":")[2]
        if frame.pos not in _WORDS:
            yield from self._behaviour(frame, ("construction", name))
            return
        for lemma in sorted(frame.lemmas):
            entry = self._entry(lemma, frame.pos)
            yield from self._sense(entry, name, _own_term(frame.predicate))
            yield from self._behaviour(frame, (entry, name))
            sense = self._node(entry, name)
            yield Triple(sense, _term("synsem:ontoMapping"), sense)
            yield Triple(self._node(entry), _term("synsem:synBehavior"), self._node(entry, name, "frame"))

    def _behaviour(self, frame: Frame, name: tuple[str, str]) -> Iterator[Triple]:
        """Yield the syntactic frame and how its arguments map to those of the relation."""
        mapping, syntax = self._node(*name), self._node(*name, "frame")
        first, second = self._node(*name, "subject"), self._node(*name, "object")
        own = [
            ("soe:frameCondition", "; ".join(map(_need, frame.needs))),
            ("soe:frameQualifiers", "; ".join(f"{key}={value}" for key, value in frame.qualifiers.items())),
        ]
        yield from _described(
            mapping,
            ("dcterms:identifier", Literal(frame.id)),
            ("ontolex:reference", _own_term(frame.predicate)),
            ("soe:frameConfidence", Literal(f"{frame.confidence:g}", datatype=_term("xsd:decimal"))),
            ("synsem:objOfProp", second),
            ("synsem:subjOfProp", first),
            *((predicate, Literal(text)) for predicate, text in own if text),
            types=("synsem:OntoMap",),
        )
        functions = [self._function(frame.subject), self._function(frame.object)]
        yield from _described(
            syntax,
            ("synsem:synArg", first),
            ("synsem:synArg", second),
            *(
                (f"lexinfo:{function}", argument)
                for function, argument in zip(functions, (first, second), strict=True)
                if function
            ),
            types=("synsem:SyntacticFrame", *_frame_class(frame, functions)),
        )
        yield from self._argument(first, frame.subject)
        yield from self._argument(second, frame.object)

    def _argument(self, argument: NamedNode, paths: tuple[str, ...]) -> Iterator[Triple]:
        markers = [path for path in paths if path in self._prepositions]
        yield from _described(
            argument,
            ("soe:slotPath", Literal("|".join(paths))),
            *(("synsem:marker", self._node(self._entry(word, "preposition"))) for word in markers),
            types=("synsem:SyntacticArgument",),
        )

    def _function(self, paths: tuple[str, ...]) -> str:
        first = paths[0]
        return "prepositionalAdjunct" if first in self._prepositions else _FUNCTIONS.get(first, "")


def _home() -> str:
    """The IRI below which lexicons stand: among our things, or beside another ontology."""
    return (
        f"{schema.load().namespace.rstrip('#/')}/lexicon"
        if home.folder()
        else names.thing("lexicon", "")[:-1]
    )


def _own_term(local: str) -> NamedNode:
    return NamedNode(schema.load().namespace + local)


def _frame_class(frame: Frame, functions: list[str]) -> tuple[str, ...]:
    """The class of frames that LexInfo has for these two arguments, where the frame asks for nothing besides."""
    found = _FRAME_CLASSES.get((frame.pos, frozenset(functions)))
    return (f"lexinfo:{found}",) if found and not frame.needs else ()


def _need(need: Need) -> str:
    return f"{need.slot}{'' if need.wanted else '!'}={'|'.join(sorted(need.words))}"


def _spelt(text: str) -> str:
    """Write a word as part of an IRI: as it is where that can be, else by its slug and a digest.

    >>> _spelt("set up"), _spelt("Co."), _spelt("R&D")
    ('set_up', 'Co.', 'r-d-1d168db4')
    """
    bare = text.replace(" ", "_")
    if re.fullmatch(r"[A-Za-z0-9_.-]+", bare):
        return bare
    return f"{names.slug(text)}-{names.digest([text])[:8]}"


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=_term("xsd:integer"))


def _described(
    node: NamedNode, *values: tuple[str, NamedNode | Literal], types: tuple[str, ...]
) -> Iterator[Triple]:
    """Yield the classes of a node and its values, each under a prefixed name."""
    yield from (Triple(node, _RDF_TYPE, _term(cls)) for cls in types)
    yield from (Triple(node, _term(predicate), value) for predicate, value in values)


def languages() -> tuple[str, ...]:
    """Return the languages that the lexicon in use has frames for, sorted."""
    return tuple(sorted(lexicon_tables.languages(home.lexicon())))
