"""Frame matching: every line of the Chinese lexicon, tried at every word that it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

from soegraph import schema
from soegraph.loaders.chinese import brackets, modality, posts, qualifiers
from soegraph.loaders.chinese.clauses import Clause, Phrase, Verb, earlier
from soegraph.loaders.chinese.names import known_names
from soegraph.loaders.chinese.parse import parse
from soegraph.loaders.chinese.posts import Post
from soegraph.loaders.chinese.resolve import Resolver
from soegraph.loaders.chinese.script import folded
from soegraph.loaders.chinese.slots import Anchor, walk
from soegraph.loaders.chinese.successors import successors
from soegraph.loaders.chinese.text import Document, Sentence, Token
from soegraph.loaders.chinese.words import chinese, from_lexicon, listed
from soegraph.loaders.document import Argument, Candidate, Entity, Mention
from soegraph.loaders.lexicon import Frame
from soegraph.loaders.lexicon_cells import Need
from soegraph.model import ASSERTED

_CROWD = 200  # pairs; nobody states so much with one verb


def match(document: Document) -> Iterator[Candidate]:
    """Yield the candidates of a document, clause by clause."""
    clauses = parse(document.sentences)
    matcher = _Matcher(document, clauses)
    for sentence in document.sentences:
        yield from brackets.match(document, sentence)
    for clause in clauses:
        yield from matcher.clause(clause)


def _known_thing(name: str, classes: Sequence[str]) -> Entity:
    """A thing of a name: the one that the tables know, or a new one of the first class."""
    known = next((k for k in known_names().whole(folded(name)) if k.type in classes), None)
    return Entity(known.type, [name], known.iri, known=True) if known else Entity(classes[0], [name])


def _may_be_name(tokens: Sequence[Token]) -> bool:
    """Tell whether nouns that no list knows may name an enterprise: 方兴稀土 in 方兴稀土是A的子公司."""
    said = "".join(token.text for token in tokens)
    common = any(
        token.text in listed(name)
        for token in tokens
        for name in ("opaque name", "attribute", "generic crowd", "thing pronoun", "person pronoun")
    )
    plain = all(token.tag in {"n", "nz", "nw", "LOC", "ORG"} for token in tokens)
    return (
        plain
        and not common
        and _SHORT <= len(said) <= _LONG
        and not chinese().frames("noun", tokens[-1].text)
    )


def _start(sentence: Sentence) -> int:
    return sentence.start


def _end(sentence: Sentence) -> int:
    return sentence.end


_SHORT, _LONG = 4, 8  # characters
_REMEMBERED = 12  # posts


def _one_place(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Leave out a seat where the same verb of place tells where a site lies: 集团经营两座煤矿，均位于A."""
    found = list(candidates)
    site = any(candidate.predicate == "locatedIn" for candidate in found)
    return [each for each in found if not (site and each.predicate == "headquarteredIn")]


def _verb_of(anchor: Anchor) -> Verb | None:
    """The verb by which a frame is said: its own word, or that of which a noun is the object: 将成为A的子公司."""
    if anchor.verb is None and anchor.phrase is not None and anchor.phrase.slot == "obj":
        return anchor.phrase.verb
    return anchor.verb


@from_lexicon
def _name_frames(cls: str) -> tuple[Frame, ...]:
    """What a name states by itself, by its class and those above."""
    above = sorted(schema.load().ancestors(cls))
    return tuple(frame for each in above for frame in chinese().frames("name", each))


class _Matcher:
    """One document's clauses and who is meant in them."""

    def __init__(self, document: Document, clauses: Sequence[Clause]) -> None:
        self._document = document
        self._clauses = clauses
        self._resolver = Resolver(document, clauses)
        self._introduced: dict[str, Entity] = {}
        self._posts: list[Post] = []

    def clause(self, clause: Clause) -> Iterator[Candidate]:
        """Yield what one clause states."""
        here = list(posts.posts(clause, self._clauses, self._resolver))
        here += successors(clause, self._clauses, self._posts)
        for post in here:
            yield from self._post(post)
        self._posts = [*self._posts, *here][-_REMEMBERED:]
        for anchor, frames in self._anchors(clause):
            yield from _one_place(
                candidate
                for frame in frames
                if all(self._holds(need, anchor) for need in frame.needs)
                for candidate in self._candidates(frame, anchor)
            )
        self._resolver.note(clause)

    def _anchors(self, clause: Clause) -> Iterator[tuple[Anchor, Sequence[Frame]]]:
        words = chinese()
        for verb in clause.verbs:
            if frames := words.frames("verb", verb.token.text):
                yield Anchor(verb.token, clause, self._clauses, verb=verb), frames
        for phrase in clause.phrases:
            for token in phrase.tokens:
                frames = words.frames("noun", token.text) if token.mention is None else ()
                if token.entity is not None:
                    frames = _name_frames(token.entity.type)
                elif token.is_kind("percent"):
                    frames = words.frames("percent", "percent")
                if frames:
                    yield Anchor(token, clause, self._clauses, phrase=phrase), frames

    def _post(self, post: Post) -> Iterator[Candidate]:
        for frame in chinese().frames("title", "title"):
            anchor = Anchor(post.title, post.clause, self._clauses, phrase=None)
            said = {"role": post.role}
            status = {"left": "removed"}.get(post.status, post.status)
            if status:
                said["status"] = status
            bound = {"appointed": "start", "removed": "end", "left": "end", "former": ""}.get(post.status, "")
            dates = [t.mention.value for t in qualifiers.dates_of(anchor) if t.mention]
            if bound and dates:
                said[bound] = dates[0]
            confidence = frame.confidence if post.stated else frame.confidence - 0.2
            yield self._candidate(
                frame, post.holder, post.organisation, said, post.modality, (post.start, post.end), confidence
            )

    def _candidates(self, frame: Frame, anchor: Anchor) -> Iterator[Candidate]:
        subjects = self._first(frame.subject, frame, "domain", anchor)
        symmetric = schema.load().properties[frame.predicate].symmetric
        taken = frozenset() if symmetric else frozenset(s.entity for s in subjects if s.entity)
        if "percent" in frame.qualifiers:
            taken |= self._other_holders(anchor)
        objects = self._first(frame.object, frame, "range", anchor, taken) if subjects else []
        if not objects or len(subjects) * len(objects) > _CROWD:
            return
        how = ASSERTED if frame.pos == "name" else modality.of(_verb_of(anchor), anchor.clause, self._clauses)
        for subject, target, share in self._pairs(frame, anchor, subjects, objects):
            if subject.entity is target.entity and subject.entity is not None:
                continue
            if (
                frame.predicate == "formerName"
                and subject.entity
                and target.value in subject.entity.names[:1]
            ):
                continue
            said = qualifiers.read(frame, anchor, target, share, self._document.text)
            if frame.predicate in {"holdsStakeIn", "foundedBy"}:
                owned = target if frame.predicate == "holdsStakeIn" else subject
                self._resolver.deal(owned.entity, anchor.clause.sentence.number)
            span = (anchor.token.start, max(anchor.token.end, share.end if share else 0))
            yield self._candidate(frame, subject, target, said, how, span, frame.confidence)

    def _other_holders(self, anchor: Anchor) -> frozenset[Entity]:
        """Who holds the shares that the clauses before give: A占51%, B占49%."""
        holding = (c for c in earlier(anchor.clause, self._clauses) if "percent" in c.said)
        subjects = (verb.subject for clause in holding for verb in clause.main if verb.subject)
        holders = (self._resolver.arguments(subject) for subject in subjects if subject.owner is None)
        return frozenset(each.entity for found in holders for each in found if each.entity)

    def _pairs(
        self, frame: Frame, anchor: Anchor, subjects: Sequence[Argument], objects: Sequence[Argument]
    ) -> Iterator[tuple[Argument, Argument, Mention | None]]:
        """Pair subjects with objects; as many shares as there are of either go to them one by one."""
        shares = qualifiers.shares(anchor) if "percent" in frame.qualifiers else []
        if len(shares) == len(subjects) > 1 and len(objects) == 1:
            yield from ((subject, objects[0], share) for subject, share in zip(subjects, shares, strict=True))
        elif len(shares) == len(objects) > 1 and len(subjects) == 1:
            yield from ((subjects[0], target, share) for target, share in zip(objects, shares, strict=True))
        else:
            for subject, target in product(subjects, objects):
                yield subject, target, shares[0] if shares else None

    def _candidate(
        self,
        frame: Frame,
        subject: Argument,
        target: Argument,
        said: Mapping[str, str],
        how: str,
        span: tuple[int, int],
        confidence: float,
    ) -> Candidate:
        sentences = self._document.sentences
        ends = (span[0], span[1], subject.start, subject.end, target.start, target.end)
        first = sentences[max(0, bisect_right(sentences, min(ends), key=_start) - 1)]
        last = sentences[min(len(sentences) - 1, bisect_left(sentences, max(ends), key=_end))]
        return Candidate(
            subject,
            frame.predicate,
            target,
            dict(said),
            how,
            frame.id,
            confidence,
            span,
            (first.start, last.end),
        )

    def _holds(self, need: Need, anchor: Anchor) -> bool:
        return self._is(need, anchor) == need.wanted

    def _is(self, need: Need, anchor: Anchor) -> bool:
        if need.slot == "dep":
            return not need.words.isdisjoint(anchor.clause.said)
        for phrase in walk(need.slot, anchor):
            words = {"*", phrase.head.text, *(t.mention.kind for t in phrase.tokens if t.mention)}
            if need.words & words or any(map(phrase.head.names, need.classes)):
                return True
            if any(phrase.head.text.endswith(word) for word in need.words):
                return True
        return False

    def _first(
        self,
        paths: Sequence[str],
        frame: Frame,
        end: str,
        anchor: Anchor,
        taken: frozenset[Entity] = frozenset(),
    ) -> list[Argument]:
        """Return the arguments of the first path that leads to any of a fitting class, not `taken` already."""
        relation = schema.load().properties[frame.predicate]
        classes = relation.domain if end == "domain" else relation.range
        for path in paths:
            if path == "topic" and self._is_said(paths, anchor):
                continue
            found = []
            for argument in self._arguments(path, frame, anchor, classes, taken):
                literal = relation.literal and end == "range"
                if argument.entity is None:
                    if literal:
                        found.append(argument)
                elif (
                    not literal
                    and argument.entity not in taken
                    and any(argument.entity.is_a(cls) for cls in classes)
                ):
                    found.append(argument)
            if found:
                return found
        return []

    def _arguments(
        self,
        path: str,
        frame: Frame,
        anchor: Anchor,
        classes: Sequence[str],
        taken: frozenset[Entity],
    ) -> Iterator[Argument]:
        resolver, token = self._resolver, anchor.token
        if path.startswith("@"):
            yield from qualifiers.literal(path[1:], anchor, self._document)
        elif path == "topic":
            across = anchor.verb is not None
            over = taken if "percent" in frame.qualifiers else frozenset[Entity]()
            yield from resolver.unsaid(anchor.clause, self._clauses, classes, across=across, but=over)
        elif path == "group":
            yield from self._group(anchor)
        elif path == "owned":
            if owned := resolver.dealt(anchor.clause.sentence.number):
                yield Argument(token.start, token.end, owned)
        elif path.startswith("last "):
            if entity := resolver.last(path.removeprefix("last "), token.start):
                yield Argument(token.start, token.end, entity)
        elif path.startswith("before "):
            if spoken := resolver.before(
                token.start, path.removeprefix("before "), anchor.clause.sentence.number
            ):
                yield Argument(spoken.start, spoken.end, spoken.entity)
        elif path == "main":
            if resolver.topic is not None:
                yield Argument(token.start, token.end, resolver.topic)
        elif path == "inner":
            if (mention := token.mention) and (inner := mention.inner):
                yield Argument(inner.start, inner.end, inner.entity)
        elif path == "here":
            yield Argument(token.start, token.end, token.entity)
        elif path.endswith("!"):
            for phrase in walk(path[:-1], anchor):
                for member in (*phrase.all(), *phrase.beside):
                    yield from self._introduced_by(member, classes)
        elif path == "there":
            yield from self._there(anchor)
        else:
            for phrase in walk(path, anchor):
                yield from resolver.arguments(phrase)

    def _is_said(self, paths: Sequence[str], anchor: Anchor) -> bool:
        """Tell whether a verb has a thing of its own in a slot, fitting or not, so that nothing is left unsaid."""
        verb = anchor.verb
        if verb is None or verb.headless:
            return verb is not None
        if "moved" in paths and verb.fronted is not None:
            return True
        if "obj" in paths and verb.relative and verb.passive and verb.following().objects:
            return True
        subject = verb.subject if "subj" in paths else None
        if subject is None or subject.owner is not None or subject.head.names("Place"):
            return False
        if verb.passive and not verb.relative and _may_be_name(subject.tokens):
            return True
        return any(argument.entity is not None for argument in self._resolver.arguments(subject))

    def _there(self, anchor: Anchor) -> Iterator[Argument]:
        """The meeting at which a sentence says that somebody speaks: 座谈会上, A介绍."""
        tokens = anchor.clause.sentence.tokens
        for token, following in pairwise(tokens):
            if (
                following.text in {"上", "中", "期间"}
                and token.names("Meeting")
                and token.start < anchor.token.start
            ):
                yield Argument(token.start, token.end, token.entity)
                return
        yield from self._said_at(anchor)

    def _said_at(self, anchor: Anchor) -> Iterator[Argument]:
        """The meeting that the paragraph speaks of, where the speaker is introduced with a job title."""
        sentence = anchor.clause.sentence
        titled = any(token.is_kind("title") for token in sentence.tokens if token.start < anchor.token.start)
        for before in reversed(self._document.sentences[: sentence.number] if titled else ()):
            if before.paragraph != sentence.paragraph:
                return
            for token, following in pairwise(before.tokens):
                if following.text in {"上", "中"} and token.names("Meeting"):
                    yield Argument(token.start, token.end, token.entity)
                    return

    def _group(self, anchor: Anchor) -> list[Argument]:
        """The last list of the sentence that has as many members as there are shares."""
        shares = qualifiers.shares(anchor)
        for clause in earlier(anchor.clause, self._clauses):
            for phrase in reversed(clause.phrases) if len(shares) > 1 else ():
                row = [*phrase.all(), *phrase.beside]
                found = [one for member in row for one in self._resolver.arguments(member, with_list=False)]
                if len(row) == len(shares) == len(found):
                    return found
        return []

    def _introduced_by(self, phrase: Phrase, classes: Sequence[str]) -> Iterator[Argument]:
        """A noun as a new thing of the relation's class: 生产稀土磁性材料."""
        tokens = [t for t in phrase.tokens if not t.is_kind("percent") and t.tag not in {"m", "q", "r"}]
        if classes[0] == "Enterprise" and not _may_be_name(tokens):
            return
        while tokens and (tokens[-1].text in listed("quantity") or tokens[-1].tag == "f"):
            tokens.pop()
        if not tokens:
            return
        if tokens[-1].entity is not None and len(tokens) == 1:
            yield Argument(tokens[-1].start, tokens[-1].end, tokens[-1].entity)
            return
        if any(t.mention for t in tokens) and not all(t.names("Commodity") or not t.mention for t in tokens):
            return
        start, end = tokens[0].start, tokens[-1].end
        if end - start < 2 or tokens[-1].text in listed("no product"):
            return
        name = self._document.article.text[start:end]
        entity = self._introduced.setdefault(name, _known_thing(name, classes))
        yield Argument(start, end, entity)
