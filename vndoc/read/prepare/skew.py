"""By how much the lines of a page rise or fall: the angle at which its rows of ink stand out most from the white between them.

The map of ink is cut into upright stripes; for each angle the stripes are shifted against each other and added up to one
profile, ink a row. The sharper its steps (the sum of their squares), the better the angle (after Postl, US patent 4,723,297;
Bloomberg, Kopec and Dasari 1995).
"""

from __future__ import annotations

import math

import numpy as np

from vndoc.read.prepare.ink import Ink

MOST_DEGREES = 5.0
"""Steeper pages are not looked for: feeders and hands do not lay paper that askew, and columns of tables would be found."""

COARSE, FINE = 0.5, 0.05
"""Steps in degrees: all angles are tried in coarse ones, fine ones around the best; 0.05 degrees are a pixel in a page's width
at the map's resolution."""

STRIPE = 16
"""Pixels of a stripe: within it a line moves by a pixel at most."""


class Profile:
    """Profiles of a map of ink at all angles."""

    def __init__(self, ink: Ink) -> None:
        """Cut the map into stripes."""
        self.height, width = ink.there.shape
        count = max(1, width // STRIPE)
        edges = np.linspace(0, width, count + 1).astype(int)
        self._middles = (edges[:-1] + edges[1:]) / 2 - width / 2
        self._pad = int(math.tan(math.radians(MOST_DEGREES + COARSE)) * width / 2) + 2
        self._stripes = np.zeros((count, self.height + 2 * self._pad), dtype=np.int32)
        if width and self.height:
            sums = np.add.reduceat(ink.there.astype(np.int32), edges[:-1], axis=1)
            self._stripes[:, self._pad : self._pad + self.height] = sums.T

    def sharpness(self, degrees: float) -> float:
        """Sum of the squared steps of the profile of lines that fall by this angle from left to right."""
        shifts = np.round(math.tan(math.radians(degrees)) * self._middles).astype(int) + self._pad
        rows = np.zeros(self.height, dtype=np.int64)
        for stripe, shift in zip(self._stripes, shifts, strict=True):
            rows += stripe[shift : shift + self.height]
        return float((np.diff(rows) ** 2).sum())

    def coarse(self) -> tuple[float, float]:
        """The best of the coarse angles, and by how much its sharpness exceeds what is usual among them."""
        angles = np.arange(-MOST_DEGREES, MOST_DEGREES + COARSE / 2, COARSE)
        found = np.array([self.sharpness(a) for a in angles])
        return float(angles[found.argmax()]), float(found.max() - np.median(found))

    def best(self) -> float:
        """The angle in degrees by which lines fall from left to right; 0 where no angle stands out."""
        near, excess = self.coarse()
        if excess <= 0.0:
            return 0.0
        angles = near + np.arange(-COARSE, COARSE + FINE / 2, FINE)
        found = np.array([self.sharpness(a) for a in angles])
        return round(float(angles[found.argmax()]), 2)


def sheared(ink: Ink, degrees: float) -> Ink:
    """The map with its columns shifted so that lines that fell by this angle are level; what leaves the map is lost."""
    if not degrees:
        return ink
    height, width = ink.there.shape
    there = np.zeros_like(ink.there)
    for x in range(0, width, STRIPE):
        shift = round(math.tan(math.radians(degrees)) * (x + STRIPE / 2 - width / 2))
        down, up = max(shift, 0), max(-shift, 0)
        there[up : height - down, x : x + STRIPE] = ink.there[down : height - up, x : x + STRIPE]
    return Ink(there, ink.dpi)
