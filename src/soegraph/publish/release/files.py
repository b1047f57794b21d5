"""The files of triples: one walk over all subjects writes them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from soegraph import names
from soegraph.publish import jsonld, lines
from soegraph.publish.export import by_graph
from soegraph.publish.lines import RDF_TYPE
from soegraph.publish.prefixes import compact, prefixes
from soegraph.publish.release import tree
from soegraph.publish.release.gather import Gathered, Statement
from soegraph.publish.release.output import Output, write
from soegraph.publish.turtle import Short, block, header, term, trig

_RDF, _SKOS = names.PREFIXES["rdf"], names.PREFIXES["skos"]
_REIFIED = tuple(f"<{_RDF}{part}>" for part in ("subject", "predicate", "object"))
_IN_SCHEME, _SCHEME = f"<{_SKOS}inScheme>", f"<{_SKOS}ConceptScheme>"
_REPLACED = f"<{names.PREFIXES['dcterms']}isReplacedBy>"
_PROVENANCE = (f"<{names.PREFIXES['prov']}", f"<{names.PREFIXES['dcterms']}")
NODES = frozenset(("fact", "tenure", "stake", "claim", "evidence", "record", "judgement", "article"))
"""The kinds of what is no thing of the world: what is told of things, and by whom."""

_KIND = re.compile(r"id/([^/>]+)/")

Visitor = Callable[[str, list[Statement]], None]
"""Is shown each subject with what is said of it."""


def write_triples(root: Path, gathered: Gathered, visitors: Iterable[Visitor] = ()) -> dict[str, int]:
    """Write the files of triples to the folder `root`, and return the number of triples of each.

    `visitors` are shown the same subjects, in order.

    Raises:
        StoreError: an IRI has one of our prefixes as its scheme, which JSON-LD would read as a short form.
    """
    with ExitStack() as opened:
        files = Files(root, opened)
        for subject, said in gathered.nodes():
            files.take(subject, said)
            for visit in visitors:
                visit(subject, said)
        return files.counts()


def write_graphs(root: Path, gathered: Gathered) -> None:
    """Write the TriG file to the folder `root`."""
    write(root / "all.trig.gz", trig(by_graph(gathered.by_graph)))


def kind_of(subject: str) -> str:
    """Return the kind of one of our things, by its N-Triples term; "" if it is none.

    >>> kind_of("<https://w3id.org/soegraph/id/person/li>"), kind_of("<https://example.org/li>")
    ('person', '')
    """
    found = _KIND.match(subject, 1 + len(names.base())) if subject[1:].startswith(names.base()) else None
    return found[1] if found else ""


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

    def take(self, subject: str, said: list[str]) -> None:
        """Write what is said of a subject."""
        self.count += len(said)
        self._out.write(self._text(subject, said))

    def _text(self, subject: str, said: list[str]) -> str:
        return "".join(f"{line} .\n" for line in said)

    def close(self) -> None:
        """Write what ends the file."""


class _Turtle(_Sink):
    def __init__(self, out: Output, short: Short = compact) -> None:
        super().__init__(out)
        self._short = short
        out.write(header(prefixes()))

    def _text(self, subject: str, said: list[str]) -> str:
        return block(subject, lines.properties(said), self._short)


class _Reifiers(_Turtle):
    """RDF 1.2: a claim reifies its triple, which is not asserted by that."""

    def __init__(self, out: Output) -> None:
        out.write('VERSION "1.2"\n')
        super().__init__(out)

    def _text(self, subject: str, said: list[str]) -> str:
        found = lines.properties(said)
        parts = {predicate: objects[0] for predicate, objects in found if predicate in _REIFIED}
        if len(parts) < len(_REIFIED):
            return block(subject, found)
        rest = [each for each in found if each[0] not in parts]
        self.count -= len(_REIFIED) - 1
        triple = " ".join(term(parts[name]) for name in _REIFIED)
        described = block(subject, rest).removesuffix(" .\n")
        return f"{described} ;\n    rdf:reifies <<( {triple} )>> .\n"


class _JsonLd(_Sink):
    def __init__(self, out: Output) -> None:
        super().__init__(out)
        out.write(jsonld.beginning())

    def _text(self, subject: str, said: list[str]) -> str:
        between = jsonld.BETWEEN if self.count > len(said) else ""
        return between + jsonld.node(subject, lines.properties(said))

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

    def take(self, subject: str, said: list[Statement]) -> None:
        """Write what is said of a subject to every file that it belongs to."""
        for path, found in _parts(subject, said):
            if found:
                self._sink(path).take(subject, found)


def _parts(subject: str, said: list[Statement]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines about a subject by the paths of the files that they belong to."""
    kind = kind_of(subject)
    ontology = [each.line for each in said if each.of_ontology]
    claimed = [each.line for each in said if each.of_articles]
    data = [each.line for each in said if each.of_data]
    yield "schemes.ttl" if _is_concept(ontology) else "ontology.ttl", ontology
    yield file_of("judgement" if _is_ledger(said) else kind), data
    yield file_of(kind) if kind == "article" else "claims.ttl.gz", claimed
    if kind != "article":
        yield "claims-rdf12.ttl.gz", claimed
    yield "facts.nt.gz", [] if kind in NODES else [line for line in data if not _is_provenance(line)]
    yield "redirects.nt", [line for line in data if _predicate(line) == _REPLACED]
    stated = [each.line for each in said if each.stated]
    yield tree.STATED, stated
    yield "all.jsonld.gz", stated
    yield tree.INFERRED, [each.line for each in said if not each.stated]


def _predicate(line: str) -> str:
    return lines.parsed(line).predicate


def _is_concept(said: Iterable[str]) -> bool:
    parts = map(lines.parsed, said)
    return any(p == _IN_SCHEME or (p == RDF_TYPE and o == _SCHEME) for _, p, o in parts)


def _is_ledger(said: Iterable[Statement]) -> bool:
    return all(each.marks == "c" for each in said)


def _is_provenance(line: str) -> bool:
    return _predicate(line).startswith(_PROVENANCE)


def _expression(iri: str) -> str:
    """Write the class expressions of the ontology as blank nodes, which is how OWL knows them."""
    name = iri.removeprefix(names.EXPRESSION)
    return compact(iri) if name == iri else f"_:e{name}"


_MAKERS: Mapping[str, Callable[[Output], _Sink]] = {
    "ontology.ttl": lambda out: _Turtle(out, _expression),
    "schemes.ttl": _Turtle,
    "claims.ttl.gz": _Turtle,
    "claims-rdf12.ttl.gz": _Reifiers,
    "facts.nt.gz": _Sink,
    "redirects.nt": _Sink,
    tree.STATED: _Sink,
    tree.INFERRED: _Sink,
    "all.jsonld.gz": _JsonLd,
}
