"""How well extraction finds what people found: precision, recall and F1 against annotated articles.

Annotated articles come from `sources` (our format, and two of other benchmarks), claims from extraction or, made
elsewhere, from `claims`. `match` pairs claims with facts, `verdicts` and `entities` tell what became of each,
`figures` counts, `report` keeps it all as JSON, `changes` compares two reports, and `tables` writes for people.
"""

from soegraph.evaluate.gold import Annotated
from soegraph.evaluate.report import Report
from soegraph.evaluate.run import evaluate
from soegraph.evaluate.sources import read_annotated

__all__ = ["Annotated", "Report", "evaluate", "read_annotated"]
