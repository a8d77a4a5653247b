"""The layers that both nets use, in numpy: float32, or double where the last bit counts."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Weights = dict[str, Floats]
Real = TypeVar("Real", np.float32, np.float64)

_LINEAR = np.float32(-2 * np.sqrt(2 / np.pi))
_CUBIC = np.float32(-2 * np.sqrt(2 / np.pi) * 0.044715)
_LARGE = np.float32(30)
"""Exponents beyond which the unit is 0 or `x` to the last bit, and nothing over- or underflows."""


def weights(data: dict[str, NDArray[Any]], prefix: str) -> Weights:
    """The matrices below a prefix, as float32."""
    return {k.removeprefix(prefix): np.asarray(v, np.float32) for k, v in data.items() if k.startswith(prefix)}


def table(data: dict[str, NDArray[Any]], name: str) -> Floats:
    """A table stored as bytes with a scale a row, as float32."""
    out: Floats = data[name].astype(np.float32)
    out *= data[f"{name}.scale"].astype(np.float32)[:, None]
    return out


def layer_norm(x: NDArray[Real], w: dict[str, NDArray[Real]], name: str) -> NDArray[Real]:
    """Layer normalisation over the last axis (Ba, Kiros and Hinton 2016)."""
    y: NDArray[Real] = x - x.mean(-1, keepdims=True)
    y /= np.sqrt(np.einsum("...i,...i->...", y, y)[..., None] / np.float32(x.shape[-1]) + np.float32(1e-5))
    y *= w[f"{name}.weight"]
    y += w[f"{name}.bias"]
    return y


def linear(x: NDArray[Real], w: dict[str, NDArray[Real]], name: str) -> NDArray[Real]:
    """Matrix and bias."""
    out: NDArray[Real] = x @ w[f"{name}.weight"].T
    if f"{name}.bias" in w:
        out += w[f"{name}.bias"]
    return out


def gelu(x: NDArray[Real]) -> NDArray[Real]:
    """Gaussian error linear unit (Hendrycks and Gimpel 2016), in its tanh form; changes `x`.

    (1 + tanh(u)) / 2 is 1 / (1 + exp(-2 u)), which costs half.
    """
    inner = x * x
    inner *= _CUBIC
    inner += _LINEAR
    inner *= x
    np.clip(inner, -_LARGE, _LARGE, out=inner)
    np.exp(inner, out=inner)
    inner += np.float32(1)
    x /= inner
    return x
