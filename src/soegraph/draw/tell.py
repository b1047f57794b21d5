"""A picture in words: what stands in its description, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from soegraph.draw.board import Board
from soegraph.draw.ownership import ABOVE, BELOW, Box, Line, Ownership
from soegraph.draw.words import Words


def told(picture: Ownership | Board, words: Words) -> str:
    """Return all that a picture shows, a sentence a line."""
    lines = _ownership(picture, words) if isinstance(picture, Ownership) else _board(picture, words)
    stop = words.say("stop")
    return "\n".join(line.removesuffix(stop) + stop for line in (picture.title, *lines))


def _ownership(picture: Ownership, words: Words) -> Iterator[str]:
    boxes = {box.key: box for box in picture.boxes}
    for line in picture.lines:
        yield _tie(line, boxes, words)
    for control, key in ((ABOVE, "controlling"), (BELOW, "controlled")):
        inferred = [box for box in picture.boxes if box.control == control]
        for holds in dict.fromkeys(box.holds for box in inferred):
            others = words.say("list").join(box.name for box in inferred if box.holds == holds)
            yield _doubted(holds, words.say(key, name=picture.name, others=others), words)
    for box in picture.boxes:
        if box.hidden:
            yield words.say("item", name=box.name, detail=words.say("more below", n=box.hidden))


_SENTENCES = {"subsidiaryOf": "subsidiary", "supervisedBy": "supervision", "holdsStakeIn": "stakes"}


def _tie(line: Line, boxes: Mapping[str, Box], words: Words) -> str:
    upper, lower = boxes[line.upper], boxes[line.lower]
    if not line.relation:
        beside, rest = (upper, lower) if upper.cls else (lower, upper)
        return words.say("item", name=beside.name, detail=rest.name)
    detail = words.say("detail", label=line.label) if line.label else ""
    sentence = words.say(_SENTENCES[line.relation], upper=upper.name, lower=lower.name, detail=detail)
    return _doubted(line.holds, sentence, words)


def _doubted(holds: str, sentence: str, words: Words) -> str:
    doubt = f"holds {holds}"
    return words.say(doubt, sentence=sentence) if doubt in words.texts else sentence


def _board(picture: Board, words: Words) -> Iterator[str]:
    for group in picture.groups:
        yield group.name
        yield from (words.say("item", name=bar.name, detail=bar.told) for bar in group.bars)
    if picture.omitted:
        yield words.say("more", n=picture.omitted)
