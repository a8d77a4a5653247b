"""Which engines read a page: one, or several that see different things.

In: the engine that was found, and the options; out: the engines in the order in which they read, the first of them the one that
decides whether the page could be read. What is not installed is left out without a word: a further pass is evidence, not need.
"""

from __future__ import annotations

import logging

from vndoc.document import State
from vndoc.options import Options
from vndoc.read.engine import HasOthers, OcrEngine

_log = logging.getLogger(__name__)


def passes_of(engine: OcrEngine, options: Options, state: State) -> tuple[OcrEngine, ...]:
    """The engines that read a page, the first one first.

    With ``auto`` a page whose layer is garbled is read once: the layer is its other reading. Every other page is read in all
    ways, which takes twice the time and leaves two thirds of the errors (see `docs/fusion.md`).

    Args:
        engine: what `find_engine` answered.
        options: whose `passes` decides.
        state: the verdict on the page's layer.

    >>> from vndoc.read.engine import NoEngine
    >>> [e.name for e in passes_of(NoEngine(), Options(passes="all"), "absent")]
    ['none']
    """
    several = options.passes == "all" or (options.passes == "auto" and state != "garbled")
    if not several or not isinstance(engine, HasOthers):
        return (engine,)
    try:
        return (engine, *engine.others())
    except Exception:
        _log.info("%s: no further passes", engine.name, exc_info=True)
        return (engine,)
