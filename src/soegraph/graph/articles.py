"""Layer 2: one article as a named graph: the article, its claims and the words that state them.

The graph's name is the article's IRI. Everything in it is a pure function of one `Extraction`, so that two
loads of the same extraction give the same quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from soegraph import names, schema
from soegraph.errors import InputError
from soegraph.graph import layers, terms
from soegraph.graph.copies import sketch
from soegraph.graph.terms import soe, term
from soegraph.model import MODALITIES, Article, Claim, EntityRef, Evidence, Extraction


def article_iri(article_id: str) -> NamedNode:
    """Return the IRI of an article, which also names its graph.

    >>> article_iri("a-01-grassroots-party.en").value
    'https://w3id.org/soegraph/id/article/a-01-grassroots-party-en'
    """
    return terms.thing("article", names.slug(article_id))


def article_quads(extraction: Extraction) -> list[Quad]:
    """Return the graph of one article, sorted.

    Raises:
        InputError: a claim is not about this article, its quote is not what the text holds between its
        offsets,
            or it uses a class, predicate, qualifier, value or IRI that the ontology or RDF does not allow.
    """
    article, claims = extraction.article, extraction.claims
    graph = article_iri(article.id)
    triples = {*_article_triples(article, graph), *_entity_triples(article, claims)}
    for claim in _distinct(article, claims):
        triples.update(_claim_triples(article, claim))
        triples.add(Triple(graph, term("schema:mentions"), _entity(claim.subject)))
        if isinstance(claim.object, EntityRef):
            triples.add(Triple(graph, term("schema:mentions"), _entity(claim.object)))
    return list(layers.within(graph, sorted(triples, key=str)))


def article_notices(article: Article) -> list[str]:
    """Return what its reader and `article_quads` leave out of an article's description, a sentence each."""
    addresses = [article.url] if article.url else []
    return [*article.notices] + [
        f"{article.id}: {url!r} is not a valid web address and is left out"
        for url in [*addresses, *article.sources]
        if terms.web_iri(url) is None
    ]


def _article_triples(article: Article, graph: NamedNode) -> Iterator[Triple]:
    yield Triple(graph, term("rdf:type"), soe("Article"))
    yield Triple(graph, term("dcterms:identifier"), Literal(article.id))
    yield Triple(graph, term("dcterms:language"), Literal(article.language))
    yield Triple(graph, soe("kind"), Literal(article.kind))
    yield Triple(graph, soe("textHash"), Literal(article.text_hash))
    yield Triple(graph, soe("textLength"), terms.integer(str(len(article.text))))
    if sketched := sketch(article.text):
        yield Triple(graph, soe("textSketch"), Literal(sketched))
    if article.title:
        yield Triple(graph, term("dcterms:title"), Literal(article.title, language=article.language))
    if article.publisher:
        yield Triple(graph, soe("publisherName"), Literal(article.publisher))
    if article.published:
        yield Triple(graph, term("schema:datePublished"), _published(article))
    if url := terms.web_iri(article.url):
        yield Triple(graph, term("schema:url"), url)
    for source in filter(None, map(terms.web_iri, article.sources)):
        yield Triple(graph, term("prov:hadPrimarySource"), source)


def _published(article: Article) -> Literal:
    try:
        return terms.partial_date(article.published)
    except ValueError as error:
        raise InputError(f"article {article.id}: published: {error}") from None


def _entity_triples(article: Article, claims: Iterable[Claim]) -> Iterator[Triple]:
    """Yield each entity's class and names as this article has them, whatever other articles say."""
    for entity in (ref for claim in claims for ref in (claim.subject, claim.object)):
        if isinstance(entity, EntityRef):
            node = _entity(entity)
            yield Triple(node, term("rdf:type"), _declared_class(entity))
            for surface in entity.names:
                yield Triple(node, term("skos:altLabel"), terms.name(surface, article.language))


def _entity(entity: EntityRef) -> NamedNode:
    try:
        return NamedNode(entity.iri)
    except ValueError as error:
        raise InputError(f"entity {entity.iri!r} has no valid IRI: {error}") from None


def _declared_class(entity: EntityRef) -> NamedNode:
    if entity.type not in schema.load().classes:
        raise InputError(f"entity {entity.iri}: the ontology has no class {entity.type!r}")
    return soe(entity.type)


def _distinct(article: Article, claims: Iterable[Claim]) -> list[Claim]:
    """Keep of each claim, which several frames may have found, the reading of the surest frame."""
    for claim in claims:
        _check(article, claim)
    best = {}
    for claim in sorted(claims, key=lambda claim: (claim.confidence, claim.frame)):
        best[_claim_iri(claim)] = claim
    return list(best.values())


def _check(article: Article, claim: Claim) -> None:
    """Refuse a claim that its article does not prove."""
    evidence = claim.evidence
    where = f"article {article.id}: claim {claim.predicate} at [{evidence.start}, {evidence.end})"
    if claim.article != article.id:
        raise InputError(f"{where} is of article {claim.article}; keep each claim with its own article")
    quoted = article.text[evidence.start : evidence.end]
    if evidence.start < 0 or not evidence.quote or quoted != evidence.quote:
        raise InputError(f"{where}: the text there is not {evidence.quote!r}; extract the article again")
    if claim.predicate not in schema.load().relations:
        raise InputError(f"{where}: the ontology has no relation {claim.predicate!r} for claims")
    if _property(claim).literal == isinstance(claim.object, EntityRef):
        raise InputError(f"{where}: the object is a {'thing' if _property(claim).literal else 'literal'}")
    if claim.modality not in MODALITIES:
        raise InputError(f"{where}: unknown modality {claim.modality!r}; use one of {', '.join(MODALITIES)}")


def _claim_triples(article: Article, claim: Claim) -> Iterator[Triple]:
    node, evidence = _claim_iri(claim), _evidence_iri(claim)
    yield Triple(node, term("rdf:type"), soe("Claim"))
    yield Triple(node, term("rdf:subject"), _entity(claim.subject))
    yield Triple(node, term("rdf:predicate"), soe(claim.predicate))
    yield Triple(node, term("rdf:object"), _object(article, claim))
    for predicate, value in _qualifiers(claim):
        yield Triple(node, predicate, value)
    yield Triple(node, soe("modality"), Literal(claim.modality))
    yield Triple(node, soe("confidence"), terms.decimal(str(round(claim.confidence, 4))))
    yield Triple(node, soe("frame"), Literal(claim.frame))
    yield Triple(node, term("prov:wasQuotedFrom"), article_iri(article.id))
    yield Triple(node, term("oa:hasTarget"), evidence)
    yield from _evidence_triples(article, evidence, claim.evidence)


def _evidence_triples(article: Article, node: NamedNode, evidence: Evidence) -> Iterator[Triple]:
    """Yield one node per stretch of text, shared by all claims that it states."""
    yield Triple(node, term("rdf:type"), term("oa:TextPositionSelector"))
    yield Triple(node, term("rdf:type"), term("oa:TextQuoteSelector"))
    yield Triple(node, term("oa:start"), terms.integer(str(evidence.start)))
    yield Triple(node, term("oa:end"), terms.integer(str(evidence.end)))
    yield Triple(node, term("oa:exact"), Literal(evidence.quote, language=article.language))
    yield Triple(node, term("prov:wasQuotedFrom"), article_iri(article.id))


def _object(article: Article, claim: Claim) -> terms.Object:
    """Return a claim's object; a literal that is free text is a name in the article's language."""
    if isinstance(claim.object, EntityRef):
        return _entity(claim.object)
    lexical_type = _property(claim).lexical_type
    if lexical_type == "string":
        return terms.name(claim.object.value, article.language)
    return _typed(claim, claim.object.value, lexical_type)


def _qualifiers(claim: Claim) -> list[tuple[NamedNode, terms.Object]]:
    known = schema.load().qualifiers
    if unknown := set(claim.qualifiers) - set(known):
        raise InputError(
            f"article {claim.article}: {claim.predicate} has unknown qualifiers {sorted(unknown)}"
        )
    return [
        (soe(known[key].name), _typed(claim, value, known[key].lexical_type))
        for key, value in sorted(claim.qualifiers.items())
    ]


def _property(claim: Claim) -> schema.Property:
    return schema.load().properties[claim.predicate]


def _typed(claim: Claim, value: str, lexical_type: str | None) -> terms.Object:
    try:
        return terms.typed(value, lexical_type or "string")
    except ValueError as error:
        raise InputError(f"article {claim.article}: claim {claim.predicate}: {error}") from None


def _claim_iri(claim: Claim) -> NamedNode:
    qualifiers = (f"{terms.local_name(key)}={value.value}" for key, value in _qualifiers(claim))
    place = (claim.article, str(claim.evidence.start), str(claim.evidence.end))
    statement = (claim.subject.iri, claim.predicate, claim.object_key)
    return terms.thing("claim", names.digest([*place, *statement, *qualifiers, claim.modality]))


def _evidence_iri(claim: Claim) -> NamedNode:
    place = [claim.article, str(claim.evidence.start), str(claim.evidence.end)]
    return terms.thing("evidence", names.digest(place))
