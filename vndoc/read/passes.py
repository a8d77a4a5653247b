"""Which engines read a page: one, or several that see different things.

In: the engine that was found, the options, the verdict on the page's layer; out: the engines in the order in which they read,
the first of them the one that decides whether the page could be read. A further model of the same engine that is not installed
is left out without a word: it is evidence, not need. A further engine that was named and is missing is told.
"""

from __future__ import annotations

import logging

from vndoc.document import State
from vndoc.errors import EngineError
from vndoc.options import Options
from vndoc.read.engine import HasOthers, OcrEngine, find_engine

_log = logging.getLogger(__name__)


def passes_of(engine: OcrEngine, options: Options, state: State) -> tuple[OcrEngine, ...]:
    """The engines that read a page, the first one first.

    With ``auto`` a page whose layer is garbled, or has wrong rows, is read once: the layer is its other reading. Every other
    page, and every one for which an engine was named, is read in all ways, which takes twice the time and leaves two thirds of
    the errors (see `docs/fusion.md`).

    Args:
        engine: what `find_engine` answered.
        options: `passes` decides, and `also` names engines to be added.
        state: the verdict on the page's layer.

    >>> from vndoc.read.engine import NoEngine
    >>> [e.name for e in passes_of(NoEngine(), Options(passes="all"), "absent")]
    ['none']
    """
    engines = [engine]
    has_layer = state == "garbled" or (state == "usable" and options.engine == "auto")
    several = options.passes == "all" or (options.passes == "auto" and not has_layer)
    if several and isinstance(engine, HasOthers):
        try:
            engines += engine.others()
        except Exception:
            _log.info("%s: no further passes", engine.name, exc_info=True)
    for name in options.also:
        further = _found(name, options)
        if further is not None and further.name != engine.name:
            engines.append(further)
    return tuple(engines)


def missing_witnesses(options: Options) -> tuple[str, ...]:
    """What is to be said of the engines in `Options.also` that cannot read.

    >>> missing_witnesses(Options(also=("no-such-engine",)))[0][:40]
    "no engine is called 'no-such-engine': us"
    """
    problems = []
    for name in options.also:
        try:
            find_engine(name, options.tessdata)
        except EngineError as e:
            problems.append(str(e))
    return tuple(problems)


def _found(name: str, options: Options) -> OcrEngine | None:
    try:
        return find_engine(name, options.tessdata)
    except EngineError:
        return None
