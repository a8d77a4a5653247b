"""Numbers, dates, codes: how many of those that the reading holds come out exactly as they are printed.

What is counted are the tokens of the truth that hold a digit (``30``, ``12/6/2021``, ``1.250.000``, ``02-NQ/TW``, ``a3``) or
have the form of the sign of a document (``NQ/TW``, ``QĐ-UBND``): capitals, joined by ``/`` or ``-`` to more of them. Signs
around a token (brackets, quotes, what ends a sentence) do not count.

A reading holds the digits of such a token if what stands in its place (see `follow`) has the same ones in the same order:
nobody can give back a digit that was read as another one. It holds the token if the signs between digits and letters are the
same too, since a point that was read as a comma is as lost; letters may be read in any way. A token comes out exact if the
result has just this token in its place, letter by letter.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from benchmarks.follow import read_as
from benchmarks.metrics import Rate, tokens

_SIGN = regex.compile(r"\p{Lu}[\p{Lu}\p{Ll}]*(?:[-/]\p{Lu}[\p{Lu}\p{Ll}]*)+")
_AROUND = "()[]{}<>\"'“”‘’«»…,;:.!?*–—- "


class Exact(NamedTuple):
    """Tokens that come out wrong, over those that the reading holds; and all there are in the truth.

    `held` asks that the reading has the same digits, `intact` that it has the same signs too.
    """

    held: Rate = Rate(0, 0)
    intact: Rate = Rate(0, 0)
    printed: int = 0

    def plus(self, other: Exact) -> Exact:
        """Both together."""
        return Exact(self.held.plus(other.held), self.intact.plus(other.intact), self.printed + other.printed)


def core(token: str) -> str:
    """A token without the signs around it.

    >>> core("(02-NQ/TW),"), core("50%;")
    ('02-NQ/TW', '50%')
    """
    return token.strip(_AROUND)


def is_code(token: str) -> bool:
    """Whether a token is a number, a date, or a code.

    >>> [is_code(t) for t in ("12/6/2021", "QĐ-UBND", "1.", "và/hoặc", "UBND", "Hà")]
    [True, True, True, False, False, False]
    """
    bare = core(token)
    if any(c.isdigit() for c in bare):
        return True
    return _SIGN.fullmatch(bare) is not None and sum(c.isupper() for c in bare) > 2


def _digits(token: str) -> str:
    return "".join(c for c in token if c.isdigit())


def _form(token: str) -> str:
    """A token with each stretch of letters as one ``a``."""
    return str(regex.sub(r"\p{L}+", "a", core(token)))


def exact(truth: str, reading: str, result: str) -> Exact:
    """Count one text.

    >>> exact("Nghị quyết số 02-NQ/TW ngày 5", "Nghi quyét s6 02-NQ/TW ngay 6", "Nghị quyết số 02-NQ/TW ngày 6")
    Exact(held=Rate(errors=0, total=1), intact=Rate(errors=0, total=1), printed=2)
    """
    held = intact = wrong_held = wrong_intact = printed = 0
    for token, read, got in zip(tokens(truth), read_as(truth, reading), read_as(truth, result), strict=True):
        if not is_code(token):
            continue
        printed += 1
        if _digits(read) != _digits(token) or not core(read):
            continue
        is_wrong = core(got) != core(token)
        held += 1
        wrong_held += is_wrong
        if _form(read) == _form(token):
            intact += 1
            wrong_intact += is_wrong
    return Exact(Rate(wrong_held, held), Rate(wrong_intact, intact), printed)
