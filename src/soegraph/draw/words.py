"""The words on a picture, in English and Chinese, and how they are put together.

Names of classes, roles and relations are not among them: these are the labels of the ontology and the graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from soegraph.query.labels import CHINESE, ENGLISH

_ENGLISH = {
    "ownership": "Ownership and control: {name}",
    "board": "Posts in {name}",
    "holders": "{name}: who held the post",
    "career": "Posts of {name}",
    "as of": "{title}, as of {day}",
    "known at": "{title}, as published by {day}",
    "more": "and {n} more",
    "more below": "{n} more below",
    "supervises": "supervises",
    "none": "no date in the sources",
    "in office": "in office {date}",
    "list": ", ",
    "stop": ".",
    "subsidiary line": "subsidiary, as stated",
    "stake line": "stake of up to half, or of unknown size",
    "majority line": "stake of more than half: control is inferred",
    "supervision line": "supervision, as stated",
    "possible line": "possibly, on that day",
    "unknown line": "at an unknown time",
    "control box": "controls {name}, or is controlled by it (inferred)",
    "certain bar": "certainly in office",
    "possible bar": "possibly in office",
    "sighting bar": "in office at some time in that period",
    "open bar": "may have begun earlier, or lasted longer",
    "subsidiary": "{lower} is a subsidiary of {upper}{detail}",
    "detail": ": {label}",
    "stakes": "{upper} holds a stake in {lower}{detail}",
    "supervision": "{upper} supervises {lower}",
    "holds possible": "Possibly: {sentence}",
    "holds unknown": "At an unknown time: {sentence}",
    "controlling": "{name} is inferred to be controlled by {others}",
    "controlled": "{name} is inferred to control {others}",
    "item": "{name}: {detail}",
}

_CHINESE = {
    "ownership": "{name}的股权与控制关系",
    "board": "{name}的任职情况",
    "holders": "历任{name}",
    "career": "{name}的任职经历",
    "as of": "{title}，截至{day}",
    "known at": "{title}，据{day}以前发表的来源",
    "more": "另有{n}个",
    "more below": "下级另有{n}个",
    "supervises": "监管",
    "none": "来源未给出日期",
    "in office": "{date}在任",
    "list": "，",
    "stop": "。",
    "subsidiary line": "子公司（来源所述）",
    "stake line": "持股不超过一半，或比例不详",
    "majority line": "持股过半：推断为控制",
    "supervision line": "监管（来源所述）",
    "possible line": "当日可能成立",
    "unknown line": "时间不详",
    "control box": "控制{name}或受其控制（推断）",
    "certain bar": "确定在任",
    "possible bar": "可能在任",
    "sighting bar": "在该时段内某时在任",
    "open bar": "可能更早开始或持续更久",
    "subsidiary": "{lower}是{upper}的子公司{detail}",
    "detail": "：{label}",
    "stakes": "{upper}持有{lower}的股份{detail}",
    "supervision": "{upper}监管{lower}",
    "holds possible": "可能：{sentence}",
    "holds unknown": "时间不详：{sentence}",
    "controlling": "推断{name}受控于{others}",
    "controlled": "推断{name}控制{others}",
    "item": "{name}：{detail}",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by key; `language` is the tag of labels in it."""

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, **parts: object) -> str:
        """Return a text with its parts.

        >>> ENGLISH_WORDS.say("more", n=14), CHINESE_WORDS.say("more", n=14)
        ('and 14 more', '另有14个')
        """
        return self.texts[key].format(**parts)


ENGLISH_WORDS, CHINESE_WORDS = Words(ENGLISH, _ENGLISH), Words(CHINESE, _CHINESE)
WORDS = {"en": ENGLISH_WORDS, "zh": CHINESE_WORDS}
"""The words by the language of a picture."""
