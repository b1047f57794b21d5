"""soegraph: news articles in, a dated and evidenced corporate knowledge graph out."""

from importlib.metadata import version

__version__ = version("soegraph")
