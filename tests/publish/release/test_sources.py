"""The sources of a table's row: the first by date, with its words, of those that are claims."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from soegraph.graph.terms import term
from soegraph.names import thing
from soegraph.publish.release.gather import ARTICLE, Node
from soegraph.publish.release.sources import Source, Sources


def node(kind: str, slug: str, **said: str) -> Node:
    """Return a thing with what is said of it: by prefixed names, with an underscore for the colon."""
    pairs = [f"{term(name.replace('_', ':'))} {value}" for name, value in said.items()]
    return Node(f"<{thing(kind, slug)}>", {ARTICLE: sorted(pairs)})


def claim(slug: str, article: str) -> Node:
    return node(
        "claim",
        slug,
        prov_wasQuotedFrom=f"<{thing('article', article)}>",
        oa_hasTarget=f"<{thing('evidence', slug)}>",
    )


def test_the_earliest_article_is_the_first_source(tmp_path: Path) -> None:
    early, late = (thing("claim", slug) for slug in ("early", "late"))
    with closing(Sources(tmp_path / "sources")) as sources:
        sources.visit(node("article", "a-01", schema_datePublished='"2022"', dcterms_title='"Ore"@en'))
        sources.visit(node("article", "a-02", schema_datePublished='"2021-05"'))
        sources.visit(claim("late", "a-01"))
        sources.visit(claim("early", "a-02"))
        sources.visit(node("evidence", "early", oa_exact='"Chairman \\"Li\\""'))
        assert sources.first([late, early]) == Source("2021-05", "", "", early, 'Chairman "Li"')
        assert sources.first([late]) == Source("2022", "Ore", "", late, "")


def test_what_is_no_claim_is_no_source(tmp_path: Path) -> None:
    with closing(Sources(tmp_path / "sources")) as sources:
        sources.visit(node("record", "known", dcterms_identifier='"known"'))
        assert sources.first([thing("record", "known")]) is None
        assert sources.first([]) is None


def test_many_claims_are_asked_for_in_portions(tmp_path: Path) -> None:
    slugs = [f"c{number:04d}" for number in range(1200)]
    with closing(Sources(tmp_path / "sources")) as sources:
        for slug in slugs:
            sources.visit(claim(slug, "a-01"))
        found = sources.first([thing("claim", slug) for slug in reversed(slugs)])
    assert found
    assert found.claim == thing("claim", "c0000")
