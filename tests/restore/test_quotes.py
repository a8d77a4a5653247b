"""Quotes of one kind in a text."""

from __future__ import annotations

import time

import pytest

from vndoc.restore.quotes import quote_edits, straight_quotes

STRAIGHT = ['cai "mot" va "hai"'] * 4
CURLY = ["cai “mot” va “hai”"] * 4


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([*STRAIGHT, 'cai “ba" va'], [(4, 4)]),
        ([*STRAIGHT, 'cai "ba” va "bon"'], [(4, 7)]),
        (STRAIGHT, []),
        (CURLY, []),
        ([*CURLY, 'cai "ba” va'], []),  # one misread in a curly text
        (['cai "ba” va'], []),  # too few to tell
        ([*STRAIGHT, *CURLY], []),  # two texts, one behind the other
        ([*STRAIGHT, "cai “ va"], []),  # a quote beside no word
    ],
)
def test_straight(lines, expected):
    assert straight_quotes(lines) == expected


def test_edits_replay():
    lines = [*STRAIGHT, 'cai “ba" va']
    ((line, edit),) = quote_edits(lines)
    assert lines[line][slice(*edit.span)] == edit.before == "“"
    assert (edit.after, edit.reason) == ('"', "sign")


def test_linear_time():
    start = time.process_time()
    straight_quotes([*STRAIGHT, 'cai “ba" va'] * 2_000)
    assert time.process_time() - start < 5
