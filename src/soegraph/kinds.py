"""What extraction must know of a class or relation before it can read about it, whatever the ontology.

A class says it with `soe:mentionKind`, which its subclasses inherit: names of people shorten otherwise than those of
firms, "it" is no person, a Party committee is nothing without its organisation. A relation says it with
`soe:relationKind`: who holds a post somewhere may later be only "he". `ontology/README.md` tells what each kind brings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from soegraph.errors import OntologyError

# Each kind of class, and the wider kind that it belongs to.
MENTION_KINDS: Mapping[str, str] = {
    "person": "",
    "organisation": "",
    "enterprise": "organisation",
    "exchange": "organisation",
    "government": "organisation",
    "institute": "organisation",
    "unit": "organisation",
    "place": "",
    "site": "",
    "event": "",
    "plan": "",
    "term": "",
    "work": "",
}
RELATION_KINDS = ("post", "stake", "parent", "listing", "renaming")
TEMPORALITIES = ("state", "event", "timeless")
LEXICAL_TYPES = ("partialDate", "year", "decimal", "integer", "string", "role")


def widened(kind: str) -> frozenset[str]:
    """Return a kind of class with the wider one that it belongs to; none for "".

    >>> sorted(widened("enterprise"))
    ['enterprise', 'organisation']
    """
    return frozenset({kind, MENTION_KINDS[kind]}) - {""} if kind else frozenset()


_KNOWN: Mapping[str, Collection[str]] = {
    "mentionKind": MENTION_KINDS,
    "relationKind": RELATION_KINDS,
    "lexicalType": LEXICAL_TYPES,
    "temporality": TEMPORALITIES,
}


def checked(term: str, annotation: str, kind: str) -> str:
    """Return a kind (or lexical type) as the ontology gives it for a term, "" for none.

    Raises:
        OntologyError: there is no such kind.
    """
    known = _KNOWN[annotation]
    if kind and kind not in known:
        raise OntologyError(f"{term} has soe:{annotation} {kind!r}: write one of {', '.join(known)}")
    return kind
