"""Long texts in pieces of a limited length, cut where a reader would: at line ends, at sentence ends, at words.

In: a text, or lines that stay whole (rows of a table); out: pieces, with every word in one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from vndoc.document import Cell
from vndoc.write.grid import grid
from vndoc.write.printable import one_line

_SENTENCE_END = regex.compile(r"(?<=[.;:!?…][\"”’)\]]?)\s+(?!\d+\s*[./)])(?=\P{Ll})|(?<=;)\s+")
"""A space after a closing sign and before no small letter; an ordinal after ``;`` or ``:`` belongs to what follows it."""

_SPACE = regex.compile(r"\s+")


def cut_text(text: str, limit: int) -> list[str]:
    """Pieces of running text.

    Args:
        text: lines, each a paragraph.
        limit: characters of a piece; only a single word may be longer.

    >>> cut_text("Một hai. Ba bốn; năm sáu.", 16)
    ['Một hai. Ba bốn;', 'năm sáu.']
    """
    return [text] if len(text) <= limit else list(_packed(text.split("\n"), "\n", limit, _sentences))


def cut_lines(lines: Iterable[str], limit: int) -> list[str]:
    """Pieces of whole lines; a line that is longer than the limit is cut as text."""
    return list(_packed(lines, "\n", limit, _sentences))


def _sentences(text: str, limit: int) -> Iterator[str]:
    return _packed(_SENTENCE_END.split(text), " ", limit, _words)


def _words(text: str, limit: int) -> Iterator[str]:
    return _packed(_SPACE.split(text), " ", limit, lambda word, _: iter((word,)))


def _packed(parts: Iterable[str], between: str, limit: int, smaller: Callable[[str, int], Iterator[str]]) -> Iterator[str]:
    """Parts put together up to the limit; a part that is longer is cut smaller."""
    group: list[str] = []
    size = 0
    for part in parts:
        if not part:
            continue
        if group and size + len(between) + len(part) <= limit:
            group.append(part)
            size += len(between) + len(part)
            continue
        if group:
            yield between.join(group)
        group, size = [], 0
        if len(part) > limit:
            yield from smaller(part, limit)
        else:
            group, size = [part], len(part)
    if group:
        yield between.join(group)


def table_rows(cells: Iterable[Cell]) -> Iterator[str]:
    """Rows of a table as lines, cells apart by bars; empty cells keep their place.

    >>> list(table_rows([Cell(0, 0, "TT"), Cell(0, 1, "Tên"), Cell(1, 1, "Sông Lam")]))
    ['TT | Tên', ' | Sông Lam']
    """
    rows, _ = grid(cells)
    for row in rows:
        texts: dict[int, str] = {placed.column: one_line(placed.text) for placed in row}
        if any(texts.values()):
            yield " | ".join(texts.get(column, "") for column in range(max(texts) + 1))
