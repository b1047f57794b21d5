"""What a release is and holds: VoID for those who query it, DCAT for those who look for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from soegraph import names
from soegraph.graph.terms import partial_date
from soegraph.publish.release import tree
from soegraph.publish.release.census import WIKIDATA, Census
from soegraph.publish.release.said import Description, count, english, node

_PROJECT = f"{names.HOME}project"
_TITLE = "soegraph: a knowledge graph of state enterprises"
_ABOUT = (
    "Enterprises, officials, owners, sites, meetings and plans as news articles state them: every fact is dated"
    " and comes with the words that state it, their place in the article, and its confidence."
)
_SHA256 = "spdx:checksumAlgorithm_sha256"
_EXAMPLES = ("CentralEnterprise", "Claim", "FiveYearPlan", "Meeting", "Mine", "Person", "Stake", "Tenure")


@dataclass(frozen=True, slots=True)
class Edition:
    """A release: its number, the partial date of its data, and the number of the one before, "" for the first."""

    version: str
    date: str
    previous: str = ""

    @property
    def iri(self) -> str:
        """The IRI of this release."""
        return tree.versioned(self.version)

    def part(self, name: str) -> str:
        """Return the IRI of something that is told of it."""
        return tree.part(self.version, name)

    def address(self, path: str) -> str:
        """Return the IRI of one of its files."""
        return tree.address(self.version, path)

    def issued(self) -> Iterator[tuple[str, Literal]]:
        """Yield its date as a property, if it has one."""
        if self.date:
            yield "dcterms:issued", partial_date(self.date)


def void(edition: Edition, census: Census, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the text of the VoID file, from what was counted and the number of triples of each file."""
    told = Description()
    told.say(
        edition.iri,
        ("rdf:type", node("void:Dataset")),
        ("dcterms:title", english(f"{_TITLE}, release {edition.version}")),
        ("dcterms:description", english(_ABOUT)),
        ("dcterms:license", tree.LICENCE),
        ("dcterms:publisher", _PROJECT),
        *edition.issued(),
        ("void:triples", count(census.triples)),
        ("void:distinctSubjects", count(census.subjects)),
        ("void:distinctObjects", count(census.objects)),
        ("void:classes", count(len(census.classes))),
        ("void:properties", count(len(census.properties))),
        ("void:uriSpace", Literal(f"{names.base()}id/")),
        ("void:dataDump", edition.address(tree.STATED)),
        ("void:feature", "http://www.w3.org/ns/formats/N-Triples"),
        ("void:feature", "http://www.w3.org/ns/formats/Turtle"),
        *(("void:vocabulary", NamedNode(space)) for space in _vocabularies(census)),
        *(("void:exampleResource", example) for example in _examples(census)),
    )
    _say_partitions(told, edition, census)
    _say_links(told, edition, census)
    for path, triples in counts.items():
        _say_subset(told, edition, path, triples)
    return told.turtle()


def _vocabularies(census: Census) -> list[str]:
    used = (*census.classes, *census.properties)
    return [space for space in sorted(names.PREFIXES.values()) if any(iri.startswith(space) for iri in used)]


def _examples(census: Census) -> list[str]:
    return [found for name in _EXAMPLES if (found := census.examples.get(names.SOE + name))]


def _say_partitions(told: Description, edition: Edition, census: Census) -> None:
    for cls, entities in census.classes.items():
        part = edition.part(f"class-{_local(cls)}")
        told.say(edition.iri, ("void:classPartition", part))
        told.say(part, ("void:class", cls), ("void:entities", count(entities)))
    for predicate, triples in census.properties.items():
        part = property_part(edition, predicate)
        told.say(edition.iri, ("void:propertyPartition", part))
        told.say(
            part,
            ("void:property", predicate),
            ("void:triples", count(triples)),
            ("void:distinctSubjects", count(census.property_subjects[predicate])),
        )


def property_part(edition: Edition, predicate: str) -> str:
    """Return the IRI of what a release says with one property."""
    return edition.part(f"property-{_local(predicate)}")


def _local(iri: str) -> str:
    """Name a term in an IRI: with its prefix, or by a digest where nobody has given it one."""
    short = names.curie(iri)
    return names.digest([iri]) if short.startswith("<") else short.replace(":", "-")


def _say_links(told: Description, edition: Edition, census: Census) -> None:
    for predicate, triples in census.links.items():
        links = edition.part(f"wikidata-{_local(predicate)}")
        told.say(edition.iri, ("void:subset", links))
        told.say(
            links,
            ("rdf:type", node("void:Linkset")),
            ("void:linkPredicate", predicate),
            ("void:subjectsTarget", edition.iri),
            ("void:objectsTarget", edition.part("wikidata")),
            ("void:triples", count(triples)),
        )
        told.say(
            edition.part("wikidata"),
            ("rdf:type", node("void:Dataset")),
            ("dcterms:title", english("Wikidata")),
            ("foaf:homepage", "https://www.wikidata.org/"),
            ("void:uriSpace", Literal(WIKIDATA)),
        )


def _say_subset(told: Description, edition: Edition, path: str, triples: int) -> None:
    if path == tree.STATED:
        return  # that is the dataset itself
    subset = edition.part(path)
    told.say(edition.iri, ("void:subset", subset))
    told.say(
        subset,
        ("rdf:type", node("void:Dataset")),
        ("dcterms:title", english(tree.about(path))),
        ("void:triples", count(triples)),
        ("void:dataDump", edition.address(path)),
    )


def dcat(edition: Edition, files: Iterable[tree.File], *, site: bool = False) -> Iterator[str]:
    """Yield the text of the DCAT file: the dataset, this release of it with its site, and each file."""
    told = Description()
    told.say(
        tree.dataset(),
        ("rdf:type", node("dcat:Dataset")),
        ("dcterms:title", english(_TITLE)),
        *_described(),
        ("dcat:hasCurrentVersion", edition.iri),
        ("dcat:hasVersion", edition.iri),
    )
    told.say(
        edition.iri,
        ("rdf:type", node("dcat:Dataset")),
        ("dcterms:title", english(f"{_TITLE}, release {edition.version}")),
        *_described(),
        *edition.issued(),
        ("dcat:version", Literal(edition.version)),
        ("dcat:isVersionOf", tree.dataset()),
        ("dcterms:conformsTo", names.ONTOLOGY),
    )
    if edition.previous:
        before = tree.versioned(edition.previous)
        told.say(edition.iri, ("dcat:previousVersion", before))
        told.say(tree.dataset(), ("dcat:hasVersion", before))
    if site:
        told.say(edition.iri, ("dcat:landingPage", edition.address(f"{tree.SITE}/index.html")))
    for file in files:
        _say_distribution(told, edition, file)
    return told.turtle()


def _described() -> Iterator[tuple[str, str | Literal]]:
    yield "dcterms:description", english(_ABOUT)
    yield "dcterms:license", tree.LICENCE
    yield "dcterms:publisher", _PROJECT
    yield "dcterms:creator", _PROJECT
    for language in ("ENG", "ZHO"):
        yield "dcterms:language", f"http://publications.europa.eu/resource/authority/language/{language}"
    for word in ("knowledge graph", "news", "provenance", "rare earths", "state-owned enterprises"):
        yield "dcat:keyword", english(word)


def _say_distribution(told: Description, edition: Edition, file: tree.File) -> None:
    distribution, checksum = edition.part(f"file-{file.path}"), edition.part(f"sum-{file.path}")
    told.say(edition.iri, ("dcat:distribution", distribution))
    told.say(
        distribution,
        ("rdf:type", node("dcat:Distribution")),
        ("dcterms:title", english(file.path)),
        ("dcterms:description", english(file.about)),
        ("dcterms:license", tree.LICENCE),
        ("dcat:downloadURL", edition.address(file.path)),
        ("dcat:byteSize", Literal(str(file.size), datatype=node("xsd:nonNegativeInteger"))),
        ("spdx:checksum", checksum),
        *((("dcat:mediaType", file.media_type),) if file.media_type else ()),
        *((("dcat:compressFormat", file.packing),) if file.packing else ()),
    )
    told.say(
        checksum,
        ("rdf:type", node("spdx:Checksum")),
        ("spdx:algorithm", node(_SHA256)),
        ("spdx:checksumValue", Literal(file.digest, datatype=node("xsd:hexBinary"))),
    )
