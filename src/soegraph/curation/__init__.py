"""The curation room: people's judgements, kept in tables that only grow, and what they mean for claims.

`ledger` reads the tables, `fit` tells which claims a judgement means, `identity` which entities are one, `record`
appends lines. Nothing here knows a store: `soegraph.graph.judgements` applies a ledger to one.
"""

from soegraph.curation.judgement import COLUMNS, Judgement
from soegraph.curation.ledger import Ledger, ledger, read_ledger

__all__ = ["COLUMNS", "Judgement", "Ledger", "ledger", "read_ledger"]
