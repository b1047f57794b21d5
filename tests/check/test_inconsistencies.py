"""What check tells of contradictions: which axiom, which triples, in whose words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from soegraph.check import Finding
from soegraph.check.inconsistencies import inconsistent
from soegraph.curation import Ledger
from soegraph.curation.record import checked
from soegraph.graph import Graph, build, layers
from soegraph.graph.authority import authority_quads, ontology_quads
from soegraph.graph.terms import soe, term
from soegraph.model import EntityRef, Extraction
from soegraph.store import OxigraphStore

from ..graph.made import KNOWN, TABLES, article, company, person, said

GROUP, MINING, LI = company("group"), company("mining"), person("li", "Li Qi")
OWNED = article("owned", said(MINING, "subsidiaryOf", GROUP))


def iri(entity: EntityRef) -> NamedNode:
    return NamedNode(entity.iri)


def loaded(
    *extractions: Extraction, ontology: Iterable[Triple] = (), ledger: Ledger | None = None
) -> OxigraphStore:
    store = OxigraphStore()
    axioms = layers.within(layers.ONTOLOGY, ontology)
    given = frozenset([*ontology_quads(), *axioms, *authority_quads(TABLES)])
    Graph(store, given, ledger or Ledger(())).load(extractions)
    return store


def put(store: OxigraphStore, *triple: NamedNode | Literal) -> None:
    """State a triple that no article does, as a program may that writes to the store."""
    stated = Triple(*triple)  # type: ignore[arg-type]
    store.extend([*layers.flat([stated]), *layers.within(layers.facts(), [stated])])


def quotes(finding: Finding) -> set[str]:
    at = finding.rows.variables.index("evidenceQuote")
    return {cell.value for row in finding.rows.rows if isinstance(cell := row[at], Literal)}


def test_a_sound_graph_is_consistent() -> None:
    assert list(inconsistent(loaded(OWNED))) == []


def test_a_thing_of_two_classes_that_exclude_each_other() -> None:
    store = loaded(OWNED)
    put(store, iri(GROUP), term("rdf:type"), soe("Person"))
    [found] = inconsistent(store)
    assert found.name == "cax-dw soe:Organisation soe:Person"
    assert found.says == {"en": "Nothing is of two disjoint classes. organisation is disjoint with person"}
    assert {row[3] for row in found.rows.rows} == {soe("Organisation"), soe("Person")}
    assert quotes(found) == {"mining subsidiaryOf group."}
    assert found.fails


def test_articles_that_do_not_agree_on_what_a_thing_is() -> None:
    """Most speak of a government body; one makes it the parent of an enterprise, which has to be one."""
    bureau, firm = company("bureau", of="GovernmentBody"), company("bureau")
    posts = [
        article(f"post-{name}", said(person(name), "holdsPost", bureau, role="chair"))
        for name in ("li", "wu")
    ]
    [found] = inconsistent(loaded(*posts, article("wrong", said(MINING, "subsidiaryOf", firm))))
    assert found.name == "cax-dw soe:Enterprise soe:GovernmentBody"
    assert "mining subsidiaryOf bureau." in quotes(found)


def test_what_people_hold_apart_and_a_program_calls_one() -> None:
    apart = {
        "decision": "not-same",
        "subject": MINING.iri,
        "object": GROUP.iri,
        "who": "Wu",
        "when": "2026-11-23",
    }
    store = loaded(OWNED, ledger=Ledger((checked(apart),)))
    put(store, iri(MINING), term("owl:sameAs"), iri(GROUP))
    put(store, iri(GROUP), term("owl:sameAs"), iri(MINING))
    assert {found.name for found in inconsistent(store)} == {"eq-diff1"}


def founded(*dates: str) -> list[Extraction]:
    return [article(f"in-{date}", said(GROUP, "foundedOn", date)) for date in dates]


def test_dates_of_a_functional_property_that_cannot_both_be_right() -> None:
    functional = Triple(soe("foundedOn"), term("rdf:type"), term("owl:FunctionalProperty"))
    assert list(inconsistent(loaded(*founded("1954", "1954-05"), ontology=[functional]))) == []
    found, ours = inconsistent(loaded(*founded("1954", "1954-05", "1955"), ontology=[functional]))
    assert (found.name, ours.name) == ("prp-fp soe:foundedOn", "founding-dates")
    assert quotes(found) == {f"group foundedOn {date}." for date in ("1954", "1954-05", "1955")}


def test_founding_dates_of_which_one_is_wrong_fail_nothing() -> None:
    assert list(inconsistent(loaded(*founded("1954", "1954-05")))) == []
    [found] = inconsistent(loaded(*founded("1954", "1954-05", "1955-01")))
    assert (found.name, found.fails) == ("founding-dates", False)
    assert quotes(found) == {f"group foundedOn {date}." for date in ("1954", "1954-05", "1955-01")}


def test_a_loop_of_control_is_told_once_and_fails_nothing() -> None:
    back = article("back", said(GROUP, "holdsStakeIn", MINING, percent="60"))
    forth = article("forth", said(MINING, "holdsStakeIn", GROUP, percent="70"))
    [found] = inconsistent(loaded(back, forth))
    assert found.name == "control-loop"
    assert not found.fails
    assert {str(row[0]) for row in found.rows.rows} == {'"1"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    assert quotes(found) == {"group holdsStakeIn mining.", "mining holdsStakeIn group."}


@pytest.mark.parametrize("value", [Literal("many"), Literal("5.5", datatype=term("xsd:decimal"))])
def test_a_value_outside_of_the_range(value: Literal) -> None:
    store = loaded(OWNED)
    put(store, iri(KNOWN), soe("publisherCount"), value)
    assert [found.name for found in inconsistent(store)] == ["dt-not-type soe:publisherCount xsd:integer"]


def test_a_load_counts_what_it_causes() -> None:
    store, other = loaded(OWNED), article("other", said(MINING, "partnersWith", GROUP))
    put(store, iri(GROUP), term("rdf:type"), soe("Meeting"))
    given = frozenset([*ontology_quads(), *authority_quads(TABLES)])
    graph = Graph(store, given, Ledger(()))
    assert graph.load([other]).inconsistencies == 0
    back = article("back", said(MINING, "holdsStakeIn", GROUP, percent="60"))
    assert graph.load([back]).inconsistencies == 1


def test_a_build_counts_all(tmp_path: Path) -> None:
    loop = article(
        "loop", said(MINING, "subsidiaryOf", GROUP), said(MINING, "holdsStakeIn", GROUP, percent="60")
    )
    given = frozenset([*ontology_quads(), *authority_quads(TABLES)])
    assert build(tmp_path / "store", [OWNED, loop], given, Ledger(())).inconsistencies == 1
