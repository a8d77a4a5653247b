"""What can go wrong, each with the exit code of the command line.

::

    VndocError             1   anything of ours
    ├── UsageError         2   the call itself is wrong
    ├── InputError         3   a file cannot be read, or is not what it claims
    │   └── EncryptedError 4   a password is missing or wrong
    ├── EngineError        5   an OCR engine is missing or failed
    ├── DataError          6   shipped data is missing or corrupt
    └── OutputError        7   an output exists already or cannot be written

A message is one line, and says what to do.
"""

from __future__ import annotations


class VndocError(Exception):
    """Base of all errors that vndoc raises on purpose.

    >>> InputError("x.pdf: empty file").exit_code
    3
    """

    exit_code = 1


class UsageError(VndocError):
    """The call is wrong: an unknown format or engine, two inputs with one output name."""

    exit_code = 2


class InputError(VndocError):
    """A file is missing, empty, truncated, or of a type that vndoc does not read."""

    exit_code = 3


class EncryptedError(InputError):
    """The PDF is encrypted, and the password is missing or wrong."""

    exit_code = 4


class EngineError(VndocError):
    """An OCR engine that was asked for is missing, or failed on every page."""

    exit_code = 5


class DataError(VndocError):
    """Shipped data is missing, of another version, or corrupt: reinstall vndoc."""

    exit_code = 6


class OutputError(VndocError):
    """An output exists already (and overwriting was not asked for) or cannot be written."""

    exit_code = 7


EXIT_SOME_FAILED = 8
"""Exit code when some of several files failed and the others are done."""

EXIT_INTERRUPTED = 130
"""Exit code after Ctrl-C."""
