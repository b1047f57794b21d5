"""The site of a release: its links, its data, and recipes for other tools beside it."""

from __future__ import annotations

import pytest

from soegraph.verify import Report, verify

from .conftest import Copy

LI = "<https://w3id.org/soegraph/id/person/li>"
TURTLE = f'{LI} <http://www.w3.org/2000/01/rdf-schema#label> "Li Xiao"@en .\n'
JSON_LD = """{
"@context": {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
"@graph": [
{"@id": "https://w3id.org/soegraph/id/person/li", "rdfs:label": {"@value": "Li Xiao", "@language": "en"}}
]
}
"""
PAGE = """<!doctype html><html lang="en"><title>Li Xiao</title><link rel="stylesheet" href="../../style.css">
<p><a href="../../index.html#top">All</a> <a href="li.ttl">Turtle</a> <a href="https://example.org/">Source</a>
"""


@pytest.fixture
def site(copy: Copy) -> Copy:
    """Return a release with a site of one thing."""
    copy.add("site/index.html", '<!doctype html><html lang="en"><a href="id/person/li.html">Li Xiao</a>')
    copy.add("site/style.css", "")
    copy.add("site/id/person/li.html", PAGE)
    copy.add("site/id/person/li.ttl", TURTLE)
    copy.add("site/id/person/li.jsonld", JSON_LD)
    page = "dcat:landingPage <https://w3id.org/soegraph/dataset/1.2.0/site/index.html>"
    copy.replace("dcat.ttl", r'(    dcat:version "1\.2\.0") \.', rf"\1 ;\n    {page} .")
    return copy


def told(report: Report, check: str) -> list[str]:
    return [f"{fault.file} {fault.what}" for fault in report.faults if fault.check == check]


def test_a_sound_site_passes(site: Copy) -> None:
    report = verify(site.root)
    assert report.faults == []
    assert report.looked["site"] == 2


def test_a_canonical_address_is_not_requested_whatever_it_is_called(site: Copy) -> None:
    address = '<link rel="canonical" href="https://w3id.org/soegraph/id/commodity/silicon-steel">'
    site.replace("site/id/person/li.html", "<!doctype html>", f"<!doctype html>{address}")
    assert told(verify(site.root), "site") == []


def test_pages_are_no_distributions_but_the_first_must_be_there(site: Copy) -> None:
    site.drop("site/index.html")
    assert told(verify(site.root), "catalogue")[0] == "dcat.ttl there is no landing page site/index.html"


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("li.html", "li.ttl", "wang.ttl", "site/id/person/li.html there is no file for the link wang.ttl"),
        (
            "li.html",
            "<p>",
            '<script src="https://example.org/a.js"></script>',
            "site/id/person/li.html it requests something from elsewhere: https://example.org/a.js",
        ),
        (
            "li.html",
            r"(\.\./)+style.css",
            "https://example.org/style.css",
            "site/id/person/li.html it requests something from elsewhere: https://example.org/style.css",
        ),
        ("li.ttl", "Li Xiao", "Li", f"site only the Turtle has: {TURTLE.replace('Li Xiao', 'Li')[:-3]}"),
        ("li.jsonld", '"en"', '"fr"', f"site only the JSON-LD has: {TURTLE.replace('@en', '@fr')[:-3]}"),
    ],
)
def test_a_damage_of_the_site_is_found(site: Copy, path: str, old: str, new: str, fault: str) -> None:
    site.replace(f"site/id/person/{path}", old, new)
    assert fault in told(verify(site.root), "site")


def test_data_of_pages_that_the_release_does_not_have_is_found(site: Copy) -> None:
    for path in ("li.ttl", "li.jsonld"):
        site.replace(f"site/id/person/{path}", "Li Xiao", "Li")
    line = TURTLE.replace("Li Xiao", "Li")[:-3]
    assert f"site neither all.nt.gz nor all-inferred.nt.gz has: {line}" in told(verify(site.root), "site")


def test_recipes_are_settings_and_no_data(site: Copy) -> None:
    site.add("import/tdb.ttl", "<#store> a <http://jena.apache.org/2016/tdb#DatasetTDB2>, [] .\n")
    report = verify(site.root)
    assert set(report.found) == {"catalogue"}, "it has no distribution, but is no data either"
    site.replace("import/tdb.ttl", r" \.", "")
    assert told(verify(site.root), "syntax")[0].startswith("import/tdb.ttl ")
