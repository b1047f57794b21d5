"""What has changed since the release before: triples, a patch, CHANGES.md for people, and alarms of what shrank.

Both releases are read from their folders, in step, since what they state is sorted; memory does not grow with them.
"""

from soegraph.publish.release.changes.compare import Changes, compare
from soegraph.publish.release.changes.counts import Shrunk
from soegraph.publish.release.changes.text import changes

__all__ = ["Changes", "Shrunk", "changes", "compare"]
