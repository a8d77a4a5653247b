"""AsterOCR as a second engine: a recogniser of single lines, on the lines that Tesseract finds.

It is an independent witness (a net trained by other people on other pictures), and the example of how to bring an engine that
reads lines alone. In: a picture and the boxes of its lines; out: their words. The package ``asterocr`` carries its weights (MIT
licence); they are run by onnxruntime, on one thread.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as images
from PIL.Image import Image

from vndoc.document import Box
from vndoc.errors import EngineError
from vndoc.read.engine import EngineWord, lines_of
from vndoc.read.tesseract import Tesseract

HEIGHT = 32
"""Pixels of height that the net takes lines in."""

WIDEST = 4096
"""Pixels of width at that height beyond which a line is squeezed; the longest printed line has 1,500."""

PADDING = 0.12
"""Share of a line's height that is added on all sides: engines' boxes end at the ink."""

_MISSING = "asterocr is not installed: run 'pip install vndoc[asterocr]'"


class AsterOcr:
    """The line recogniser of the package ``asterocr``."""

    name = "asterocr"
    languages = ("vie",)

    def __init__(self, tessdata: str | None = None) -> None:
        """An engine whose lines Tesseract finds, with models of this folder."""
        self.tessdata = tessdata

    def with_tessdata(self, folder: str) -> AsterOcr:
        """The same engine, with Tesseract's models of this folder."""
        return AsterOcr(folder)

    @property
    def version(self) -> str:
        """Version of the package, empty where it is not installed."""
        try:
            return version("asterocr")
        except PackageNotFoundError:
            return ""

    def problem(self) -> str | None:
        """What is missing, and how to get it."""
        if _weights() is None or find_spec("onnxruntime") is None:
            return _MISSING
        problem = Tesseract(tessdata=self.tessdata).problem()
        return f"asterocr reads lines that Tesseract finds. {problem}" if problem else None

    def available(self) -> bool:
        """Whether it can read here and now."""
        return self.problem() is None

    def identity(self) -> str:
        """What its words depend on besides version and picture: the engine that finds the lines."""
        finder = Tesseract(tessdata=self.tessdata)
        return f"{finder.version} {finder.identity()}"

    def read(self, picture: Image, dpi: int, seconds: float) -> tuple[EngineWord, ...]:
        """Words of a picture, see `OcrEngine.read`."""
        started = time.monotonic()
        boxes = lines_of(Tesseract(tessdata=self.tessdata).read(picture, dpi, seconds))
        return self.read_lines(picture, boxes, max(seconds - (time.monotonic() - started), 0.001))

    def read_lines(self, picture: Image, boxes: Sequence[Box], seconds: float) -> tuple[EngineWord, ...]:
        """Words of lines of a picture, see `LineEngine.read_lines`."""
        end = time.monotonic() + seconds
        words: list[EngineWord] = []
        for row, box in enumerate(boxes):
            if time.monotonic() > end:
                raise EngineError(f"asterocr took longer than {seconds:g} s")
            words += _line(picture, box, row)
        return tuple(words)


def _weights() -> Path | None:
    """The folder with the net and its letters; nothing is ever fetched."""
    spec = find_spec("asterocr")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "assets"
    return folder if (folder / "asternet.onnx").is_file() and (folder / "vocab.json").is_file() else None


@lru_cache(maxsize=1)
def _net() -> tuple[Any, list[str]]:
    """The net, and its letters by class; class 0 is none.

    Raises:
        EngineError: it is not there, or cannot be loaded.
    """
    folder = _weights()
    if folder is None:
        raise EngineError(_MISSING)
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        net = onnxruntime.InferenceSession(str(folder / "asternet.onnx"), options, providers=["CPUExecutionProvider"])
        letters = ["", *json.loads((folder / "vocab.json").read_text("utf-8"))["chars"][1:]]
    except Exception as e:
        raise EngineError(f"asterocr cannot be loaded ({e}): reinstall it") from e
    return net, letters


def _line(picture: Image, box: Box, row: int) -> list[EngineWord]:
    """The words of one line, each with its share of the line's width."""
    around = PADDING * (box[3] - box[1])
    left, top = max(0, round(box[0] - around)), max(0, round(box[1] - around))
    right, bottom = min(picture.width, round(box[2] + around)), min(picture.height, round(box[3] + around))
    if right - left < 2 or bottom - top < 2:
        return []
    cut = picture.crop((left, top, right, bottom)).convert("L")
    width = min(max(HEIGHT, round(cut.width * HEIGHT / cut.height)), WIDEST)
    width = (width + 3) // 4 * 4
    grey = np.asarray(cut.resize((width, HEIGHT), images.Resampling.BILINEAR), dtype=np.float32)
    tensor = np.repeat(((grey / 255.0 - 0.5) / 0.5)[None, None], 3, axis=1)
    net, letters = _net()
    scores = np.asarray(net.run(None, {net.get_inputs()[0].name: tensor})[0], dtype=np.float64)
    steps = scores[:, 0, :] if scores.shape[1] == 1 else scores[0]
    across = (right - left) / max(len(steps), 1)
    return [
        EngineWord(text, (left + first * across, box[1], left + (last + 1) * across, box[3]), row, _mean(sure), symbols=sure)
        for text, first, last, sure in decode(steps, letters)
    ]


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def decode(steps: NDArray[np.float64], letters: Sequence[str]) -> list[tuple[str, int, int, tuple[float, ...]]]:
    """Words of a line from what the net scores at each step: (word, its first and last step, probability of each letter).

    Runs of one class are one letter, class 0 stands between letters.

    >>> decode(np.log(np.array([[.1, .8, .1], [.8, .1, .1], [.1, .1, .8], [.1, .8, .1]])), ["", "a", " "])
    [('a', 0, 0, (0.8,)), ('a', 3, 3, (0.8,))]
    """
    shifted = np.exp(steps - steps.max(axis=1, keepdims=True))
    sure = shifted / shifted.sum(axis=1, keepdims=True)
    found: list[tuple[str, int, int, tuple[float, ...]]] = []
    word: list[tuple[str, int, float]] = []
    before = 0
    for step, best in enumerate([*steps.argmax(axis=1).tolist(), 0]):
        letter = letters[best] if best and best != before and best < len(letters) else ""
        before = best
        is_over = step == len(steps) or letter.isspace()
        if word and is_over:
            text = "".join(c for c, _, _ in word)
            found.append((text, word[0][1], word[-1][1], tuple(round(p, 4) for _, _, p in word)))
            word = []
        elif letter and not letter.isspace():
            word.append((letter, step, float(sure[step, best])))
    return found
