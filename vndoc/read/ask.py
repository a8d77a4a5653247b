"""An engine is asked for words: what it once answered is not asked again, and what it does costs no more than its time.

In: an engine, a picture; out: its words, checked. An engine that does not keep its time limit is left behind in a thread of its
own; the process that makes pages is ended for it, if need be, by who started that (`vndoc.page_workers`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import islice

from PIL.Image import Image

from vndoc.document import Box
from vndoc.errors import EngineError
from vndoc.options import Options
from vndoc.read.cache import Cache, key_of
from vndoc.read.engine import EngineWord, HasIdentity, LineEngine, OcrEngine, describe
from vndoc.read.words import MOST_WORDS, checked

GRACE_SECONDS = 10.0
"""How long after its own time limit an engine is waited for before it is given up."""


def ask(
    engine: OcrEngine, picture: Image, dpi: int, options: Options, boxes: Sequence[Box] | None = None
) -> tuple[EngineWord, ...]:
    """The words of a picture.

    Args:
        engine: who reads it.
        picture: the page, ready to be read.
        dpi: its resolution.
        options: time limit, and whether answers are kept.
        boxes: lines that another engine found, for a `LineEngine`; other engines find their own.

    Raises:
        EngineError: no answer in time, or an answer that is none.
        Exception: whatever the engine raised.
    """
    seconds = options.page_seconds
    by_line = boxes is not None and isinstance(engine, LineEngine)

    def read() -> Sequence[object]:
        if by_line:
            return engine.read_lines(picture, boxes, seconds)  # type: ignore[attr-defined,no-any-return]
        return engine.read(picture, dpi, seconds)

    cache = Cache.open() if options.cache and isinstance(engine, HasIdentity) else None
    if cache is None:
        return checked(_guarded(read, engine.name, seconds))
    key = key_of(picture, dpi, describe(engine), engine.identity(), boxes if by_line else None)  # type: ignore[attr-defined]
    words = cache.get(key)
    if words is None:
        words = checked(_guarded(read, engine.name, seconds))
        cache.put(key, words)
    return words


def _guarded(read: Callable[[], Sequence[object]], name: str, seconds: float) -> tuple[object, ...]:
    """What a call answers within its time.

    Raises:
        EngineError: no answer in time, or the call raised.
    """
    answer: list[tuple[object, ...]] = []
    failure: list[BaseException] = []

    def call() -> None:
        try:
            answer.append(tuple(islice(read(), MOST_WORDS + 1)))
        except BaseException as e:
            failure.append(e)

    thread = threading.Thread(target=call, name=f"vndoc-{name}", daemon=True)
    thread.start()
    thread.join(seconds + GRACE_SECONDS)
    if thread.is_alive():
        raise EngineError(f"no answer within {seconds:g} s")
    if failure:
        raise EngineError(str(failure[0]) or type(failure[0]).__name__) from failure[0]
    return answer[0]
