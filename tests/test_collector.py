"""The collector of cycles: off while something is made, then a look at what came since."""

import gc
import weakref

import pytest

from vndoc.collector import sparing, sparingly


class Cycle:
    """An object that refers to itself."""

    def __init__(self):
        self.own = self


def test_cycles_go_at_the_end():
    with sparing():
        kept = weakref.ref(Cycle())
        assert not gc.isenabled()
        assert kept() is not None
    assert gc.isenabled()
    assert kept() is None


def test_cycles_of_each_item_go_with_it():
    gone = [made() is None for made in sparingly(weakref.ref(Cycle()) for _ in range(3))]
    assert gone == [True] * 3


def test_it_is_on_again_after_an_error():
    def items():
        yield 1
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"):
        list(sparingly(items()))
    assert gc.isenabled()


def test_nothing_changes_where_it_was_off():
    gc.disable()
    try:
        with sparing():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
