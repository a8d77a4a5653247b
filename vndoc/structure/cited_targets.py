"""Where a unit that is named stands in this document, and its name in the document that it belongs to.

In: the ids of a document, the way to a unit; out: an id, or None. Units of an outline answer to the words that people use for
them: ``Mục II`` is ``II.``, ``khoản 1 Mục II`` its ``1.``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vndoc.structure.ids import ALONE

Path = Sequence[tuple[str, str]]

_LIKE = {
    "part": ("part", "roman", "letter"),
    "chapter": ("chapter", "roman"),
    "section": ("section", "roman", "arabic"),
    "clause": ("clause", "arabic"),
    "point": ("point", "letter", "arabic", "clause"),
    "letter": ("point", "letter"),
}
"""Levels of sections that a word for a unit may mean, the likeliest first."""


def unit_name(path: Path) -> str:
    """The id that a unit has in the document that it belongs to.

    >>> unit_name([("chapter", "2"), ("section", "3")]), unit_name([("chapter", "2"), ("article", "5"), ("clause", "1")])
    ('chapter_2__section_3', 'article_5__clause_1')
    """
    kept: list[tuple[str, str]] = []
    for named, number in path:
        level = "annex" if named == "form" else named
        if level in ALONE:
            kept = [step for step in kept if step[0] == "annex"]
        kept.append((level, number))
    return "__".join(f"{level}_{number}" for level, number in kept)


def find_target(path: Path, known: Mapping[str, str], root: str, base: str | None = None) -> str | None:
    """The id of a unit, or of the nearest above it that the document has; None where its first step is not there.

    Args:
        path: levels and numbers, the highest first.
        known: the ids of the document by the names that they answer to.
        root: the id of the annex that it is in, "" in the body.
        base: the id of the unit that the way goes on from.

    >>> ids = {name: name for name in ("roman_2", "roman_2__arabic_1", "article_5")}
    >>> find_target([("section", "2"), ("clause", "1")], ids, ""), find_target([("article", "5"), ("clause", "9")], ids, "")
    ('roman_2__arabic_1', 'article_5')
    """
    found = base
    for level, number in path:
        above = "" if level in ("annex", "form") else root if level in ALONE or found is None else found
        below = None
        for step in _steps(number):
            prefix = f"{below or above}__" if below or above else ""
            below = next((known[name] for x in _LIKE.get(level, (level,)) if (name := f"{prefix}{x}_{step}") in known), below)
        if below is None:
            return None if level in ALONE else found
        found, root = below, below if level in ("annex", "form") else root
    return found


def _steps(number: str) -> tuple[str, ...]:
    """The numbers on the way to a number in the decimal style: 4, 4.3, 4.3.2."""
    parts = number.split(".")
    return tuple(".".join(parts[:n]) for n in range(1, len(parts) + 1))
