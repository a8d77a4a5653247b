"""Two readings of scans whose text nobody knows → what was printed there, as far as both agree on it.

The engine that is shipped repairs both. The repaired Vietnamese reading is taken for what was printed; a word of it is sure
where the repaired English reading has the same, or, for pairs of the English reader, where the Vietnamese model read it as it
stands. Errors of the two models are rarely the same ones. What is not sure is context and no truth to learn.

For pairs of the Vietnamese reader its own reading proves nothing: there only the agreement counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rapidfuzz.distance import Levenshtein

from dictionaries.build.pairs import Line, are_alike
from vndoc.alphabet import fold_tone
from vndoc.options import Options
from vndoc.pages import Kind, TextLine
from vndoc.restore import restore_lines
from vndoc.tokens import Token, tokenize

Repair = Callable[[Sequence[str], Kind], list[str]]
"""Takes the lines of a document and the kind of their reading; answers as many lines."""


def repair(lines: Sequence[str], kind: Kind) -> list[str]:
    """Lines of a document, repaired whole by the engine as it is shipped."""
    given = [TextLine(raw=line, text=line, kind=kind, verdict="garbled") for line in lines]
    return [line.text for line in restore_lines(given, Options(repair="always"))]


def agreed(first: Sequence[Token], second: Sequence[Token]) -> list[bool]:
    """For each token of a line whether another reading of the line has the same in its place, in any case and tone style.

    >>> agreed(tokenize("hoà giải ở xã"), tokenize("hòa giải ô xã"))
    [True, True, False, True]
    """
    forms = [[fold_tone(token.text) for token in line] for line in (first, second)]
    out = [False] * len(first)
    for step in Levenshtein.opcodes(*forms):
        if step.tag == "equal":
            out[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    return out


def consensus(eng: Sequence[str], vie: Sequence[str], using: Repair = repair) -> dict[str, list[Line]]:
    """Lines of a document for each reader, with what was printed and how sure that is.

    Args:
        eng: the English model's reading.
        vie: the Vietnamese model's, line for line; lines that are not alike are left out.
        using: what repairs a reading.
    """
    english, vietnamese = using(eng, "text"), using(vie, "ocr")
    out: dict[str, list[Line]] = {"eng": [], "vie": []}
    for of_eng, of_vie, repaired, truth in zip(eng, vie, english, vietnamese, strict=True):
        if not are_alike(of_vie, of_eng):
            continue
        tokens = tokenize(truth)
        both = agreed(tokens, tokenize(repaired))
        as_read = {token.text for token in tokenize(of_vie)}
        either = (same or token.text in as_read for same, token in zip(both, tokens, strict=True))
        out["eng"].append(Line(truth, of_eng, tuple(either)))
        out["vie"].append(Line(truth, of_vie, tuple(both)))
    return out
