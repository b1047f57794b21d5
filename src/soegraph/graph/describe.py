"""What an entity is and what it is called, settled from all that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from soegraph import names, schema
from soegraph.graph import terms
from soegraph.graph.statements import Description
from soegraph.graph.terms import soe, term


def settled_types(observed: Mapping[str, int]) -> list[str]:
    """Return the most specific classes that an entity can have together, from how many articles say which.

    Of two disjoint classes the one with more support stays; an article that says "mine" also supports "site".

    >>> settled_types({"Enterprise": 9, "CentralEnterprise": 2, "LocalStateOwnedEnterprise": 1})
    ['CentralEnterprise']
    """
    ontology = schema.load()
    support = {
        cls: sum(count for other, count in observed.items() if ontology.is_a(other, cls)) for cls in observed
    }
    kept: list[str] = []
    for cls in sorted(observed, key=lambda cls: (-support[cls], -ontology.depth(cls), cls)):
        if not any(ontology.disjoint(cls, other) for other in kept):
            kept.append(cls)
    return sorted(c for c in kept if not any(c != other and ontology.is_a(other, c) for other in kept))


def types(description: Description) -> list[str]:
    """Return the classes of an entity by local name: the authority's, else those that articles settle."""
    if description.known:
        declared = schema.load().classes
        return sorted(name for name in map(terms.local_name, description.types) if name in declared)
    return settled_types({terms.local_name(cls): count for cls, count in description.observed.items()})


def preferred(description: Description) -> dict[str, Literal]:
    """Return the preferred label in each language: the authority's, else the longest surface form.

    Of several that are equally long the first in the alphabet is taken.
    """
    labels = description.preferred if description.known else description.surfaces
    chosen: dict[str, Literal] = {}
    for label in sorted(labels, key=lambda label: (-len(label.value), label.value)):
        chosen.setdefault(label.language or "", label)
    return chosen


def description_triples(entity: NamedNode, description: Description) -> Iterator[Triple]:
    """Yield classes and labels of an entity, or only its new names if layer 1 describes it."""
    labels = set(preferred(description).values())
    if description.inherited or not description.known:
        for cls in types(description):
            yield Triple(entity, term("rdf:type"), soe(cls))
        for label in labels:
            yield from (Triple(entity, predicate, value) for predicate, value in terms.labels(label))
    inherited = description.alternative if description.inherited else set()
    told = description.alternative - inherited
    for surface in (_names(description) | inherited) - labels - told:
        yield Triple(entity, term("skos:altLabel"), surface)


def _names(description: Description) -> set[Literal]:
    """Return the surface forms that name an entity outside of their article too.

    "Meng" for Meng Fanying and "mine" for Maoniuping mine do not: a surname or common noun that is one word
    of a longer form. "Baogang" for Baogang Group does.
    """
    forms = {surface.value: _words(surface.value) for surface in description.surfaces}
    human = any(schema.load().is_a(cls, "Person") for cls in types(description))
    parts = {word for words in forms.values() if len(words) > 1 for word in words}
    bound = {text for text in forms if text in parts and (human or text.islower())}
    return {surface for surface in description.surfaces if surface.value not in bound}


def _words(name: str) -> list[str]:
    return list(name) if names.has_han(name) else name.split()


def joint_labels(parts: Iterable[Mapping[str, Literal]]) -> Iterator[Literal]:
    """Yield a label made of several things' labels, in each language in which all have one.

    Where they share no language, one is made of what there is and called English.
    """
    known = list(parts)
    joined = [
        Literal(comma.join(labels[language].value for labels in known), language=language)
        for language, comma in (("en", ", "), ("zh-hans", "，"))
        if all(language in labels for labels in known)
    ]
    yield from joined or [Literal(", ".join(map(_any_label, known)), language="en")]


def _any_label(labels: Mapping[str, Literal]) -> str:
    found = labels.get("en") or min(labels.values(), key=lambda label: label.value, default=None)
    return found.value if found else "?"
