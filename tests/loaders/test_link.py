"""From entities to IRIs."""

import os
import subprocess
import sys

from soegraph import authority, names, schema
from soegraph.loaders.extract import extract
from soegraph.model import Article, Claim, EntityRef


def claims(text: str, article: str = "a") -> tuple[Claim, ...]:
    return extract(Article(article, text, "en")).claims


def iri(text: str, name: str, article: str = "a") -> str:
    ends = [end for claim in claims(text, article) for end in (claim.subject, claim.object)]
    return next(end.iri for end in ends if isinstance(end, EntityRef) and name in end.names)


def test_a_person_is_known_through_an_organisation() -> None:
    found = iri("Li Xiaoming is chairman of Zinco Group.", "Li Xiaoming")
    assert found == names.thing("person", "li-xiaoming--zinco-group")


def test_namesakes_at_two_organisations_are_two_people() -> None:
    first = iri("Li Xiaoming is chairman of Zinco Group.", "Li Xiaoming")
    second = iri("Li Xiaoming is chairman of Ordos Steel Co.", "Li Xiaoming")
    assert first != second


def test_a_person_without_organisation_is_known_through_the_article() -> None:
    assert iri("Li Xiaoming attended the annual work meeting.", "Li Xiaoming", "b-7").endswith("--b-7")


def test_a_known_organisation_has_its_iri_from_the_tables() -> None:
    entry = next(
        e for e in authority.entries() if schema.load().is_a(e.type, "Enterprise") and "en" in e.labels
    )
    name = entry.labels["en"]
    assert iri(f"{name} produces copper.", name) == entry.iri


def known_person() -> tuple[str, str, str]:
    """Return the IRI and name of a known person, and the name of an organisation that he or she served."""
    labels = {entry.iri: entry.labels.get("en", "") for entry in authority.entries()}
    return next(
        (r.subject, labels[r.subject], labels[r.object])
        for r in authority.relations()
        if r.predicate == "holdsPost" and labels.get(r.subject) and labels.get(r.object)
    )


def test_a_known_person_needs_an_organisation_of_theirs_beside_the_name() -> None:
    known, person, organisation = known_person()
    assert iri(f"{person} is chairman of {organisation}.", person) == known
    assert iri(f"{person} is chairman of Zinco Group.", person) != known


def test_the_legal_suffix_is_no_part_of_an_iri() -> None:
    text = "Ordos Zinc Co., Ltd. produces copper."
    assert iri(text, "Ordos Zinc Co., Ltd.") == names.thing("organisation", "ordos-zinc")


def test_a_meeting_is_known_through_who_convenes_it() -> None:
    found = iri("Zinco Group held its annual work meeting.", "annual work meeting")
    assert found == names.thing("meeting", "zinco-group--annual-work-meeting")


def test_bodies_that_are_units_of_each_other_still_get_iris() -> None:
    text = "The Party Committee of the Discipline Inspection Commission met. "
    text += "The Discipline Inspection Commission of the Party Committee met."
    assert all(claim.subject.iri for claim in claims(text))


def test_the_order_of_articles_does_not_matter() -> None:
    articles = {
        "a": "Li Xiaoming is chairman of Zinco Group.",
        "b": "Zinco Group operates the Heishan mine.",
    }
    forward = {name: claims(text, name) for name, text in articles.items()}
    backward = {name: claims(text, name) for name, text in reversed(articles.items())}
    assert forward == backward


MINT = """
from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.loaders.link import claims
from soegraph.model import Article

group, copper = Entity("Enterprise", ["Zinco Group"]), Entity("Commodity", ["copper"])
ends = Argument(0, 5, group), Argument(6, 12, copper)
made = Candidate(ends[0], "produces", ends[1], {}, "asserted", "en:x", 0.9, (0, 12), (0, 12))
print(next(claims(Article("a", "Zinco copper", "en"), [made])).subject.iri)
"""


def test_minted_iris_stand_under_the_base_in_use() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MINT],
        env={**os.environ, "SOEGRAPH_BASE": "https://data.example.org/kg/"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "https://data.example.org/kg/id/organisation/zinco-group\n"
