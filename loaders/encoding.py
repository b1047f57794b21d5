"""From bytes to text, or to a reason that a person can act on."""

from __future__ import annotations

import codecs
import re

from soegraph.errors import InputError

_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "an RTF document",
}
_BYTE_ORDER_MARKS = {  # UTF-32 first: its mark begins with that of UTF-16
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_HIGH_SHARE_OF_CHINESE = 0.3  # bytes >= 0x80; accented letters stay far below


def decode(raw: bytes, encoding: str = "utf-8") -> str:
    r"""Decode a text file, drop a byte order mark and write every line end as a line feed.

    >>> decode(b"\xef\xbb\xbfone\r\ntwo")
    'one\ntwo'

    Raises:
        InputError: the bytes are no text in this encoding; the reason says what they look like.
    """
    for start, what in _SIGNATURES.items():
        if raw.startswith(start):
            raise InputError(f"is {what}: extract its text first")
    for mark, name in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise _not_utf8(name)
    if b"\0" in raw:
        raise InputError("holds NUL bytes: it is a binary file or damaged")
    try:
        text = raw.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _refusal(raw, encoding, error) from error
    if control := _CONTROL.search(text):
        raise InputError(
            f"holds the control character U+{ord(control[0]):04X}: it is a binary file or damaged"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refusal(raw: bytes, encoding: str, error: UnicodeDecodeError) -> InputError:
    if encoding != "utf-8":
        return InputError(f"declares the encoding {encoding}, but byte {error.start} does not fit it")
    if re.search(rb"[\x01-\x08\x0e-\x1f]", raw):
        return InputError("is no text: it is a binary file or damaged")
    high_share = sum(byte >= 0x80 for byte in raw) / len(raw)
    if high_share > _HIGH_SHARE_OF_CHINESE and _decodes(raw, "gb18030"):
        return _not_utf8("GB18030")
    return _not_utf8("WINDOWS-1252", f" (byte 0x{raw[error.start]:02x} at {error.start})")


def _not_utf8(looks_like: str, where: str = "") -> InputError:
    return InputError(
        f"is not UTF-8{where}; it looks like {looks_like}: convert it with 'iconv -f {looks_like} -t UTF-8'"
    )


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
