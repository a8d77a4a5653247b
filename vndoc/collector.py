"""Python's collector of cycles, kept from looking at the same things again and again while a document is made.

A document is many objects that refer to none above them: they go when nothing needs them any more, without the collector. Left
alone it looks through all of them each time that some thousands are new, which is a tenth of all work and more. So it is off
while a page is made, or some pages are repaired, and then looks at what came since, once: what third parties leave in cycles
goes with its page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")


@contextmanager
def sparing() -> Iterator[None]:
    """The collector is off inside, and looks at what came since at the end; where it is off already nothing changes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(1)


def sparingly(items: Iterable[_T]) -> Iterator[_T]:
    """Items of an iterator, each made within `sparing`; whoever takes them does so outside of it.

    >>> [gc.isenabled() for _ in sparingly(range(2))], list(sparingly(gc.isenabled() for _ in range(2)))
    ([True, True], [False, False])
    """
    left, end = iter(items), object()
    while True:
        with sparing():
            item = next(left, end)
        if item is end:
            return
        yield item  # type: ignore[misc]
