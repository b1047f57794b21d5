"""The graph room: claims in, layers of named graphs out.

`Graph` loads articles into a store and forgets them; `build` makes a whole graph anew. How the layers hang
together is told in `soegraph.graph.layers`, `articles`, `authority`, `facts` and `rules`, one module a layer.
"""

from soegraph.graph.build import build
from soegraph.graph.bulk import LoadReport
from soegraph.graph.load import Graph, Summary

__all__ = ["Graph", "LoadReport", "Summary", "build"]
