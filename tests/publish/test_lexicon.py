"""The lexicon as OntoLex-Lemon: nothing of the tables is lost, and every reader gets the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse

from soegraph import home, names
from soegraph.loaders import lexicon as loaded
from soegraph.loaders.lexicon_tables import Frame, Tables
from soegraph.publish import lexicon

ONTOLEX = rdflib.Namespace("http://www.w3.org/ns/lemon/ontolex#")
SYNSEM = rdflib.Namespace("http://www.w3.org/ns/lemon/synsem#")
LIME = rdflib.Namespace("http://www.w3.org/ns/lemon/lime#")
LEXINFO = rdflib.Namespace("http://www.lexinfo.net/ontology/3.0/lexinfo#")
SOE = rdflib.Namespace(names.SOE)
EN = rdflib.Namespace(names.thing("lexicon", "en#"))
IDENTIFIER = rdflib.DCTERMS.identifier

# As the reports of these vocabularies declare them.
TERMS = {
    LEXINFO: "IntransitivePPFrame NounPPFrame NounPossessiveFrame TransitiveFrame adjective adverb copulativeArg"
    " directObject indirectObject modal noun partOfSpeech possessiveAdjunct preposition prepositionalAdjunct subject"
    " subordinatingConjunction verb",
    LIME: "LexicalizationSet Lexicon entry language lexicalEntries lexicalizationModel lexicalizations"
    " lexiconDataset linguisticCatalog referenceDataset references",
    ONTOLEX: "Form LexicalConcept LexicalEntry LexicalSense MultiWordExpression Word canonicalForm"
    " isLexicalizedSenseOf isSenseOf reference sense writtenRep",
    SYNSEM: "OntoMap SyntacticArgument SyntacticFrame marker objOfProp ontoMapping subjOfProp synArg synBehavior",
}


def exported(language: str) -> str:
    return "".join(lexicon.export([language]))


@pytest.fixture(scope="module", params=lexicon.languages())
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def turtle(language: str) -> str:
    return exported(language)


@pytest.fixture(scope="module")
def graph(turtle: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


@pytest.fixture(scope="module")
def english() -> rdflib.Graph:
    return rdflib.Graph().parse(data=exported("en"), format="turtle")


@pytest.fixture(scope="module")
def tables(language: str) -> Tables:
    return Tables(language, home.lexicon())


def text(graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
    return str(graph.value(subject, predicate) or "")


def lines(graph: rdflib.Graph) -> Iterator[tuple[str, ...]]:
    """Yield the frames of the graph as cells, one lemma each."""
    for mapping, identifier in graph.subject_objects(IDENTIFIER):
        entry = graph.value(mapping, ONTOLEX.isSenseOf)
        form = graph.value(entry, ONTOLEX.canonicalForm) if entry else None
        first, second = (graph.value(mapping, SYNSEM[end]) for end in ("subjOfProp", "objOfProp"))
        assert first is not None
        assert second is not None
        yield (
            str(identifier),
            text(graph, form, ONTOLEX.writtenRep) if form else "",
            text(graph, entry, LEXINFO.partOfSpeech).rpartition("#")[2] if entry else "",
            text(graph, mapping, SOE.frameCondition),
            text(graph, first, SOE.slotPath),
            text(graph, mapping, ONTOLEX.reference).rpartition("#")[2],
            text(graph, second, SOE.slotPath),
            text(graph, mapping, SOE.frameQualifiers),
            f"{float(text(graph, mapping, SOE.frameConfidence)):g}",
        )


def cells(frame: Frame) -> Iterator[tuple[str, ...]]:
    """Yield a line of the table likewise."""
    needs = [f"{n.slot}{'' if n.wanted else '!'}={'|'.join(sorted(n.words))}" for n in frame.needs]
    worded = frame.pos in {"verb", "noun"}
    for lemma in sorted(frame.lemmas) if worded else [""]:
        yield (
            frame.id,
            lemma,
            frame.pos if worded else "",
            "; ".join(needs),
            "|".join(frame.subject),
            frame.predicate,
            "|".join(frame.object),
            "; ".join(f"{name}={value}" for name, value in frame.qualifiers.items()),
            f"{frame.confidence:g}",
        )


def test_every_line_of_the_frames_comes_back_whole(
    graph: rdflib.Graph, tables: Tables, language: str
) -> None:
    frames = list(tables.frames(loaded.load(language).list("preposition")))
    assert sorted(lines(graph)) == sorted(line for frame in frames for line in cells(frame))
    assert len({identifier for identifier, *_ in lines(graph)}) == len(frames)


def test_every_title_head_and_cue_comes_back(graph: rdflib.Graph, tables: Tables) -> None:
    def written(entry: rdflib.term.Node) -> str:
        form = graph.value(entry, ONTOLEX.canonicalForm)
        assert form is not None
        return text(graph, form, ONTOLEX.writtenRep)

    senses = [(written(entry), sense) for entry, sense in graph.subject_objects(ONTOLEX.sense)]
    meant = [(word, text(graph, sense, ONTOLEX.reference), sense) for word, sense in senses]
    roles = sorted(
        (word, iri.rpartition("/")[2], text(graph, sense, SOE.titleCondition))
        for word, iri, sense in meant
        if "/id/role/" in iri
    )
    heads = sorted(
        (word, iri.rpartition("#")[2], use)
        for word, iri, sense in meant
        if (use := text(graph, sense, SOE.headUse))
    )
    cues = sorted(
        (word, text(graph, sense, SOE.cueKind), text(graph, concept, rdflib.SKOS.prefLabel))
        for word, sense in senses
        if (concept := graph.value(sense, ONTOLEX.isLexicalizedSenseOf))
    )
    assert roles == sorted((title.label, title.role, title.organisation) for title in tables.titles())
    assert heads == sorted((head.word, head.cls, head.use) for head in tables.heads())
    assert cues == sorted((cue.word, cue.pos, cue.meaning) for cue in tables.cues())


def test_counts_are_those_of_the_entries(graph: rdflib.Graph, language: str) -> None:
    lexicon_ = rdflib.URIRef(names.thing("lexicon", language))
    set_ = rdflib.URIRef(f"{lexicon_}#lexicalizations")
    entries = set(graph.objects(lexicon_, LIME.entry))
    assert entries == set(graph.subjects(rdflib.RDF.type, ONTOLEX.LexicalEntry))
    assert int(text(graph, lexicon_, LIME.lexicalEntries)) == len(entries)
    pairs = {
        (entry, reference)
        for entry, sense in graph.subject_objects(ONTOLEX.sense)
        if (reference := graph.value(sense, ONTOLEX.reference))
    }
    assert int(text(graph, set_, LIME.lexicalizations)) == len(pairs)
    assert int(text(graph, set_, LIME.lexicalEntries)) == len({entry for entry, _ in pairs})
    assert int(text(graph, set_, LIME.references)) == len({reference for _, reference in pairs})


def test_a_transitive_verb_binds_its_subject_and_object(english: rdflib.Graph) -> None:
    entry, sense = EN["absorb-verb"], EN["absorb-verb.merge-active"]
    assert (entry, ONTOLEX.sense, sense) in english
    assert english.value(sense, ONTOLEX.reference) == SOE.mergedInto
    frame = EN["absorb-verb.merge-active.frame"]
    assert (entry, SYNSEM.synBehavior, frame) in english
    assert (frame, rdflib.RDF.type, LEXINFO.TransitiveFrame) in english
    assert english.value(frame, LEXINFO.subject) == english.value(sense, SYNSEM.objOfProp)
    assert english.value(frame, LEXINFO.directObject) == english.value(sense, SYNSEM.subjOfProp)


def test_a_preposition_marks_its_argument(english: rdflib.Graph) -> None:
    frame = EN["subsidiary-noun.subsidiary.frame"]
    assert (frame, rdflib.RDF.type, LEXINFO.NounPPFrame) in english
    argument = english.value(frame, LEXINFO.prepositionalAdjunct)
    assert argument is not None
    assert set(english.objects(argument, SYNSEM.marker)) == {
        EN[f"{word}-preposition"] for word in ("of", "under", "within")
    }


def test_all_readers_count_the_same_statements(turtle: str, graph: rdflib.Graph, tmp_path: Path) -> None:
    found = list(parse(turtle.encode(), format=RdfFormat.TURTLE))
    assert len(found) == len(graph)
    if shutil.which("rapper"):
        file = tmp_path / "lexicon.ttl"
        file.write_text(turtle, encoding="utf-8")
        done = subprocess.run(
            ["rapper", "-i", "turtle", "-c", file], capture_output=True, text=True, check=True
        )
        assert f"returned {len(graph)} triples" in done.stderr
        assert "warning" not in done.stderr.lower()


def test_every_node_has_an_ascii_iri(turtle: str) -> None:
    for quad in parse(turtle.encode(), format=RdfFormat.TURTLE):
        for node in (quad.subject, quad.predicate, quad.object):
            if not hasattr(node, "language"):
                assert isinstance(node, NamedNode)
                assert node.value.isascii()


def test_only_declared_terms_are_used(graph: rdflib.Graph) -> None:
    ours = rdflib.Graph().parse(data=(home.turtle()[0]).read_bytes(), format="turtle")
    known = {namespace[term] for namespace, found in TERMS.items() for term in found.split()}
    known |= {node for node in ours.subjects(rdflib.RDF.type) if isinstance(node, rdflib.URIRef)}
    used = {node for triple in graph for node in triple if isinstance(node, rdflib.URIRef)}
    spaces = (*map(str, TERMS), names.SOE)
    assert {node for node in used if str(node).startswith(spaces)} - known - {
        rdflib.URIRef(str(LEXINFO).rstrip("#"))
    } == set()


def test_the_same_tables_give_the_same_bytes(turtle: str, language: str) -> None:
    assert exported(language) == turtle
    blocks = re.findall(r"^(\S+) a ", turtle, re.MULTILINE)
    assert len(blocks) == len(set(blocks))


def test_another_lexicon_stands_beside_its_ontology(museum: Path) -> None:
    with home.using(museum):
        graph = rdflib.Graph().parse(data=exported("en"), format="turtle")
    space = rdflib.Namespace("https://museum.example/ontology/lexicon/en#")
    sense = space["paint-verb.paint"]
    assert str(graph.value(sense, ONTOLEX.reference)) == "https://museum.example/ontology#created"
    keeper = space["keeper-noun.role.restorer.AuctionHouse"]
    assert str(graph.value(keeper, ONTOLEX.reference)) == "https://museum.example/roles#restorer"
    assert not any(str(node).startswith(names.base() + "id/") for node in graph.subjects())
