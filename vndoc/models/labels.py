"""Numbers of labels: what a token can turn out to be, and what the language model sees between tokens."""

from __future__ import annotations

from vndoc.tokens import Gap

COPY = 0
"""The token stands as it is: a foreign word, a code, a name outside the vocabulary."""
DELETE = 1
"""The token is the second half of the word before it."""
NUMBER = 2
"""A number, for the language model."""
BREAK = 3
"""A blank line, or the start of the text."""
COMMA, SEMICOLON, COLON, STOP, CLOSE = 4, 5, 6, 7, 8

SPECIAL = ("<copy>", "<delete>", "<number>", "<break>", ",", ";", ":", ".", ")", "<spare>")
"""Names of the labels below the words."""

GAP_LABEL = {
    Gap.BREAK: BREAK,
    Gap.COMMA: COMMA,
    Gap.SEMICOLON: SEMICOLON,
    Gap.COLON: COLON,
    Gap.STOP: STOP,
    Gap.CLOSE: CLOSE,
}
"""Signs that the language model sees as words of their own."""
