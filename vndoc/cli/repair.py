"""``vndoc repair``: garbled text in, repaired text out."""

from __future__ import annotations

from vndoc.cli.common import Dictionary, Given, Quiet, ToneStyle, Verbose, Version
from vndoc.cli.voice import Voice, read_payload, write_payload


def repair(
    dictionary: Dictionary = None,
    tone_style: ToneStyle = "keep",
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,
) -> int:
    """Repair text: standard input to standard output. Correct text passes unchanged."""
    from vndoc.repairs import repair_text

    Voice.make(quiet, verbose)
    options = Given(dictionary=dictionary, tone_style=tone_style).options()
    write_payload(repair_text(read_payload(), options))
    return 0
