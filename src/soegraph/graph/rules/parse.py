"""Rules as a program sees them: the patterns of a CONSTRUCT query, group within group.

The engine runs a rule's text; what is read here only tells which triples it can meet. So everything that
matches triples is read (patterns, groups, UNION, OPTIONAL, MINUS, EXISTS, sub-SELECT), and what only computes
(BIND, the inside of filters) is passed over. What cannot be read is refused, since a rule of which a part is
overlooked would miss changes: see `RuleReader`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from soegraph import names
from soegraph.errors import QueryError
from soegraph.sparql import Kind, Token, significant


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a query, without its question mark."""

    name: str


@dataclass(frozen=True, slots=True)
class Path:
    """A property path that is more than one property: the properties in it."""

    properties: tuple[NamedNode, ...]


Node = Variable | NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern and how it is written."""

    subject: Node
    predicate: Node | Path
    object: Node
    text: str

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables."""
        return frozenset(
            node.name for node in (self.subject, self.predicate, self.object) if isinstance(node, Variable)
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition without a pattern inside: its text from FILTER on, and its variables."""

    text: str
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A group inside a group.

    `monotone` tells that more triples never give fewer solutions: not so in OPTIONAL, MINUS, EXISTS and
    under an aggregate. `shown` are the variables that can be seen from outside, None if all can.
    """

    group: Group
    monotone: bool = True
    shown: frozenset[str] | None = None


@dataclass(slots=True)
class Group:
    """What stands between two braces; `computes` tells that BIND or VALUES do so."""

    patterns: list[Pattern] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    computes: bool = False

    def __hash__(self) -> int:
        """A group is itself and no other."""
        return id(self)

    @property
    def monotone(self) -> bool:
        """Tell whether more triples never give fewer solutions."""
        return all(part.monotone and part.group.monotone for part in self.parts)


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT query: `closing` is the offset in `text` of the last brace of WHERE.

    `axioms` are the triples of the ontology that it was compiled from, if it was.
    """

    name: str
    text: str
    prologue: str
    head: tuple[Pattern, ...]
    body: Group
    closing: int
    axioms: tuple[Triple, ...] = ()

    @property
    def summary(self) -> str:
        """What the rule says in one sentence: the summary in its header, "" if it has none."""
        return next(
            (line[len(_SUMMARY) :] for line in self.text.splitlines() if line.startswith(_SUMMARY)), ""
        )


def read_rule(name: str, text: str) -> Rule:
    """Read a rule.

    Raises:
        QueryError: the text is no CONSTRUCT query, or has what rules do not understand.
    """
    try:
        return RuleReader(text).rule(name)
    except QueryError as error:
        raise QueryError(f"rule {name}: {error}") from None


def read_rules(folder: str) -> Iterator[Rule]:
    """Yield the rules in a folder of the package's queries, by name; things are named under the base in use.

    Raises:
        QueryError: as `read_rule` does.
    """
    found = (files("soegraph") / "queries" / folder).iterdir()
    for file in sorted((file for file in found if file.name.endswith(".rq")), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8").replace(f"<{names.HOME}id/", f"<{names.base()}id/")
        yield read_rule(file.name.removesuffix(".rq"), text)


_SUMMARY = "#+ summary: "
_PATH_BEFORE = frozenset("^/|(!")
_PATH_AFTER = frozenset("/|)+*?")
_END = Token(Kind.OTHER, "", 0, 0)


class RuleReader:
    """Reads the tokens of one rule.

    Refused are blank nodes and collections (name them with variables), EXISTS inside of an expression, GRAPH,
    ORDER BY, LIMIT and OFFSET, and `CONSTRUCT WHERE`.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [*significant(text), _END]
        self._at = 0
        self._prefixes = ""

    def rule(self, name: str) -> Rule:
        """Read all of it."""
        while not self._is("CONSTRUCT"):
            self._next()
        start = self._tokens[0].start
        self._prefixes = self._text[start : self._peek.start]
        self._expect("CONSTRUCT")
        self._expect("{")
        head: list[Pattern] = []
        while not self._take("}"):
            head += self._triples()
            self._take(".")
        self._take("WHERE")
        body = self._group()
        closing = self._tokens[self._at - 1].start
        self._expect("")
        return Rule(name, self._text, self._prefixes, tuple(head), body, closing)

    def _group(self) -> Group:
        self._expect("{")
        group = Group()
        while not self._take("}"):
            self._element(group)
            self._take(".")
        return group

    def _element(self, group: Group) -> None:
        if self._take("OPTIONAL") or self._take("MINUS"):
            group.parts.append(Part(self._group(), monotone=False))
        elif self._is("FILTER"):
            self._filter(group)
        elif self._take("BIND"):
            self._balanced("(", ")")
            group.computes = True
        elif self._take("VALUES"):
            self._values()
            group.computes = True
        elif self._is("{"):
            group.parts += self._alternatives()
        else:
            group.patterns += self._triples()

    def _alternatives(self) -> Iterator[Part]:
        yield self._nested()
        while self._take("UNION"):
            yield self._nested()

    def _nested(self) -> Part:
        if self._tokens[self._at + 1].text.upper() != "SELECT":
            return Part(self._group())
        self._expect("{")
        self._expect("SELECT")
        shown, computed = self._projection()
        self._take("WHERE")
        group = self._group()
        grouped = self._take("GROUP")
        if grouped:
            shown &= self._grouping()
        self._expect("}")
        return Part(group, not (computed or grouped), shown)

    def _projection(self) -> tuple[frozenset[str], bool]:
        """Return the variables of a SELECT that are no results of an expression; whether there are some."""
        plain, computed = set(), False
        while not self._is("WHERE") and not self._is("{"):
            if self._is("("):
                self._balanced("(", ")")
                computed = True
            elif self._peek.kind is Kind.VARIABLE:
                plain.add(self._next().text[1:])
            elif not self._take("DISTINCT"):
                raise self._refusal("a sub-SELECT that names its variables")
        return frozenset(plain), computed

    def _grouping(self) -> frozenset[str]:
        self._expect("BY")
        keys = set()
        while self._peek.kind is Kind.VARIABLE:
            keys.add(self._next().text[1:])
        if self._take("HAVING"):
            self._balanced("(", ")")
        return frozenset(keys)

    def _filter(self, group: Group) -> None:
        start = self._next().start
        if self._take("NOT") or self._is("EXISTS"):
            self._expect("EXISTS")
            group.parts.append(Part(self._group(), monotone=False))
            return
        begun = self._at
        while not self._is("("):
            self._next()  # the name of a function
        self._balanced("(", ")")
        inside = self._tokens[begun : self._at]
        if any(token.text.upper() == "EXISTS" for token in inside):
            raise self._refusal("EXISTS as a filter of its own")
        variables = frozenset(token.text[1:] for token in inside if token.kind is Kind.VARIABLE)
        group.filters.append(Filter(self._text[start : inside[-1].end], variables))

    def _values(self) -> None:
        if self._is("("):
            self._balanced("(", ")")
        else:
            self._next()
        self._balanced("{", "}")

    def _triples(self) -> Iterator[Pattern]:
        subject = self._node()
        while True:
            predicate = self._verb()
            while True:
                thing = self._node()
                parts = (subject, predicate, thing)
                yield Pattern(parts[0][0], parts[1][0], parts[2][0], " ".join(text for _, text in parts))
                if not self._take(","):
                    break
            while self._take(";"):
                pass
            if self._peek.text in (".", "}", "") or self._peek.text.upper() in _AFTER_TRIPLES:
                return

    def _verb(self) -> tuple[Any, str]:
        if self._peek.kind is Kind.VARIABLE:
            return self._node()
        begun = self._at
        while True:
            token = self._next()
            if token.text not in _PATH_BEFORE and self._peek.text not in _PATH_AFTER:
                break
        tokens = self._tokens[begun : self._at]
        text = self._text[tokens[0].start : tokens[-1].end]
        properties = tuple(
            self._constant("rdf:type" if t.text == "a" else t.text) for t in tokens if t.kind is not Kind.MARK
        )
        return (properties[0] if len(tokens) == 1 else Path(properties)), text

    def _node(self) -> tuple[Any, str]:
        token = self._next()
        if token.kind is Kind.VARIABLE:
            return Variable(token.text[1:]), token.text
        text = token.text
        if token.text in ("+", "-") or (token.kind is Kind.STRING and self._peek.kind is Kind.LANGUAGE):
            text += self._next().text
        elif token.kind is Kind.STRING and self._take("^^"):
            text += "^^" + self._next().text
        return self._constant(text), text

    def _constant(self, text: str) -> Any:
        turtle = f"{_RDF}{self._prefixes} <urn:s> <urn:p> {text} ."
        try:
            [quad] = parse(turtle, format=RdfFormat.TURTLE)
        except (SyntaxError, ValueError):
            raise self._refusal("a variable, an IRI or a literal") from None
        if not isinstance(quad.object, NamedNode | Literal):
            raise self._refusal("a variable for a blank node")
        return quad.object

    def _balanced(self, opening: str, closing: str) -> None:
        self._expect(opening)
        depth = 1
        while depth:
            if self._peek is _END:
                raise self._refusal(f"`{closing}`")
            depth += {opening: 1, closing: -1}.get(self._next().text, 0)

    @property
    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._peek
        if token is _END:
            raise self._refusal("more")
        self._at += 1
        return token

    def _is(self, word: str) -> bool:
        return self._peek.text.upper() == word

    def _take(self, word: str) -> bool:
        found = self._is(word) and self._peek is not _END
        self._at += found
        return found

    def _expect(self, word: str) -> None:
        if not self._is(word):
            raise self._refusal(f"`{word}`" if word else "the end")
        self._at += self._peek is not _END

    def _refusal(self, wanted: str) -> QueryError:
        token = self._tokens[max(0, self._at - 1)]
        line = self._text.count("\n", 0, token.start) + 1
        return QueryError(f"near {token.text!r} in line {line} a rule needs {wanted}")


_RDF = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
_AFTER_TRIPLES = ("OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "{")
