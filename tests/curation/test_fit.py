"""Which claims a judgement means."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from soegraph import names
from soegraph.curation.fit import Stated, deciding, fits, verdict
from soegraph.curation.identity import Identity
from soegraph.curation.record import checked

LI, WANG = (NamedNode(names.thing("person", slug)) for slug in ("li", "wang"))
BAOGANG = NamedNode(names.thing("organisation", "baogang"))
CLAIM = Stated(
    NamedNode(names.thing("claim", "c")),
    "a",
    frozenset({LI, "li xiao"}),
    "holdsPost",
    frozenset({BAOGANG, "baogang group"}),
    {"role": "chair", "start": "2021"},
    "Li Xiao, chairman of Baogang",
)
CELLS = {"decision": "reject", "article": "a", "subject": "person/li", "predicate": "holdsPost"}
SIGNED = {"object": "organisation/baogang", "who": "Zhang San", "when": "2026-11-23"}
WHO = Identity({WANG: LI})


@pytest.mark.parametrize(
    ("cells", "fit"),
    [
        ({}, True),
        ({"article": "b"}, False),
        ({"article": ""}, True),
        ({"subject": "person/wang"}, True),  # replaced by Li
        ({"subject": "person/zhao"}, False),
        ({"subject": "person/zhao|LI  Xiao"}, True),
        (
            {"subject": "person/zhao|Li Xiao", "article": ""},
            False,
        ),  # names mean something in their article only
        ({"object": "Baogang Group"}, True),
        ({"object": "Baogang"}, False),
        ({"subject": "organisation/baogang", "object": "person/li"}, False),
        ({"predicate": "chairs"}, False),
        ({"predicate": "wasRenamedSince"}, True),
        ({"quote": "chairman of Baogang."}, True),
        ({"quote": "On Monday Li Xiao, chairman\tof Baogang, spoke"}, True),
        ({"quote": "chairman of Bao"}, False),
        ({"quote": "director of Baogang"}, False),
        ({"qualifiers": "role=chair"}, True),
        ({"qualifiers": "role=director"}, False),
        ({"qualifiers": "start=2021|forgotten=yes"}, True),
    ],
)
def test_what_fits(cells: dict[str, str], fit: bool) -> None:
    assert fits(checked({**CELLS, **SIGNED, **cells}), CLAIM, WHO) is fit


def test_a_relation_both_ways_fits_either_way() -> None:
    partners = Stated(
        CLAIM.node, "a", frozenset({BAOGANG}), "partnersWith", frozenset({"x"}), {}, "Baogang and X"
    )
    found = checked({**CELLS, **SIGNED, "subject": "x", "predicate": "partnersWith"})
    assert fits(found, partners, WHO)


def test_the_last_decides_and_each_date_by_itself() -> None:
    lines = [
        checked({**CELLS, **SIGNED, **cells})
        for cells in (
            {"decision": "accept"},
            {"decision": "fix-date", "field": "start", "value": "2020"},
            {"decision": "fix-date", "field": "end", "value": "2022"},
            {"decision": "fix-date", "field": "start"},
            {"decision": "reject"},
        )
    ]
    found = verdict(deciding(lines))
    assert (found.rejected, found.accepted, dict(found.dates)) == (True, False, {"start": "", "end": "2022"})
