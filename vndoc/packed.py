"""A long list of structs, packed: what thousands of pages hold would fill memory as objects, a word alone has some 400 bytes.

In: structs, some at a time; out: a sequence that makes them anew when they are asked for. Each group is JSON (or MessagePack),
compressed: a page takes some 10 kB instead of half a megabyte.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import msgspec

_T = TypeVar("_T", bound=msgspec.Struct)

_LEVEL = 3
"""Compression of zlib: as fast as the lowest level; the highest saves a tenth more and takes three times as long."""


class Packed(Sequence[_T], Generic[_T]):
    """A sequence of structs of one type, compared and read as a tuple of them.

    >>> class Point(msgspec.Struct, frozen=True):
    ...     x: int
    >>> points = Packed(Point)
    >>> points.add((Point(1), Point(2)))
    >>> points[1], len(points), points == (Point(1), Point(2))
    (Point(x=2), 2, True)
    """

    def __init__(self, kind: type[_T], binary: bool = False, encode: Callable[[tuple[_T, ...]], bytes] | None = None) -> None:
        """Of no structs yet.

        Args:
            kind: their type.
            binary: whether they may hold numbers that JSON has not; they are no JSON then when they are read again.
            encode: makes the JSON of a group, where it is to have a form of its own (`texts`).
        """
        codec: Any = msgspec.msgpack if binary else msgspec.json
        self.kind = kind
        self.decoder = codec.Decoder(tuple[kind, ...])  # type: ignore[valid-type]
        self.encode: Callable[[tuple[_T, ...]], bytes] = encode or codec.encode
        self._groups: list[bytes | tuple[_T, ...]] = []
        self._ends: list[int] = []
        self._last: tuple[int, tuple[_T, ...]] = (-1, ())
        self.is_whole = True
        """False if some structs hold what the form cannot (lone surrogates); these are kept as they are."""

    def add(self, items: tuple[_T, ...]) -> None:
        """Put structs at the end, as one group."""
        if not items:
            return
        try:
            self._groups.append(zlib.compress(self.encode(items), _LEVEL))
        except (TypeError, ValueError):
            self._groups.append(items)
            self.is_whole = False
        self._ends.append(len(self) + len(items))

    def groups(self) -> Iterator[tuple[_T, ...]]:
        """The groups as they were added."""
        return (self._group(number) for number in range(len(self._groups)))

    def texts(self) -> Iterator[bytes]:
        """The groups as they are encoded."""
        return (self.encode(group) if isinstance(group, tuple) else zlib.decompress(group) for group in self._groups)

    def _group(self, number: int) -> tuple[_T, ...]:
        kept, items = self._last
        if kept != number:
            group = self._groups[number]
            items = group if isinstance(group, tuple) else self.decoder.decode(zlib.decompress(group))
            self._last = number, items
        return items

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> _T: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[_T, ...]: ...

    def __getitem__(self, index: int | slice) -> _T | tuple[_T, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        place = range(len(self))[index]
        number = bisect_right(self._ends, place)
        return self._group(number)[place - (self._ends[number - 1] if number else 0)]

    def __iter__(self) -> Iterator[_T]:
        for group in self.groups():
            yield from group

    def __eq__(self, other: Any) -> bool:  # noqa: ANN401
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]


def _same(one: object, other: object) -> bool:
    return one == other
