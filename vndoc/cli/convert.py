"""``vndoc convert FILE… -o DIR|-``: files into repaired, structured documents."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vndoc.cli.common import (
    ChunkCharacters,
    Formats,
    Given,
    Jobs,
    Overwrite,
    Pages,
    Quiet,
    Split,
    Verbose,
    Version,
    check_wanted,
    exit_code,
    with_options,
)
from vndoc.cli.voice import ARROW, Voice, one_line, with_path, write_payload
from vndoc.document import Document, Notice
from vndoc.errors import OutputError, UsageError, VndocError
from vndoc.inputs import TEXTS
from vndoc.options import Options
from vndoc.outputs import (
    check_free,
    fold_name,
    leftovers,
    make_folder,
    output_paths,
    parse_formats,
    split_paths,
    true_path,
    write_whole,
)

if TYPE_CHECKING:
    from vndoc.cli.page_pictures import PagePictures
    from vndoc.page_workers import PageWorkers

_log = logging.getLogger("vndoc")


@with_options
def convert(
    *,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="PDF, PNG, JPEG, TIFF or plain text.")],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR|-", help="Output folder, or - for standard output.")],
    to: Formats = "json",
    given: Given,
    pages: Pages = None,
    split: Split = False,
    chunk_characters: ChunkCharacters = None,
    jobs: Jobs = None,
    pictures: Annotated[bool, typer.Option("--pictures", help="Put pictures of the pages beside their text in HTML.")] = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Convert files: text layers are judged, what needs it is read, repaired and structured."""
    from vndoc.page_workers import PageWorkers
    from vndoc.workers import default_jobs

    voice = Voice.make(quiet, verbose)
    formats = parse_formats(to)
    check_wanted(formats, pictures=(pictures, "html"), chunk_characters=(chunk_characters, "chunks"))
    options = given.options(pages, split, chunk_characters)
    with PageWorkers(jobs or default_jobs()) as workers:
        if out == "-":
            return _convert_to_stdout(files, formats, options, workers, voice, pictures)
        return _convert(files, Path(out), formats, options, overwrite, workers, voice, pictures)


def _convert(
    files: Sequence[Path],
    out: Path,
    formats: Sequence[str],
    options: Options,
    overwrite: bool,
    workers: PageWorkers,
    voice: Voice,
    pictures: bool,
) -> int:
    """Convert files one after the other; answers the exit code."""
    from vndoc.read import find_engine

    stems = _stems(files)
    _check_folder(out)
    _warm(workers, files)
    find_engine(options.engine, options.tessdata)
    inputs = {true_path(path) for path in files}
    codes: list[int] = []
    for path, stem in zip(files, stems, strict=True):
        targets = split_paths(out, stem, formats, 1) if options.split else [output_paths(out, stem, formats)]
        try:
            check_free(targets[0].values(), inputs, overwrite)
            documents = _process(path, options, workers, voice)
            if options.split:
                targets = split_paths(out, stem, formats, len(documents))
                check_free((target for own in targets for target in own.values()), inputs, overwrite)
            made = [_pictures(path, options, document) if pictures else None for document in documents]
            _write(documents, targets, options, overwrite, made)
        except VndocError as e:
            voice.error(with_path(str(e), path))
            codes.append(e.exit_code)
            continue
        except Exception as e:
            _log.debug("%s: failed", path, exc_info=True)
            voice.error(f"{path}: unexpected {type(e).__name__}: {one_line(str(e))}; use --verbose for the traceback")
            codes.append(1)
            continue
        for document in documents:
            _tell(path, document, voice)
        for left in leftovers(out, stem, formats, len(documents)) if options.split else ():
            voice.say(f"{left}: stands beside the {len(documents)} document(s) of {path}, and is none of them")
        voice.say(f"{path}{ARROW}{', '.join(str(target) for one in targets for target in one.values())}")
    return exit_code(codes, len(files) - len(codes))


def _convert_to_stdout(
    files: Sequence[Path], formats: Sequence[str], options: Options, workers: PageWorkers, voice: Voice, pictures: bool
) -> int:
    if len(files) != 1 or len(formats) != 1:
        raise UsageError("-o - takes one file and one format; name an output folder for more")
    if options.split:
        raise UsageError("-o - takes one document; name an output folder for --split")
    _warm(workers, files)
    from vndoc.write import export_parts

    document = _process(files[0], options, workers, voice)[0]
    made = _pictures(files[0], options, document) if pictures else None
    for part in export_parts(document, formats[0], made, options):
        write_payload(part)
    _tell(files[0], document, voice)
    return 0


def _stems(files: Sequence[Path]) -> list[str]:
    """Output names of the files, without suffix.

    Raises:
        UsageError: two of them have the same.
    """
    seen: dict[str, Path] = {}
    for path in files:
        other = seen.setdefault(fold_name(path.stem), path)
        if other is not path:
            raise UsageError(f"{other} and {path} would get the same output name; convert them into two folders")
    return [path.stem for path in files]


def _check_folder(folder: Path) -> None:
    """Refuse early, before hours of reading, a folder that cannot be made or written; it is made with the first output."""
    there = folder
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    if not there.is_dir():
        raise OutputError(f"{there}: is not a folder; name another output folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise OutputError(f"{there}: cannot be written; name another output folder")


def _warm(workers: PageWorkers, files: Sequence[Path]) -> None:
    """Start a page worker, unless all files are text; while it starts, load what this process will need."""
    if any(path.suffix.lower() not in TEXTS for path in files):
        workers.warm()
    for name in ("vndoc.pipeline", "vndoc.restore", "vndoc.structure", "vndoc.write"):
        import_module(name)


def _process(path: Path, options: Options, workers: PageWorkers, voice: Voice) -> Sequence[Document]:
    """The documents of a file: one, unless they are to be parted."""
    from vndoc.pipeline import process_with, split_with

    with voice.progress("pages") as bar:

        def tell(through: int, total: int) -> None:
            bar(through, total, path.name)

        if options.split:
            return split_with(workers.open, path, options, progress=tell)
        return (process_with(workers.open, path, options, progress=tell),)


def _pictures(path: Path, options: Options, document: Document) -> PagePictures:
    """The pages of a file as pictures."""
    from vndoc.cli.page_pictures import PagePictures

    return PagePictures(path, options.password, [page.number for page in document.pages])


def _write(
    documents: Sequence[Document],
    targets: Sequence[dict[str, Path]],
    options: Options,
    overwrite: bool,
    pictures: Sequence[PagePictures | None],
) -> None:
    from vndoc.write import export_parts

    contents = {
        target: export_parts(document, name, made, options)
        for document, own, made in zip(documents, targets, pictures, strict=True)
        for name, target in own.items()
    }
    for folder in {target.parent for target in contents}:
        make_folder(folder)
    write_whole(contents, overwrite)


def _tell(path: Path, document: Document, voice: Voice) -> None:
    """What was done, and what the reader should know."""
    sources = Counter(page.source for page in document.pages)
    read = ", ".join(f"{count} from {name}" for name, count in sorted(sources.items()))
    voice.say(f"{path}: {len(document.pages)} page(s) ({read}), {len(document.edits)} edit(s)")
    for line in _notice_lines(document.notices):
        voice.say(f"  {line}")


def _notice_lines(notices: Sequence[Notice]) -> Iterator[str]:
    """Notices, those of several pages on one line."""
    pages: dict[str, list[int]] = {}
    for notice in notices:
        pages.setdefault(notice.message, []).extend(() if notice.page is None else (notice.page,))
    for message, numbers in pages.items():
        yield f"{'' if not numbers else f'page {_ranges(numbers)}: '}{one_line(message)}"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers, runs of them as ranges: ``1-3,7``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
