"""Templates of pages, all read in one way."""

from __future__ import annotations

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined


def templates(*packages: str, escaped: bool = True) -> Environment:
    """Return the templates of packages, the first before the second; what is filled in is `escaped` for HTML, or not.

    A name that a template uses and nobody gives is an error.
    """
    return Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
