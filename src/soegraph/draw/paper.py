"""A sheet of paper in points (1/72 inch, downwards from the top left), as matplotlib draws it.

The only module that knows the library. An SVG keeps text as text, with a title and a description; whoever looks at it
needs the fonts, not who made it. A PNG has the description among its metadata.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findSystemFonts, fontManager, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

Point = tuple[float, float]

FORMATS = ("svg", "png")
DOTS = 144
"""Dots an inch of a PNG."""

INK, FAINT, PAPER = "#1b1b1b", "#8a8a8a", "#ffffff"

_LATIN = "DejaVu Sans"  # comes with matplotlib, so that widths are the same everywhere
_FAMILIES = (
    f"'{_LATIN}', Verdana, 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC',"
    " 'WenQuanYi Micro Hei', sans-serif"
)
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "soegraph",
    "hatch.linewidth": 0.6,
    "path.simplify": False,
}
_PIECES = re.compile(
    r"[（《「]*[\u2e80-\uffef][）》」，。、：；]*"  # a Chinese character with the brackets and commas at it
    r"|[^\s\u2e80-\uffef-]*-+|[^\s\u2e80-\uffef-]+|\s+"
)
_LIKELY = re.compile(
    r"cjk|hans|noto.?sans.?sc|wqy|yahei|pingfang|heiti|simhei|droid.*fallback", re.IGNORECASE
)


class Paper:
    """One sheet. What is drawn later lies above what was drawn before."""

    def __init__(self, width: float, height: float) -> None:
        self._figure = Figure(figsize=(width / 72, height / 72), facecolor=PAPER)
        flipped = Affine2D().scale(1 / 72, -1 / 72).translate(0, height / 72)
        self._points = flipped + self._figure.dpi_scale_trans

    def text(self, x: float, y: float, text: str, size: float, **style: Any) -> None:
        """Write one line, its middle at the height `y`; `style` as matplotlib has it."""
        style = {"va": "center_baseline", "color": INK, **style}
        self._figure.text(x, y, text, size=size, transform=self._points, parse_math=False, **style)

    def box(self, x: float, y: float, width: float, height: float, key: str = "", **style: Any) -> None:
        """Draw a rectangle from its top left corner; `key` becomes its id in an SVG."""
        self._add(
            Rectangle((x, y), width, height, **{"facecolor": "none", "edgecolor": "none", **style}), key
        )

    def line(self, points: Sequence[Point], key: str = "", *, curved: bool = False, **style: Any) -> None:
        """Draw a line through points; a curved one leaves each horizontally, and comes to the next so."""
        path = Path(*_curves(points)) if curved else Path(points)
        self._add(
            PathPatch(path, **{"facecolor": "none", "edgecolor": INK, "capstyle": "butt", **style}), key
        )

    def shape(self, corners: Sequence[Point], **style: Any) -> None:
        """Draw a polygon."""
        self._add(PathPatch(Path([*corners, corners[0]], closed=True), **style), "")

    def mark(self, x: float, y: float, marker: str, size: float, **style: Any) -> None:
        """Draw a marker of matplotlib's, its middle at a point."""
        style = {"color": INK, "markeredgewidth": 0.6, **style}
        self._add(Line2D([x], [y], marker=marker, markersize=size, linestyle="none", **style), "")

    def _add(self, artist: Any, key: str) -> None:
        artist.set_transform(self._points)
        if key:
            artist.set_gid(key)
        self._figure.add_artist(artist, clip=False)

    def written(self, picture_format: str, title: str, description: str, language: str) -> bytes:
        """Return the sheet in one of `FORMATS`."""
        out = BytesIO()
        if picture_format == "png":
            about = {"Software": None, "Title": title, "Description": description}
            self._figure.savefig(out, format="png", dpi=DOTS, metadata=about)
            return out.getvalue()
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        self._figure.savefig(out, format="svg", metadata=nothing)
        return _accessible(out.getvalue().decode(), title, description, language).encode()


def _curves(points: Sequence[Point]) -> tuple[list[Point], list[Any]]:
    corners, codes = [points[0]], [Path.MOVETO]
    for (x, y), (right, under) in pairwise(points):
        middle = (x + right) / 2
        corners += [(middle, y), (middle, under), (right, under)]
        codes += [Path.CURVE4] * 3
    return corners, codes


def _accessible(svg: str, title: str, description: str, language: str) -> str:
    """Give an SVG its title and description, its language, and fonts with Chinese wherever it is looked at."""
    opening = f'<svg role="img" aria-labelledby="title" aria-describedby="desc" lang="{language}" '
    told = f'<title id="title">{escape(title)}</title>\n <desc id="desc">{escape(description)}</desc>'
    drawing = svg.replace("<svg ", opening, 1).replace(f"'{_LATIN}'", _FAMILIES)
    return drawing.replace("\n <defs>", f"\n {told}\n <defs>", 1)


@contextmanager
def settings(han: str = "") -> Iterator[None]:
    """Draw with our settings and no others, whatever the user's are; `han` is a file with a Chinese font."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "Glyph .* missing"
        )  # an SVG is drawn with other fonts than it is made
        matplotlib.rcdefaults()
        families = [_LATIN]
        if han:
            fontManager.addfont(han)
            families.append(FontProperties(fname=han).get_name())
        settings: Any = {**_SETTINGS, "font.family": families}
        matplotlib.rcParams.update(settings)
        yield


def han_font(text: str) -> str | None:
    """Return the file of an installed font that has all Chinese characters of a text; "" if there are none in it."""
    wanted = {ord(char) for char in text if _is_wide(char)}
    if not wanted:
        return ""
    files = sorted(
        findSystemFonts(), key=lambda file: (not _LIKELY.search(file), "bold" in file.lower(), file)
    )
    return next((file for file in files if wanted <= characters(file)), None)


@cache
def characters(file: str) -> frozenset[int]:
    """Return the code points that a font has glyphs for; none if it cannot be read."""
    try:
        return frozenset(get_font(file).get_charmap())
    except (RuntimeError, OSError):
        return frozenset()


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in points; a Chinese character is as wide as it is high, in any font."""
    return size * sum(1.0 if _is_wide(char) else _advance(char, bold) for char in text)


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"


@cache
def _advance(char: str, bold: bool) -> float:
    font = get_font(fontManager.findfont(FontProperties(family=_LATIN, weight="bold" if bold else "normal")))
    font.set_size(100, 72)
    return float(font.load_char(ord(char)).linearHoriAdvance) / 65536 / 100


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """Break a text into lines that fit, between words or Chinese characters; a longer word has a line of its own.

    A word may be broken behind a hyphen. In Chinese no line ends with an opening bracket, or begins with a closing
    one or a comma.

    >>> wrapped("China Rare-Earth Group 中国稀土（集团）", 12, len)
    ['China Rare-', 'Earth Group', '中国稀土（集团）']
    >>> wrapped("北方稀土（集团）公司", 5, len), wrapped("北方稀土（集团）公司", 7, len)
    (['北方稀土', '（集团）公', '司'], ['北方稀土（集', '团）公司'])
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        if lines[-1].strip() and measure(longer.rstrip()) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] = longer.lstrip()
    return [line.rstrip() for line in lines]
