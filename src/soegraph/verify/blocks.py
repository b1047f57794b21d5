"""JSON-LD a block at a time: parsers hold a whole document in memory, unless it is in another order than ours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import IO

_BLOCK = 1000  # nodes that are parsed together
_GRAPH, _END, _CLOSED = b'"@graph": [\n', b"]\n", b"\n]\n}\n"


def documents(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    r"""Yield documents that say together what one says that has a context and then a node a line.

    Each comes with the number of lines of the file that it leaves out behind its head. What has another layout
    comes as it is.

    >>> from io import BytesIO
    >>> given = b'{\n"@context": {},\n"@graph": [\n{"@id": "a:b"}\n]\n}\n'
    >>> list(documents(BytesIO(given))) == [(0, given)]
    True
    """
    head = b"".join(islice(file, 3))
    if not head.endswith(_GRAPH):
        yield 0, head + file.read()
        return
    left_out, nodes = 0, []
    for line in file:
        nodes.append(line)
        if line == _END:
            break
        if len(nodes) >= _BLOCK and line.endswith(b",\n"):
            yield left_out, head + b"".join(nodes).removesuffix(b",\n") + _CLOSED
            left_out, nodes = left_out + len(nodes), []
    yield left_out, head + b"".join(nodes) + file.read()
