"""Claims as a model states them, about one small article."""

from __future__ import annotations

from typing import Any

from soegraph.model import Article

TEXT = (
    "Li Qi, chairman of Hedi Mining, opened the Shuanghe Mine in Baotou on 3 May 2024. She left soon.\n\n"
    "Hedi Mining holds 51.50 percent of Ordos Zinc Co., Ltd. and hopes to buy Wuhu Copper."
)
ARTICLE = Article("li-qi.en", TEXT, "en", title="A mine opens")


def end(text: str, cls: str | None, name: str | None = None, value: str | None = None) -> dict[str, Any]:
    return {"text": text, "name": name or text, "type": cls, "value": value}


def claim(
    quote: str, subject: dict[str, Any], predicate: str, target: dict[str, Any], **more: Any
) -> dict[str, Any]:
    return {
        "quote": quote,
        "subject": subject,
        "predicate": predicate,
        "object": target,
        "qualifiers": [],
        "modality": "asserted",
        **more,
    }


def qualifier(name: str, value: str, text: str) -> dict[str, str]:
    return {"name": name, "value": value, "text": text}


POST = claim(
    "Li Qi, chairman of Hedi Mining",
    end("Li Qi", "Person"),
    "holdsPost",
    end("Hedi Mining", "Enterprise"),
    qualifiers=[qualifier("role", "chair", "chairman")],
)
STAKE = claim(
    "Hedi Mining holds 51.50 percent of Ordos Zinc Co., Ltd.",
    end("Hedi Mining", "Enterprise"),
    "holdsStakeIn",
    end("Ordos Zinc Co., Ltd.", "Enterprise"),
    qualifiers=[qualifier("percent", "51.50", "51.50 percent")],
)
