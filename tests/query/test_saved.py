"""The catalogue and the headers of its files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from soegraph import schema
from soegraph.errors import QueryError
from soegraph.names import SOE
from soegraph.query.bind import expand
from soegraph.query.saved import HEADER, Parameter, SavedQuery, catalogue, checks, read, saved_query
from soegraph.sparql import Kind, significant

ALL = [*catalogue().values(), *checks().values()]
README = Path(__file__).parents[2] / "queries" / "README.md"

MINIMAL = """\
#+ summary: Everything
#+ params:
#+   - {name: min, type: xsd:decimal, min: 0, max: 100, label: {en: Lowest, zh: 最低}}
#+ tags:
#+   - test
SELECT ?x WHERE { ?x ?p ?y . FILTER(COALESCE(?y >= ?__min_xsd_decimal, true)) }
"""

each_query = pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
each_saved = pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)


def test_reads_a_header() -> None:
    query = read("all", MINIMAL)
    assert (query.name, query.summary, query.tags, query.text) == ("all", "Everything", ("test",), MINIMAL)
    assert query.parameters == (
        Parameter("min", "xsd:decimal", minimum=0, maximum=100, labels={"en": "Lowest", "zh": "最低"}),
    )


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("#+ tags: [a]", "lacks 'summary'"),
        ("#+ summary: [", "not valid YAML"),
        ("SELECT * {}", "give it a header"),
        ("#+ summary: s\n#+ sumary: s", "unknown 'sumary'"),
        ("#+ summary: s\n#+ params:\n#+   - {name: a, type: xsd:decimal, mim: 1}", "unknown 'mim'"),
        ("#+ summary: s\n#+ params:\n#+   - {name: a, type: number}", "type 'number' is none of"),
        ("#+ summary: s\n#+ params:\n#+   - {type: iri}", "lacks 'name'"),
    ],
)
def test_a_bad_header_is_refused(header: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=re.escape(complaint)):
        read("bad", header)


@pytest.mark.parametrize(
    ("parameter", "variable"),
    [
        (Parameter("group", "iri", required=True), "_group_iri"),
        (Parameter("group", "iri"), "__group_iri"),
        (Parameter("date", "partialDate", required=True), "_date_literal"),
        (Parameter("depth", "xsd:integer"), "__depth_integer"),
    ],
)
def test_variables_have_the_names_that_grlc_knows(parameter: Parameter, variable: str) -> None:
    assert parameter.variable == variable


def test_an_unknown_name_gets_a_suggestion() -> None:
    with pytest.raises(QueryError, match="did you mean subsidiaries"):
        saved_query("subsidaries")


def test_the_catalogue_is_sorted_and_rich() -> None:
    assert list(catalogue()) == sorted(catalogue())
    assert len(catalogue()) >= 22
    assert len(checks()) >= 12


def test_listing_imports_nothing_heavy() -> None:
    program = (
        "import sys; from soegraph.query.saved import catalogue; catalogue();"
        "print(sorted({'rdflib', 'spacy', 'owlready2', 'SPARQLWrapper'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


# ---- Every file --------------------------------------------------------------------------------------------


def variables(query: SavedQuery) -> set[str]:
    """Return the names of the variables of a query."""
    return {token.text[1:] for token in significant(query.text) if token.kind is Kind.VARIABLE}


@each_query
def test_every_parameter_is_in_the_query_and_every_parameter_variable_is_declared(query: SavedQuery) -> None:
    declared = {p.variable for p in query.parameters if p.type != "limit"}
    assert {name for name in variables(query) if name.startswith("_")} == declared


@each_query
def test_parameter_names_are_such_as_grlc_reads(query: SavedQuery) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9]+", p.name) for p in query.parameters)


@each_saved
def test_every_parameter_has_labels_and_every_required_one_an_example(query: SavedQuery) -> None:
    assert all(set(p.labels) == {"en", "zh"} for p in query.parameters)
    assert all(p.example for p in query.parameters if p.required)


@each_query
def test_the_header_is_what_grlc_and_the_sib_tools_read(query: SavedQuery) -> None:
    lines = [line for line in query.text.splitlines() if line.startswith(HEADER)]
    header = yaml.safe_load("\n".join(line.removeprefix(HEADER) for line in lines))
    assert lines[0].startswith("#+ summary: ")
    assert list(header)[-1] == "tags", "the SIB reader takes what follows for more tags"
    for key in ("summary", "description"):
        text = header.get(key, "")
        assert f"#+ {key}: {text}".strip() in [*lines, f"#+ {key}:"], "one plain scalar on one line"
        assert not any(trap in text for trap in (": ", " #", '"'))


@each_query
def test_the_query_form_is_what_the_sib_tools_read(query: SavedQuery) -> None:
    lines = [line for line in query.text.splitlines() if not line.startswith(HEADER)]
    prefixes = [line for line in lines if line.startswith("PREFIX ")]
    assert lines[: len(prefixes)] == sorted(prefixes)
    first = lines[len(prefixes)]
    assert first.startswith("SELECT ")
    assert not re.search("ask|select|construct|describe", first.removeprefix("SELECT"), re.IGNORECASE)
    assert all(" PREFIX " not in line for line in lines)


@each_query
def test_every_term_of_ours_is_in_the_ontology(query: SavedQuery) -> None:
    annotations = {"claimable", "lexicalType", "soleHolder"}
    known = {*schema.load().classes, *schema.load().properties, *annotations}
    used = {t.text for t in significant(query.text) if t.kind is Kind.NAME and t.text.startswith("soe:")}
    used |= {p.of_class for p in query.parameters} | {v for p in query.parameters for v in p.values}
    assert {
        expand(term).removeprefix(SOE) for term in used if term.startswith("soe:") and term != "soe:"
    } <= known


@each_saved
def test_explanations_speak_of_columns(query: SavedQuery) -> None:
    head = query.text[query.text.index("SELECT") : query.text.index("WHERE")]
    words = {word for pattern in query.explain for word in pattern.split() if word.startswith("?")}
    assert all(re.search(rf"\{word}\b", head) for word in words)
    assert all(len(pattern.split()) in (1, 3) for pattern in query.explain)


@each_query
def test_the_order_of_rows_is_given(query: SavedQuery) -> None:
    assert "\nORDER BY " in query.text


@each_saved
def test_the_readme_lists_it(query: SavedQuery) -> None:
    if not README.exists():
        pytest.skip("queries/README.md lies beside the sources only")
    assert f"| `{query.name}` | {query.summary} |" in README.read_text(encoding="utf-8")
