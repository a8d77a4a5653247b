"""Word files as LibreOffice prints them: every line of the document is there, in order."""

from pathlib import Path

import pytest

from vndoc.write import export, load

pytest.importorskip("docx", reason="python-docx is not installed: pip install vndoc[docx]")

EXPECTED = Path(__file__).parents[2] / "samples" / "expected"


@pytest.fixture(scope="module")
def printed_documents(documents, families, printed, tmp_path_factory):
    """Made documents of all families and all samples, each with the pages of its PDF."""
    printed.needed()
    folder = tmp_path_factory.mktemp("docx")
    made = [getattr(documents, name)() for name in ("party_plan", "state_decision")]
    made += [make() for make in families.ALL]
    made.append(documents.bare("Dòng một", "Dòng hai"))
    samples = [load(path.read_bytes()) for path in sorted(EXPECTED.glob("*.json"))]
    made += [document for document in samples if any(page.lines for page in document.pages)]  # one is read by an engine alone
    files = []
    for number, document in enumerate(made):
        files.append(folder / f"{number}.docx")
        files[-1].write_bytes(export(document, "docx"))
    return [(document, printed.seen_in(pdf)) for document, pdf in zip(made, printed.to_pdf(files, folder), strict=True)]


def test_every_line_in_order(printed_documents, printed):
    for document, pages in printed_documents:
        wanted = [line for line in printed.lines_of(document) if line]
        wanted = wanted or [line.text for page in document.pages for line in page.lines]
        assert wanted
        assert printed.missing(document, pages, wanted) == []


def test_a_line_that_is_not_there_is_found_out(printed_documents, printed):
    document, pages = printed_documents[0]
    lines = [line for line in printed.lines_of(document) if line]
    assert printed.missing(document, pages, [lines[1], lines[0]]) == [lines[0]]
    assert printed.missing(document, pages, ["không có trong văn bản"]) == ["không có trong văn bản"]
