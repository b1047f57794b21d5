"""From a Chinese article to sentences of tokens: words by LAC, names, titles, measures and things laid over them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from soegraph.loaders.chinese import aliases, events, latin, names
from soegraph.loaders.chinese.cast import Cast
from soegraph.loaders.chinese.measures import measures
from soegraph.loaders.chinese.mend import mended
from soegraph.loaders.chinese.names import Name
from soegraph.loaders.chinese.people import everywhere
from soegraph.loaders.chinese.phrases import Phrases
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.chinese.tagger import Word, tag
from soegraph.loaders.chinese.text import Document, Sentence, Token
from soegraph.loaders.chinese.words import chinese, from_lexicon, listed
from soegraph.loaders.document import Entity, Mention
from soegraph.loaders.spans import Cover
from soegraph.model import Article

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’）]*)?")


def analyse(articles: Sequence[Article]) -> Iterator[Document]:
    """Yield the sentences of articles with all that is named in them."""
    texts = [folded(article.text) for article in articles]
    stretches = [sentences(text) for text in texts]
    words = iter(tag([text[s:e] for text, found in zip(texts, stretches, strict=True) for s, e in found]))
    for article, text, found in zip(articles, texts, stretches, strict=True):
        tagged = islice(words, len(found))
        yield _document(
            article, text, found, [mended(text[s:e], w) for (s, e), w in zip(found, tagged, strict=True)]
        )


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a folded text begin and end."""
    return [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]


def _document(
    article: Article, text: str, stretches: Sequence[tuple[int, int]], words: Sequence[list[Word]]
) -> Document:
    cast = Cast()
    mentions = _mentions(article, text, stretches, words, cast)
    mentions = aliases.add(article.text, text, mentions, cast)
    document = Document(article, text, list(_sentences(text, stretches, words, mentions)))
    events.find(document, cast)
    return document


def _mentions(
    article: Article, text: str, stretches: Sequence[tuple[int, int]], words: Sequence[list[Word]], cast: Cast
) -> list[Mention]:
    """Names, titles and measures, none overlapping another, in the order of the text."""
    taken = Cover(0, len(text))
    kept: list[Mention] = []
    measured = list(measures(text, article.published))
    titled, named = list[Mention](), list[Name]()
    for (start, end), found in zip(stretches, words, strict=True):
        sentence = text[start:end]
        held = [Mention(s, e, "title", value=text[s:e]) for s, e in names.titles(sentence, found, start)]
        titled += held
        named += [*names.known(sentence, found, start), *names.found(sentence, found, start, held)]
        named += [*names.long_heads(sentence, found, start), *names.translated(sentence, found, start)]
        named += [*names.committees(sentence, start), *names.assemblies(sentence, start)]
        named += [*latin.names(sentence, found, start), *names.seats(sentence, start)]
    known = {text[name.start : name.end] for name in named if name.cls == "Person"}
    named += [Name(start, end, "Person") for start, end in everywhere(text, known)]
    short = list(aliases.quoted(text))
    organisations = aliases.bracketed(text)
    people = [n for n in named if n.cls == "Person" and text[n.start : n.end] in organisations]
    named = [*short, *(name for name in named if name not in people)]
    named = list(_cut_by_titles(named, titled))
    named.sort(key=lambda name: (name.start - name.end, not name.iri, name.start))
    chosen = []
    for name in named:
        if not taken.meets(name.start, name.end):
            taken.take(name.start, name.end)
            chosen.append(name)
    for mention in (*measured, *titled):
        if not taken.meets(mention.start, mention.end):
            taken.take(mention.start, mention.end)
            kept.append(mention)
    for name in sorted(chosen, key=lambda name: (not name.iri, name.start - name.end, name.start)):
        entity = _entity(cast, text[name.start : name.end], name)
        kept.append(Mention(name.start, name.end, "entity", entity))
    return sorted(kept, key=lambda mention: mention.start)


def _entity(cast: Cast, said: str, name: Name) -> Entity:
    """The entity of a name; 江苏常州 is a place of that name and the place 常州."""
    if name.cls == "Place" and not name.iri:
        for size in range(len(said) - 2, 1, -1):
            wider = names.known_names().whole(said[:size])
            if wider and wider[0].type == "Place":
                known = next((k for k in names.known_names().whole(said[size:]) if k.type == "Place"), None)
                entity = cast.entity(said[size:], "Place", known.iri if known else "")
                entity.add(said[size:])
                return entity
    return cast.entity(said, name.cls, name.iri)


def _cut_by_titles(named: Iterable[Name], titled: Sequence[Mention]) -> Iterator[Name]:
    """Let a name end where a job title begins that LAC took for a part of it: 广西稀土党委|书记."""
    starts = {title.start: title for title in titled}
    for name in named:
        inside = range(name.start + 1, name.end)
        cut = None if starts.keys().isdisjoint(inside) else next(at for at in inside if at in starts)
        if cut is None:
            yield name
        elif cut - name.start > 1 and starts[cut].end > name.end - 1:
            yield Name(name.start, cut, name.cls if name.cls != "PartyBody" else "Enterprise", "")


def _sentences(
    text: str, stretches: Sequence[tuple[int, int]], words: Sequence[list[Word]], mentions: Sequence[Mention]
) -> Iterator[Sentence]:
    paragraph = at = 0
    place = 0
    for number, ((start, end), found) in enumerate(zip(stretches, words, strict=True)):
        paragraph += text.count("\n", at, start)
        at = end
        here = []
        while place < len(mentions) and mentions[place].start < end:
            if mentions[place].start >= start:
                here.append(mentions[place])
            place += 1
        tokens = list(_tokens(text, start, end, found, here))
        yield Sentence(number, paragraph, start, end, tokens)


def _tokens(
    text: str, start: int, end: int, words: Sequence[Word], mentions: Sequence[Mention]
) -> Iterator[Token]:
    """Yield mentions as tokens, and between them the words, those of the lexicon whole."""
    taken = Cover(start, end, ((mention.start, mention.end) for mention in mentions))
    tokens = [Token(m.start, m.end, text[m.start : m.end], _TAGS.get(m.kind, "n"), m) for m in mentions]
    tags = {start + word.start: word.tag for word in words} | {end: ""}
    cuts, marks = list(tags), set(tags)
    for first, last in taken.free():
        inside = cuts[bisect_left(cuts, first) : bisect_right(cuts, last)]
        tokens += _words(text, first, last, inside, tags, marks)
    return iter(sorted(tokens, key=lambda token: token.start))


_TAGS = {"title": "n", "date": "TIME", "percent": "m", "ticker": "m"}


def _words(
    text: str, start: int, end: int, cuts: Iterable[int], tags: Mapping[int, str], marks: set[int]
) -> Iterator[Token]:
    """Yield the words of a stretch, where LAC cuts it; the lexicon's own words come before those of LAC.

    `marks` are all cuts of the sentence and the ends of those words, which are added.
    """
    own = []
    for hit in vocabulary().find(text[start:end]):
        first, last = start + hit.start, start + hit.end
        cut = hit.payloads[0] == "n" and text[last - 1 : last + 1] == "会议"  # 工作会|议
        if not cut and _stands(first, last, marks, text[first - 1 : first]):
            own.append((first, last, hit.payloads[0]))
            marks |= {first, last}
    borders = {start, end, *cuts}
    for first, last, _ in own:
        borders.difference_update(range(first + 1, last))
        borders |= {first, last}
    kinds = {first: kind for first, _, kind in own}
    glue = listed("glue")
    tag_here = "n"
    for first, last in pairwise(sorted(borders)):
        tag_here = tags.get(first, tag_here)
        said = text[first:last]
        own_kind = kinds.get(first) or ("d" if said in glue else tag_here)
        if last - first == 1 and tag_here in {"n", "f", "q", "m"}:
            own_kind = tag_here  # 会上: a noun here, whatever the lexicon makes of the character
        yield Token(first, last, said, own_kind)


def _stands(start: int, end: int, cuts: Container[int], before: str) -> bool:
    """Tell whether a word of the lexicon is one here: long ones always, short ones on a border of LAC's.

    LAC often takes an adverb and the verb or preposition after it for one word: 也是, 还同.
    """
    glued = start - 1 in cuts and before in listed("glue")
    if end - start > 2:
        return True
    if end - start == 2:
        return start in cuts or end in cuts
    return (start in cuts or glued) and end in cuts


@from_lexicon
def vocabulary() -> Phrases[str]:
    """Return the words of the lexicon with their tags."""
    found: dict[str, str] = {}
    for use in ("event", "anaphor"):
        found |= {word: "n" for word in chinese().heads_for(use) if len(word) > 1}
    for frame in chinese().frames_of("noun"):
        found |= dict.fromkeys(frame.lemmas, "n")
    for kind, cue in chinese().cues:
        found.setdefault(cue, "v" if kind == "office verb" else "d")
    for frame in chinese().frames_of("verb"):
        found |= dict.fromkeys(frame.lemmas, "v")
    found |= {word: "p" for word in listed("preposition") if word not in found}
    found |= {word: "n" for word in listed("attribute") if word not in found}
    found |= {word: "d" for word in listed("whole adverb") if word not in found}
    return Phrases(found.items())
