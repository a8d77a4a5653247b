"""A text with marked spans as HTML that stands by itself: for notebooks, where a `Repair` shows what it changed.

In: the text as it came and what became of spans of it, with notes. Out: HTML, everything escaped, no scripts, no links. A note
is shown when its span is pointed at or reached with the Tab key, and read out as the span's description.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

SHOWN = 100_000
"""Characters of a text that are shown; a notebook keeps what it shows."""

STYLE = """\
.vndoc-text{white-space:pre-wrap;line-height:1.7}
.vndoc-edit{position:relative;border-bottom:2px solid #2a7;background:#2a72;cursor:help}
.vndoc-edit.vndoc-doubtful{border-bottom-color:#e80;background:#e802}
.vndoc-edit>span{position:absolute;left:-10000px;z-index:9;white-space:pre;line-height:1.3;font-size:.85em;padding:.4em .6em;\
border-radius:.3em;background:#222;color:#fff}
.vndoc-edit:hover>span,.vndoc-edit:focus>span{left:0;top:1.6em}"""


class Mark(NamedTuple):
    """What became of ``text[start:end]``: the text that is there now, a note of some lines, whether it is doubtful."""

    start: int
    end: int
    after: str
    note: str
    doubtful: bool


def marked_html(text: str, marks: Sequence[Mark]) -> str:
    """HTML of a text with its marks, which must be in order and not overlap.

    >>> "<b>" in marked_html("<b>", []), marked_html("s6", [Mark(0, 2, "số", "was s6", False)]).count("was s6")
    (False, 1)
    """
    out, at = [], 0
    shown = [mark for mark in marks if mark.start <= SHOWN]
    for mark in shown:
        kind = "vndoc-edit vndoc-doubtful" if mark.doubtful else "vndoc-edit"
        out.append(_safe(text[at : mark.start]))
        out.append(
            f'<span class="{kind}" tabindex="0">{_safe(mark.after) or "∅"}<span role="note">{_safe(mark.note)}</span></span>'
        )
        at = mark.end
    end = max(at, min(len(text), SHOWN))
    out.append(_safe(text[at:end]))
    left = f"<p>… {len(text) - end} more characters, {len(marks) - len(shown)} more changes</p>" if end < len(text) else ""
    return f'<style>{STYLE}</style><div class="vndoc-text">{"".join(out)}</div>{left}'


def _safe(text: str) -> str:
    """Text for HTML; control characters and lone surrogates, which HTML cannot hold, as escapes."""
    return escape("".join(c if c.isprintable() or c in "\n\t" else _escaped(c) for c in text))


def _escaped(c: str) -> str:
    return (
        "\n"
        if c in "\r\f\v\u2028"
        else c.encode("unicode_escape").decode("ascii")
        if ord(c) < 32 or "\ud800" <= c <= "\udfff"
        else c
    )
