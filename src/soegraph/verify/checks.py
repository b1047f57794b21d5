"""The checks of an audit, in the order in which they are told."""

from __future__ import annotations

from soegraph.verify.report import Check

_AGAIN = "fetch the file again; if it stays so, tell the publisher"
_TELL = "tell the publisher; do not load the file"

FILES = Check("files", "files that are listed, files that are there", "files", _AGAIN)
DIGESTS = Check("digests", "SHA-256 of each file, against SHA256SUMS", "files", _AGAIN)
GZIP = Check("gzip", "packed files: whole, without a name or time in the head", "files", _AGAIN)
CATALOGUE = Check(
    "catalogue", "dcat.ttl: address, size, digest and media type of each file", "distributions", _TELL
)
EDITION = Check(
    "edition", "licence, date and number of the release, wherever they are told", "statements", _TELL
)
SYNTAX = Check("syntax", "RDF files, with a strict parser", "files", _TELL)
CANONICAL = Check("canonical", "N-Triples: canonical, sorted by code point, each line once", "lines", _TELL)
BLANK_NODES = Check("blank-nodes", "none but in ontology.ttl and shapes.ttl", "triples", _TELL)
IRIS = Check(
    "iris",
    "IRIs: absolute, NFC, ASCII if they are the release's own",
    "triples",
    "correct the source and republish",
)
PREDICATES = Check(
    "predicates",
    "predicates end in an NCName, so that RDF/XML can be written",
    "triples",
    "rename the property",
)
TERMS = Check(
    "terms",
    "properties and classes: declared in ontology.ttl, or of a known vocabulary",
    "triples",
    "declare the term in the ontology, or correct its name",
)
VALUES = Check(
    "values",
    "literals: lexical forms, language tags; things and datatypes as the ontology wants them",
    "triples",
    "correct the source and republish",
)
PARTS = Check(
    "parts", "ontology, schemes, data/* and claims: together all.nt.gz, no triple in two", "triples", _TELL
)
GRAPHS = Check("graphs", "all.trig.gz: what all.nt.gz and all-inferred.nt.gz hold", "triples", _TELL)
JSON_LD = Check(
    "json-ld", "all.jsonld.gz: what all.nt.gz holds, with the context of context.jsonld", "triples", _TELL
)
RDF12 = Check("rdf12", "claims-rdf12.ttl.gz: what claims.ttl.gz holds", "triples", _TELL)
INFERRED = Check("inferred", "all-inferred.nt.gz: nothing that is stated", "triples", _TELL)
FACTS = Check("facts", "facts.nt.gz: nothing that is not stated", "triples", _TELL)
REFERENCES = Check(
    "references", "things of the release that are spoken of: each is described", "things", _TELL
)
GROUNDS = Check("grounds", "facts rest on claims or records; claims are complete", "facts and claims", _TELL)
EVIDENCE = Check(
    "evidence", "quotes are as long as their offsets say, in their article, inside its text", "quotes", _TELL
)
QUOTES = Check(
    "quotes",
    "texts of --texts whose hash is the article's: each quote at its offsets",
    "quotes",
    "get the text as it was when it was read; if it is that, tell the publisher",
)
REDIRECTS = Check("redirects", "names that were replaced: one new name each, no circles", "names", _TELL)
COUNTS = Check("counts", "void.ttl, against what is counted", "numbers", _TELL)
QUALITY = Check("quality", "quality.ttl: figures of the facts, against what is counted", "numbers", _TELL)
TABLES = Check("tables", "tables: rows, cells and IRIs, against the triples; CSV as Parquet", "rows", _TELL)
QUERIES = Check("queries", "saved queries: each can be parsed, queries.ttl has the same", "queries", _TELL)
CHANGES = Check(
    "changes", "changes/: what came is stated, what went is not, the patch says the same", "lines", _TELL
)
SITE = Check(
    "site",
    "site/: links lead to files, nothing comes from elsewhere, Turtle and JSON-LD say what the release says",
    "pages",
    _TELL,
)

CHECKS = (
    *(FILES, DIGESTS, GZIP, CATALOGUE, EDITION, SYNTAX, CANONICAL, BLANK_NODES, IRIS, PREDICATES, TERMS),
    *(VALUES, PARTS, GRAPHS, JSON_LD, RDF12, INFERRED, FACTS, REFERENCES, GROUNDS, EVIDENCE, QUOTES),
    *(REDIRECTS, COUNTS, QUALITY, TABLES, QUERIES, CHANGES, SITE),
)
