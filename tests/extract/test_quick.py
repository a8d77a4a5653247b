"""What `vndoc inspect` reads of a page, its words without tables, gives the verdicts of the whole page."""

from pathlib import Path

import pytest
from make_pdf import Page, make_pdf, text
from shared import SHARED, needs_shared

from vndoc.extract import open_source
from vndoc.options import Options
from vndoc.page_workers.page import judged
from vndoc.pipeline import judge_pages

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples").glob("*.pdf"))


def of_whole_pages(path, count=4):
    source = open_source(path, Options())
    try:
        pages = [judged(source.page(number)) for number in range(1, min(count, source.page_count) + 1)]
    finally:
        source.close()
    return [(page.verdict, [r.verdicts for r in page.readings], page.notices) for page in pages]


def of_inspect(path, count=4):
    pages = [page for page, _ in zip(judge_pages(path), range(count), strict=False)]
    return [(page.verdict, [r.verdicts for r in page.readings], page.notices) for page in pages]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples(path):
    assert of_inspect(path) == of_whole_pages(path)


@needs_shared
@pytest.mark.parametrize("folder", ["scans/layers", "docs", "legacy"])
def test_scans_and_documents(folder):
    for path in sorted((SHARED / folder).glob("*.pdf")):
        assert of_inspect(path) == of_whole_pages(path), path.name


def test_no_tables(file):
    lines = b"".join(b"%d 500 m %d 600 l S " % (x, x) for x in (100, 200, 300))
    lines += b"".join(b"100 %d m 300 %d l S " % (y, y) for y in (500, 550, 600))
    path = file(make_pdf([Page(lines + text(110, 570, "a one") + text(210, 570, "b"))]))
    for tables in (True, False):
        source = open_source(path, Options(), tables)
        page = source.page(1)
        source.close()
        assert bool(page.tables) is bool(page.rules) is tables
        assert [w.text for w in page.readings[0].words] == ["a", "one", "b"]
