"""The site of a release: a page, Turtle and JSON-LD for each thing, as files that any web server can serve.

`write_site` writes the folder; what is in it is told in `README.md`.
"""

from soegraph.publish.site.run import Release, write_site

__all__ = ["Release", "write_site"]
