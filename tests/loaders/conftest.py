"""What the tests of extraction share: sentences in, one line a claim out."""

from collections.abc import Callable

import pytest

from soegraph.loaders.extract import extract
from soegraph.model import Article, Claim, EntityRef

Said = Callable[..., set[str]]


def said(text: str, modality: str = "asserted", language: str = "en") -> set[str]:
    """Return the claims of one modality as lines: "Zinco Group holdsStakeIn Ordos Zinc Co. percent=51"."""
    claims = extract(Article("test", text, language)).claims
    return {line(claim) for claim in claims if claim.modality == modality}


def line(claim: Claim) -> str:
    """Write a claim as one line."""
    target = claim.object.names[0] if isinstance(claim.object, EntityRef) else claim.object.value
    qualifiers = [f"{name}={value}" for name, value in claim.qualifiers.items()]
    return " ".join([claim.subject.names[0], claim.predicate, target, *qualifiers])


@pytest.fixture(scope="session", name="said")
def _said() -> Said:
    return said
