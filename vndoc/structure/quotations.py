"""Quoted text of other documents: what an amending law puts in the place of an article stays in the clause that says so.

In: a run of pieces; out: the lines that stand in quotations of whole paragraphs. A quotation opens where a line begins with a
mark before a capital, a number or a letter of a point, or behind a colon; it closes where its marks are balanced, so that
marks inside it do not end it. Where one was lost it ends at a line that ends in a mark, or where the next amendment begins.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.structure.pieces import Piece

MAX_QUOTED = 250
"""Lines of the longest quotation whose marks are not balanced."""
MOST_BALANCED = 2500
"""Lines of the longest whose marks are: amending laws quote whole chapters."""

MOST_SUDDEN = 40
"""Lines of the longest quotation that no words before it lead to; a lone mark may be dirt."""

QUOTES = frozenset('“”„"«»')
_MARKS = regex.compile(r"[“”„\"«»]")
_OPENING = regex.compile(r"(?:^|(?<=[\s(]))[“”„\"«](?=\s?[\p{L}\d(\[…])|[“„«](?=[\p{L}\d(\[…])")
_CLOSING = regex.compile(r"(?<=[^\s(])[”\"»“](?=[\s.;,:)\]/\d]|$)|”")
_OPENS = regex.compile(
    r"^[“”„\"«](?=\s?(?:[\p{Lu}\d]|\p{Ll}\d?\s?[).]|điều\s\d))|:\s[“„«\"](?=\s?[\p{Lu}\d]|\s?\p{Ll}\d?\s?\))"
)
_CLOSES = regex.compile(r"[”\"»]\W{0,3}$|(?<=\S)“\W{0,2}$")
_AMENDS = r"SUA DOI|BO SUNG|BAI BO|HUY BO|THAY THE|THAY CUM"
_AMENDMENT = regex.compile(
    rf"^(?P<n>\d{{1,2}})\s?[.)]\s*(?:{_AMENDS}|(?:DIEM|KHOAN|DIEU|CHUONG|MUC|PHAN)\s[^.;]{{1,60}}(?:{_AMENDS}))"
)
_UNIT = regex.compile(r"^(?:\d{1,3}[A-Z]?\s?[.)]\s|(?:DIEU|CHUONG|MUC|PHAN)\s|[IVX]{1,5}\s?[.\-]\s)")
"""How the text begins that is put in the place of another: with its own number."""
_FINAL = regex.compile(
    rf"^DIEU\s(?P<n>\d+)\s?[.:]\s*(?:{_AMENDS}|HIEU LUC|DIEU KHOAN|TO CHUC|TRACH NHIEM"
    r"|(?:THONG TU|NGHI DINH|QUYET DINH|LUAT) NAY)"
)
_ARTICLE = regex.compile(r"^DIEU\s(?P<n>\d+)\s?[.:]")
_WORDED = regex.compile(r"^(?:DIEU|CHUONG|MUC|PHAN)\s")
INSTRUCTION = 4
"""Lines of the longest words that say what is amended."""
_AMENDING = regex.compile(_AMENDS)
_NEXT = regex.compile(
    rf"^\W*(?:(?:DIEU|KHOAN|DIEM)\s)?(?:\d{{1,3}}|[A-Z])[A-Z]?\s?[.)]\s*"
    rf"(?:{_AMENDS}|(?:TEN|DIEM|KHOAN|DIEU|CHUONG|MUC|DOAN)\s[^.;]{{1,60}}(?:{_AMENDS}))"
)
"""How the next amendment begins, which no quoted text does."""


def balance(text: str) -> int:
    """Marks that a line opens less those that it closes.

    >>> balance("“2. Hồ sơ gồm:"), balance("a) Đơn.”"), balance("cụm từ “Bộ” bằng “Sở”"), balance('"Điều 3. Phạm vi')
    (1, -1, 0, 1)
    """
    if _MARKS.search(text) is None:
        return 0
    opened = {m.start() for m in _OPENING.finditer(text)}
    return len(opened) - sum(m.start() not in opened for m in _CLOSING.finditer(text))


def _closed_at(balances: Sequence[int]) -> list[int | None]:
    """For each line the first from it on where all that was opened since is closed; found for all in one pass."""
    out: list[int | None] = [None] * len(balances)
    waiting: list[tuple[int, int]] = []
    total = 0
    for i, amount in enumerate(balances):
        waiting.append((total, i))
        total += amount
        while waiting and total <= waiting[-1][0]:
            out[waiting.pop()[1]] = i
    return out


def quotations(pieces: Sequence[Piece]) -> dict[int, int]:
    """Index of the first line of each quotation of paragraphs → index of its last."""
    marked = [any(sign in p.text for sign in QUOTES) for p in pieces]
    if not any(marked):
        return _unmarked(pieces)
    balances = [balance(p.text) if has and p.role != "table" else 0 for p, has in zip(pieces, marked, strict=True)]
    closed = _closed_at(balances)
    last: int | None = None
    by_sign: list[int | None] = [None] * len(pieces)
    for i in range(len(pieces) - 1, -1, -1):
        last = i if marked[i] and _CLOSES.search(pieces[i].text) else last
        by_sign[i] = last
    out: dict[int, int] = {}
    i = article = 0
    while i < len(pieces):
        own = _ARTICLE.match(pieces[i].key) if pieces[i].key.startswith("DIEU") else None
        article = int(own["n"]) if own else article
        if marked[i] and _OPENS.search(pieces[i].text):
            end = _end(pieces, i, closed[i], by_sign, article + 1)
            if end is not None:
                out[i] = end
                i = end
        elif i and _lacks_mark(pieces[i - 1], pieces[i]):
            end = _closed_alone(pieces, balances, i)
            if end is not None:
                out[i] = end
                i = end
        i += 1
    bare = _unmarked(pieces)
    taken = {j for i, end in out.items() for j in range(i, end + 1)} if bare else set()
    return out | {i: end for i, end in bare.items() if taken.isdisjoint(range(i, end + 1))}


def _unmarked(pieces: Sequence[Piece]) -> dict[int, int]:
    """The same where a document sets no marks: from ``… như sau:`` to the next amendment by its number, or the next article."""
    out: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        amendment = _AMENDMENT.match(piece.key) if piece.key[:1].isdecimal() else None
        if amendment is None:
            continue
        number = int(amendment["n"])
        start = next((j + 1 for j in range(i, min(i + INSTRUCTION, len(pieces))) if pieces[j].text.endswith(":")), None)
        if start is None or start >= len(pieces) or not _UNIT.match(pieces[start].key):
            continue
        last = _FINAL if _WORDED.match(pieces[start].key) else _ARTICLE
        for j in range(start + 1, min(start + MAX_QUOTED, len(pieces))):
            m = _AMENDMENT.match(pieces[j].key)
            if m and int(m["n"]) != number + 1:
                break
            if m or last.match(pieces[j].key):
                out[start] = j - 1
                break
    return out


def _end(pieces: Sequence[Piece], i: int, closed: int | None, by_sign: Sequence[int | None], article: int) -> int | None:
    """Index of the last line of the quotation that opens on a line, before the next article; None where none is found."""
    if closed == i and not _CLOSES.search(pieces[i].text):
        return None
    introduced = _is_introduced(pieces, i)
    if closed is not None and closed - i <= (MOST_BALANCED if introduced else MOST_SUDDEN):
        ended = by_sign[closed]
        if ended != closed:
            closed = ended if introduced and ended is not None and ended - closed <= MOST_SUDDEN else None
    else:
        closed = by_sign[i] if introduced else None
        closed = closed if closed is not None and closed - i <= MAX_QUOTED else None
    if closed is None:
        return None
    return next((j for j in range(i + 1, closed + 1) if _goes_on(pieces, j, article)), closed + 1) - 1


def _lacks_mark(before: Piece, piece: Piece) -> bool:
    """Whether a line begins with a number of its own behind words that say what is amended, so that it may be quoted."""
    return before.text.endswith(":") and _UNIT.match(piece.key) is not None and _AMENDING.search(before.key) is not None


def _closed_alone(pieces: Sequence[Piece], balances: Sequence[int], i: int) -> int | None:
    """Index of the line that closes a quotation whose opening mark was lost, where no other opens or is led to before."""
    for j in range(i, min(i + MOST_SUDDEN, len(pieces))):
        if balances[j] > 0 or _NEXT.match(pieces[j].key):
            return None
        if balances[j] < 0:
            return j if _CLOSES.search(pieces[j].text) else None
    return None


def _goes_on(pieces: Sequence[Piece], j: int, article: int) -> bool:
    """Whether the amending document goes on at a line: its next article, or an amendment behind a closed quotation."""
    m = _FINAL.match(pieces[j].key)
    if m:
        return int(m["n"]) == article
    return _NEXT.match(pieces[j].key) is not None and _CLOSES.search(pieces[j - 1].text) is not None


def _is_introduced(pieces: Sequence[Piece], i: int) -> bool:
    """Whether the words before a quotation say that one follows."""
    before = pieces[max(0, i - 2) : i]
    own = _MARKS.match(pieces[i].text) is None
    return own or (bool(before) and before[-1].text.endswith(":")) or any(_AMENDING.search(p.key) for p in before)


def quoted_lines(pieces: Sequence[Piece]) -> set[int]:
    """Indices of the lines whose beginnings are quoted: not of one that says what is amended, and opens the quotation then."""
    found = quotations(pieces)
    own = {i for i in found if _MARKS.match(pieces[i].text) or not _OPENS.search(pieces[i].text)}
    return own | {j for i, end in found.items() for j in range(i + 1, end + 1)}
