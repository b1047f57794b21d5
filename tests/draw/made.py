"""A small group of companies, and who sits on its board."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from soegraph.draw.board import Board
from soegraph.draw.ownership import Ownership
from soegraph.draw.picture import Wish, model
from soegraph.draw.words import WORDS
from soegraph.graph import Graph
from soegraph.model import EntityRef
from soegraph.store import OxigraphStore

from ..graph.made import SASAC, Said, article, company, foundation, person, said

GROUP, TOP, FUND = company("group", "Group Co"), company("top", "Top Co"), company("fund", "Fund Co")
STEEL, MINE = company("steel", "Steel Co"), company("mine", "Mine Co")
LI, WANG = person("li-qi", "Li Qi"), person("wang-wu", "Wang Wu")

OWNERS = (
    said(TOP, "holdsStakeIn", GROUP, percent="60", asOf="2021"),
    said(FUND, "holdsStakeIn", GROUP, percent="12.5", asOf="2020-06"),
    said(TOP, "supervisedBy", SASAC),
)
HOLDINGS = (
    said(STEEL, "subsidiaryOf", GROUP),
    said(GROUP, "holdsStakeIn", STEEL, percent="70", asOf="2022-03-01"),
    said(STEEL, "holdsStakeIn", MINE),
    said(MINE, "subsidiaryOf", GROUP),
)
POSTS = (
    said(LI, "holdsPost", GROUP, role="chair", start="2018-07", end="2020-07-01"),
    said(WANG, "holdsPost", GROUP, role="chair", start="2020-07-01"),
    said(WANG, "holdsPost", GROUP, role="director"),
)


def stored(claims: Iterable[Said], published: str = "2023-07-01") -> OxigraphStore:
    """Return a graph of claims, an article each."""
    store = OxigraphStore()
    told = [article(f"a{n}", claim, published=published) for n, claim in enumerate(claims)]
    Graph(store, foundation()).load(told)
    return store


def shown(store: OxigraphStore, entity: EntityRef | str, wish: Wish | None = None) -> Ownership | Board:
    """Return what the picture of an entity shows."""
    wish = wish or Wish()
    iri = entity if isinstance(entity, str) else entity.iri
    return model(store, NamedNode(iri), wish, WORDS[wish.language])
