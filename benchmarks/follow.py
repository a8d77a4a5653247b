"""What became of each token of a text: the tokens of another text that stand in its place.

The two texts are aligned letter by letter (Levenshtein; marks and case folded, white space as one space), so that split and
joined words need no care. Tokens that share letters form a group; where a token shares letters that are the same with some
tokens, those that it only shares other letters with do not count.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from benchmarks.metrics import tokens


class Group(NamedTuple):
    """Neighbouring tokens of a text, by number, and those of the other text in their place; one side may be empty."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def fold(letter: str) -> str:
    """A letter without marks and case, still one letter.

    >>> fold("Ộ"), fold("đ"), fold("7")
    ('o', 'd', '7')
    """
    if letter in "đĐ":
        return "d"
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def _spread(words: Sequence[str]) -> tuple[str, list[int]]:
    """(folded text, number of the token that each letter belongs to; -1 for spaces)."""
    letters: list[str] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        if number:
            letters.append(" ")
            owners.append(-1)
        letters += [fold(c) for c in word]
        owners += [number] * len(word)
    return "".join(letters), owners


def _shared(left: Sequence[str], right: Sequence[str]) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int]]]:
    """Letters that tokens share: the same ones, and all that stand in one place."""
    a, owner_a = _spread(left)
    b, owner_b = _spread(right)
    same: Counter[tuple[int, int]] = Counter()
    placed: Counter[tuple[int, int]] = Counter()
    for op in Levenshtein.opcodes(a, b):
        if op.tag not in ("equal", "replace"):
            continue
        for k in range(op.src_end - op.src_start):
            edge = owner_a[op.src_start + k], owner_b[op.dest_start + k]
            if min(edge) >= 0:
                placed[edge] += 1
                same[edge] += op.tag == "equal"
    return same, placed


def groups(left: Sequence[str], right: Sequence[str]) -> list[Group]:
    """Groups of tokens of two texts, in order; every token is in one.

    >>> groups(["chính", "trị", "và", "xã"], ["chi", "nh", "tri", "xã"])
    [Group(left=(0,), right=(0, 1)), Group(left=(1,), right=(2,)), Group(left=(2,), right=()), Group(left=(3,), right=(3,))]
    """
    same, placed = _shared(left, right)
    known_left = {i for (i, _), n in same.items() if n}
    known_right = {j for (_, j), n in same.items() if n}
    edges = [e for e in placed if same[e] or not (e[0] in known_left or e[1] in known_right)]
    edges = _strong(edges, placed)
    parent = {("l", i): ("l", i) for i in range(len(left))} | {("r", j): ("r", j) for j in range(len(right))}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for i, j in edges:
        parent[root(("r", j))] = root(("l", i))
    found: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for side, number in parent:
        found.setdefault(root((side, number)), ([], []))[side == "r"].append(number)
    out = [Group(tuple(sorted(a)), tuple(sorted(b))) for a, b in found.values()]
    return sorted(out, key=lambda g: (g.left or (_before(g.right[0], edges),), g.right))


def _strong(edges: Sequence[tuple[int, int]], placed: Counter[tuple[int, int]]) -> list[tuple[int, int]]:
    """Edges without those of a letter or two that two tokens have in common by chance, where both have a better partner."""
    best_left: Counter[int] = Counter()
    best_right: Counter[int] = Counter()
    for i, j in edges:
        best_left[i] = max(best_left[i], placed[i, j])
        best_right[j] = max(best_right[j], placed[i, j])
    return [(i, j) for i, j in edges if 2 * placed[i, j] >= min(best_left[i], best_right[j])]


def _before(right: int, edges: Sequence[tuple[int, int]]) -> int:
    """Number of the left token behind which a right token stands that has no partner."""
    return max((i for i, j in edges if j < right), default=-1)


def read_as(truth: str, text: str) -> list[str]:
    """For each token of a text, what stands in its place in the other one ("" where nothing does).

    >>> read_as("Nghị quyết số 02-NQ/TW", "Nghi quyét s6 02- NQ/TW")
    ['Nghi', 'quyét', 's6', '02- NQ/TW']
    """
    left, right = tokens(truth), tokens(text)
    out = [""] * len(left)
    for group in groups(left, right):
        for i in group.left:
            out[i] = " ".join(right[j] for j in group.right)
    return out
