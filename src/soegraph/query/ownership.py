"""Who owns or supervises whom: the ties between an organisation and those directly above and below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pyoxigraph import NamedNode, Triple

from soegraph.graph import held
from soegraph.graph.layers import FLAT, literal
from soegraph.graph.terms import soe
from soegraph.store import Store

SUBSIDIARY, SUPERVISED, STAKE = soe("subsidiaryOf"), soe("supervisedBy"), soe("holdsStakeIn")

_MAJORITY = Decimal(50)


@dataclass(frozen=True, slots=True)
class Share:
    """The size of one stake in percent, None if no source gives it; `date` for which it is stated, or ""."""

    percent: Decimal | None
    date: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between an organisation and one above it.

    `relation` is `SUBSIDIARY`, `SUPERVISED` or, where no source speaks of a subsidiary, `STAKE`. `shares` are the
    stakes of the owner: those that may have held on the day that is asked for, or else the latest stated. `holds` is
    the answer for that day, None if none is asked for.
    """

    owner: NamedNode
    owned: NamedNode
    relation: NamedNode
    shares: tuple[Share, ...] = ()
    holds: str | None = None

    @property
    def percents(self) -> tuple[Decimal, ...]:
        """The sizes that are stated, the smallest first."""
        return tuple(sorted(share.percent for share in self.shares if share.percent is not None))

    @property
    def is_majority(self) -> bool:
        """Whether the owner holds more than half, by all that is stated."""
        return self.percents[:1] > (_MAJORITY,)

    @property
    def controls(self) -> bool:
        """Whether who is above controls or supervises who is below."""
        return self.relation != STAKE or self.is_majority


class Ties:
    """The ties of a graph; of a partial date those that certainly did not hold then are left out."""

    def __init__(self, store: Store, day: str | None = None) -> None:
        self._store = store
        self._day = day
        self._answers = held.answers(store, day) if day else {}
        self._stakes = cache(self._read_stakes)

    def above(self, owned: NamedNode) -> list[Tie]:
        """Return the ties to those above an organisation, in the order of their IRIs."""
        stated = [
            (quad.object, owned, relation)
            for relation in (SUBSIDIARY, SUPERVISED)
            for quad in self._store.quads(owned, relation, None, FLAT)
        ]
        holders = [(quad.subject, owned, STAKE) for quad in self._store.quads(None, STAKE, owned, FLAT)]
        return self._ties([*stated, *holders])

    def below(self, owner: NamedNode) -> list[Tie]:
        """Return the ties to those below an organisation, in the order of their IRIs."""
        stated = [
            (owner, quad.subject, relation)
            for relation in (SUBSIDIARY, SUPERVISED)
            for quad in self._store.quads(None, relation, owner, FLAT)
        ]
        holdings = [(owner, quad.object, STAKE) for quad in self._store.quads(owner, STAKE, None, FLAT)]
        return self._ties([*stated, *holdings])

    def _ties(self, found: Iterable[tuple[object, object, NamedNode]]) -> list[Tie]:
        """Make ties of those pairs that may hold; a stake is told by the tie of a subsidiary if there is one."""
        ties: list[Tie] = []
        subsidiaries = set()
        for owner, owned, relation in found:
            if not (isinstance(owner, NamedNode) and isinstance(owned, NamedNode)) or owner == owned:
                continue
            holds = self._holds(owner, owned, relation)
            if (self._day and holds is None) or (relation == STAKE and (owner, owned) in subsidiaries):
                continue
            if relation == SUBSIDIARY:
                subsidiaries.add((owner, owned))
            shares = () if relation == SUPERVISED else self._in_force(self._stakes(owned)[owner])
            ties.append(Tie(owner, owned, relation, shares, holds))
        return sorted(ties, key=lambda tie: (str(tie.owner), str(tie.owned), str(tie.relation)))

    def _holds(self, owner: NamedNode, owned: NamedNode, relation: NamedNode) -> str | None:
        ends = (owner, relation, owned) if relation == STAKE else (owned, relation, owner)
        return self._answers.get(Triple(*ends))

    def _read_stakes(self, owned: NamedNode) -> dict[object, list[tuple[str | None, Share]]]:
        """Return the stakes in an organisation by their owner, each with the answer for the day."""
        stakes: dict[object, list[tuple[str | None, Share]]] = defaultdict(list)
        for stake in self._store.quads(None, soe("owned"), owned, FLAT):
            if isinstance(stake.subject, NamedNode):
                size = literal(self._store, stake.subject, soe("percent"))
                date = literal(self._store, stake.subject, soe("asOf"))
                date = date or literal(self._store, stake.subject, soe("lastInForce"))
                share = Share(Decimal(size) if size else None, date)
                for quad in self._store.quads(stake.subject, soe("owner"), None, FLAT):
                    stakes[quad.object].append((self._answers.get(stake.subject), share))
        return stakes

    def _in_force(self, stakes: list[tuple[str | None, Share]]) -> tuple[Share, ...]:
        """Choose the stakes that count: of the day the surest ones, else the latest; those with a size first."""
        sized = [item for item in stakes if item[1].percent is not None] or stakes
        if not sized:
            return ()
        if self._day is None:
            latest = max(share.date for _, share in sized)
            return tuple(sorted({share for _, share in sized if share.date == latest}, key=str))
        surest = min((answer for answer, _ in sized), key=held.rank)
        return () if surest is None else tuple(sorted({s for a, s in sized if a == surest}, key=str))
