"""The one function behind which the SHACL engine stands."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import names
from soegraph.graph.terms import soe, term
from soegraph.shapes import Shapes, results, validate

GROUP = NamedNode(names.thing("organisation", "group"))
PLACE = NamedNode(names.thing("place", "beijing"))
NAME = Literal("Group", language="en")
HIERARCHY = [Triple(soe("Enterprise"), term("rdfs:subClassOf"), soe("Organisation"))]
DATA = [
    Triple(GROUP, term("rdf:type"), soe("Enterprise")),
    Triple(GROUP, term("skos:prefLabel"), NAME),
    Triple(GROUP, term("rdfs:label"), NAME),
]


def test_what_is_wrong_comes_with_its_place_and_words_for_people() -> None:
    code = Literal("SH:600111")
    [found] = validate([*DATA, Triple(GROUP, soe("ticker"), code)], HIERARCHY)
    assert (found.focus, found.path, found.value, found.rule) == (GROUP, soe("ticker"), code, "ticker")
    assert (found.component, found.severity) == ("PatternConstraintComponent", "Violation")
    assert found.message().startswith("A ticker is a code")
    assert found.message("zh-hans").startswith("证券代码")
    assert found.message("fr") == ""


def test_context_is_seen_and_not_validated() -> None:
    seat = Triple(GROUP, soe("headquarteredIn"), PLACE)
    known = Triple(PLACE, term("rdf:type"), soe("Place"))
    assert [violation.rule for violation in validate([*DATA, seat], HIERARCHY)] == ["headquarteredIn"]
    assert validate([*DATA, seat], [*HIERARCHY, known]) == []


def test_prepared_shapes_serve_many_times_and_results_are_sorted() -> None:
    shapes = Shapes(HIERARCHY)
    nameless = [NamedNode(names.thing("organisation", name)) for name in ("c", "a", "b")]
    found = [
        shapes.validate(Triple(node, term("rdf:type"), soe("Enterprise")) for node in nameless) for _ in "12"
    ]
    assert found[0] == found[1] == sorted(found[0], key=lambda violation: violation.key)
    assert {violation.focus for violation in found[0]} == set(nameless)


def test_details_of_a_result_are_no_results() -> None:
    sh = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> ."
    told = "sh:sourceShape :s ; sh:sourceConstraintComponent sh:NodeConstraintComponent ; sh:resultSeverity sh:Info"
    report = f"{sh} [] sh:result [ sh:focusNode :a ; {told} ; sh:detail [ sh:focusNode :b ; {told} ] ] ."
    assert [violation.focus.value for violation in results(report)] == ["https://example.org/a"]
