"""Options that several commands share, and what the failures of several files come to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, cast, get_type_hints

import typer

from vndoc.errors import EXIT_SOME_FAILED, UsageError
from vndoc.options import LEAST_CHUNK, Options, parse_pages, read_dictionary


def _show_version(wanted: bool) -> None:
    if wanted:
        from vndoc.cli.voice import write_payload
        from vndoc.version import VERSION

        write_payload(f"vndoc {VERSION}\n")
        raise typer.Exit(0)


# fmt: off
Version   = Annotated[bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)]
Quiet     = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose   = Annotated[bool, typer.Option("--verbose", "-v", help="Say more, with tracebacks.")]
Formats   = Annotated[str, typer.Option("--to", metavar="FORMATS", help="json, markdown, html, text, akn, docx, chunks.")]
EngineName = Annotated[str, typer.Option("--engine", metavar="auto|none|NAME", help="OCR engine for the pages that need it.")]
Passes    = Annotated[str, typer.Option("--passes", metavar="auto|one|all", help="One reading of a page, or all there are.")]
Also      = Annotated[str | None, typer.Option("--also", metavar="NAME", help="Further engine as a witness (asterocr).")]
Tessdata  = Annotated[Path | None, typer.Option("--tessdata", metavar="DIR", help="Folder with Tesseract's vie.traineddata.")]
NoCache   = Annotated[bool, typer.Option("--no-cache", help="Keep no readings, use none that are kept.")]
Pages     = Annotated[str | None, typer.Option("--pages", metavar="1-3,7", help="Pages to convert; all by default.")]
Password  = Annotated[str | None, typer.Option("--password", help="Password of encrypted PDFs.")]
Dictionary = Annotated[Path | None, typer.Option("--dictionary", metavar="FILE", help="Your words and names, one a line.")]
ToneStyle = Annotated[str, typer.Option("--tone-style", metavar="keep|old|new", help="hòa (old) or hoà (new) throughout.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace outputs that exist. Inputs are never written over.")]
Split     = Annotated[bool, typer.Option("--split", help="An output for each document of a file: NAME-1, NAME-2 …")]
ChunkCharacters = Annotated[int | None, typer.Option("--chunk-characters", min=LEAST_CHUNK, metavar="N",
                            help=f"Longest chunk of --to chunks; {Options().chunk_characters:,} by default.")]
OutFolder = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Output folder; it is made where it is missing.")]
Jobs      = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes; by default one a processor.")]
# fmt: on


class Given(NamedTuple):
    """What the command line says of how files are converted: each field is an option of the commands that take it."""

    engine: EngineName = "auto"
    passes: Passes = "auto"
    also: Also = None
    tessdata: Tessdata = None
    no_cache: NoCache = False
    password: Password = None
    dictionary: Dictionary = None
    tone_style: ToneStyle = "keep"

    def options(self, pages: str | None = None, split: bool = False, chunk_characters: int | None = None) -> Options:
        """The same as `Options`, with what not all commands take: pages, whether documents are parted, how long chunks are.

        Raises:
            UsageError: something of it is wrong.
        """
        if self.passes not in ("auto", "one", "all"):
            raise UsageError(f"--passes must be auto, one or all, not {self.passes!r}")
        if self.tone_style not in ("keep", "old", "new"):
            raise UsageError(f"--tone-style must be keep, old or new, not {self.tone_style!r}")
        return Options(
            engine=self.engine,
            pages=parse_pages(pages) if pages is not None else None,
            password=self.password,
            dictionary=read_dictionary(self.dictionary) if self.dictionary is not None else (),
            passes=cast('Literal["auto", "one", "all"]', self.passes),
            also=tuple(name.strip() for name in self.also.split(",") if name.strip()) if self.also else (),
            tessdata=models_folder(self.tessdata),
            cache=not self.no_cache,
            split=split,
            chunk_characters=Options().chunk_characters if chunk_characters is None else chunk_characters,
            tone_style=cast('Literal["keep", "old", "new"]', self.tone_style),
        )


def with_options(command: Callable[..., int]) -> Callable[..., int]:
    """The command with the fields of its parameter `given` in that one's place, so that typer makes options of them."""
    fields = get_type_hints(Given, include_extras=True)
    hints = {**get_type_hints(command, include_extras=True), **fields}

    @wraps(command)
    def run(**said: Any) -> int:  # noqa: ANN401 (what typer passes)
        return command(given=Given(**{name: said.pop(name) for name in fields}), **said)

    parameters: list[Parameter] = []
    for parameter in signature(command).parameters.values():
        if parameter.name == "given":
            defaults = Given._field_defaults
            parameters += [Parameter(name, Parameter.KEYWORD_ONLY, default=defaults[name]) for name in fields]
        else:
            parameters.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
    typed = [parameter.replace(annotation=hints[parameter.name]) for parameter in parameters]
    run.__signature__ = Signature(typed, return_annotation=int)  # type: ignore[attr-defined]
    run.__annotations__ = hints
    return run


def check_wanted(formats: Collection[str], **options: tuple[object, str]) -> None:
    """Refuse an option that is for a format that is not asked for.

    Args:
        formats: what is asked for.
        options: the value of an option by its name, and the format that it is for.

    Raises:
        UsageError: an option has a value, and its format is not there.

    >>> check_wanted(["html"], pictures=(True, "html"), chunk_characters=(None, "chunks"))
    """
    for name, (value, format_) in options.items():
        if value and format_ not in formats:
            raise UsageError(f"--{name.replace('_', '-')} is for {format_}; add {format_} to --to")


def models_folder(folder: Path | None) -> str | None:
    """The folder of Tesseract's models that was named.

    Raises:
        UsageError: the model is not there; without a word another one would be read with.
    """
    if folder is None:
        return None
    from vndoc.read.models import model_file
    from vndoc.read.tesseract import LANGUAGE

    if not (folder.expanduser() / model_file(LANGUAGE)).is_file():
        raise UsageError(f"--tessdata: there is no {model_file(LANGUAGE)} in {folder}; name the folder that holds it")
    return str(folder)


def exit_code(failures: Collection[int], done: int) -> int:
    """The exit code of a run over several files.

    Args:
        failures: exit codes of the files that failed.
        done: how many did not.

    >>> exit_code([], 2), exit_code([3], 0), exit_code([3], 1), exit_code([3, 4], 0)
    (0, 3, 8, 8)
    """
    if not failures:
        return 0
    return min(failures) if done == 0 and len(set(failures)) == 1 else EXIT_SOME_FAILED
