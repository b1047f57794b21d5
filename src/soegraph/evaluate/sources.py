"""From paths to annotated articles, in any of the formats that we read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from soegraph.errors import InputError
from soegraph.evaluate import knowledgenet, text2kgbench
from soegraph.evaluate.gold import Annotated
from soegraph.evaluate.native import SUFFIX, read_gold
from soegraph.evaluate.records import Record, objects, text_of
from soegraph.evaluate.relations import Relations
from soegraph.loaders.read import Unreadable

NATIVE = "soegraph"

_Found = Iterator[Annotated | Unreadable]
_READERS: Mapping[str, Callable[[Sequence[tuple[str, Record]], Relations], _Found]] = {
    "knowledgenet": knowledgenet.read_documents,
    "text2kgbench": text2kgbench.read_sentences,
}
FORMATS = (NATIVE, *_READERS)
"""The names of all formats."""

_SUFFIXES = (".json", ".jsonl")


def read_annotated(
    paths: Iterable[Path],
    *,
    gold_format: str | None = None,
    articles: Path | None = None,
    relations: Relations | None = None,
) -> _Found:
    """Yield the annotated articles of files and folders, each once; what is broken comes out with the reason.

    Args:
        paths: gold files, or folders of them, which are not searched deeper.
        gold_format: one of `FORMATS`; without it, told from the name or the first object of a file.
        articles: holds the texts of our own format, which lie beside the gold otherwise.
        relations: says what the relations of other formats are among ours.

    Raises:
        InputError: a file's format cannot be told, or needs `relations` and has none.
    """
    seen: dict[str, Annotated] = {}
    for found in _read(paths, gold_format, articles, relations):
        if isinstance(found, Unreadable) or (before := seen.setdefault(found.article.id, found)) is found:
            yield found
        elif before != found:
            yield Unreadable(found.article.id, "is annotated twice, and not alike: keep one of the two")


def _read(
    paths: Iterable[Path], gold_format: str | None, articles: Path | None, relations: Relations | None
) -> _Found:
    foreign: dict[str, list[tuple[str, Record]]] = {}
    for file in _files(paths, gold_format):
        if gold_format == NATIVE or (gold_format is None and file.name.endswith(SUFFIX)):
            yield _native(file, articles)
            continue
        found = list(_records(file))
        yield from (record for record in found if isinstance(record, Unreadable))
        if records := [record for record in found if not isinstance(record, Unreadable)]:
            foreign.setdefault(gold_format or _kind(file, records[0][1]), []).extend(records)
    for kind, records in foreign.items():
        if relations is None:
            raise InputError(f"{kind} has relations of its own: say with --relations which of ours they are")
        yield from _READERS[kind](records, relations)


def _files(paths: Iterable[Path], gold_format: str | None) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        ours = sorted(path.glob(f"*{SUFFIX}"))
        found = ours
        if gold_format != NATIVE and (gold_format or not ours):
            found = sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES)
        if not found:
            raise InputError(f"{path} holds no NAME{SUFFIX}: name a folder with annotated articles")
        yield from found


def _native(file: Path, articles: Path | None) -> Annotated | Unreadable:
    try:
        return read_gold(file, articles)
    except InputError as error:
        return Unreadable(str(file), str(error))


def _records(file: Path) -> Iterator[tuple[str, Record] | Unreadable]:
    try:
        yield from objects(text_of(file), str(file))
    except InputError as error:
        yield Unreadable(str(file), str(error))


def _kind(file: Path, first: Record) -> str:
    """Tell the format of a file by its first object.

    Raises:
        InputError: it is none that we read.
    """
    if knowledgenet.is_document(first):
        return "knowledgenet"
    if text2kgbench.is_line(first) or text2kgbench.is_ontology(first):
        return "text2kgbench"
    raise InputError(f"{file}: its format cannot be told; give --gold-format {'|'.join(FORMATS)}")
