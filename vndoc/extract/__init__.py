"""Files → pages of words with boxes and fonts, ruled lines, and pictures on demand. The one stage that opens documents.

What a file is, is told by its content (`sniff`); a PDF's layer is read by pdfplumber (`pdf`, `layer`), pictures are made by
pypdfium2 and Pillow (`picture`), plain text is decoded (`plain`).
"""

from __future__ import annotations

from pathlib import Path

from vndoc.errors import UsageError
from vndoc.extract.sniff import sniff
from vndoc.options import Options
from vndoc.pages import Source, SourcePage

__all__ = ["bare_page", "open_source"]


def open_source(path: Path, options: Options, tables: bool = True) -> Source:
    """Open a document: PDF, PNG, JPEG, TIFF or plain text.

    Args:
        path: the file.
        options: `password` and `pages` are used here.
        tables: whether ruled lines and tables are looked for; words and verdicts are the same without.

    Raises:
        InputError: the file is missing, empty, broken, or of another type.
        EncryptedError: a PDF's password is missing or wrong.
        UsageError: a page was asked for that the document does not have.
    """
    media_type = sniff(path)
    source: Source
    if media_type == "application/pdf":
        from vndoc.extract.pdf import PdfSource

        source = PdfSource(path, options.password, tables)
    elif media_type.startswith("image/"):
        from vndoc.extract.image import ImageSource

        source = ImageSource(path, media_type)
    else:
        from vndoc.extract.plain import TextSource

        source = TextSource(path)
    if options.pages and max(options.pages) > source.page_count:
        source.close()
        some = "1 page" if source.page_count == 1 else f"{source.page_count} pages"
        raise UsageError(f"{path.name}: has {some}, and page {max(options.pages)} was asked for")
    return source


def bare_page(source: Source, number: int) -> SourcePage:
    """A page without its layer, which could not be read: its size alone, and that it has pixels for an engine to read."""
    bare = getattr(source, "bare", source.page)
    page: SourcePage = bare(number)
    return page
