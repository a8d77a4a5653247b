"""Trained models: what judge and restore both ask.

`models()` loads the shipped ones once a process; each is replaceable in a test by a `Models` of one's own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from vndoc.errors import DataError
from vndoc.models.encoder import Encoder
from vndoc.models.layers import table
from vndoc.models.tagger import Tagger
from vndoc.models.trigram import Trigram
from vndoc.resources import DATA, arrays


class Models(NamedTuple):
    """Encoder, tagger, trigrams, and the labels (folded words) that they number."""

    encoder: Encoder
    tagger: Tagger
    trigram: Trigram
    labels: list[str]
    numbers: dict[str, int]
    confidence: NDArray[np.float64] = np.eye(12)[1]
    """Weights of what is known of a word, for the probability that it is right (`vndoc.restore.confidence`)."""


@lru_cache(maxsize=1)
def models() -> Models:
    """The shipped models.

    Raises:
        DataError: data is missing or does not fit together.
    """
    meta, data = arrays("net")
    try:
        labels = msgspec.json.decode((DATA / "labels.json").read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError) as e:
        raise DataError(f"labels.json: cannot be read ({e}); reinstall vndoc") from e
    trigram = Trigram.load()
    if not len(labels) == trigram.labels == len(data["labels"]):
        raise DataError("net.bin, trigram.bin and labels.json are not of one build; reinstall vndoc")
    vectors = table(data, "labels")
    numbers = {label: number for number, label in enumerate(labels)}
    tagger = Tagger(data, vectors, meta["dilations"])
    return Models(Encoder(data, vectors), tagger, trigram, labels, numbers, _confidence())


def _confidence() -> NDArray[np.float64]:
    """Weights of confidence, fitted on documents kept out of training."""
    try:
        kept = msgspec.json.decode((DATA / "calibration.json").read_bytes(), type=dict[str, float])
    except (OSError, msgspec.DecodeError) as e:
        raise DataError(f"calibration.json: cannot be read ({e}); reinstall vndoc") from e
    return np.array(list(kept.values()))
