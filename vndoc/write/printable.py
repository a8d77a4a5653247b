"""Text that a file may hold: characters that no page prints become U+FFFD.

In: any string of a document; out: the same string without control characters (line feed and tab stay) and without lone
surrogates, which UTF-8 cannot hold. Everything else passes: the page's own signs are escaped by each format's writer, not
removed.
"""

from __future__ import annotations

import regex

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_UNPRINTABLE = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GOES_ON = regex.compile(r"(?<=[\p{L}\p{N},%])[ \t]*\n[ \t]*(?=\p{Ll}{2})")
_LINE_ENDS = regex.compile(r"\r\n?")


def printable(text: str) -> str:
    r"""The text with what cannot be printed replaced; line ends become line feeds.

    >>> printable("s\x00\r\nb")
    's\ufffd\nb'
    """
    if text.isprintable():
        return text
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return str(_UNPRINTABLE.sub(REPLACEMENT, text))


def flowing(text: str) -> str:
    r"""The text of a cell without the line ends that its narrow column alone made: where a line goes on with a small letter.

    >>> flowing("Xe tải\ndưới 4 tấn\n(đồng/vé)\nTrạm B;\ntrạm C")
    'Xe tải dưới 4 tấn\n(đồng/vé)\nTrạm B;\ntrạm C'
    """
    return str(_GOES_ON.sub(" ", text)) if "\n" in text else text


def one_line(text: str) -> str:
    r"""The printable text on one line, runs of white space made one space.

    >>> one_line(" KẾ\n HOẠCH ")
    'KẾ HOẠCH'
    """
    if text.isprintable() and "  " not in text:  # its white space is single spaces
        return text.strip()
    return " ".join(printable(text).split())
