"""The quarantine: the claims that were held back on load, each with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from soegraph.check.finding import Finding
from soegraph.graph import layers
from soegraph.names import PROLOGUE
from soegraph.store import Rows, Store

_REASONS = """
SELECT ?shape ?english ?chinese ?article ?claim ?subject ?relation ?object ?value ?quote {
  GRAPH %s {
    ?reason prov:wasDerivedFrom ?claim ; sh:sourceShape ?shape ; sh:resultMessage ?english , ?chinese .
    FILTER(LANG(?english) = "en" && LANG(?chinese) = "zh-hans")
    ?claim prov:wasQuotedFrom ?article ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
      oa:hasTarget/oa:exact ?quote .
    OPTIONAL { ?reason sh:value ?value }
  }
}
ORDER BY ?shape ?english ?article ?claim STR(?value) STR(?quote)"""
_RULE = 3  # columns that tell of the rule


def quarantined(store: Store) -> Iterator[Finding]:
    """Yield a finding for each rule that claims in quarantine break; no graph fails for those that it held back."""
    found = store.select(PROLOGUE + _REASONS % layers.quarantine())
    for rule, rows in groupby(found.rows, key=lambda row: row[:_RULE]):
        shape, english, chinese = (getattr(term, "value", "") for term in rule)
        told = Rows(found.variables[_RULE:], list(dict.fromkeys(row[_RULE:] for row in rows)))
        yield Finding(shape.rpartition("#")[2], {"en": english, "zh-hans": chinese}, told, fails=False)
