"""Which engines read a page: one, or several that see different things.

In: the engine that was found, and the options; out: the engines in the order in which they read, the first of them the one that
decides whether the page could be read. What is not installed is left out without a word: a further pass is evidence, not need.
"""

from __future__ import annotations

import logging

from vndoc.options import Options
from vndoc.read.engine import HasOthers, OcrEngine

_log = logging.getLogger(__name__)


def passes_of(engine: OcrEngine, options: Options) -> tuple[OcrEngine, ...]:
    """The engines that read a page, the first one first.

    >>> from vndoc.read.engine import NoEngine
    >>> [e.name for e in passes_of(NoEngine(), Options(passes="all"))]
    ['none']
    """
    if options.passes != "all" or not isinstance(engine, HasOthers):
        return (engine,)
    try:
        return (engine, *engine.others())
    except Exception:
        _log.info("%s: no further passes", engine.name, exc_info=True)
        return (engine,)
