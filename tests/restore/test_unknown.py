"""Strings in no list: how far their form is to be trusted."""

from __future__ import annotations

import pytest

from vndoc import Options, repair_and_explain
from vndoc.restore.unknown import trust


@pytest.mark.parametrize("text", ["Purcell", "Wiener", "Moody's", "H&M", "XIV", "BCVT", "4m", "16h", "b"])
def test_trusted(text):
    assert trust(text) >= 0.9


@pytest.mark.parametrize("text", ["qzrt", "xtw", "Wj", "tiéuathy", "e@f", "K08", "ee", "eeesee"])
def test_doubted(text):
    assert trust(text) < 0.7


def test_a_scrap_is_marked():
    """What no list holds and nothing restored is doubtful; the words around it are not."""
    done = repair_and_explain("Thuc hién Nghi quyét cua Dang bộ tinh wqxj trong nam nay", Options(repair="always"))
    sure = {done.raw[slice(*word.span)]: word.confidence for word in done.tokens}
    assert sure["wqxj"] < 0.7 < sure["quyét"]
