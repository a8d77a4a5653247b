"""Text is not lost: words in sections, furniture and metadata are the words in the lines, in every file at hand.

Layers are taken as they are, without an engine and unrepaired: lines that nothing mends are the harder ones.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared import SHARED
from tests.structure.kept import check_kept
from tests.structure.test_cases import line
from vndoc.arrange import settle
from vndoc.document import Document, Verdict
from vndoc.options import Options
from vndoc.page_workers.page import open_here
from vndoc.pages import ArrangedPage, TextLine

CASES = sorted((Path(__file__).resolve().parents[1] / "cases" / "structure").rglob("*.json"))
SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LAYERS = ("legacy/*.pdf", "docs/*.born.pdf", "docs/*.eng.pdf", "scans/layers/*.pdf")
TEXTS = ("scans/text/*.txt", "docs/*.txt", "legacy/*.txt", "seed/*.txt")
LINES_OF_PAGE = 40
KNOWN: dict[str, str] = {}
"""Texts whose words are not all kept, and why."""


def page(number: int, lines: Sequence[TextLine]) -> ArrangedPage:
    return ArrangedPage(number, 595, 842, Verdict("usable"), "layer", tuple(lines))


def plain(texts: Sequence[str]) -> list[ArrangedPage]:
    """Pages of lines that come without places."""
    starts = range(0, len(texts), LINES_OF_PAGE)
    return [page(n, [TextLine(t, t, "text") for t in texts[i : i + LINES_OF_PAGE]]) for n, i in enumerate(starts, 1)]


def cases_of(path: Path) -> list[list[list[str]]]:
    """Pages of lines of each case of a file."""
    said = json.loads(path.read_text("utf-8"))
    return [case["pages"] if "pages" in case else [case["lines"]] for case in (said if isinstance(said, list) else [said])]


def layer(path: Path) -> list[ArrangedPage]:
    """Arranged pages of a PDF, as its layer has them."""
    with open_here(path, Options(engine="none"), True) as file:
        return list(settle([made.page for made in file.pages(range(1, file.page_count + 1))]))


def named(patterns: Sequence[str]) -> list[Path]:
    return sorted(path for pattern in patterns for path in SHARED.glob(pattern))


def marked(path: Path) -> Any:
    """A parameter; those known to fail are expected to."""
    known = [pytest.mark.xfail(reason=KNOWN[path.stem])] if path.stem in KNOWN else []
    return pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=known)


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_made_cases(path: Path) -> None:
    for pages in cases_of(path):
        check_kept([page(n, [line(t) for t in lines]) for n, lines in enumerate(pages, 1)])


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.pdf")), ids=lambda p: p.stem)
def test_layers_of_samples(path: Path) -> None:
    check_kept(layer(path))


@pytest.mark.parametrize("path", sorted((SAMPLES / "expected").glob("*.json")), ids=lambda p: p.stem)
def test_readings_of_samples(path: Path) -> None:
    document = msgspec.json.decode(path.read_bytes(), type=Document)
    texts = [[TextLine(x.raw, x.text, "text", role=x.role, box=x.box) for x in p.lines] for p in document.pages]
    check_kept([page(n, lines) for n, lines in enumerate(texts, 1)])


@pytest.mark.skipif(not named(LAYERS), reason="the folder of test material is not there")
@pytest.mark.parametrize("path", named(LAYERS), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_layers(path: Path) -> None:
    check_kept(layer(path), has_scraps=".born" not in path.name)


@pytest.mark.skipif(not named(TEXTS), reason="the folder of test material is not there")
@pytest.mark.parametrize("path", [marked(path) for path in named(TEXTS)])
def test_texts(path: Path) -> None:
    check_kept(plain(path.read_text("utf-8").splitlines()))


@lru_cache(maxsize=1)
def made_lines() -> list[str]:
    """Lines of all made documents."""
    return [text for path in CASES for pages in cases_of(path) for lines in pages for text in lines]


def garbled(text: str, chance: random.Random) -> str:
    """A line with letters lost, doubled, and misread."""
    return "".join(chance.choice(("", c, c + c, chance.choice("lI|!.,-1S§ử"))) if chance.random() < 0.15 else c for c in text)


def damaged(texts: list[str], chance: random.Random) -> list[str]:
    """Lines of a document shuffled near their places, cut, doubled, joined with the next and garbled."""
    out: list[str] = []
    for text in texts:
        harm = chance.random()
        if harm < 0.1:
            out.insert(max(0, len(out) - chance.randint(0, 6)), text)
        elif harm < 0.2:
            out += [text, text]
        elif harm < 0.3:
            at = chance.randint(0, len(text))
            out += [text[:at], text[at:]]
        elif harm < 0.4 and out:
            out[-1] += " " + text.lstrip("<>")
        else:
            out.append(garbled(text, chance) if harm < 0.7 else text)
    return out


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 400), st.integers(1, 90))
def test_damaged_documents(seed: int, start: int, count: int) -> None:
    chance = random.Random(seed)
    some = made_lines()[start % len(made_lines()) :][:count]
    lines = [line(text or " ") for text in damaged(some, chance)]
    sheet = chance.randint(5, 45)
    check_kept([page(n, lines[i : i + sheet]) for n, i in enumerate(range(0, len(lines), sheet), 1)], fields=False)
