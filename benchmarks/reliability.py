"""A reliability diagram as SVG: share of right words over the confidence that they were given, bin by bin.

Both axes go from 0 to 1; what lies on the diagonal is honest. A dot's area grows with its number of words. Written by hand: a
diagram of a few dots needs no library, and the file is the same again from the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.calibration import Calibration

SIDE, MARGIN = 360, 52
COLOURS = ("#1f5fa8", "#c4651a", "#3c8a4e")
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def _x(value: float) -> str:
    return f"{MARGIN + SIDE * value:.1f}"


def _y(value: float) -> str:
    return f"{MARGIN / 2 + SIDE * (1 - value):.1f}"


def _frame() -> list[str]:
    out = []
    for step in STEPS:
        out.append(f'<line x1="{_x(step)}" y1="{_y(0)}" x2="{_x(step)}" y2="{_y(1)}" stroke="#ddd"/>')
        out.append(f'<line x1="{_x(0)}" y1="{_y(step)}" x2="{_x(1)}" y2="{_y(step)}" stroke="#ddd"/>')
        out.append(f'<text x="{_x(step)}" y="{float(_y(0)) + 18:.1f}" text-anchor="middle">{step:g}</text>')
        out.append(f'<text x="{float(_x(0)) - 8:.1f}" y="{float(_y(step)) + 4:.1f}" text-anchor="end">{step:g}</text>')
    out.append(f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#888" stroke-dasharray="5 4"/>')
    out.append(f'<text x="{_x(0.5)}" y="{float(_y(0)) + 38:.1f}" text-anchor="middle">confidence</text>')
    middle = float(_y(0.5))
    out.append(f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text>')
    return out


def _series(one: Calibration, colour: str, row: int) -> list[str]:
    points = " ".join(f"{_x(b.confidence)},{_y(b.right)}" for b in one.bins)
    out = [f'<polyline points="{points}" fill="none" stroke="{colour}"/>']
    for b in one.bins:
        radius = 2 + 14 * (b.size / max(1, one.words)) ** 0.5
        out.append(f'<circle cx="{_x(b.confidence)}" cy="{_y(b.right)}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6"/>')
    y = MARGIN / 2 + 20 + 18 * row
    out.append(f'<circle cx="{MARGIN + 14}" cy="{y - 4}" r="5" fill="{colour}"/>')
    out.append(f'<text x="{MARGIN + 25}" y="{y}">{one.set}: {one.words:,} words, ECE {one.ece:.3f}</text>')
    return out


def svg(sets: Sequence[Calibration]) -> str:
    """The diagram of a few sets."""
    width, height = SIDE + 1.5 * MARGIN, SIDE + 1.5 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" font-family="sans-serif" font-size="12">'
    ]
    out += [
        "<title>Reliability of word confidences</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
        *_frame(),
    ]
    for row, (one, colour) in enumerate(zip(sets, COLOURS, strict=False)):
        out += _series(one, colour, row)
    return "\n".join([*out, "</svg>", ""])
