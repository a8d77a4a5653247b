"""What a printed document must show, line after line, and what a PDF of it shows: for checks by programs that are not ours."""

import os
import shutil
import subprocess
import unicodedata

import pytest

from vndoc.write.annex_heads import head_lines

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
FONT_SIGNS = str.maketrans({"\N{LATIN SMALL LIGATURE FI}": "fi", "\N{LATIN SMALL LIGATURE FL}": "fl", "\N{SOFT HYPHEN}": "-"})


class Spread(str):
    """A text whose words may stand on two pages with other lines between: that of a cell over several rows."""


def needed():
    """LibreOffice and pdftotext. Where one is missing a test is skipped; under CI that is a failure."""
    if not (SOFFICE and PDFTOTEXT):
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) or pdftotext is missing, and under CI both must be there")
        pytest.skip("needs LibreOffice (soffice) and pdftotext")


def to_pdf(files, folder):
    """PDF files by LibreOffice, beside those that are given."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=580)
    return [folder / f"{file.stem}.pdf" for file in files]


def bare(text):
    """A text without white space, which lines and columns change."""
    return unicodedata.normalize("NFC", "".join(text.translate(FONT_SIGNS).split()))


def seen_in(pdf):
    """The pages of a PDF, bare, without their numbers."""
    run = subprocess.run([PDFTOTEXT, "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    out = []
    for number, page in enumerate(run.stdout.decode().split("\f")[:-1], 1):
        lines = page.splitlines()
        for at in (0, -1):
            if number > 1 and lines and lines[at].strip() == str(number):
                del lines[at]
                break
        out.append(bare("".join(lines)))
    return out


def lines_of(document):
    """Everything that a document says, in the order of its pages: head, sections with their cells, foot, annexes.

    Lines that stand in columns side by side, which may both go on on the next page, are a tuple.
    """
    meta = document.metadata
    yield from (name for name in (meta.superior, meta.issuer) if name)
    if meta.number:
        yield meta.number.raw
    marks = meta.marks
    yield from (mark for mark in (marks.secrecy, marks.urgency, marks.circulation, marks.draft, marks.copy) if mark)
    if meta.place:
        yield meta.place
    yield from _title(meta)
    yield from meta.addressees
    for section in document.sections:
        yield from _section(section)
    yield tuple(_foot(meta))
    for annex in document.annexes:
        yield from _section(annex)


def _title(meta):
    """Kind and subject; a letter has its subject above place and date."""
    if meta.kind and meta.kind.casefold() != "công văn":
        yield meta.kind.upper()
        if meta.subject:
            yield meta.subject


def _section(section):
    if section.level == "note":
        return
    opening = f"{section.marker or ''}{section.title}" if section.title else section.marker or ""
    texts = section.text.split("\n")
    count = head_lines([text for text in texts if text.strip()]) if section.level == "annex" else 0
    yield tuple(texts[:count])
    yield opening
    yield from texts[count:]
    rows = {}
    for cell in sorted(section.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(Spread(cell.text) if cell.rows > 1 else cell.text)
    yield from map(tuple, rows.values())
    for child in section.children:
        yield from _section(child)


def _foot(meta):
    """Recipients and the signature beside them; several signatures stand above."""
    receivers = [name.removeprefix("-") for name in (*meta.recipients, meta.archive_line) if name]
    signatures = meta.signatures or ((meta.signature,) if meta.signature else ())
    if len(signatures) < 2:
        yield from receivers
    for signature in signatures:
        yield from (part for part in (signature.prefix, signature.on_behalf_of, *signature.positions, signature.name) if part)
    if len(signatures) > 1:
        yield from receivers


def missing(document, pages, lines=None):
    """The lines of a document that its PDF does not show where they belong; each is looked for behind the one before."""
    seen = "".join(pages)
    at, out = 0, []
    for group in lines_of(document) if lines is None else lines:
        ends = [at]
        for line in (group,) if isinstance(group, str) else group:
            if isinstance(line, Spread):
                out += [line] if any(bare(word) not in seen[at:] for word in line.split()) else []
                continue
            wanted = bare(line)
            found = seen.find(wanted, at)
            if found < 0:
                out.append(line)
            ends.append(found + len(wanted) if found >= 0 else at)
        at = max(ends)
    return out
