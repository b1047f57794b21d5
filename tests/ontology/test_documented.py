"""`ontology/checks/README.md` lists what there is, and gives a place to all that OOPS!, ROBOT and FOOPS! look for."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from soegraph import quality
from soegraph.quality import reasoner
from soegraph.quality.run import accepted

README = (files("soegraph") / "ontology" / "checks" / "README.md").read_text(encoding="utf-8")
CHECKS = [*quality.catalogue(), reasoner.INCONSISTENT, reasoner.UNSATISFIABLE, reasoner.RECLASSIFIED]

ROBOT = """
    annotation_whitespace deprecated_boolean_datatype deprecated_class_reference deprecated_property_reference
    duplicate_definition duplicate_exact_synonym duplicate_label duplicate_label_synonym duplicate_scoped_synonym
    equivalent_class_axiom_no_genus equivalent_pair illegal_use_of_built_in_vocabulary invalid_entity_uri invalid_xref
    label_formatting label_whitespace lowercase_definition missing_definition missing_label missing_obsolete_label
    missing_ontology_description missing_ontology_license missing_ontology_title missing_subset_declaration
    missing_superclass missing_synonymtype_declaration misused_obsolete_label misused_replaced_by
    multiple_asserted_superclasses multiple_definitions multiple_equivalent_class_definitions
    multiple_equivalent_classes multiple_labels multiple_logical_definitions
"""
FOOPS = """
    CN1 DOC1 FIND1 FIND2 FIND3 FIND_3_BIS HTTP1 OM1 OM2 OM3 OM4.1 OM4.2 OM5.1 OM5.2 PURL1 RDF1 URI1 URI2 VER1 VER2
    VOC1 VOC2 VOC3 VOC4
"""
LOOKED_FOR = {
    "OOPS": [f"P{number:02}" for number in range(1, 42)],
    "ROBOT": ROBOT.split(),
    "FOOPS": FOOPS.split(),
}


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert section is not None, f"no section {heading!r}"
    lines = [line for line in section[1].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_check_is_listed_as_its_header_has_it() -> None:
    expected = [
        [f"`{check.name}`", check.severity.value, ", ".join(check.sources), check.summary] for check in CHECKS
    ]
    assert rows("The checks") == expected


def test_every_exception_is_listed_with_its_reason() -> None:
    expected = [[f"`{name}`", finding, reason] for (name, finding), reason in accepted().items()]
    assert rows("Exceptions") == expected


@pytest.mark.parametrize("tool", LOOKED_FOR)
def test_what_others_look_for_is_a_check_or_has_a_reason(tool: str) -> None:
    ported = {source for check in CHECKS for source in check.sources if source.startswith(f"{tool} ")}
    reasoned = {
        f"{tool} {name}" for sources, _ in rows("What no query can tell") for name in _names(tool, sources)
    }
    assert ported & reasoned == set()
    assert ported | reasoned == {f"{tool} {name}" for name in LOOKED_FOR[tool]}


def _names(tool: str, sources: str) -> list[str]:
    """Read ``OOPS P01, P09``."""
    first, *names = sources.replace(",", "").split()
    return names if first == tool else []
