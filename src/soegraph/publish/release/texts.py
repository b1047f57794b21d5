"""The texts of a release that people read first."""

from __future__ import annotations

from collections.abc import Iterable

from soegraph import names
from soegraph.publish.release import tree
from soegraph.publish.release.census import Census
from soegraph.publish.release.describe import Edition

_README = """# soegraph {version}

A knowledge graph of state enterprises: {subjects:,} things, {triples:,} statements, {facts:,} facts{date}.
Every fact rests on claims with the words of an article, or on a row of a table with its source.

| file | bytes | what it is |
|---|---|---|
{files}
| `queries/*.rq` | | The saved queries |
| `import/README.md` | | How to import the release into a dozen tools |{site}

To begin, load `{stated}` into any RDF store; for a smaller graph without claims and dates, `facts.nt.gz`. With graphs,
load `all.trig.gz`: one for each layer and each article. `{inferred}` adds what the rules infer. Without RDF tools, open
the tables.

`{sums}` holds the digests of all files: `sha256sum -c {sums}`. The data has no blank nodes; `ontology.ttl` and
`shapes.ttl` have those that OWL and SHACL ask for. Names that were replaced stand in `redirects.nt`, for ever.

This release is <{iri}>; any release is <{dataset}>. Licence: CC BY 4.0, see LICENSE.
"""


def readme(edition: Edition, census: Census, files: Iterable[tree.File], *, site: bool = False) -> str:
    """Return the text of README.md, which lists the files that are there, and the site if there is to be one."""
    rows = (
        f"| `{file.path}` | {file.size:,} | {file.about} |"
        for file in files
        if not file.path.startswith(("import/", "queries/"))
    )
    return _README.format(
        version=edition.version,
        subjects=census.subjects,
        triples=census.triples,
        facts=census.facts,
        date=f", up to {edition.date}" if edition.date else "",
        files="\n".join(rows),
        site=f"\n| `{tree.SITE}/index.html` | | The site: a page, Turtle and JSON-LD for each thing |"
        if site
        else "",
        stated=tree.STATED,
        inferred=tree.INFERRED,
        sums=tree.SUMS,
        iri=edition.iri,
        dataset=tree.dataset(),
    )


def licence() -> str:
    """Return the text of LICENSE."""
    return (
        "The data in this folder is published by the soegraph project under the Creative Commons Attribution 4.0\n"
        f"International licence (CC BY 4.0): {tree.LICENCE}legalcode\n\n"
        f"Name the source as: soegraph, {names.HOME}\n\n"
        "The words quoted from articles are short extracts that prove what is stated; they stay their publishers'.\n"
        "The saved queries are code, under the Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0\n"
    )
