"""Extraction under an ontology that is not ours: museums, in a namespace of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from soegraph import authority, home, names, schema
from soegraph.errors import InputError, OntologyError
from soegraph.loaders import lexicon
from soegraph.loaders.extract import extract
from soegraph.model import Article, EntityRef

from .conftest import line

Said = Callable[..., set[str]]


@pytest.fixture
def in_museum(museum: Path) -> Iterator[None]:
    with home.using(museum):
        yield


@pytest.fixture
def copy(museum: Path, tmp_path: Path) -> Path:
    """Return a copy of the museum's folder to write into."""
    return Path(shutil.copytree(museum, tmp_path / "museum"))


@pytest.mark.usefixtures("in_museum")
@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Halden Museum acquired Night Harbour in May 2021.",
            "Halden Museum acquires Night Harbour date=2021-05",
        ),
        ("Night Harbour was bought by the Vik Gallery.", "Vik Gallery acquires Night Harbour"),
        ("The Vik Gallery lent Portrait of Anna Holm.", "Vik Gallery lends Portrait of Anna Holm"),
        ("The Vik Gallery borrowed from the Halden Museum.", "Vik Gallery borrowsFrom Halden Museum"),
        ("Ingrid Dahl is director of Halden Museum.", "Ingrid Dahl worksAt Halden Museum role=director"),
        ("Lena Ruud, keeper of the Vik Gallery, spoke.", "Lena Ruud worksAt Vik Gallery role=curator"),
        (
            "Karl Berg, a keeper at Nordhavn Auctions, spoke.",
            "Karl Berg worksAt Nordhavn Auctions role=restorer",
        ),
        ("Night Harbour was painted in egg tempera.", "Night Harbour madeOf egg tempera"),
        ("The Vik Gallery opened in 1998.", "Vik Gallery opened 1998"),
    ],
)
def test_its_frames_mean_its_relations(said: Said, text: str, claim: str) -> None:
    assert claim in said(text)


@pytest.mark.usefixtures("in_museum")
def test_later_sentences_take_up_museums_people_and_paintings(said: Said) -> None:
    text = "Halden Museum showed Night Harbour. The museum is based in Oslo. The painting was painted by Karl Berg."
    assert said(text) == {
        "Halden Museum shows Night Harbour",
        "Halden Museum locatedIn Oslo",
        "Karl Berg created Night Harbour",
    }


@pytest.mark.usefixtures("in_museum")
def test_cues_are_those_of_the_language_where_it_has_none_of_its_own(said: Said) -> None:
    text = "Halden Museum plans to acquire Night Harbour."
    assert said(text) == set()
    assert said(text, "planned") == {"Halden Museum acquires Night Harbour"}


@pytest.mark.usefixtures("in_museum")
def test_things_have_iris_of_its_kinds_and_its_own_concepts() -> None:
    text = "Night Harbour was painted by Karl Berg in tempera. Lena Ruud, curator of the Vik Gallery, spoke."
    claims = extract(Article("a", text, "en")).claims
    iris = {e.names[0]: e.iri for c in claims for e in (c.subject, c.object) if isinstance(e, EntityRef)}
    assert iris == {
        "Night Harbour": names.thing("work", "night-harbour"),
        "Karl Berg": names.thing("person", "karl-berg--a"),
        "tempera": "https://museum.example/materials#tempera",
        "Lena Ruud": names.thing("person", "lena-ruud--vik-gallery"),
        "Vik Gallery": names.thing("organisation", "vik-gallery"),
    }


@pytest.mark.usefixtures("in_museum")
def test_a_known_person_is_known_through_what_its_tables_relate() -> None:
    known = names.thing("person", "ingrid-dahl")
    for text, found in (
        ("Ingrid Dahl is director of Halden Museum.", True),
        ("Ingrid Dahl is director of the Vik Gallery.", False),
    ):
        [claim] = extract(Article("a", text, "en")).claims
        assert (claim.subject.iri == known) is found


@pytest.mark.usefixtures("in_museum")
def test_our_words_mean_nothing_there(said: Said) -> None:
    assert said("Ordos Zinc Co. is a subsidiary of Zinco Group.") == set()


def test_ours_is_back_afterwards(museum: Path, said: Said) -> None:
    with home.using(museum):
        assert "Museum" in schema.load().classes
        assert {entry.id for entry in authority.entries()} >= {"halden-museum"}
    assert said("Ordos Zinc Co. is a subsidiary of Zinco Group.") == {
        "Ordos Zinc Co. subsidiaryOf Zinco Group"
    }


@pytest.mark.usefixtures("in_museum")
def test_a_language_without_frames_there_is_told() -> None:
    [notice] = extract(Article("a", "博物馆。", "zh-hans")).notices
    assert "no frames exist for language" in notice
    assert lexicon.languages() == {"en"}


TEXT = """Zinco Group, chaired by Li Qi, holds 51 percent of Ordos Zinc Co., which produces copper in Baotou.
It held its annual work meeting on 23 December 2024."""


def test_our_own_ontology_given_as_a_folder_reads_the_same(tmp_path: Path) -> None:
    """Whatever extraction needs of ours stands in the folder, and nothing of it in the program."""
    with as_file(files("soegraph") / "ontology") as ours, as_file(files("soegraph") / "data") as data:
        shutil.copytree(ours, tmp_path, dirs_exist_ok=True)
        shutil.copytree(data / "authority", tmp_path / "authority")
    article = Article("a", TEXT, "en")
    with home.using(tmp_path):
        found = extract(article)
    assert found == extract(article)
    assert len({line(claim) for claim in found.claims}) > 2


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "museum.ttl",
            "mus:Artist a",
            "mus:Artist as",
            "museum.ttl is not valid Turtle: Parser error at line 17",
        ),
        ("museum.ttl", "vann:preferredNamespaceUri", "vann:other", "one vann:preferredNamespaceUri"),
        ("museum.ttl", "soe:claimable", "soe:unheard", "https://museum.example/ontology# may be claimed"),
        ("museum.ttl", '"term"', '"stuff"', "Material has soe:mentionKind 'stuff': write one of person,"),
        ("museum.ttl", '"post"', '"job"', "worksAt has soe:relationKind 'job': write one of post,"),
        (
            "museum.ttl",
            '"^stages"',
            '"^staged"',
            "Exhibition has soe:knownThrough '^staged': no property 'staged'",
        ),
        (
            "museum.ttl",
            '"partialDate"',
            '"day"',
            "on has soe:lexicalType 'day': write one of partialDate",
        ),
        ("museum.ttl", 'soe:lexicalType "string" ;', "", "formerName has no soe:lexicalType: partialDate"),
        ("museum.ttl", 'soe:iriKind "exhibition" ;', "", "Exhibition has no kind of IRI"),
        (
            "lexicon/en.csv",
            "acquires,obj,date",
            "buys,obj,date",
            "lexicon/en.csv line 3, predicate: 'buys' is none of",
        ),
        (
            "lexicon/en-heads.csv",
            ",Painting,name",
            ",Statue,name",
            "en-heads.csv line 6, class: the ontology has no",
        ),
        (
            "lexicon/en-titles.csv",
            "keeper,curator",
            "keeper,cook",
            "lexicon/en-titles.csv line 2, role: 'cook'",
        ),
        (
            "authority/entities.csv",
            "Museum,Halden",
            "Museums,Halden",
            "entities.csv line 2, type: 'Museums' is no",
        ),
        (
            "authority/entities.csv",
            "\nhalden-museum",
            "\nHalden",
            "entities.csv line 2, id: 'Halden' is no slug",
        ),
        ("authority/relations.csv", "worksAt", "runs", "relations.csv line 2, predicate: 'runs' is none of"),
        (
            "authority/relations.csv",
            "halden-museum",
            "louvre",
            "line 2, object: 'louvre' is no id in entities.csv",
        ),
    ],
)
def test_a_fault_is_named_with_file_line_and_column(
    copy: Path, file: str, old: str, new: str, message: str
) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    with home.using(copy), pytest.raises((InputError, OntologyError)) as caught:
        extract(Article("a", "Halden Museum acquired Night Harbour.", "en"))
    assert message in str(caught.value)


def test_a_folder_without_ontology_or_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="holds no ontology"), home.using(tmp_path):
        pass
    (tmp_path / "a.ttl").touch()
    with home.using(tmp_path), pytest.raises(OntologyError, match="holds no lexicon"):
        home.lexicon()


def test_without_tables_of_known_entities_nothing_is_known(copy: Path, said: Said) -> None:
    shutil.rmtree(copy / "authority")
    with home.using(copy):
        assert said("The Vik Gallery bought Portrait of Anna Holm.") == {
            "Vik Gallery acquires Portrait of Anna Holm"
        }
        assert authority.entries() == ()
