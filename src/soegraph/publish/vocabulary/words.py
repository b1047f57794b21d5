"""The page's own words, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from soegraph.names import PREFIXES

_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_SCHEMA, _SKOS = PREFIXES["schema"], PREFIXES["skos"]
_DCTERMS = PREFIXES["dcterms"]


class Heading(NamedTuple):
    """One heading in both languages; `zh` is "" where a name of another vocabulary needs no translation."""

    en: str
    zh: str = ""


WORDS: Mapping[str, Heading] = {
    "alternatives": Heading("Also called", "又称"),
    "by": Heading("Named by", "使用者"),
    "chain": Heading("Inferred from the chain", "由属性链推得"),
    "characteristics": Heading("Characteristics", "逻辑特征"),
    "classes": Heading("Classes", "类"),
    "deprecated": Heading("Deprecated: do not use it any more", "已弃用：请勿再使用"),
    "diagram": Heading("Class diagram", "类图"),
    "examples": Heading("Examples from the graph", "图谱示例"),
    "foreign": Heading("Terms of other vocabularies", "外部词汇的术语"),
    "home": Heading("All of the site", "返回首页"),
    "import": Heading("How to use it", "使用方法"),
    "in domain of": Heading("In the domain of", "作为定义域"),
    "in range of": Heading("In the range of", "作为值域"),
    "in shape": Heading("Checked by shapes", "数据约束"),
    "index": Heading("Index", "索引"),
    "inferred": Heading("Inferred of", "推断条件"),
    "inherited domain": Heading("In the domain of, through a broader class", "作为定义域（经上位类）"),
    "inherited range": Heading("In the range of, through a broader class", "作为值域（经上位类）"),
    "instances": Heading("things in the graph", "图谱中的实例"),
    "is a": Heading("Is a", "属于"),
    "kind": Heading("Kind", "种类"),
    "mentions": Heading("triples in the graph", "图谱中的三元组"),
    "members": Heading("concepts in the graph", "图谱中的概念"),
    "namespace": Heading("Namespace", "命名空间"),
    "note": Heading("Note", "说明"),
    "prefix": Heading("Prefix", "前缀"),
    "prefixes": Heading("Prefixes", "前缀"),
    "skip": Heading("Skip to the content", "跳到正文"),
    "term": Heading("Term", "术语"),
    "to top": Heading("To the top", "返回顶部"),
    "uses": Heading("uses in the graph", "图谱中的使用次数"),
}
"""The words of the page by what they are for."""

KINDS: Mapping[str, Heading] = {
    _OWL + "Class": Heading("Class", "类"),
    _RDFS + "Class": Heading("Class", "类"),
    _OWL + "ObjectProperty": Heading("Object property", "对象属性"),
    _OWL + "DatatypeProperty": Heading("Datatype property", "数据属性"),
    _OWL + "AnnotationProperty": Heading("Annotation property", "注释属性"),
    _RDF + "Property": Heading("Property", "属性"),
    _RDFS + "Datatype": Heading("Datatype", "数据类型"),
    _SKOS + "ConceptScheme": Heading("Concept scheme", "概念体系"),
    _SKOS + "Concept": Heading("Concept", "概念"),
    _OWL + "NamedIndividual": Heading("Individual", "个体"),
}
"""What a term is, by its type; the first that applies counts."""

OTHER = Heading("Other term", "其他术语")
"""What a term is that no file gives a type."""

CHARACTERISTICS: Mapping[str, Heading] = {
    _OWL + "FunctionalProperty": Heading("functional: at most one value", "函数性：至多一个值"),
    _OWL + "InverseFunctionalProperty": Heading("inverse functional: its value tells the thing", "反函数性"),
    _OWL + "TransitiveProperty": Heading("transitive", "传递"),
    _OWL + "SymmetricProperty": Heading("symmetric", "对称"),
    _OWL + "AsymmetricProperty": Heading("asymmetric", "非对称"),
    _OWL + "ReflexiveProperty": Heading("reflexive", "自反"),
    _OWL + "IrreflexiveProperty": Heading("irreflexive", "非自反"),
}
"""The characteristics of properties by their types."""

STATEMENTS: Mapping[str, tuple[Heading, Heading | None]] = {
    _RDFS + "subClassOf": (Heading("Subclass of", "上位类"), Heading("Subclasses", "下位类")),
    _RDFS + "subPropertyOf": (Heading("Subproperty of", "上位属性"), Heading("Subproperties", "下位属性")),
    _OWL + "equivalentClass": (Heading("Equivalent to", "等价类"),) * 2,
    _OWL + "equivalentProperty": (Heading("Equivalent to", "等价属性"),) * 2,
    _OWL + "disjointWith": (Heading("Disjoint with", "互斥"),) * 2,
    _OWL + "propertyDisjointWith": (Heading("Disjoint with", "互斥"),) * 2,
    _OWL + "inverseOf": (Heading("Inverse of", "逆属性"),) * 2,
    _RDFS + "domain": (Heading("Domain", "定义域"), None),
    _SCHEMA + "domainIncludes": (Heading("Domain includes", "定义域包括"), None),
    _RDFS + "range": (Heading("Range", "值域"), None),
    _SCHEMA + "rangeIncludes": (Heading("Range includes", "值域包括"), None),
    _SKOS + "broader": (Heading("Broader", "上位概念"), Heading("Narrower", "下位概念")),
    _SKOS + "narrower": (Heading("Narrower", "下位概念"), Heading("Broader", "上位概念")),
    _SKOS + "related": (Heading("Related", "相关概念"),) * 2,
    _DCTERMS + "isReplacedBy": (Heading("Replaced by", "被取代为"), Heading("Replaces", "取代")),
}
"""What links one term to others: its heading at the subject, and at the object where it is told there too."""

MATCHES: Mapping[str, Heading] = {
    _SKOS + "exactMatch": Heading("Exact match", "完全匹配"),
    _SKOS + "closeMatch": Heading("Close match", "近似匹配"),
    _SKOS + "broadMatch": Heading("Broader match", "上位匹配"),
    _SKOS + "narrowMatch": Heading("Narrower match", "下位匹配"),
    _SKOS + "relatedMatch": Heading("Related match", "相关匹配"),
}
"""The matches of a term to those of other vocabularies."""

ABOUT: Mapping[str, Heading] = {
    _OWL + "versionInfo": Heading("Version", "版本"),
    _OWL + "versionIRI": Heading("Version IRI", "版本 IRI"),
    _OWL + "priorVersion": Heading("Previous version", "上一版本"),
    _OWL + "backwardCompatibleWith": Heading("Backward compatible with", "向后兼容"),
    _OWL + "incompatibleWith": Heading("Incompatible with", "不兼容"),
    _OWL + "imports": Heading("Imports", "导入"),
    "http://purl.org/ontology/bibo/status": Heading("Status", "状态"),
    _DCTERMS + "license": Heading("Licence", "许可"),
    _DCTERMS + "rights": Heading("Rights", "权利"),
    _DCTERMS + "creator": Heading("Creators", "创建者"),
    _DCTERMS + "contributor": Heading("Contributors", "贡献者"),
    _DCTERMS + "publisher": Heading("Publisher", "发布者"),
    _DCTERMS + "created": Heading("Created", "创建日期"),
    _DCTERMS + "issued": Heading("Issued", "发布日期"),
    _DCTERMS + "modified": Heading("Modified", "修改日期"),
    _DCTERMS + "bibliographicCitation": Heading("Citation", "引用"),
    "http://purl.org/ontology/bibo/doi": Heading("DOI"),
    _DCTERMS + "source": Heading("Builds on", "来源"),
    _RDFS + "comment": Heading("Note", "说明"),
    _RDFS + "seeAlso": Heading("See also", "参见"),
}
"""What an ontology says of itself, in the order of the header."""
