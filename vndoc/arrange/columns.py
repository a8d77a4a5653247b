"""The two-column head and foot of Vietnamese official documents, taken apart by position.

In: visual rows; out: bands of rows with the place where each row is cut. The head has the issuer and the number on the left,
the national (or Party) heading, place and date on the right; the foot has the recipients on the left, the signature on the
right (NĐ 30/2020/NĐ-CP, Phụ lục I; HD 36-HD/VPTW). Who signs a form stands side by side at its foot, whatever it is called.
A band starts at a row that shows an anchor, and grows from there (`bands`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vndoc.arrange.anchors import HEADINGS, MOTTO, RECIPIENTS, SIGNER, find_phrase, is_capital, is_signing, search
from vndoc.arrange.bands import CLEAR_GAP, HEAD_DEPTH, Band, Grower, Gutter, sides_of
from vndoc.arrange.rows import Row, Spot, text_of
from vndoc.arrange.texts import fold_word

SIDES = 3.0
"""Text heights between the sides of a form's foot at least."""

MOST_WORDS = 4
"""Words that what opens the list of recipients was read as at most."""

ENDS = frozenset(":;.,")
"""Signs after it."""

FIELD = frozenset(":.…_-–—")
"""What a side ends with that is a form's field to fill in."""


def find_bands(
    rows: Sequence[Row],
    width: float,
    height: float,
    text_height: float,
    first_page: bool = False,
    stamps: Sequence[Row] = (),
) -> list[Band]:
    """Heads and feet of a page, from top to bottom, not overlapping.

    Args:
        rows: visual rows from top to bottom.
        width: of the page, in points.
        height: of the page.
        text_height: usual height of its words.
        first_page: whether it is a document's first, which may have a head without a legible heading.
        stamps: first lines of stamps; a head does not reach up into one.
    """
    if not rows:
        return []
    finder = _Finder(rows, width, height, text_height, first_page, stamps)
    bands: list[Band] = []
    taken = -1
    for at in range(len(rows)):
        band = finder.band(at, taken) if at > taken else None
        if band is not None:
            bands.append(band)
            taken = band.last
    if first_page and not any(band.kind == "head" for band in bands):
        end = bands[0].first if bands else len(rows)
        bare = next((b for at in range(min(5, end)) if (b := finder.bare_head(at, end)) is not None), None)
        bands = [bare, *bands] if bare is not None else bands
    return bands


class _Finder(Grower):
    """Finds the rows where bands start."""

    def band(self, at: int, taken: int) -> Band | None:
        """The band that starts at a row."""
        spots = self.rows[at].spots
        wide = [k for k, (s, t) in enumerate(pairwise(spots), 1) if t.x0 - s.x1 >= self.text_height]
        return self.foot(at, taken, wide) or self.head(at, taken) or (self.form(at, taken) if wide else None)

    def head(self, at: int, taken: int) -> Band | None:
        row = self.rows[at]
        if row.middle > HEAD_DEPTH * self.height:
            return None
        found = find_phrase(HEADINGS, row.text.folded)
        if found is None:
            return None
        k = self._start_of(row, row.text.word_at(found[1]))
        if k and not self._is_gap(row, k) and not (found[0] != MOTTO and is_capital(row.text.raw)):
            return None  # a sentence that names the republic or the Party
        gutter = self._gutter_before(row, k)
        gutter.topped = found[0] != MOTTO
        right = row.spots[k:]
        if self.centre(right) < 0.58 or (k == 0 and right[0].x0 < 0.3 * self.width):
            return None
        return self.grow("head", at, taken, gutter)

    def _is_gap(self, row: Row, k: int) -> bool:
        """Whether the space before spot `k` is wider than those between words."""
        return row.spots[k].x0 - row.spots[k - 1].x1 >= self.least_gap(row.spots)

    def _start_of(self, row: Row, k: int) -> int:
        """The spot at which a heading starts that was found at spot `k`: beside it, where a gap is clearly wider."""

        def gap(i: int) -> float:
            return row.spots[i].x0 - row.spots[i - 1].x1 if i else self.text_height

        beside = [i for i in (k - 1, k + 1) if 0 < i < len(row.spots) and gap(i) > max(2 * gap(k), self.text_height)]
        return max(beside, key=gap, default=k)

    def bare_head(self, at: int, end: int) -> Band | None:
        """A head without a legible anchor: rows at the top of the first page with a wide gap amid them, one below the other."""
        row = self.rows[at]
        if row.middle > 0.25 * self.height:
            return None
        for k in range(1, len(row.spots)):
            a, b = row.spots[k - 1].x1, row.spots[k].x0
            if b - a >= CLEAR_GAP * self.text_height and 0.3 * self.width < (a + b) / 2 < 0.62 * self.width:
                band = self.grow("head", at, -1, Gutter(a, b))
                both = sum(sides_of(self.rows[i], x)[0] != [] != sides_of(self.rows[i], x)[1] for i, x in _rows_of(band))
                if both >= 2 and band.last - band.first < 10 and band.first <= 3 and band.last < end:
                    return band
        return None

    def foot(self, at: int, taken: int, wide: Sequence[int]) -> Band | None:
        """A foot; `wide` numbers the spots of the row that have a wide gap before them."""
        gutter = self._recipients(self.rows[at].printed)
        return self._signing(at, taken, wide) if gutter is None else self.grow("foot", at, taken, gutter)

    def _recipients(self, spots: Sequence[Spot]) -> Gutter | None:
        """What follows the first words of a row where they open the list of recipients."""
        if spots[0].x0 >= 0.45 * self.width:
            return None
        words: list[str] = []
        for count, spot in enumerate(spots[:MOST_WORDS], 1):
            words.append(fold_word(spot.word.text))
            following = spots[count].x0 if count < len(spots) else self.width
            wide = following - spot.x1 >= self.text_height
            if not wide and ENDS.isdisjoint("".join(words)):
                continue
            found = search(RECIPIENTS, " ".join(words))
            if found is not None and (wide or found["end"]):
                return Gutter(spot.x1, following)
        return None

    def _signing(self, at: int, taken: int, wide: Sequence[int]) -> Band | None:
        """A foot that starts with the signature's side."""
        row = self.rows[at]
        if self.first_page and row.middle < 0.4 * self.height:
            return None
        least = 0.35 * self.width
        for k in (0, *wide):
            if row.spots[k].x0 < least:
                continue
            if is_signing(text_of(row.spots[k : k + 12]).raw):
                right = row.spots[k:]
                if k == 0 and self.centre(right) < 0.6:
                    return None
                return self.grow("foot", at, taken, self._gutter_before(row, k))
        return None

    def form(self, at: int, taken: int) -> Band | None:
        """The foot of a form, where who signs it stands side by side."""
        spots = [s for s in self.rows[at].spots if s.solid or not s.noise]
        for k, (before, spot) in enumerate(pairwise(spots), 1):
            middle = (before.x1 + spot.x0) / 2
            if spot.x0 - before.x1 < SIDES * self.text_height or not 0.25 * self.width < middle < 0.75 * self.width:
                continue
            sides = text_of(spots[:k]), text_of(spots[k:])
            if not any(side.raw[-1] in FIELD for side in sides) and any(search(SIGNER, side.folded) for side in sides):
                return self.grow("form", at, taken, Gutter(before.x1, spot.x0))
        return None

    def _gutter_before(self, row: Row, k: int) -> Gutter:
        before = [s for s in row.spots[:k] if not s.noise]
        b = row.spots[k].x0
        return Gutter(before[-1].x1 if before else min(0.15 * self.width, b), b)


def _rows_of(band: Band) -> list[tuple[int, float]]:
    return [(band.first + i, cut) for i, cut in enumerate(band.cuts)]
