"""How the time to read a text grows with its length: `python -m benchmarks.growth`.

Each kind of text is made to a length, to twice and to four times that length. The last column is by what the time
is multiplied when a text doubles: 2 is linear, 4 is quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.common import arguments, machine, table
from soegraph.loaders.extract import extract
from soegraph.model import Article

_NAMES = ("Zinco", "Ordos", "Wuhu", "Baogang")
_BLOCK = (
    "Zinco Group, a subsidiary of Ordos Mining, produces copper. It holds 51 percent of Wuhu Steel Co., Ltd. "
)


def _names(count: int) -> list[str]:
    return [f"{_NAMES[number % 4]}{number} Mining" for number in range(count)]


# By kind: a text of about so many characters.
TEXTS: Mapping[str, Callable[[int], str]] = {
    "one paragraph": lambda size: _BLOCK * (size // len(_BLOCK)),
    "many paragraphs": lambda size: (_BLOCK + "\n\n") * (size // len(_BLOCK)),
    "one sentence": lambda size: (
        "Zinco Group produces copper " + "and sells the ore to the mine " * (size // 30)
    ),
    "a list of firms": lambda size: "Zinco holds " + ", ".join(_names(size // 15)) + ".",
    "a list of shares": lambda size: (
        "Zinco is owned by " + "; ".join(f"{n}, 2 percent" for n in _names(size // 26))
    ),
    "a list of posts": lambda size: (
        "Li Qi is " + ", ".join(f"chairman of {n}" for n in _names(size // 27)) + "."
    ),
    "nested brackets": lambda size: "Zinco " + "(" * (size // 2) + "Wuhu" + ")" * (size // 2) + " grew.",
    "unclosed brackets": lambda size: "Zinco Group (" * (size // 13),
    "brackets in a row": lambda size: "Zinco Group" + " (formerly Wuhu Mining)" * (size // 23) + " grew.",
    "capitals": lambda size: " ".join(f"Zinco{number}" for number in range(size // 10)),
    "one name of all": lambda size: "Zinco " * (size // 6),
    "one short form": lambda size: ". ".join(f"{n} Group grew" for n in _names(size // 22)),
    "pronouns": lambda size: "Zinco Group grew. " + "It said it sold its mine to it. " * (size // 32),
    "the group": lambda size: (
        "Zinco Group grew. " + "The group met the company at the session. " * (size // 42)
    ),
    "meetings": lambda size: "The annual session of Zinco Group was held. " * (size // 44),
    "titles": lambda size: "chairman and general manager and Party secretary " * (size // 49),
    "dates": lambda size: "In May 2020 and on 3 June 2021, since 2016, " * (size // 44),
    "numbers": lambda size: "600111 51 percent 2024 34th 1,000 tons " * (size // 39),
    "quotes": lambda size: "“Zinco ‘Wuhu’s “Ordos " * (size // 22),
    "hyphens": lambda size: "Zinco-" * (size // 6),
    "no spaces": lambda size: "x" * size,
    "no letters": lambda size: "!?.,;:-" * (size // 7),
    "blanks": lambda size: " \t" * (size // 2),
    "blank lines": lambda size: "\n \n" * (size // 3),
    "bullets": lambda size: "- Zinco Group\n" * (size // 14),
    "mixed scripts": lambda size: "Zinco 包钢 Баоган بائوقانغ बाओगांग 包頭 " * (size // 36),
    "emoji": lambda size: "Zinco 🏭👩‍🏭 Group 🇨🇳 " * (size // 20),
    "zero width": lambda size: "Zin\u200bco\u200d Gr\ufeffoup \u2060" * (size // 17),
    "control": lambda size: "Zinco\x00 \x07Group\x1b \x85" * (size // 17),
    "homoglyphs": lambda size: "Zіnсо Grоup рrоducеs сорреr. " * (size // 29),
    "combining": lambda size: "Zi" + "\u0301" * size,
}


def main(argv: Sequence[str] | None = None) -> dict[str, float]:
    """Print the times of every kind of text, and return by what each grows when its text doubles."""
    parser = arguments(__doc__ or "")
    parser.add_argument(
        "--size", type=int, default=10_000, help="characters of the shortest (default 10,000)"
    )
    parser.add_argument("--kind", action="append", help="only this kind of text")
    options = parser.parse_args(argv)
    print(machine(), end="\n\n", flush=True)
    extract(Article("a", _BLOCK, "en"))
    rows, growth = [("", *(f"{options.size * factor:,}" for factor in (1, 2, 4)), "growth")], {}
    for kind in options.kind or TEXTS:
        seconds = [_seconds(TEXTS[kind](options.size * factor)) for factor in (1, 2, 4)]
        growth[kind] = (seconds[2] / seconds[0]) ** 0.5
        rows.append((kind, *(f"{taken:.2f} s" for taken in seconds), f"{growth[kind]:.1f}"))
    print(table(rows))
    return growth


def _seconds(text: str) -> float:
    begun = time.process_time()
    extract(Article("a", text, "en"))
    return time.process_time() - begun


if __name__ == "__main__":
    main()
