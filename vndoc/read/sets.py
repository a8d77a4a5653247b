"""Things that hang together, directly or through others: disjoint sets (union-find with path halving, Tarjan 1975)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class DisjointSets(Generic[K]):
    """Sets of things, each alone at first.

    >>> sets = DisjointSets[str]()
    >>> sets.join("a", "b")
    >>> sets.root("a") == sets.root("b"), sets.root("c")
    (True, 'c')
    """

    def __init__(self) -> None:
        """No things yet."""
        self._parent: dict[K, K] = {}

    def root(self, thing: K) -> K:
        """The thing that stands for all of its set."""
        parent = self._parent
        above = parent.setdefault(thing, thing)
        while above != thing:
            parent[thing] = thing = parent[above]
            above = parent[thing]
        return thing

    def join(self, thing: K, other: K) -> None:
        """Put the set of one thing into that of another, whose root stands for both then."""
        self._parent[self.root(thing)] = self.root(other)
