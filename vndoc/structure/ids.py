"""Ids from printed numbers: ``article_5__clause_2__point_a``, ``chapter_2``, ``annex_1__article_1``.

In: levels and numbers; out: ids, unique in the document. Chapters and articles number through a document, so that theirs
need no parent; what comes twice gets ``__2``. Nodes without a number (dashes, paragraphs, tables) count among their kind in
their parent.
"""

from __future__ import annotations

from vndoc.structure.markers import roman_value

ALONE = frozenset({"part", "chapter", "article", "annex"})
"""Levels whose ids leave out the parent's (but for an annex's)."""

_ROMAN_LEVELS = frozenset({"part", "chapter", "section", "subsection", "roman", "annex"})
_WORDS = {w: str(i) for i, w in enumerate(["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], 1)}


def number_of(level: str, ordinal: str) -> str:
    """The number as it stands in an id.

    >>> number_of("chapter", "IV"), number_of("point", "đ"), number_of("part", "nhất"), number_of("article", "146đ")
    ('4', 'đ', '1', '146đ')
    """
    if level in _ROMAN_LEVELS:
        value = roman_value(ordinal)
        return str(value) if value else _WORDS.get(ordinal.lower(), ordinal.lower().replace(" ", "_"))
    return ordinal


class Ids:
    """Gives out ids, each once."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def give(self, level: str, ordinal: str | None, parent: str, root: str) -> str:
        """The id of a node.

        Args:
            level: its level.
            ordinal: its printed number, None where it has none.
            parent: the id of its parent, "" at the top.
            root: the id of the annex that it stands in, "" in the body.

        >>> ids = Ids()
        >>> ids.give("article", "5", "", ""), ids.give("clause", "2", "article_5", ""), ids.give("article", "5", "", "")
        ('article_5', 'article_5__clause_2', 'article_5__2')
        """
        if ordinal is None:
            n = self._counts.get((parent, level), 0) + 1
            self._counts[parent, level] = n
            number = str(n)
        else:
            number = number_of(level, ordinal)
        base = root if level in ALONE else parent
        name = f"{base}__{level}_{number}" if base else f"{level}_{number}"
        times = self._seen.get(name, 0) + 1
        self._seen[name] = times
        if times == 1:
            return name
        again = f"{name}__{times}"
        return again if again not in self._seen else self.give(level, f"{number}__{times}", parent, root)
