"""``vndoc repair``: garbled text in, repaired text out."""

from __future__ import annotations

from vndoc.cli.common import Quiet, Verbose, Version
from vndoc.cli.voice import Voice, read_payload, write_payload


def repair(quiet: Quiet = False, verbose: Verbose = False, version: Version = False) -> int:
    """Repair text: standard input to standard output. Correct text passes unchanged."""
    from vndoc.repairs import repair_text

    Voice.make(quiet, verbose)
    write_payload(repair_text(read_payload()))
    return 0
