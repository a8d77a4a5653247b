"""The subject (trích yếu) and the addressees of the letterhead.

In: pieces with their tags; out: fields, the indices used up, and where the body begins. A subject under a title ends at a
rule, at ``Kính gửi``, at ``Căn cứ``, at the issuer's name repeated, or where the first paragraph of the body begins: by its
words, its indent, its length.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from vndoc.structure.found import Found
from vndoc.structure.headings import ABOUT, ADDRESSED
from vndoc.structure.lexicon import body_family
from vndoc.structure.pieces import Flow, Piece
from vndoc.structure.shapes import ends_sentence, is_caps, joined, key, starts_lower

LONGEST_SUBJECT, MOST_LINES_ALONE = 14, 6
"""Lines of the longest subject, and of one whose title was lost."""
GOES_ON = 0.0
"""Score of a line that goes on with the line above: it belongs where that belongs."""
AUTHORITY, ENDED = 4.0, 1.0
"""Scores of an end right above the body's name repeated in capitals, and right above a legal basis."""
WIDE_GAP = 1.0
"""White space, in heights of a line, from which it parts a subject from what follows."""

_ENDS = frozenset({"rule", "to", "basis", "marker", "number", "date", "national", "party", "youth", "motto", "kind"})
_OPENING = regex.compile(
    r"^-?\s*(?:THUC HIEN|CAN CU|TRONG|DE|NHAM|XET|THI HANH|THEO|SAU KHI|VUA QUA|TAI|TRIEN KHAI|QUA|HIEN NAY|TREN CO SO"
    r"|TIEP THEO|NGAY|VOI|TU|NAM|PHAT HUY|DUOC SU)\s"
)
_AUTHORITY = regex.compile(
    r"^(?:BO TRUONG|CHU TICH|GIAM DOC|THU TUONG|CHINH PHU|QUOC HOI|TONG |THONG DOC|CHANH |VIEN TRUONG|CUC TRUONG|HIEU TRUONG)"
)
_ON = regex.compile(r"^V[AE] VI[EC]C\s(?=\S)")
_ABOUT_MISREAD = regex.compile(r"^(?:V[AVW]|V V)\s(?!VI[EC]C\s)(?=\S)")
"""``V/v`` read as a word (``Và``, ``Vv``) at the beginning of the key of a letter's subject."""
_DANGLING = regex.compile(
    r"(?:\b(?:của|và|về|cho|tại|(?<!tự )do|theo|các|những|(?<!dân |thiểu |đổi |chỉ |tham )số|ngày|từ|đến|trong|với"
    r"|(?:ủy|uỷ)(?: ban)?|(?<!cán |nội |tiến |đồng |toàn |đường |sơ )bộ|thủ|(?<!hành |tài |địa |bưu |chỉnh )chính|sửa"
    r"|(?<!giải |biểu |kiên |phán )quyết|(?<!đề |kiến |hữu |đô )nghị)|[,\-–(“])$"
)
"""Last words of a line that another follows; those of a compound (``hành chính``, ``cán bộ``) may be the end."""
_SENDER = regex.compile(r"^\W*(\p{Lu}.{2,80}?)\s+(?i:điện)\s?:")
"""Who sends a telegram, in the line above its addressees."""
_DECIDES = regex.compile(r"^\W*(?:QUYET DINH|QUYET NGHI|NGHI DINH|NGHI QUYET|QUY DINH|CHI THI)\s*:\W*$")
"""The word that decides, alone on its line with its colon."""


def _is_centred(piece: Piece, flow: Flow) -> bool | None:
    """Whether a line stands centred, told by equal margins; None where there is no box."""
    body = flow.measure(piece)
    if piece.box is None or body.width <= 0:
        return None
    left, right = piece.box[0] - body.left, body.right - piece.box[2]
    width = body.width
    return abs(left - right) < 0.04 * width and (left > 0.03 * width or right > 0.03 * width)


def _is_authority(piece: Piece, before: Piece) -> bool:
    """Whether a line in capitals is the body's name repeated above the legal basis, not a line of the subject."""
    if not is_caps(piece.text):
        return False
    goes_on = is_caps(before.text) and _DANGLING.search(before.text.lower())
    return not goes_on and bool(_AUTHORITY.match(piece.key) or body_family(piece.text))


def _is_beside(piece: Piece, first: Piece) -> bool:
    """Whether a line stands left or right of the first line of the subject: of a stamp."""
    if piece.box is None or first.box is None or piece.page != first.page:
        return False
    middle = (piece.box[0] + piece.box[2]) / 2
    return not first.box[0] < middle < first.box[2]


def _gap(before: Piece, piece: Piece) -> float | None:
    """The white space above a line, in heights of it; None where nothing can be told."""
    if before.box is None or piece.box is None or before.page != piece.page:
        return None
    height = min(before.box[3] - before.box[1], piece.box[3] - piece.box[1])
    return (piece.box[1] - before.box[3]) / height if height > 0 else None


def _goes_on(piece: Piece, lines: Sequence[Piece], flow: Flow) -> float:
    """How much speaks for a line being one more of the subject (below nought: against it)."""
    before = lines[-1]
    if is_caps(piece.text):
        return GOES_ON
    if (starts_lower(piece.text) or _DANGLING.search(before.text.lower())) and not ends_sentence(before.text):
        return GOES_ON
    measure = flow.measure(piece)
    centred, gap = _is_centred(piece, flow), _gap(before, piece)
    if piece.column == before.column == "left" and gap is not None and gap < WIDE_GAP / 2:
        return GOES_ON  # under the number of a letter, where nothing but the subject stands so close
    against = 0.0
    if centred is not None:
        against += -1.5 if centred else 1.5
    if gap is not None:
        against += 1.5 if gap > WIDE_GAP else -1.0 if gap < WIDE_GAP / 2 else 0.0
    against += 1.5 * (_OPENING.match(piece.key) is not None or body_family(piece.text) is not None)
    against += 1.0 * piece.text.endswith((".", ":")) + 1.0 * piece.paragraph + 1.0 * before.text.endswith((".", ";"))
    against += 0.5 * (len(piece.text) >= measure.length - 6) + 0.5 * (len(before.text) < 0.5 * measure.length)
    against += 0.7 * (before.bold and not piece.bold) + 1.0 * is_caps(before.text)
    return 1.4 - against


def _subject_lines(flow: Flow, tags: list[str], start: int, title: int | None, rest: str, issuer: str) -> list[int]:
    """The lines of the subject: of the places where it may end, the one that most speaks for."""
    pieces = flow.pieces
    column = pieces[start].column if start < len(tags) else "full"
    taken: list[int] = []
    score, best, size = 0.0, float("-inf"), 0
    bonus = 0.0
    for i in range(start, min(len(tags), start + LONGEST_SUBJECT)):
        piece = pieces[i]
        lines = [pieces[j] for j in taken]
        if tags[i] in ("mark", "received") or piece.role == "signature" or (lines and _is_beside(piece, lines[0])):
            continue
        begun = bool(lines) and _DANGLING.search(lines[-1].text.lower()) is None
        inside = (tags[i] == "kind" and not begun) or (
            tags[i] == "date" and piece.column == "full" and lines and title is not None
        )
        decides = bool(lines) and _DECIDES.match(piece.key) is not None
        if decides or (tags[i] in _ENDS and not inside) or (lines and (_is_authority(piece, lines[-1]) or piece.key == issuer)):
            bonus = AUTHORITY if tags[i] not in _ENDS else ENDED if tags[i] == "basis" else 0.0
            break
        if title is None and piece.column != column:
            break
        if lines:
            score += _goes_on(piece, lines, flow)
        elif not rest and _is_body(piece, flow):
            break
        taken.append(i)
        if score >= best:
            best, size = score, len(taken)
    return taken if score + bonus >= best else taken[:size]


def _is_body(piece: Piece, flow: Flow) -> bool:
    """Whether the first line under a title is a paragraph of the body."""
    full = len(piece.text) >= flow.measure(piece).length - 3
    return bool(_OPENING.match(piece.key)) and full and _is_centred(piece, flow) is False


def _under_number(flow: Flow, tags: list[str]) -> int | None:
    """The line under the number of a letter whose ``V/v`` could not be read: in small letters, in the left column."""
    if "number" not in tags or "to" not in tags:
        return None
    start = next((i for i in range(tags.index("number") + 1, len(tags)) if tags[i] != "rule"), len(tags))
    fits = start < tags.index("to") and tags[start] == "text" and flow.pieces[start].column == "left"
    return start if fits else None


def _above_basis(flow: Flow, tags: list[str], fields: dict[str, Found]) -> int | None:
    """The line under number and date where the title was lost and a legal basis follows: the subject begins there."""
    if "number" not in fields or fields["number"].value.kind is None or "basis" not in tags:
        return None
    basis = tags.index("basis")
    start = max((i + 1 for i in range(basis) if tags[i] in ("number", "date", "national", "motto", "party")), default=basis)
    fits = 0 < basis - start <= MOST_LINES_ALONE and tags[start] in ("text", "caps") and flow.pieces[start].column == "full"
    return start if fits else None


def read_subject(
    flow: Flow, tags: list[str], title: int | None, under: tuple[int, str], fields: dict[str, Found]
) -> tuple[set[int], int]:
    """The subject under the title, or ``V/v …`` under the number; (indices used, where it ends).

    Args:
        flow: the document.
        tags: what is printed on its first pieces.
        title: index of the title's last line.
        under: index of the first line under the title, and what of the subject stands before it.
        fields: what was found in the head; changed.
    """
    pieces, (first, rest) = flow.pieces, under
    about = next((i for i, t in enumerate(tags) if t == "about" and (title is None or i < title + 4)), None)
    if title is None and about is None:
        about = _under_number(flow, tags) or _above_basis(flow, tags, fields)
    if title is None and about is None:
        return set(), 0
    start = first if title is not None else (about or 0)
    if title is not None and start < len(tags) and tags[start] == "rule":
        start += 1
    issuer = key(fields["issuer"].value) if "issuer" in fields else ""
    taken = _subject_lines(flow, tags, start, title, rest, issuer)
    texts = [rest] * bool(rest) + [pieces[i].text for i in taken]
    text = joined(texts)
    m = ABOUT.match(key(text)) or (_ABOUT_MISREAD.match(key(text)) if title is None else None)
    text = text[m.end() :] if m else text
    if text.strip(" *-–_.:;,"):
        source = tuple(pieces[i] for i in taken) or ((pieces[title],) if title is not None else ())
        fields["subject"] = Found(_spelled(text.strip(" *_.:;,")), source, 0.9 if title is not None or m else 0.7)
    return set(taken), (max(taken) + 1 if taken else start)


def _spelled(text: str) -> str:
    """A subject whose first words ``Về việc`` have the marks that belong to them.

    >>> _spelled("Và việc thành lập Ban"), _spelled("Vì việc"), _spelled("VỀ VIỆC LẬP")
    ('Về việc thành lập Ban', 'Vì việc', 'VỀ VIỆC LẬP')
    """
    m = _ON.match(key(text))
    return (text[0] + ("Ề VIỆC " if is_caps(text[: m.end()]) else "ề việc ") + text[m.end() :]) if m else text


def _items(lines: list[str]) -> list[str]:
    """Addressees: each dash begins one; without dashes, semicolons part them."""
    items: list[list[str]] = []
    for text in lines:
        if regex.match(r"[-–+•]\s*\S", text) or not items:
            items.append([text.lstrip("-–+• ")])
        else:
            items[-1].append(text)
    texts = [joined(x) for x in items]
    if len(texts) == 1:
        texts = texts[0].split(";")
    return [t for t in (x.strip(" ;.,-–") for x in texts) if t]


def read_addressees(flow: Flow, tags: list[str], limit: int, fields: dict[str, Found]) -> tuple[set[int], int]:
    """What stands after ``Kính gửi``; (indices used, where it ends)."""
    pieces = flow.pieces
    start = next((i for i, t in enumerate(tags[: limit + 6]) if t == "to"), None)
    if start is None:
        return set(), 0
    m = ADDRESSED.match(pieces[start].key)
    own = pieces[start].text[m.end() :].lstrip(" :;.").rstrip() if m else ""
    sender = _SENDER.match(pieces[start].text)
    if sender and "issuer" not in fields:
        fields["issuer"] = Found(sender[1].upper(), (pieces[start],), 0.8)
    lines, taken = [own] if own else [], {start}
    dashes = own.startswith(("-", "–"))
    for i in range(start + 1, min(len(flow.pieces), start + 30)):
        text, before = pieces[i].text, pieces[i - 1].text
        dash = text.startswith(("-", "–", "•"))
        tag = tags[i] if i < len(tags) else "text"
        if tag in ("basis", "marker", "kind", "rule") or (lines and before.endswith(".") and not dash):
            break
        if dash and not own:
            dashes = True
        follows = (
            dash
            or not lines
            or (not before.endswith((";", ".")) and (dashes or starts_lower(text) or _hangs(pieces[i], pieces[start], flow)))
        )
        if not follows or (not dash and lines and len(text) >= flow.measure(pieces[i]).length and not starts_lower(text)):
            break
        lines.append(text)
        taken.add(i)
    items = _items(lines)
    if items:
        fields["addressees"] = Found(tuple(items), tuple(pieces[i] for i in sorted(taken)), 0.9)
    return taken, max(taken) + 1


def _hangs(piece: Piece, label: Piece, flow: Flow) -> bool:
    """Whether a line stands under the addressee rather than at the body's indent."""
    return bool(piece.box and label.box and piece.box[0] > label.box[0] + 0.1 * max(1.0, flow.measure(piece).width))
