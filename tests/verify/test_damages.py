"""Releases with one fault each: the check that is meant for it finds it, and says where."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from soegraph.verify import verify

from .conftest import Copy

ALL, TRIG, JSON_LD = "all.nt.gz", "all.trig.gz", "all.jsonld.gz"
Damage = Callable[[Copy], object]


def replaced(path: str, old: str, new: str, *, lines: bool = False) -> Damage:
    return lambda copy: copy.replace(path, old, new, lines=lines)


def added(path: str, text: str, *, lines: bool = False) -> Damage:
    """Write a text at the end of a file, or sorted in if it is one of lines."""

    def damage(copy: Copy) -> None:
        found = (copy.read(path) + text).splitlines(keepends=True)
        copy.write(path, "".join(sorted(found) if lines else found))

    return damage


def bare(path: str, change: Callable[[bytes], bytes]) -> Damage:
    """Change the bytes of a file, and nothing that tells of it."""
    return lambda copy: (copy.root / path).write_bytes(change((copy.root / path).read_bytes()))


def sealed(path: str, change: Callable[[bytes], bytes]) -> Damage:
    """Change the bytes of a file, and all that tells of it."""

    def damage(copy: Copy) -> None:
        bare(path, change)(copy)
        copy.seal(path)

    return damage


def one_byte(content: bytes) -> bytes:
    return content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]


def swapped(copy: Copy) -> None:
    found = copy.read(ALL).splitlines(keepends=True)
    copy.write(ALL, "".join([found[1], found[0], *found[2:]]))


def renamed(copy: Copy) -> None:
    (copy.root / "shapes.ttl").rename(copy.root / "forms.ttl")


def linked(copy: Copy) -> None:
    (copy.root / "LICENSE").unlink()
    (copy.root / "LICENSE").symlink_to(Path(__file__))


def linked_to_nothing(copy: Copy) -> None:
    for path in ("shapes.ttl", "dcat.ttl"):
        (copy.root / path).unlink()
        (copy.root / path).symlink_to("nowhere")


def named_in_no_encoding(copy: Copy) -> None:
    Path(os.fsdecode(os.fsencode(copy.root) + b"/\xff.ttl")).write_text("")


def moved(copy: Copy) -> None:
    copy.replace(ALL, r'(oa#start> ")57"', r'\g<1>56"')
    copy.replace(ALL, r'(oa#end> ")89"', r'\g<1>88"')


ID = "https://w3id.org/soegraph/id/"
LI, TENURE = f"<{ID}person/li>", f"<{ID}tenure/li.known-group.chair>"
DAMAGES: dict[str, tuple[str, str, Damage]] = {
    "a changed byte": ("digests", "data/persons.ttl.gz", bare("data/persons.ttl.gz", one_byte)),
    "a changed byte in a text": ("digests", "LICENSE", bare("LICENSE", one_byte)),
    "a missing file": ("files", "shapes.ttl", renamed),
    "a missing file that nobody lists": ("files", "quality.ttl", lambda copy: copy.drop("quality.ttl")),
    "a file too many": ("files", "notes.txt", lambda copy: (copy.root / "notes.txt").write_text("mine")),
    "a link out of the release": ("files", "it is a link", linked),
    "a link to nothing": ("files", "shapes.ttl .*cannot be read", linked_to_nothing),
    "a name in no encoding": ("files", r"\?\.ttl .*does not list it", named_in_no_encoding),
    "a list that leads out": ("files", r"\.\./secret", added("SHA256SUMS", f"{'0' * 64}  ../secret\n")),
    "a list with a line of nothing": ("files", "no digest", added("SHA256SUMS", "hello\n")),
    "a packed file cut short": ("gzip", "facts.nt.gz", sealed("facts.nt.gz", lambda content: content[:-40])),
    "a packed file of nothing": ("gzip", "it is empty", sealed("facts.nt.gz", lambda _: b"")),
    "a packed file with a time": (
        "gzip",
        "facts.nt.gz",
        sealed("facts.nt.gz", lambda content: content[:4] + b"abcd" + content[8:]),
    ),
    "a wrong size in the catalogue": (
        "catalogue",
        "the size",
        replaced("dcat.ttl", r'byteSize "\d+', 'byteSize "7'),
    ),
    "a wrong digest in the catalogue": (
        "catalogue",
        "the digest",
        replaced("dcat.ttl", r'checksumValue "\w{4}', 'checksumValue "0000'),
    ),
    "a wrong media type": ("catalogue", "the media type", replaced("dcat.ttl", r"text/csv", "text/plain")),
    "a distribution of nothing": (
        "catalogue",
        "no file tables/none.csv",
        replaced("dcat.ttl", r"(downloadURL <.*/tables/)sites(\.csv>)", r"\1none\2"),
    ),
    "another licence": ("edition", "license", replaced("void.ttl", "by/4.0", "by-nc/4.0")),
    "a licence that the text does not name": (
        "edition",
        "LICENSE",
        replaced("LICENSE", "by/4.0", "by-nc/4.0"),
    ),
    "no date": ("edition", "issued", replaced("dcat.ttl", r"    dcterms:issued .* ;\n", "")),
    "another number": (
        "edition",
        "its number",
        replaced("dcat.ttl", r'dcat:version "1\.2\.0"', 'dcat:version "1.2.1"'),
    ),
    "a space in an IRI": ("syntax", "' '", replaced(ALL, "person/li> <", "person/l i> <")),
    "two # in an IRI": ("syntax", "'#'", replaced(ALL, "ontology#Person", "ontology##Person")),
    "Turtle without a full stop": ("syntax", "schemes.ttl", replaced("schemes.ttl", r" \.\n\n", "\n\n")),
    "JSON without an end": ("syntax", JSON_LD, replaced(JSON_LD, r"\n\]\n\}\n", "\n")),
    "text that is not UTF-8": (
        "syntax",
        "data/persons",
        lambda copy: copy.write_bytes("data/persons.ttl.gz", b"Li Xiao", b"Li \xff"),
    ),
    "lines out of order": ("canonical", "sorts before", swapped),
    "a line twice": ("canonical", "twice", replaced(ALL, r"\A(.*\n)", r"\1\1")),
    "a line that is not canonical": ("canonical", "canonical would be", replaced(ALL, r" \.$", "  .")),
    "a line of nothing": ("canonical", "no statement", replaced(ALL, r"\A", "# all\n")),
    "a blank node": ("blank-nodes", "_:li", replaced("data/persons.ttl.gz", r"^person:li a", "_:li a")),
    "an IRI that is not NFC": (
        "iris",
        "normal form",
        replaced("data/articles.ttl.gz", "example.org/first", "example.org/e\u0301"),
    ),
    "a name that is not ASCII": ("iris", "ASCII", replaced(TRIG, r"person:wang\b", f"<{ID}person/王>")),
    "a script for a link": (
        "iris",
        "javascript",
        replaced(ALL, "<https://example.org/first>", "<javascript:first>"),
    ),
    "a predicate that RDF/XML cannot write": (
        "predicates",
        "NCName",
        replaced(ALL, f"(^{LI}) <.*?#label>", r"\1 <https://example.org/1>", lines=True),
    ),
    "an undeclared property": (
        "terms",
        "soegraph/ontology#holdsPosts",
        replaced(ALL, "#holdsPost> <", "#holdsPosts> <"),
    ),
    "an undeclared class": (
        "terms",
        "ontology#Persons",
        replaced("data/persons.ttl.gz", "soe:Person ", "soe:Persons "),
    ),
    "a relation of a claim that is none": (
        "terms",
        "ontology#holdsPosts",
        replaced("claims.ttl.gz", "rdf:predicate soe:holdsPost", "rdf:predicate soe:holdsPosts"),
    ),
    "a property of no vocabulary": (
        "terms",
        "viod#triples",
        replaced("void.ttl", "ns/void#> .", "ns/viod#> ."),
    ),
    "a day that no calendar has": (
        "values",
        "2024-02-30",
        replaced(ALL, '"2024-05-02"', '"2024-02-30"'),
    ),
    "a date that is a text": ("values", "is wanted as", replaced(ALL, r'"2021-06"\^\^<.*?>', '"2021-06"')),
    "a number that is not canonical": ("values", '"0.90"', replaced(ALL, '"0.9"', '"0.90"')),
    "a language tag that is none": (
        "values",
        "@english-language",
        replaced(ALL, "@en ", "@english-language "),
    ),
    "a text for a thing": (
        "values",
        "a thing is wanted",
        replaced(ALL, "(#holdsPost>) <.*?>", r'\1 "Known"'),
    ),
    "a triple that a part lacks": (
        "parts",
        "lacks",
        replaced("data/persons.ttl.gz", r"    soe:chairs .* \.", "    soe:x 1 ."),
    ),
    "a triple in two parts": ("parts", "both", added("claims.ttl.gz", "person:li a soe:Person .\n")),
    "a triple that the graphs lack": (
        "graphs",
        "lacks",
        replaced(TRIG, r'    +soe:publisherName "Weekly" ;\n', ""),
    ),
    "a claim in another graph": (
        "graphs",
        "another article",
        replaced(TRIG, r"(wasQuotedFrom) article:first", r"\1 article:second"),
    ),
    "a value changed in JSON-LD": ("json-ld", "Weekly", replaced(JSON_LD, '"Weekly"', '"Monthly"')),
    "another context": (
        "json-ld",
        "context",
        replaced("context.jsonld", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/pro#"),
    ),
    "a claim that RDF 1.2 turns round": (
        "rdf12",
        "lacks",
        replaced("claims-rdf12.ttl.gz", r"<<\( (\S+) (\S+) (\S+) \)>>", r"<<( \3 \2 \1 )>>"),
    ),
    "a stated triple among the inferred": (
        "inferred",
        "has it already",
        added(
            "all-inferred.nt.gz",
            f'{LI} <http://www.w3.org/2000/01/rdf-schema#label> "Li Xiao"@en .\n',
            lines=True,
        ),
    ),
    "a fact that nobody states": (
        "facts",
        "has not",
        replaced("facts.nt.gz", r"(#chairs> <.*/)talks", r"\1walks", lines=True),
    ),
    "a thing that is not described": (
        "references",
        "person/nobody",
        replaced(ALL, f"(^{TENURE} <.*#member>) <.*>", rf"\1 <{ID}person/nobody>", lines=True),
    ),
    "a tenure that rests on nothing": (
        "grounds",
        "rests on no claim",
        replaced(ALL, f"(?:^{TENURE} <.*wasDerivedFrom> .*\n)+", ""),
    ),
    "a claim without words": (
        "grounds",
        "oa:hasTarget once",
        replaced(ALL, r"^.*/claim/.*hasTarget.*\n", ""),
    ),
    "a confidence above one": ("grounds", "confidence", replaced(ALL, '"0.9"', '"1.9"')),
    "a modality that is none": ("grounds", "modality", replaced(ALL, '"denied"', '"doubted"')),
    "a moved offset": ("evidence", "its place is", replaced(ALL, r'(oa#end> ")29"', r'\g<1>30"')),
    "a quote from another article": (
        "evidence",
        "from another article",
        replaced(ALL, r"(/evidence/.*wasQuotedFrom> <.*)/first>", r"\1/second>"),
    ),
    "a text that is too short": ("evidence", "it ends at", replaced(ALL, r'(textLength> ")98"', r'\g<1>80"')),
    "an offset moved at both ends": (
        "quotes",
        "the text at",
        moved,
    ),
    "a changed word": (
        "quotes",
        "the quote 'Wang Wei chairs the walks.'",
        replaced(ALL, "chairs the talks", "chairs the walks"),
    ),
    "a changed hash": ("quotes", "another hash", replaced(ALL, r'(textHash> ")\w{4}', r"\g<1>0000")),
    "a redirect that is not stated": (
        "redirects",
        "only redirects.nt",
        replaced("redirects.nt", "person/mrs-li", "person/miss-li"),
    ),
    "redirects in a circle": (
        "redirects",
        "circle",
        added(
            "redirects.nt",
            f"{LI} <http://purl.org/dc/terms/isReplacedBy> <{ID}person/mrs-li> .\n",
            lines=True,
        ),
    ),
    "a wrong count": (
        "counts",
        "void:distinctObjects",
        replaced("void.ttl", r"void:distinctObjects \d+", "void:distinctObjects 1000"),
    ),
    "a wrong count of a class": (
        "counts",
        "void:entities",
        replaced("void.ttl", r"void:entities \d+", "void:entities 77"),
    ),
    "a wrong count of a file": (
        "counts",
        "triples in",
        replaced("void.ttl", r"(/data/persons.ttl.gz> ;\n    void:triples) \d+", r"\1 77"),
    ),
    "a class that is not told": (
        "counts",
        "soe:Stake",
        replaced("void.ttl", r"void:class soe:Stake", "void:class soe:Mine"),
    ),
    "a figure that is too good": (
        "quality",
        "quote-coverage",
        replaced("quality.ttl", r"(quality-quote-coverage> a (?:.*\n)+?.*dqv:value) [^ ]+", r"\1 1.0"),
    ),
    "a changed cell": (
        "tables",
        "started_on is 2020-06",
        replaced("tables/tenures.csv", "2021-06", "2020-06"),
    ),
    "a row of nothing": (
        "tables",
        "nothing is said",
        replaced("tables/stakes.csv", "id/stake/7", "id/stake/8"),
    ),
    "a missing row": ("tables", "no row", replaced("tables/subsidiaries.csv", r"^https.*\n", "")),
    "a cell too many": ("tables", "number of cells", replaced("tables/sites.csv", r"\Z", "a,b\n")),
    "Parquet that is not the CSV": (
        "tables",
        "its row is not that",
        replaced("tables/tenures.csv", "Li Xiao holdsPost", "Li Xiao held"),
    ),
    "a query that cannot be parsed": ("queries", "find.rq", replaced("queries/find.rq", "^SELECT", "SELCT")),
    "a query that queries.ttl lacks": (
        "queries",
        "query finds",
        lambda copy: copy.write("queries/finds.rq", "SELECT * {}"),
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_found_by_the_check_that_is_meant(copy: Copy, texts: Path, name: str) -> None:
    check, words, damage = DAMAGES[name]
    damage(copy)
    report = verify(copy.root, texts, shown=1000)
    told = [f"{fault.file} {fault.subject} {fault.what}" for fault in report.faults if fault.check == check]
    assert any(re.search(words, each) for each in told), (told, report.found)
