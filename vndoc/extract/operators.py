"""Content streams → their operators with operands, quickly.

In: the bytes of a content stream; out: its operators in order, or None where it holds anything but plain syntax.

pdfminer takes a content stream apart letter group by letter group, which is most of the time of a page. Nearly all streams
are plain: numbers, names, strings, arrays and dictionaries of these, operators. Such a stream is cut here at its strings and
then at white space, into the same objects that pdfminer makes of it (a test compares the two). Inline images, escaped names,
nested brackets in strings, stray signs and all that is broken stay with pdfminer, the stream as a whole: odd syntax has one
reading, its own.

The layers of OCR engines show word after word: move (`Td`), stretch (`Tz`), show (`TJ`), a hundred times over. Such a run is
one step (`Run`), so that its words can be placed all at once (`shows`).
"""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.psparser import LIT, PSLiteral

MAX_PLAIN = 4 * 1024 * 1024
"""Bytes of a stream that is held as objects in memory (some 30 times its size); pdfminer reads larger ones bit by bit."""

MAX_DIGITS = 40
"""Longest number; Python refuses integers of some thousand digits, plain streams have ten."""

MAX_DEPTH = 8
"""Arrays and dictionaries within one another."""

Step = tuple[str, list[Any]]
"""An operator's method of pdfminer's interpreter, and the operands that stand before it."""

Show = tuple[bytes | None, bytes | None, bytes | None, bytes]
"""A move to the right and upwards, a stretch and a string."""


class OddSyntax(Exception):
    """The stream is not plain."""


class Run(NamedTuple):
    """Strings shown one after the other, each at a place of its own.

    `shows` has a move to the right and upwards, a stretch and a string for each, in the digits of the file; a stretch that is
    None stays as it was, and so does the place of the first.
    """

    shows: list[Show]

    def digits(self) -> int:
        """Digits of its strings; they have no more characters."""
        return sum(len(string) for _, _, _, string in self.shows)

    def steps(self) -> Iterator[Step]:
        """The operators that it stands for."""
        for right, up, stretch, string in self.shows:
            if right and up:
                yield "do_Td", [_number(right), _number(up)]
            if stretch:
                yield "do_Tz", [_number(stretch)]
            yield "do_TJ", [[unhexed(string)]]


def _methods() -> dict[bytes, str]:
    signs = {"T_a": b"T*", "f_a": b"f*", "B_a": b"B*", "b_a": b"b*", "W_a": b"W*", "_q": b"'", "_w": b'"'}
    names = [name[3:] for name in dir(PDFPageInterpreter) if name.startswith("do_")]
    return {signs.get(name, name.encode()): f"do_{name}" for name in names if name not in ("BI", "ID", "EI")}


METHODS = _methods()
"""Operator → method."""

RUN = "show_run"
"""Stands for a method in the step of a `Run`."""

_STRINGS = re.compile(
    rb"""
    ( < [0-9A-Fa-f]*+ > (?!>) | \( (?: [^()\\]++ | \\. )*+ \) | % [^\r\n]*+ )          # a string or a comment
    | (?: (?<!\S) (NUMBER) \s+ (NUMBER) \s+ Td \s+ )? (?: (?<!\S) (NUMBER) \s+ Tz \s+ )?  # what OCR layers have for a word
      \[ \s*+ < ([0-9A-Fa-f]*+) > \s*+ \] \s*+ TJ (?= \s )
    """.replace(b"NUMBER", rb"[-+]? (?: \d{1,15} (?: \.\d{0,15} )? | \.\d{1,15} )"),
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\ (?: (?P<octal> [0-7]{1,3} ) | \r\n | (?P<sign> . ) )", re.VERBOSE | re.DOTALL)
_SIGNS = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_NUMBER = b"0123456789.+-"
_WORDS = {b"true": True, b"false": False}


def read_operators(data: bytes) -> list[Step] | None:
    """The operators of a content stream; None where it is not plain.

    >>> read_operators(b"1 0 0 1 72 700.5 Tm [<41> -20 (b)] TJ")
    [('do_Tm', [1, 0, 0, 1, 72, 700.5]), ('do_TJ', [[b'A', -20, b'b']])]
    >>> read_operators(b"BI /W 1 ID x EI") is None
    True
    """
    if len(data) > MAX_PLAIN:
        return None
    steps: list[Step] = []
    stack: list[Any] = []
    open_: list[list[Any]] = []
    run: list[Show] | None = None
    parts: list[bytes | None] = _STRINGS.split(data)
    try:
        for plain, string, right, up, stretch, digits in zip(*[iter([*parts, *[None] * 5])] * 6, strict=True):
            if plain and not plain.isspace():
                run = None
                for word in _spaced(plain).split():
                    method, first = METHODS.get(word), word[0]
                    if method is not None and not open_:
                        steps.append((method, stack))
                        stack = []
                    elif word.isdigit() and len(word) < MAX_DIGITS:
                        stack.append(int(word))
                    elif first in _NUMBER:
                        stack.append(_number(word))
                    elif first == _SLASH:
                        stack.append(_name(word))
                    elif word == b"[" or word == b"<<":
                        open_.append(stack)
                        stack = [word]
                        if len(open_) > MAX_DEPTH:
                            return None
                    elif word == b"]" or word == b">>":
                        inner, stack = stack, open_.pop()
                        stack.append(_closed(inner, word))
                    else:
                        stack += _others(word, bool(open_))
            if digits is not None:
                if run is None or right is None:
                    if open_:
                        return None
                    run = []
                    steps.append((RUN, [*stack, Run(run)]))
                    stack = []
                run.append((right, up, stretch, digits))
            elif string is not None and string[0] != _COMMENT:
                run = None
                stack.append(_string(string))
    except (OddSyntax, ValueError, IndexError):
        return None
    return None if open_ else steps


_COMMENT, _SLASH, _ANGLE = b"%/<"


def _spaced(part: bytes) -> bytes:
    """What stands between strings, with white space around its tokens.

    Raises:
        OddSyntax: a sign that plain streams have in strings alone.
    """
    if b"[" in part or b"]" in part:
        part = part.replace(b"[", b" [ ").replace(b"]", b" ] ")
    if b"<" in part or b">" in part:
        part = part.replace(b"<<", b" << ").replace(b">>", b" >> ")
    return part.replace(b"/", b" /") if b"/" in part else part


def _string(part: bytes) -> bytes:
    """A string without its brackets and escapes.

    Raises:
        ValueError: an escape stands for no byte.
    """
    inner = part[1:-1]
    if part[0] == _ANGLE:
        return unhexed(inner)
    return _ESCAPE.sub(_escaped, inner) if b"\\" in inner else inner


def unhexed(digits: bytes) -> bytes:
    """The bytes that hexadecimal digits stand for; of an odd number the last one is a byte of its own (pdfminer's way)."""
    return unhexlify(digits) if len(digits) % 2 == 0 else unhexlify(digits[:-1]) + bytes((int(digits[-1:], 16),))


def _escaped(match: re.Match[bytes]) -> bytes:
    """What an escape stands for; nothing where it escapes no sign (a line's end; other letters, as pdfminer has it)."""
    octal: bytes | None = match["octal"]
    return bytes((int(octal, 8),)) if octal else _SIGNS.get(match["sign"] or b"", b"")


def _number(word: bytes) -> float:
    """A number: of type int where it has no point.

    Raises:
        ValueError: it is none.
        OddSyntax: Python would take it for one, a PDF does not.
    """
    if word.replace(b".", b"", 1).isdigit() and len(word) < MAX_DIGITS:
        return float(word) if b"." in word else int(word)
    if len(word) > MAX_DIGITS or word.translate(None, _NUMBER):
        raise OddSyntax
    return float(word) if b"." in word else int(word)


@lru_cache(maxsize=1024)
def _name(word: bytes) -> PSLiteral:
    """A name, as pdfminer keeps it.

    Raises:
        OddSyntax: it has an escape, or a sign that ends names.
    """
    if word.translate(None, b"#(){}<>\0") != word:
        raise OddSyntax
    return LIT(word[1:].decode())


def _closed(inner: list[Any], end: bytes) -> list[Any] | dict[str, Any]:
    """An array or a dictionary of the objects in it, the first of which is its opening bracket.

    Raises:
        OddSyntax: the brackets are no pair, keys have no values or are no names.
    """
    if inner[0] == b"[" and end == b"]":
        return inner[1:]
    keys, values = inner[1::2], inner[2::2]
    if inner[0] != b"<<" or end != b">>" or len(keys) != len(values) or not all(isinstance(key, PSLiteral) for key in keys):
        raise OddSyntax
    return {key.name: value for key, value in zip(keys, values, strict=True)}


def _others(word: bytes, is_inside: bool) -> list[bool]:
    """Operands of a rare word: a truth value, or none: an unknown operator does nothing.

    Raises:
        OddSyntax: it is no word, or an operator within brackets, or begins an image.
    """
    if word in _WORDS:
        return [_WORDS[word]]
    if is_inside or not word.isalpha() or word in (b"BI", b"ID", b"EI"):
        raise OddSyntax
    return []
