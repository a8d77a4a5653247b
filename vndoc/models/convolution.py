"""Convolutions of width three over the tokens of a text, with half as many matrix products (F(4, 3) of Toom and Winograd).

In: rows of a text, (tokens, width), with zeros around them; out: for each row what three matrices make of it, of the row
`dilation` before, and of the one after. Four outputs in a row are polynomials' products: six values of each polynomial give
them all, so that six products of a row and a matrix do the work of twelve (Winograd 1980; Lavin and Gray 2016, whose
points 0, 1, -1, 2, -2 and infinity are taken). In single precision the sixth digit may differ from that of the plain sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vndoc.models.layers import Floats

TILE = 4
"""Outputs that are made together."""

POINTS = 6
"""Products of a row and a matrix for them."""

# fmt: off
_FILTERS = np.array([
    [ 1/4,  0,     0  ],
    [-1/6, -1/6,  -1/6],
    [-1/6,  1/6,  -1/6],
    [ 1/24, 1/12,  1/6],
    [ 1/24, -1/12, 1/6],
    [ 0,    0,     1  ],
])
"""The values of a polynomial of three matrices at the points, up to the factors that `_spread` and `_gather` have."""
# fmt: on

_TWO, _FOUR = np.float32(2), np.float32(4)


class Convolution(NamedTuple):
    """Three matrices, turned to their values at the six points: `matrices` is (6, width, width)."""

    dilation: int
    matrices: Floats
    bias: Floats


def convolution(parts: Sequence[NDArray[np.floating[Any]]], bias: Floats, dilation: int) -> Convolution:
    """The convolution of three matrices (width in, width out), for the row before, the row itself and the one after."""
    matrices = np.tensordot(_FILTERS, np.stack(parts), axes=1)
    return Convolution(dilation, np.ascontiguousarray(matrices, np.float32), bias)


class Room:
    """Memory for texts of up to so many tokens: fresh memory costs as much as what is computed in it.

    Args:
        tokens: of the longest text.
        width: of a row.
        reach: the greatest dilation.
    """

    def __init__(self, tokens: int, width: int, reach: int) -> None:
        rows = tokens + 2 * TILE * reach
        self.padded = np.empty((rows, width), np.float32)
        self.out = np.empty((rows, width), np.float32)
        self.spare = np.empty((rows, width), np.float32)
        self.values = np.empty((POINTS, rows // TILE, width), np.float32)
        self.products = np.empty((POINTS, rows // TILE, width), np.float32)

    def rows(self, tokens: int, dilation: int) -> Floats:
        """Where the rows of a text are to be written, zeros before and behind them."""
        self.padded[:dilation] = 0
        self.padded[dilation + tokens :] = 0
        return self.padded[dilation : dilation + tokens]


def convolve(room: Room, tokens: int, by: Convolution) -> Floats:
    """The convolution of the rows that were written into `room.rows`; the answer, (tokens, width), lies in the room too."""
    width, d = room.padded.shape[1], by.dilation
    tiles = -(-tokens // (TILE * d))

    def part(memory: Floats) -> Floats:
        """As many tiles as the text has, by point, for what is done element by element."""
        return memory[:, : tiles * d].reshape(len(memory), tiles, d, width)

    values, products = room.values[:, : tiles * d], room.products[:, : tiles * d]
    spare = room.spare.reshape(-1)[: TILE * tiles * d * width].reshape(TILE, tiles, d, width)
    _spread(room.padded[: (tiles + 1) * TILE * d].reshape(tiles + 1, TILE, d, width), part(room.values), spare)
    np.matmul(values, by.matrices, out=products)
    products[1] += by.bias  # what stands at the point 1 is in each output once
    out = room.out[: tiles * TILE * d]
    _gather(part(room.products), out.reshape(tiles, TILE, d, width), spare)
    return out[:tokens]


def _spread(rows: NDArray[np.float32], out: NDArray[np.float32], spare: NDArray[np.float32]) -> None:
    """Six rows x0 to x5 of each tile → the values of their polynomial at the points.

    4 x0 - 5 x2 + x4,   -4 x1 - 4 x2 + x3 + x4,   4 x1 - 4 x2 - x3 + x4,
    -2 x1 - x2 + 2 x3 + x4,   2 x1 - x2 - 2 x3 + x4,   4 x1 - 5 x3 + x5
    """
    x0, x1, x2, x3 = (rows[:-1, i] for i in range(TILE))
    x4, x5 = rows[1:, 0], rows[1:, 1]
    odd, even = spare[0], spare[1]
    np.subtract(x0, x2, out=odd)
    odd *= _FOUR
    np.subtract(x4, x2, out=even)
    np.add(odd, even, out=out[0])
    np.subtract(x3, x1, out=odd)
    odd *= _TWO
    np.add(even, odd, out=out[3])
    np.subtract(even, odd, out=out[4])
    odd *= _TWO
    np.subtract(x5, x3, out=out[5])
    out[5] -= odd
    np.multiply(x1, _FOUR, out=odd)
    np.subtract(x3, odd, out=odd)
    np.multiply(x2, _FOUR, out=even)
    np.subtract(x4, even, out=even)
    np.add(even, odd, out=out[1])
    np.subtract(even, odd, out=out[2])


def _gather(products: NDArray[np.float32], out: NDArray[np.float32], spare: NDArray[np.float32]) -> None:
    """Products p0 to p5 of each tile → its four outputs; changes the products.

    p0 + p1 + p2 + p3 + p4,   p1 - p2 + 2 (p3 - p4),   p1 + p2 + 4 (p3 + p4),   p1 - p2 + 8 (p3 - p4) + p5
    """
    p0, p1, p2, p3, p4, p5 = products
    near, far = spare[0], spare[1]
    np.add(p1, p2, out=near)
    np.add(p3, p4, out=far)
    p0 += near
    np.add(p0, far, out=out[:, 0])
    far *= _FOUR
    np.add(near, far, out=out[:, 2])
    np.subtract(p1, p2, out=near)
    np.subtract(p3, p4, out=far)
    far *= _TWO
    np.add(near, far, out=out[:, 1])
    far *= _FOUR
    far += near
    np.add(far, p5, out=out[:, 3])
