"""How to import a release into the stores and tools of others: recipes that travel with it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from soegraph.publish.release import tree
from soegraph.publish.release.output import write

FOLDER = "import"
"""Where the recipes are in a release."""


def write_recipes(root: Path, triples: int) -> None:
    """Write the recipes to the release in the folder `root`, whose file of all that is stated has so many triples."""
    for source in (files("soegraph.publish.release") / "recipes").iterdir():
        text = source.read_text(encoding="utf-8")
        known = text.replace("@DATASET@", tree.dataset()).replace("@TRIPLES@", f"{triples:,}")
        write(root / FOLDER / source.name.removesuffix(".in"), [known])
