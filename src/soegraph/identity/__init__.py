"""Who is who: pairs of entities that are likely one thing, each with the reasons.

`profiles` reads what the graph tells of its entities, `blocks` gathers those that are worth comparing, `matchers`
compare two of them, and `suggest` puts the pairs in order. Nothing here merges anything: people do, by judgements.
"""

from soegraph.identity.pairs import Pair, suggest
from soegraph.identity.profiles import Profile, profiles

__all__ = ["Pair", "Profile", "profiles", "suggest"]
