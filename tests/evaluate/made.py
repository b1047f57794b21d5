"""Annotations and claims made by hand, of a few invented companies."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from soegraph.evaluate.gold import Annotated, GoldEntity, GoldFact, Judged
from soegraph.model import ASSERTED, Article, Claim, EntityRef, Evidence, LiteralValue
from soegraph.names import thing

TEXT = "Zinco Mining is a subsidiary of Zinco Group. Li Xiaoming chairs Zinco Group, founded in 1998."

MINING = GoldEntity("mining", "Enterprise", ("Zinco-Mining",))
GROUP = GoldEntity("group", "Enterprise", ("Zinco Group", "Zinco"))
LI = GoldEntity("li", "Person", ("Li Xiaoming", "Li"))
STEEL = GoldEntity("steel", "Enterprise", ("Wuhu Steel",))


def fact(
    subject: GoldEntity, predicate: str, object_: GoldEntity | str, evidence: str = "", **qualifiers: str
) -> GoldFact:
    return GoldFact(subject, predicate, object_, qualifiers, evidence)


def claim(
    subject: str | EntityRef,
    predicate: str,
    object_: str | EntityRef | LiteralValue,
    quote: str = "",
    modality: str = ASSERTED,
    **qualifiers: str,
) -> Claim:
    """Return a claim whose ends are entities of one name; its quote is where `TEXT` has it."""
    start = TEXT.find(quote)
    return Claim(
        article="a.en",
        subject=ref(subject) if isinstance(subject, str) else subject,
        predicate=predicate,
        object=ref(object_) if isinstance(object_, str) else object_,
        evidence=Evidence(quote, start, start + len(quote)),
        frame="en:made",
        qualifiers=qualifiers,
        modality=modality,
    )


def ref(*names: str, type_: str = "Enterprise", iri: str = "") -> EntityRef:
    return EntityRef(iri or thing("organisation", names[0].lower().replace(" ", "-")), type_, names)


def annotated(
    *facts: GoldFact,
    entities: Sequence[GoldEntity] = (MINING, GROUP, LI, STEEL),
    judged: tuple[Judged, ...] | None = None,
    text: str = TEXT,
) -> Annotated:
    return Annotated(Article("a.en", text, "en"), tuple(entities), facts, judged)


def write_gold(folder: Path, *facts: Mapping[str, Any], name: str = "a.en", **changed: Any) -> Path:
    """Write an article with `TEXT` and its gold file, with other parts for those given."""
    (folder / f"{name}.md").write_text(f"---\ntitle: A\nlanguage: en\n---\n{TEXT}\n", encoding="utf-8")
    entities = [{"id": e.id, "type": e.type, "names": list(e.names)} for e in (MINING, GROUP, LI)]
    record = {"article": name, "entities": entities, "facts": list(facts), **changed}
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


SUBSIDIARY = {"s": "mining", "p": "subsidiaryOf", "o": "group", "evidence": "subsidiary of Zinco Group"}
CHAIR = {"s": "li", "p": "holdsPost", "o": "group", "q": {"role": "chair"}, "evidence": "Li Xiaoming chairs"}
