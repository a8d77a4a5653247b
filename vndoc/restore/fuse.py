"""Several readings of one text → one lattice: what each slot may be, by what every reading says of it.

In: running texts of the same lines, the base reading first. Out: slots in reading order, each with the token that every reading
has for it, a running text of the slots, and its lattice, to be decided like that of one reading.

A reading is an observation with a channel and a context of its own: the context model gives log p(label | this reading) for the
candidates of all readings, and they are added up, weighted. (Were the readings independent given the label, its log-frequency
would have to be taken off for each reading but one. They are not, the same speck misleads all, and taking it off costs 0.1 to
0.2 points of word error on the nine scans.)

Words with digits, codes and addresses are taken whole from one reading, and so are stretches that readings cut differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from vndoc.alphabet import strip_marks
from vndoc.models import Models
from vndoc.models.encoder import Types
from vndoc.models.features import MAX_KEPT
from vndoc.models.labels import COPY, DELETE
from vndoc.models.layers import Floats
from vndoc.pages import TextLine
from vndoc.restore import lattice as lattices
from vndoc.restore.align import Group, Place, align
from vndoc.restore.choose import choose, is_closed, spokesman
from vndoc.restore.lattice import WIDTH, Lattice
from vndoc.restore.running import Running, run_together
from vndoc.restore.sides import Side, chunk, observe

WEIGHT = np.float32(0.75)
"""Of each reading's log-probabilities, where there are several. From 0.5 to 1.0 word error on the nine scans is the same, and
the less it is, the more of the errors have a low confidence: readings of one print are not independent."""

UNLIKE = np.float32(6.0)
"""Nats, times the distance of the strings, by which a word outside the vocabulary is less likely where readings differ."""

DOUBT = np.float32(1.0)
"""As `lattice.DOUBT`, where there are several readings: the others speak for a string or against it."""

_NEVER = np.float32(-1e9)


class Part(NamedTuple):
    """Words that belong together: for each reading its tokens [start, end), the reading that they are taken from, its slots."""

    line: int
    spans: Group
    chosen: int
    slots: tuple[int, int]


class Fused(NamedTuple):
    """Slots as a running text with its lattice; `tokens` is (slots, readings), -1 where a reading has none."""

    running: Running
    lattice: Lattice
    tokens: NDArray[np.int64]
    parts: list[Part]
    runnings: list[Running]
    joined: list[list[bool]]


def fuse(readings: Sequence[Sequence[TextLine]], models: Models) -> Fused:
    """The readings' running texts, put together.

    Args:
        readings: lines of each reading, side by side, the base reading first.
        models: encoder, tagger and the rest.
    """
    raws = [[line.raw for line in lines] for lines in readings]
    sides = [observe(run_together(lines), [line.words for line in lines], models) for lines in readings]
    parts, tokens = _slots(sides, raws)
    running = _running(sides, parts, tokens)
    return Fused(
        running,
        _lattice(sides, tokens, models),
        tokens,
        parts,
        [side.running for side in sides],
        [side.joined for side in sides],
    )


def _units(side: Side, raws: Sequence[str]) -> list[list[tuple[int, int]]]:
    """The words of each line, as ranges of tokens: what no white space parts, and the halves of split words."""
    out: list[list[tuple[int, int]]] = [[] for _ in raws]
    places = side.running.places
    for i, place in enumerate(places):
        line = out[place.line]
        if line:
            gap = raws[place.line][places[i - 1].end : place.start]
            if side.joined[i] or (gap and not any(c.isspace() for c in gap)):
                line[-1] = (line[-1][0], i + 1)
                continue
        line.append((i, i + 1))
    return out


def _slots(sides: Sequence[Side], raws: Sequence[Sequence[str]]) -> tuple[list[Part], NDArray[np.int64]]:
    parts: list[Part] = []
    slots: list[list[int]] = []
    lines = [_units(side, raw) for side, raw in zip(sides, raws, strict=True)]
    at = [0] * len(sides)
    for number in range(len(raws[0])):
        units = [line[number] for line in lines]
        words = [["".join(_texts(side, *u))[:MAX_KEPT] for u in some] for side, some in zip(sides, units, strict=True)]
        places = [[_place(side, *u) for u in some] for side, some in zip(sides, units, strict=True)]
        for group in align(words, places):
            spans = []
            for k, (start, end) in enumerate(group):
                spans.append((units[k][start][0], units[k][end - 1][1]) if end > start else (at[k], at[k]))
                at[k] = spans[-1][1]
            texts = [_text(side.running, span, raw[number]) for side, span, raw in zip(sides, spans, raws, strict=True)]
            chosen, rows = _rows(sides, spans, [end - start for start, end in group], texts)
            parts.append(Part(number, tuple(spans), chosen, (len(slots), len(slots) + len(rows))))
            slots += rows
    return parts, np.array(slots, np.int64).reshape(len(slots), len(sides))


def _place(side: Side, start: int, end: int) -> Place | None:
    """From where to where tokens stand on their line."""
    boxes = [word.box for word in side.words[start:end] if word is not None and word.box is not None]
    return (min(box[0] for box in boxes), max(box[2] for box in boxes)) if boxes else None


def _texts(side: Side, start: int, end: int) -> list[str]:
    return [side.running.tokens[i].text for i in range(start, end)]


def _text(running: Running, span: tuple[int, int], raw: str) -> str:
    """What stands at tokens of a line, with the signs that no white space parts from them."""
    low, high = chunk(running, span, raw) if span[1] > span[0] else (0, 0)
    return raw[low:high]


def _rows(
    sides: Sequence[Side], spans: Sequence[tuple[int, int]], pieces: Sequence[int], texts: Sequence[str]
) -> tuple[int, list[list[int]]]:
    """(the reading that is taken, the slots of a part): a row for each of that reading's words, with the others' beside."""
    words = [[i for i in range(*span) if not side.joined[i]] for side, span in zip(sides, spans, strict=True)]
    there = [k for k, some in enumerate(words) if some]
    closed = is_closed([[sides[k].running.tokens[i] for i in words[k]] for k in there])
    chosen = there[0]
    if closed or len({len(words[k]) for k in there}) > 1 or len({pieces[k] for k in there}) > 1:
        chosen = choose(sides, words, spans, pieces, texts)
    rows = [[-1] * len(sides) for _ in words[chosen]]
    for k in there:
        if k == chosen or (not closed and len(words[k]) == len(rows)):
            for row, i in zip(rows, words[k], strict=True):
                row[k] = i
    return chosen, rows


def _running(sides: Sequence[Side], parts: Sequence[Part], tokens: NDArray[np.int64]) -> Running:
    """The slots as a running text: each is the word of one reading, with the signs around it."""
    out = Running([], [], [], [], [], [])
    line = -1
    for part in parts:
        for slot in range(*part.slots):
            k = spokesman(sides, tokens[slot].tolist(), part.chosen)
            i = int(tokens[slot, k])
            running = sides[k].running
            out.tokens.append(running.tokens[i])
            out.places.append(running.places[i]._replace(line=part.line))
            out.before.append(running.before[i])
            out.after.append(running.after[i])
            out.breaks.append(part.line != line)
            out.engine.append(running.engine[i])
            line = part.line
    return out


def _lattice(sides: Sequence[Side], tokens: NDArray[np.int64], models: Models) -> Lattice:
    n = len(tokens)
    if not n:
        return sides[0].lattice
    columns = []
    for k, side in enumerate(sides):
        at = tokens[:, k]
        some = np.full((n, side.types.candidates.shape[1] + 1), COPY, np.int32)
        read = at >= 0
        some[read, :-1] = side.types.candidates[side.rows[at[read]]]
        some[read, -1] = side.lattice.own[at[read]]
        columns.append(some)
    candidates = np.concatenate((*columns, np.full((n, 1), COPY, np.int32)), axis=1)
    candidates = np.where(candidates == DELETE, COPY, candidates)
    candidates.sort(axis=1)
    repeated = np.zeros(candidates.shape, bool)
    repeated[:, 1:] = candidates[:, 1:] == candidates[:, :-1]
    total = np.zeros(candidates.shape, np.float32)
    present = (tokens >= 0).sum(1)
    weight = np.where(present > 1, WEIGHT, np.float32(1))[:, None]
    doubt = np.where(present > 1, DOUBT, lattices.DOUBT)[:, None]
    closed = np.ones(n, np.bool_)
    for k, side in enumerate(sides):
        here = np.flatnonzero(tokens[:, k] >= 0)
        at = tokens[here, k]
        logits = models.tagger.scores(side.queries[at], candidates[here])
        engine = np.fromiter((side.running.engine[i] for i in at), bool, len(at))
        logits -= doubt[here] * (engine[:, None] & (candidates[here] == side.lattice.own[at][:, None]))
        logits = np.where(repeated[here], _NEVER, np.round(logits, 3))
        logits -= logits.max(1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(1, keepdims=True))
        total[here] += weight[here] * logits
        closed[here] &= (
            (side.lattice.counts[at] == 1) & (side.lattice.labels[at, 0] == COPY) & (side.lattice.scores[at, 0] == 0)
        )
    total -= UNLIKE * _unlike(sides, tokens)[:, None] * (candidates == COPY)
    total = np.where(repeated, _NEVER, np.round(total, 3))
    total -= total.max(1, keepdims=True)
    total -= np.log(np.exp(total).sum(1, keepdims=True))
    order = np.lexsort((candidates, -total), axis=1)[:, :WIDTH]
    labels, scores = np.take_along_axis(candidates, order, 1), np.take_along_axis(total, order, 1)
    counts = lattices.kept(scores)
    labels[closed, 0], scores[closed, 0], counts[closed] = COPY, 0.0, 1
    costs, own = _look_ups(sides, tokens, labels)
    return Lattice(labels, scores, costs, own, counts, np.zeros(n, bool))


def _look_ups(sides: Sequence[Side], tokens: NDArray[np.int64], labels: NDArray[np.int32]) -> tuple[Floats, NDArray[np.int32]]:
    """(costs of the labels by the reading that is nearest to each, label of the string that stands for each slot)."""
    costs = np.full(labels.shape, -_NEVER, np.float32)
    own = np.full(len(labels), COPY, np.int32)
    for k, side in reversed(list(enumerate(sides))):
        here = np.flatnonzero(tokens[:, k] >= 0)
        at = tokens[here, k]
        costs[here] = np.minimum(costs[here], _costs(side.types, side.rows[at], labels[here]))
        own[here] = side.lattice.own[at]
    return costs, own


def _unlike(sides: Sequence[Side], tokens: NDArray[np.int64]) -> Floats:
    """(slots,) how far the readings' strings are from one another, 0 to 1: a word that is copied is read alike."""
    out = np.zeros(len(tokens), np.float32)
    for slot, row in enumerate(tokens.tolist()):
        there = [(k, i) for k, i in enumerate(row) if i >= 0]
        texts = dict.fromkeys(sides[k].running.tokens[i].text.lower() for k, i in there)
        if len(texts) > 1 and len({sides[k].running.engine[i] for k, i in there}) > 1:
            texts = dict.fromkeys(map(strip_marks, texts))  # an English model reads no marks
        if len(texts) > 1:
            first, *others = texts
            out[slot] = max(Indel.normalized_distance(first, other) for other in others)
    return out


def _costs(types: Types, rows: NDArray[np.int64], labels: NDArray[np.int32]) -> Floats:
    """(strings, k) how much worse than its best word the look-up finds labels; what it does not list, a nat more."""
    out = np.repeat(1 - types.scores[rows, -1:], labels.shape[1], axis=1)
    for k in range(types.candidates.shape[1]):
        np.copyto(out, -types.scores[rows, k, None], where=labels == types.candidates[rows, k, None])
    return out
