"""Tables for people."""

from pyoxigraph import Literal, NamedNode

from soegraph.names import PREFIXES, thing
from soegraph.query.explain import Witness
from soegraph.query.table import cell, evidence, markdown, text, width
from soegraph.store import Rows

ROWS = Rows(
    ("who", "name"),
    [
        (NamedNode(thing("organisation", "baogang")), Literal("包钢", language="zh-hans")),
        (None, Literal("Li | Xiao")),
    ],
)
CLAIM = Witness("2025-04", "Report", 4, "urn:c", "owns\n36.66 %", "Weekly", "https://example.org/r")
RECORD = Witness("", "sites.csv#x", 0, "urn:r", "", "", "A citation")


def test_columns_line_up_under_wide_characters() -> None:
    wide = Rows(("a", "b"), [(Literal("包钢"), Literal("x")), (Literal("abc"), Literal("y"))])
    assert text(wide, [(), ()]) == "a     b\n----  -\n包钢  x\nabc   y\n"


def test_evidence_stands_below_its_row() -> None:
    assert text(ROWS, [(CLAIM, RECORD), ()]).splitlines() == [
        "who                   name",
        "--------------------  ---------",
        "organisation/baogang  包钢",
        "    “owns 36.66 %” Report, Weekly, 2025-04, https://example.org/r",
        "    sites.csv#x, A citation",
        "                      Li | Xiao",
    ]


def test_markdown_escapes_what_would_break_the_table() -> None:
    assert markdown(ROWS, [(), ()]).splitlines() == [
        "| who | name |",
        "| --- | --- |",
        "| organisation/baogang | 包钢 |",
        "|  | Li \\| Xiao |",
    ]


def test_markdown_puts_evidence_in_a_last_column() -> None:
    assert markdown(ROWS, [(RECORD, RECORD), ()]).splitlines()[2] == (
        "| organisation/baogang | 包钢 | sites.csv#x, A citation<br>sites.csv#x, A citation |"
    )


def test_a_cell_is_one_line() -> None:
    assert cell(Literal("two\r\nlines\tand a tab")) == "two lines and a tab"


def test_iris_are_short() -> None:
    assert cell(NamedNode(PREFIXES["soe"] + "Mine")) == "soe:Mine"


def test_width_counts_columns() -> None:
    assert [width(t) for t in ("abc", "包钢", "é", "e\u0301", "\u200b", "ｆ")] == [3, 4, 1, 1, 0, 2]


def test_a_witness_without_quote_is_its_row() -> None:
    assert evidence(RECORD) == "sites.csv#x, A citation"
