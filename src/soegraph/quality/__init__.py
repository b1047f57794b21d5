"""The quality of the ontology: checks that must find nothing, and what a reasoner says.

The checks are the SPARQL files of `ontology/checks`; its README lists them with the pitfalls of OOPS!, the reports of
ROBOT and the tests of FOOPS! that each is a port of. `run` tries them on the ontology in use.

>>> sorted({result.status for result in run()})
['accepted', 'passed']
"""

from __future__ import annotations

from soegraph.quality.checks import Check, Severity, catalogue
from soegraph.quality.report import as_jsonl, as_table
from soegraph.quality.run import Finding, Result, run

__all__ = ["Check", "Finding", "Result", "Severity", "as_jsonl", "as_table", "catalogue", "run"]
