"""Why a triple holds: its proof from what is stated.

Backwards from the triple, the rules whose heads match it are asked which triples could have given it, then these
triples, and so on: an AND-OR graph, explored in the order of the distance from the triple. Whenever all premises
of a step are proven, so is its conclusion, one higher than the highest of them; a lower proof that is found later
takes the place of a higher one (Knuth 1977). Heights fall towards the stated triples, so no proof ever goes in a
circle, and the search ends when nothing farther away can give a proof of less height.

Each triple is looked at once, and a step that is about to be used is checked: the rule's own CONSTRUCT has to
give the conclusion from the premises alone. A rule that is not monotone (an aggregate, OPTIONAL, MINUS, EXISTS)
has all triples of its share for premises.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad, Triple

from soegraph.graph.rules.parse import Group, Path, Pattern, Rule
from soegraph.graph.rules.program import Binding, Prepared, Program
from soegraph.graph.rules.state import State, distinct, ends, neighbourhood, solutions
from soegraph.store import OxigraphStore, Store


@dataclass(frozen=True, slots=True)
class Proof:
    """A triple with the rule that gives it, the axioms that the rule applies, and the proofs of its premises.

    A stated triple has no rule. `height` is the number of rules on the longest way down to a stated triple, the
    least that any proof needs. What serves twice in a proof is the same object twice.
    """

    triple: Triple
    rule: Rule | None = None
    axioms: tuple[Triple, ...] = ()
    premises: tuple[Proof, ...] = ()
    height: int = 0

    def steps(self) -> list[Proof]:
        """Return all proofs in it, each once, premises before what they prove; it comes last itself."""
        found: dict[Triple, Proof] = {}
        waiting = [self]
        while waiting:
            proof = waiting[-1]
            pending = [premise for premise in proof.premises if premise.triple not in found]
            if not pending:
                found[proof.triple] = waiting.pop()
            waiting += reversed(pending)
        return list(found.values())


def prove(program: Program, store: Store, triple: Triple, stated: Callable[[Triple], bool]) -> Proof | None:
    """Return a proof of least height of a triple in the flat view of a store, None if there is none.

    The flat view must be closed under the program; `stated` tells which of its triples need no proof.
    """
    return _Search(program, store, stated).proof(triple)


@dataclass(slots=True, eq=False)
class _Step:
    """One use of a rule; `missing` counts the premises that are not proven yet."""

    conclusion: Triple
    rule: Prepared
    binding: Binding
    premises: tuple[Triple, ...]
    missing: int = 0

    @property
    def order(self) -> tuple[int, str, str]:
        """What sorts steps to one conclusion, whatever order a store has: the simplest first."""
        return len(self.premises), self.rule.rule.name, str(self.premises)

    def gives(self) -> bool:
        """Tell whether the rule gives the conclusion from these premises, filters and functions included."""
        if self.rule.plain:
            return True
        scratch = OxigraphStore()
        scratch.extend([*self.rule.schema, *(Quad(*premise) for premise in self.premises)])
        return self.conclusion in set(scratch.construct(self.rule.rule.text))


class _Search:
    def __init__(self, program: Program, store: Store, stated: Callable[[Triple], bool]) -> None:
        self._program, self._state, self._stated = program, State(store), stated
        self._heights: dict[Triple, int] = {}
        self._distances: dict[Triple, int] = {}
        self._proven_by: dict[Triple, _Step] = {}
        self._using: dict[Triple, list[_Step]] = defaultdict(list)
        self._open: deque[Triple] = deque()

    def proof(self, goal: Triple) -> Proof | None:
        if not self._state.holds(goal):
            return None
        self._ask(goal, 0)
        while self._open:
            triple = self._open.popleft()
            if self._heights.get(goal, self._distances[triple] + 2) <= self._distances[triple] + 1:
                break
            if self._heights.get(triple) != 1:
                self._expand(triple)
        return self._written(goal) if goal in self._heights else None

    def _ask(self, triple: Triple, distance: int) -> None:
        if triple not in self._distances:
            self._distances[triple] = distance
            if self._stated(triple):
                self._heights[triple] = 0
            else:
                self._open.append(triple)

    def _expand(self, triple: Triple) -> None:
        found = (
            _Step(triple, rule, binding, premises)
            for rule, _, known in self._program.heads.find(triple)
            for binding, premises in _uses(rule, known, self._state)
            if triple not in premises
        )
        for step in sorted(found, key=lambda step: step.order):
            for premise in step.premises:
                self._ask(premise, self._distances[triple] + 1)
                self._using[premise].append(step)
            step.missing = sum(premise not in self._heights for premise in step.premises)
            self._settle([step])

    def _settle(self, steps: list[_Step]) -> None:
        """Take up steps that may prove their conclusions, or prove them at less height, and what follows."""
        while steps:
            step = steps.pop()
            if step.missing:
                continue
            triple, before = step.conclusion, self._heights.get(step.conclusion)
            height = 1 + max((self._heights[premise] for premise in step.premises), default=0)
            if (before is None or height < before) and step.gives():
                self._heights[triple], self._proven_by[triple] = height, step
                for user in self._using[triple]:
                    user.missing -= before is None
                steps += reversed(self._using[triple])

    def _written(self, goal: Triple) -> Proof:
        """Write the proof of a triple, premises before conclusions."""
        needed, waiting = {goal}, [goal]
        while waiting:
            if step := self._proven_by.get(waiting.pop()):
                waiting += set(step.premises) - needed
                needed.update(step.premises)
        written: dict[Triple, Proof] = {}
        for triple in sorted(needed, key=lambda triple: (self._heights[triple], str(triple))):
            written[triple] = self._one(triple, written)
        return written[goal]

    def _one(self, triple: Triple, written: dict[Triple, Proof]) -> Proof:
        step = self._proven_by.get(triple)
        if step is None:
            return Proof(triple)
        premises = tuple(written[premise] for premise in step.premises)
        axioms = (*step.rule.rule.axioms, *_axioms(step.rule, step.binding))
        return Proof(triple, step.rule.rule, axioms, premises, self._heights[triple])


def _uses(rule: Prepared, known: Binding, state: State) -> Iterator[tuple[Binding, tuple[Triple, ...]]]:
    """Yield the ways to use a rule for a part of its head: what is known then, and the premises."""
    for patterns in _branches(rule.body) if not rule.key else ():
        for binding in distinct(solutions(state, patterns, known)):
            yield binding, tuple(dict.fromkeys(Triple(*ends(pattern, binding)) for pattern in patterns))
    if rule.body.parts:
        for binding in distinct(solutions(state, rule.body.patterns, known), rule.shares):
            yield binding, tuple(sorted(neighbourhood(state, rule.body, [binding]), key=str))


def _branches(group: Group) -> Iterator[list[Pattern]]:
    """Yield the patterns of a group with those of one group in it, and so on inwards, as UNION reads them."""
    for part in group.parts:
        yield from ([*group.patterns, *inner] for inner in _branches(part.group))
    if not group.parts:
        yield group.patterns


def _axioms(rule: Prepared, binding: Binding) -> Iterator[Triple]:
    """Yield what a rule looks up in the schema; a path stands for the property that it repeats."""
    for pattern in rule.rule.body.patterns:
        if pattern not in rule.body.patterns:
            subject, predicate, thing = ends(pattern, binding)
            yield Triple(
                subject, predicate.properties[0] if isinstance(predicate, Path) else predicate, thing
            )
