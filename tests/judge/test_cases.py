"""Verdicts of the cases: `original`, the state of each line, and of the page."""

import json
from pathlib import Path

import pytest

from vndoc.judge import judge_page
from vndoc.pages import Reading, SourcePage

CASES = json.loads((Path(__file__).resolve().parents[1] / "cases" / "judge" / "lines.json").read_text("utf-8"))


def parameters():
    """The cases; those known to fail are expected to."""
    for case in CASES:
        yield pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(reason="known")] if "expect" in case else [])


@pytest.mark.parametrize("case", list(parameters()))
def test_case(case):
    lines = tuple(case["original"].split("\n"))
    done = judge_page(SourcePage(1, 595.0, 842.0, (Reading("text", lines=lines),)))
    assert list(done.readings[0].verdicts) == case["states"]
    assert done.verdict.state == case["page"]
