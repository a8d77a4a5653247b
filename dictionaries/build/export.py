"""A checkpoint → ``net.bin``: tables as bytes with a scale a row, matrices as half floats. Labels go with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from dictionaries.build.net import DILATIONS, EMBEDDING, HIDDEN, WIDTH
from vndoc.models.features import ROWS
from vndoc.resources import write_arrays

TABLES = {"encoder.ngrams.weight": "ngrams", "labels.weight": "labels"}
"""Large tables, stored as bytes."""


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """(bytes, scale of each row) of a table."""
    scale = np.abs(table).max(1) / 127 + 1e-12
    return np.rint(table / scale[:, None]).astype(np.int8), scale.astype(np.float16)


def labels_of(checkpoint: Path) -> int:
    """Number of labels of a checkpoint."""
    return len(torch.load(checkpoint, weights_only=True)["labels.weight"])


def build(checkpoint: Path, labels: list[str], out: Path, figures: dict[str, float]) -> None:
    """Write ``net.bin`` and ``labels.json`` into `out`; `figures` are what a rebuild must reach."""
    state = torch.load(checkpoint, weights_only=True)
    data: dict[str, NDArray[Any]] = {}
    for name, tensor in state.items():
        array = tensor.numpy()
        if name in TABLES:
            array = array[:ROWS] if name.startswith("encoder") else array
            data[TABLES[name]], data[f"{TABLES[name]}.scale"] = quantise(array)
        else:
            data[name] = array.astype(np.float16)
    sizes = {"embedding": EMBEDDING, "hidden": HIDDEN, "width": WIDTH, "dilations": list(DILATIONS)}
    write_arrays(out / "net.bin", {"name": "net", "version": 1, **sizes, "figures": figures}, data)
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", "utf-8", newline="\n")
