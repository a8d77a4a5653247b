"""Stretches of corpus documents to be rendered as scans: about three pages each, begun where a line begins."""

from __future__ import annotations

from random import Random

CHARACTERS = 6500
"""Of a text; three pages or four."""

STRETCH = 7000
"""Characters of one document at most; short documents are joined until there is enough."""

MAX_DRAWN = 40
"""Documents of a text; where they are shorter still, so is the text."""


def draw(documents: list[str], random: Random) -> str:
    """One text.

    Raises:
        IndexError: there are no documents.
    """
    out = ""
    for _ in range(MAX_DRAWN):
        document = random.choice(documents)
        start = random.randrange(max(1, len(document) - STRETCH))
        if start:
            start = document.find("\n", start) + 1
        out += document[start : start + STRETCH].strip() + "\n"
        if len(out) >= CHARACTERS:
            break
    return out[:STRETCH]
