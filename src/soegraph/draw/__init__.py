"""Pictures of the graph: who owns an enterprise and what it owns, and who held which post when.

What is drawn is a plain dataclass (`Ownership`, `Board`), which knows no library and can be told in words; how is in
`soegraph.draw.paper` and the two modules that draw on it.

The library is matplotlib: it has been released several times a year since 2003, under a licence like Python's, writes
SVG and PNG from one description without a browser or any binary beside it, and gives the same bytes again. igraph is
under the GPL, plotly needs a browser for PNG, vl-convert ships 30 MB of Deno, and Graphviz is no Python package. Where
boxes stand is a small layered layout of our own (`soegraph.draw.columns`).
"""
