"""The quality of the ontology: checks that must find nothing."""

from __future__ import annotations

from soegraph.quality.checks import Check, catalogue
from soegraph.quality.run import Result, run

__all__ = ["Check", "Result", "catalogue", "run"]
