"""Teaching by example: lines for the table of frames, proposed from annotated articles for a person to accept.

A fact that nobody's frame finds gives lines that would find it (`loaders.lexicon_lines`); each is then really tried on
every annotated article, and comes with the facts that it finds and the claims that it gets wrong.
"""

from soegraph.suggest.run import LANGUAGES, Suggested, suggest
from soegraph.suggest.trial import Suggestion

__all__ = ["LANGUAGES", "Suggested", "Suggestion", "suggest"]
