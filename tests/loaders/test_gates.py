"""What the gates let through, and how they name what they refuse."""

import pytest

from soegraph.loaders.document import Argument, Candidate, Entity
from soegraph.loaders.gates import evidence_span, sift
from soegraph.model import Article

TEXT = "Zinco Group owns Ordos Zinc Co. since 2011."
ARTICLE = Article("a", TEXT, "en")
GROUP = Argument(0, 11, Entity("Enterprise", ["Zinco Group"]))
ORDOS = Argument(17, 31, Entity("Enterprise", ["Ordos Zinc Co."]))


def candidate(**changes: object) -> Candidate:
    fields: dict[str, object] = {
        "subject": ORDOS,
        "predicate": "subsidiaryOf",
        "object": GROUP,
        "qualifiers": {},
        "modality": "asserted",
        "frame": "en:own",
        "confidence": 0.9,
        "anchor": (12, 16),
        "sentence": (0, len(TEXT)),
    }
    return Candidate(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_good_candidate_passes() -> None:
    passed, dropped = sift(ARTICLE, [candidate()])
    assert passed == [candidate()]
    assert dropped == []


@pytest.mark.parametrize(
    ("change", "gate", "reason"),
    [
        ({"predicate": "eats"}, "vocabulary", "'eats' is no relation"),
        ({"qualifiers": {"colour": "red"}}, "vocabulary", "no qualifier 'colour'"),
        ({"predicate": "produces"}, "types", "produces does not go from Enterprise to Enterprise"),
        ({"object": Argument(38, 42, value="2011")}, "types", "to a literal"),
        ({"subject": GROUP}, "types", "subject and object are one"),
        ({"sentence": (12, 43)}, "quote", "do not lie inside the sentence"),
        (
            {"predicate": "foundedOn", "object": Argument(38, 42, value="soon")},
            "literal",
            "'soon' is no date",
        ),
        ({"modality": "hoped"}, "vocabulary", "'hoped' is no modality"),
        ({"qualifiers": {"role": "emperor"}}, "literal", "'emperor' is no role of the ontology"),
        ({"qualifiers": {"percent": "half"}}, "literal", "'half' is no number"),
        ({"qualifiers": {"percent": "51.0"}}, "literal", "'51.0' is no number in plain form"),
        ({"qualifiers": {"percent": "120"}}, "literal", "120 percent is more than the whole"),
        ({"qualifiers": {"ordinal": "0"}}, "literal", "'0' is no whole number"),
        ({"qualifiers": {"year": "2024-12"}}, "literal", "'2024-12' is no year"),
        ({"qualifiers": {"start": "2024-13"}}, "literal", "'2024-13' is no date"),
        ({"qualifiers": {"status": "current"}}, "literal", "'current' is none of former"),
        ({"qualifiers": {"ticker": "SSE: 600999"}}, "literal", "'SSE: 600999' is no code"),
    ],
)
def test_what_is_refused_is_listed_with_its_reason(change: dict[str, object], gate: str, reason: str) -> None:
    passed, [dropped] = sift(ARTICLE, [candidate(**change)])
    assert passed == []
    assert dropped.gate == gate
    assert reason in dropped.reason


def test_evidence_reaches_from_the_first_to_the_last_word() -> None:
    start, end = evidence_span(candidate())
    assert TEXT[start:end] == "Zinco Group owns Ordos Zinc Co."


def test_the_fuller_of_two_equal_statements_is_kept() -> None:
    plain = candidate(predicate="holdsStakeIn", subject=GROUP, object=ORDOS)
    full = candidate(predicate="holdsStakeIn", subject=GROUP, object=ORDOS, qualifiers={"percent": "51"})
    assert sift(ARTICLE, [plain, full])[0] == [full]


def test_partners_are_stated_once_in_either_direction() -> None:
    there = candidate(predicate="partnersWith")
    back = candidate(predicate="partnersWith", subject=GROUP, object=ORDOS)
    assert len(sift(ARTICLE, [there, back])[0]) == 1


def test_what_is_only_supposed_yields_to_what_is_said() -> None:
    person = Argument(0, 5, Entity("Person", ["Li Xiaoming"]))
    sure = candidate(subject=person, predicate="holdsPost", qualifiers={"role": "chair"})
    supposed = candidate(
        subject=person, predicate="holdsPost", object=ORDOS, qualifiers={"role": "chair"}, confidence=0.6
    )
    assert sift(ARTICLE, [supposed, sure])[0] == [sure]


def test_what_is_asserted_is_not_also_planned() -> None:
    assert sift(ARTICLE, [candidate(modality="planned"), candidate()])[0] == [candidate()]


def test_a_former_name_is_the_same_thing() -> None:
    old = Argument(0, 11, Entity("Enterprise", ["Zinco Group"]))
    renamed = candidate(predicate="formerName", object=Argument(0, 11, value="Zinco Group"))
    place = Argument(32, 37, Entity("Place", ["Wuhan"]))
    seat = candidate(subject=old, predicate="headquarteredIn", object=place)
    passed, _ = sift(ARTICLE, [renamed, seat])
    assert {c.subject.entity for c in passed} == {ORDOS.entity}
