"""The query room: saved queries, their parameters, their answers and the words that prove them.

`saved` reads `queries/*.rq`, `bind` puts typed terms in place of parameters, `entities` finds the thing that
a name means, `run` answers, `explain` adds the evidence, `results` and `table` write rows down.
"""
