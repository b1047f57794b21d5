"""Documentation of an ontology, with numbers and examples from a graph."""

from __future__ import annotations

from soegraph.publish.vocabulary.page import build
from soegraph.publish.vocabulary.render import documents
from soegraph.publish.vocabulary.source import read

__all__ = ["build", "documents", "read"]
