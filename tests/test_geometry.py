"""Numbers rounded all at once are what `round` makes of each."""

import struct

from hypothesis import example, given
from hypothesis import strategies as st

from vndoc.geometry import rounded


@given(
    st.lists(st.one_of(st.floats(), st.floats(-1000, 1000), st.integers(-(10**6), 10**6).map(lambda n: n / 1000))),
    st.integers(0, 5),
)
@example([0.125, 2.675, 1.005, -0.0, -0.001, 0.5, 1e300, 5e-324], 2)
def test_rounded(values, digits):
    for value, found in zip(values, rounded(values, digits), strict=True):
        assert struct.pack("d", found) == struct.pack("d", round(value, digits))
