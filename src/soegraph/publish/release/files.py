"""The files of triples: one walk over all subjects writes them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, lru_cache
from pathlib import Path

from soegraph import names
from soegraph.publish import jsonld
from soegraph.publish.lines import RDF_TYPE
from soegraph.publish.prefixes import compact, prefixes
from soegraph.publish.release import tree
from soegraph.publish.release.gather import (
    CURATION,
    Node,
    Said,
    inferred,
    of_articles,
    of_data,
    of_ontology,
    stated,
)
from soegraph.publish.release.output import Output
from soegraph.publish.turtle import block, header, term

_RDF, _SKOS = names.PREFIXES["rdf"], names.PREFIXES["skos"]
_REIFIED = tuple(f"<{_RDF}{part}>" for part in ("subject", "predicate", "object"))
_IN_SCHEME, _SCHEME = f"<{_SKOS}inScheme>", f"<{_SKOS}ConceptScheme>"
_REPLACED = f"<{names.PREFIXES['dcterms']}isReplacedBy> "
_PROVENANCE = (f"<{names.PREFIXES['prov']}", f"<{names.PREFIXES['dcterms']}")
NODES = frozenset(("fact", "tenure", "stake", "claim", "evidence", "record", "judgement", "article"))
"""The kinds of what is no thing of the world: what is told of things, and by whom."""

NAMELESS = NODES - {"article"}
"""Those of them that have no name of their own."""

FACTS = frozenset(("fact", "stake", "tenure"))
"""The kinds of the nodes of facts."""


Visitor = Callable[[Node], None]
"""Is shown each subject with what is said of it."""


def write_triples(root: Path, nodes: Iterable[Node], visitors: Sequence[Visitor] = ()) -> dict[str, int]:
    """Write the files of triples to the folder `root`, and return the number of triples of each.

    `visitors` are shown the same nodes, in order.

    Raises:
        StoreError: an IRI has one of our prefixes as its scheme, which JSON-LD would read as a short form.
    """
    with ExitStack() as opened:
        files = Files(root, opened)
        for node in nodes:
            files.take(node)
            for visit in visitors:
                visit(node)
        return files.counts()


def kind_of(subject: str) -> str:
    """Return the kind of one of our things, by its N-Triples term; "" if it is none.

    >>> kind_of("<https://w3id.org/soegraph/id/person/li>"), kind_of("<https://example.org/li>")
    ('person', '')
    """
    found = _things().match(subject)
    return found[1] if found else ""


@cache
def _things() -> re.Pattern[str]:
    return re.compile(f"<{re.escape(names.base())}id/([^/>]+)/")


def file_of(kind: str) -> str:
    """Return the file of data that things of a kind are in.

    >>> file_of("person"), file_of("commodity"), file_of("")
    ('data/persons.ttl.gz', 'data/commodities.ttl.gz', 'data/others.ttl.gz')
    """
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind or 'other'}s"
    return f"data/{plural}.ttl.gz"


class _Sink:
    """A file that takes the sorted lines of one subject after the other, and counts them."""

    def __init__(self, out: Output) -> None:
        self.count = 0
        self._out = out

    def take(self, said: Said) -> None:
        """Write what is said of a subject."""
        self.count += len(said.pairs)
        self._out.write(self._text(said))

    def _text(self, said: Said) -> str:
        between = f" .\n{said.subject} "
        return f"{said.subject} {between.join(said.pairs)} .\n"

    def close(self) -> None:
        """Write what ends the file."""


class _Turtle(_Sink):
    def __init__(self, out: Output) -> None:
        super().__init__(out)
        out.write(header(prefixes()))

    def _text(self, said: Said) -> str:
        return said.turtle


class _Ontology(_Turtle):
    """Class expressions are blank nodes, which is how OWL knows them."""

    def _text(self, said: Said) -> str:
        return block(said.subject, said.properties, _expression)


def _expression(iri: str) -> str:
    name = iri.removeprefix(names.EXPRESSION)
    return compact(iri) if name == iri else f"_:e{name}"


class _Reifiers(_Turtle):
    """RDF 1.2: a claim reifies its triple, which is not asserted by that."""

    def __init__(self, out: Output) -> None:
        out.write('VERSION "1.2"\n')
        super().__init__(out)

    def _text(self, said: Said) -> str:
        parts = {predicate: objects[0] for predicate, objects in said.properties if predicate in _REIFIED}
        if len(parts) < len(_REIFIED):
            return said.turtle
        rest = [each for each in said.properties if each[0] not in parts]
        self.count -= len(_REIFIED) - 1
        triple = " ".join(term(parts[name]) for name in _REIFIED)
        described = block(said.subject, rest).removesuffix(" .\n")
        return f"{described} ;\n    rdf:reifies <<( {triple} )>> .\n"


class _JsonLd(_Sink):
    def __init__(self, out: Output) -> None:
        super().__init__(out)
        out.write(jsonld.beginning())

    def _text(self, said: Said) -> str:
        between = jsonld.BETWEEN if self.count > len(said.pairs) else ""
        return between + jsonld.node(said.subject, said.properties)

    def close(self) -> None:
        """Write what ends the file."""
        self._out.write(jsonld.END)


class Files:
    """All files of triples, open."""

    def __init__(self, root: Path, opened: ExitStack) -> None:
        self._root = root
        self._opened = opened
        self._sinks: dict[str, _Sink] = {}
        for path in tree.KINDS:
            self._sink(path)
        for path, make in _MAKERS.items():
            self._sink(path, make)

    def _sink(self, path: str, make: Callable[[Output], _Sink] = _Turtle) -> _Sink:
        if path not in self._sinks:
            sink = make(self._opened.enter_context(Output(self._root / path)))
            self._opened.callback(sink.close)
            self._sinks[path] = sink
        return self._sinks[path]

    def counts(self) -> dict[str, int]:
        """Return the number of triples in each file, by path."""
        return {path: sink.count for path, sink in sorted(self._sinks.items())}

    def take(self, node: Node) -> None:
        """Write what is said of a subject to every file that it belongs to."""
        for path, marks in _parts(kind_of(node.subject), tuple(node.by_marks)):
            said = _ONLY.get(path, _whole)(node.under(marks))
            if said.pairs:
                self._sink(path).take(said)


@lru_cache(maxsize=1 << 10)  # there are a few dozen
def _parts(kind: str, marks: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the paths of the files that subjects of a kind belong to, each with the marks of what it takes of them."""
    ledger = marks == (CURATION,)
    parts = {
        "schemes.ttl": of_ontology,
        "ontology.ttl": of_ontology,
        file_of("judgement" if ledger else kind): of_data,
        "redirects.nt": of_data,
        tree.STATED: stated,
        "all.jsonld.gz": stated,
        tree.INFERRED: inferred,
    }
    if kind not in NODES:
        parts["facts.nt.gz"] = of_data
    found = [(path, tuple(filter(wanted, marks))) for path, wanted in parts.items()]
    claims = [file_of(kind)] if kind == "article" else ["claims.ttl.gz", "claims-rdf12.ttl.gz"]
    found += [(path, tuple(filter(of_articles, marks))) for path in claims]
    return [(path, taken) for path, taken in found if taken]


def _whole(said: Said) -> Said:
    return said


def _scheme(said: Said) -> Said:
    return said if _is_concept(said) else Said(said.subject, [])


def _no_scheme(said: Said) -> Said:
    return Said(said.subject, []) if _is_concept(said) else said


def _is_concept(said: Said) -> bool:
    return any(p == _IN_SCHEME or (p == RDF_TYPE and _SCHEME in objects) for p, objects in said.properties)


_ONLY: Mapping[str, Callable[[Said], Said]] = {
    "schemes.ttl": _scheme,
    "ontology.ttl": _no_scheme,
    "redirects.nt": lambda said: said.only(_REPLACED),
    "facts.nt.gz": lambda said: said.without(*_PROVENANCE),
}


_MAKERS: Mapping[str, Callable[[Output], _Sink]] = {
    "ontology.ttl": _Ontology,
    "schemes.ttl": _Turtle,
    "claims.ttl.gz": _Turtle,
    "claims-rdf12.ttl.gz": _Reifiers,
    "facts.nt.gz": _Sink,
    "redirects.nt": _Sink,
    tree.STATED: _Sink,
    tree.INFERRED: _Sink,
    "all.jsonld.gz": _JsonLd,
}
