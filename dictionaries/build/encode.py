"""Corpus text → arrays of tokens, once, so that counting and training read numbers and not text.

Out, for each corpus, a ``.npz`` with ``surface`` (int32, index into ``surfaces.json``), ``gap`` (uint8, `Gap` after the
token) and ``kind`` (uint8); a document ends where ``gap`` is BREAK with a token of kind 255 behind it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from vndoc.tokens import Kind, gap_after, tokenize

END = 255
"""Kind of the token that closes a document."""

MAX_DOCUMENT_CHARACTERS = 2_000_000


class Encoder:
    """Numbers surfaces over all corpora."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}

    def encode(self, texts: Iterable[str], limit: int | None = None) -> dict[str, np.ndarray]:
        """Arrays of the tokens of `texts`, to the end of the document in which there are more than `limit`."""
        surface: list[int] = []
        gap: list[int] = []
        kind: list[int] = []
        numbers = self.numbers
        for text in texts:
            text = text[:MAX_DOCUMENT_CHARACTERS]
            tokens = tokenize(text)
            ends = [t.start for t in tokens[1:]] + [len(text)]
            for token, end in zip(tokens, ends, strict=True):
                form = token.text if token.kind in (Kind.WORD, Kind.CODE) else "0" if token.kind == Kind.NUMBER else "@"
                surface.append(numbers.setdefault(form, len(numbers)))
                gap.append(gap_after(text[token.end : end]))
                kind.append(token.kind)
            surface.append(0)
            gap.append(2)
            kind.append(END)
            if limit is not None and len(surface) > limit:
                break
        return {
            "surface": np.array(surface, np.int32),
            "gap": np.array(gap, np.uint8),
            "kind": np.array(kind, np.uint8),
        }

    def save(self, path: Path) -> None:
        """Write the list of surfaces, in the order of their numbers."""
        path.write_text(json.dumps(list(self.numbers), ensure_ascii=False), "utf-8")
