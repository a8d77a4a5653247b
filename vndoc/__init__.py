"""vndoc: clean, structured documents from scanned Vietnamese PDFs whose text layers nobody can use.

All public names stand in `__all__`. Each is loaded when it is first asked for: ``import vndoc`` costs some milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vndoc.version import VERSION as __version__

if TYPE_CHECKING:
    from vndoc.batch import Summary, process_batch
    from vndoc.document import (
        Cell,
        Change,
        Citation,
        Document,
        Edit,
        Engine,
        Evidence,
        Line,
        Marks,
        Metadata,
        NoteMark,
        Notice,
        Number,
        Origin,
        Page,
        ReadingText,
        Repair,
        Section,
        Signature,
        Verdict,
        Word,
        replay,
    )
    from vndoc.errors import DataError, EncryptedError, EngineError, InputError, OutputError, UsageError, VndocError
    from vndoc.explanations import explain
    from vndoc.options import Options
    from vndoc.pipeline import parse_text, process
    from vndoc.read import EngineWord, OcrEngine
    from vndoc.readings import repair_readings
    from vndoc.repairs import repair_and_explain, repair_many, repair_text
    from vndoc.write import export, load

__all__ = [
    "Cell",
    "Change",
    "Citation",
    "DataError",
    "Document",
    "Edit",
    "EncryptedError",
    "Engine",
    "EngineError",
    "EngineWord",
    "Evidence",
    "InputError",
    "Line",
    "Marks",
    "Metadata",
    "NoteMark",
    "Notice",
    "Number",
    "OcrEngine",
    "Options",
    "Origin",
    "OutputError",
    "Page",
    "ReadingText",
    "Repair",
    "Section",
    "Signature",
    "Summary",
    "UsageError",
    "Verdict",
    "VndocError",
    "Word",
    "__version__",
    "explain",
    "export",
    "load",
    "parse_text",
    "process",
    "process_batch",
    "repair_and_explain",
    "repair_many",
    "repair_readings",
    "repair_text",
    "replay",
]

_HOMES = {
    "vndoc.batch": ("Summary", "process_batch"),
    "vndoc.explanations": ("explain",),
    "vndoc.errors": ("DataError", "EncryptedError", "EngineError", "InputError", "OutputError", "UsageError", "VndocError"),
    "vndoc.options": ("Options",),
    "vndoc.pipeline": ("parse_text", "process"),
    "vndoc.read": ("EngineWord", "OcrEngine"),
    "vndoc.readings": ("repair_readings",),
    "vndoc.repairs": ("repair_and_explain", "repair_many", "repair_text"),
    "vndoc.write": ("export", "load"),
}
"""Where the public names live that are not of `vndoc.document`."""

_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- a module attribute can be anything
    """Load a public name when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME.get(name, "vndoc.document")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
