"""Codes that name an enterprise for good: unified social credit codes, legal entity identifiers, tickers."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CREDIT_CODE = re.compile(f"(?<![0-9A-Za-z])[{_ALPHABET}]{{18}}(?![0-9A-Za-z])")


def is_credit_code(text: str) -> bool:
    """Tell whether a text is a unified social credit code: 18 characters, the last of which checks the others.

    Source: GB 32100-2015.

    >>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y34")
    (True, False)
    """
    if not CREDIT_CODE.fullmatch(text):
        return False
    total = sum(weight * _ALPHABET.index(char) for weight, char in zip(_WEIGHTS, text[:17], strict=True))
    return _ALPHABET[-total % 31] == text[17]


def is_lei(text: str) -> bool:
    """Tell whether a text is a legal entity identifier: 20 characters whose check digits hold (ISO 17442).

    >>> is_lei("5493001KJTIIGC8Y1R12"), is_lei("5493001KJTIIGC8Y1R13")
    (True, False)
    """
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", text):
        return False
    return int("".join(str(int(char, 36)) for char in text)) % 97 == 1


def same_ticker(code: str) -> str:
    """Return what all spellings of an exchange's code share: Hong Kong's are written with zeros before or without.

    >>> same_ticker("0769"), same_ticker("769"), same_ticker("000831")
    ('769', '769', '000831')
    """
    return code if len(code) > _SHORT else code.lstrip("0")


_SHORT = 5  # digits of a Hong Kong code at most
