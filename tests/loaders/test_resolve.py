"""Who is meant by pronouns, descriptions and short forms."""

from collections.abc import Callable

import pytest

from soegraph.loaders.extract import extract
from soegraph.model import Article

Said = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Zinco Group produces copper. It operates the Heishan mine.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "Zinco Group produces copper. The company operates the Heishan mine.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "Zinco Group produces copper. The group is based in Wuhan.",
            "Zinco Group headquarteredIn Wuhan",
        ),
        (
            "Li Xiaoming is chairman of Zinco Group. He attended the annual work meeting.",
            "Li Xiaoming attends annual work meeting",
        ),
        (
            "Li Xiaoming is chairman of Zinco Group. Li attended the annual work meeting.",
            "Li Xiaoming attends annual work meeting",
        ),
        (
            "China Zinco Rare Earth Group (CZREG) is growing. CZREG is based in Wuhan.",
            "China Zinco Rare Earth Group headquarteredIn Wuhan",
        ),
        (
            "Zinco Industrial Group (Bluestar) is growing. Bluestar is based in Wuhan.",
            "Zinco Industrial Group headquarteredIn Wuhan",
        ),
        (
            "Zinco Group is growing. Its subsidiary Ordos Zinc Co. produces copper.",
            "Ordos Zinc Co. subsidiaryOf Zinco Group",
        ),
        (
            "Zinco Group, which produces copper, is based in Wuhan.",
            "Zinco Group produces copper",
        ),
    ],
)
def test_what_takes_up_a_name_stands_for_it(said: Said, text: str, claim: str) -> None:
    assert claim in said(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Zinco Group said it had grown. Under an agreement signed with Ordos Zinc Co., the company operates "
            "the Heishan mine.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "Zinco Group produces copper. The parent of Ordos Zinc Co. is growing. It operates the Heishan mine.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "Zinco Group bought Ordos Zinc Co. in 2019. That company operates the Heishan mine.",
            "Ordos Zinc Co. operates Heishan mine",
        ),
        (
            "Ordos Zinc Co. is growing. Zinco Group itself operates the Heishan mine.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "The Heishan mine in Wuhan County has been declared open. It belongs to Zinco Group.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "Zinco Group and Ordos Zinc Co. are growing. Both companies produce copper.",
            "Ordos Zinc Co. produces copper",
        ),
        (
            "Zinco Group controls Ordos Zinc Co. The mine in Wuhan is old. Hedi Mining is growing. "
            "The parent operates the Heishan mine.",
            "Zinco Group operates Heishan mine",
        ),
        (
            "Lanxin Ore Group is growing. Lanxin Harbour Company Limited sells coal. Lanxin is based in Wuhan.",
            "Lanxin Ore Group headquarteredIn Wuhan",
        ),
        (
            "Li Xiaoming left on Monday, and she was thanked. Her successor is Bo Lan. "
            "He attended the annual work meeting.",
            "Bo Lan attends annual work meeting",
        ),
    ],
)
def test_of_several_names_the_one_that_stands_out_is_taken_up(said: Said, text: str, claim: str) -> None:
    assert claim in said(text)


@pytest.mark.parametrize(
    ("title", "topic"), [("Ordos Zinc Co. sells", "Ordos Zinc Co."), ("Hedi Mining buys", "Hedi Mining")]
)
def test_the_title_tells_what_the_article_is_about(title: str, topic: str) -> None:
    text = (
        "Ordos Zinc Co. sold Hedi Mining a furnace. Hedi Mining is growing.\n\n"
        "Prices rose. The company operates the Heishan mine."
    )

    claims = extract(Article("x", text, "en", title=title)).claims

    assert [claim.subject.names[0] for claim in claims] == [topic]


def test_a_name_is_looked_for_before_the_word_that_takes_it_up(said: Said) -> None:
    assert said("It operates the Heishan mine. Prices rose. Ordos Zinc Co. is growing.") <= {
        "Ordos Zinc Co. operates Heishan mine"
    }


def test_she_is_no_company(said: Said) -> None:
    assert not any(
        "attends" in claim for claim in said("Zinco Group is growing. She attended the annual meeting.")
    )
