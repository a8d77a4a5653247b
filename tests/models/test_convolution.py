"""Convolutions by products at six points: the same numbers as the plain sum of three products."""

import numpy as np
import pytest

from vndoc.models.convolution import Room, convolution, convolve


def plain(x, parts, bias, dilation):
    edge = np.zeros((dilation, x.shape[1]))
    padded = np.concatenate((edge, x, edge))
    before, here, after = (padded[i * dilation : i * dilation + len(x)] @ part for i, part in enumerate(parts))
    return before + here + after + bias


@pytest.mark.parametrize("dilation", [1, 2, 4])
@pytest.mark.parametrize("tokens", [1, 3, 4, 15, 16, 17, 50])
def test_the_same_as_the_plain_sum(tokens, dilation):
    rng = np.random.default_rng(tokens)
    width = 8
    x = rng.normal(size=(tokens, width)).astype(np.float32)
    parts, bias = rng.normal(size=(3, width, width)), rng.normal(size=width).astype(np.float32)
    room = Room(50, width, 4)
    for memory in (room.padded, room.out, room.spare, room.values, room.products):
        memory[...] = 7  # nothing of a text that was there before comes in
    room.rows(tokens, dilation)[...] = x
    found = convolve(room, tokens, convolution(list(parts), bias, dilation))
    assert found.shape == x.shape and np.allclose(found, plain(x, parts, bias, dilation), atol=1e-4)
