r"""Backslashes for text in Markdown: a sign is escaped where CommonMark or GFM would take it for markup, and there alone.

In: text as it should be seen; out: Markdown that shows it. ``Số: 15/QĐ-UBND (2021)`` needs nothing, ``1. Mục đích`` at the
start of a paragraph becomes ``1\. Mục đích``, ``a*b`` becomes ``a\*b``.
"""

from __future__ import annotations

import html
import re

import regex

from vndoc.write.printable import flowing, one_line, printable

_INLINE = regex.compile(
    r"""
    \\ (?= [!-/:-@\[-`{-~] | \n | $ )          # a backslash that would escape the next sign, or break the line
  | `
  | \* (?! (?<=\s\*) \s )                      # stars but for lone ones between spaces
  | (?<! [\p{L}\p{N}] ) _ | _ (?! [\p{L}\p{N}] )
  | ~
  | \[ (?= [^\[\]]* \] [(\[:] )                # a link
  | < (?= [\p{L}/!?] )                         # a tag
  | & (?= (?: \#\d+ | \#[xX][0-9a-fA-F]+ | [A-Za-z][A-Za-z0-9]* ) ; )
    """,
    regex.VERBOSE,
)
_SIGNS = re.compile(r"[\\`*_~\[<&]")
"""Every match of `_INLINE` is one of these."""
_LINE_START = regex.compile(
    r"""
    ^ (?:
        (?= \#{1,6} (?: \s | $ ) | > | \[ | \| | \* )
      | (?= [-+] (?: \s | $ ) )
      | (?= [-=]{1,} \s* $ | (?: [-_] \s* ){3,} $ )
      | (?= [-:|\ ]+ $ )                       # the row under a table's head
      | \d{1,9} (?= [.)] (?: \s | $ ) )
    )
    """,
    regex.VERBOSE | regex.MULTILINE,
)
_EDGES = regex.compile(r"^[ \t]+|[ \t]+$", regex.MULTILINE)
_BLANK_LINES = regex.compile(r"\n{2,}")


def tidy(text: str) -> str:
    """Printable text without blank lines and without spaces at the ends of lines, which Markdown gives a meaning to."""
    if text.isprintable():
        return text.strip(" ")
    return str(_BLANK_LINES.sub("\n", _EDGES.sub("", printable(text))).strip("\n"))


def escape_points(text: str, *, line_start: bool = True) -> list[int]:
    """Where backslashes go into a tidy text.

    Args:
        text: the text, after `tidy`.
        line_start: whether it stands at the start of a line; its further lines do in any case.
    """
    points = {m.start() for m in _INLINE.finditer(text)} if _SIGNS.search(text) else set()
    if "\n" not in text and (not line_start or text[:1].isalpha()):
        return sorted(points)
    points.update(m.end() for m in _LINE_START.finditer(text) if (line_start or m.start() > 0) and m.end() < len(text))
    return sorted(points)


def escape(text: str, *, line_start: bool = True) -> str:
    r"""A text as Markdown that shows it.

    >>> escape("1. *Mục đích* <b>"), escape("số 02-NQ/TW, ngày 12/6/2021")
    ('1\\. \\*Mục đích\\* \\<b>', 'số 02-NQ/TW, ngày 12/6/2021')
    """
    text = tidy(text)
    return insert_escapes(text, escape_points(text, line_start=line_start))


def insert_escapes(text: str, points: list[int], start: int = 0, end: int | None = None) -> str:
    """The part of a text from `start` to `end`, with backslashes at those of the points that lie in it."""
    out = []
    at = start
    end = len(text) if end is None else end
    for point in points:
        if start <= point < end:
            out += [text[at:point], "\\"]
            at = point
    out.append(text[at:end])
    return "".join(out)


def escape_heading(text: str) -> str:
    r"""A text on one line for a heading, where a last ``#`` would be dropped.

    >>> escape_heading("Mục #")
    'Mục \\#'
    """
    text = escape(one_line(text), line_start=False)
    return f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text


def escape_cell(text: str) -> str:
    r"""A text for a cell of a table.

    >>> escape_cell("a|b\nc")
    'a\\|b<br>c'
    """
    lines = (escape(line, line_start=False) for line in flowing(tidy(text)).split("\n"))
    return "<br>".join(lines).replace("|", "\\|")


def attribute(text: str) -> str:
    """A text for an attribute of an HTML tag inside Markdown."""
    return html.escape(one_line(text), quote=True).replace("|", "&#124;").replace("`", "&#96;").replace("\\", "&#92;")
