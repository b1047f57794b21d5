"""The release room: a graph as a folder of files that others import, described, dated and checksummed.

`publish` writes the folder from a store. What is in it, file by file, is told in `soegraph.publish.release.tree`.
"""

from soegraph.publish.release.run import Options, check, publish

__all__ = ["Options", "check", "publish"]
