"""Where points of a prepared picture stand on the picture that it was made from.

An affine map from the one's pixels to the other's (coordinates count from the top left corner of the picture, so that the
middle of the first pixel is 0.5); maps of several steps are put together into one.
"""

from __future__ import annotations

import math

import msgspec

from vndoc.document import Box


class Place(msgspec.Struct, frozen=True):
    """``x = a x' + b y' + c``, ``y = d x' + e y' + f``: from a point (x', y') of the made picture to one of the old picture.

    >>> Place(c=10.0).then(Place(a=2.0, e=2.0)).point(1.0, 1.0)
    (22.0, 2.0)
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point of the old picture."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def box(self, box: Box) -> Box:
        """The upright box around the four corners of a box.

        >>> turned(1, 100, 50).box((10.0, 20.0, 30.0, 25.0))
        (75.0, 10.0, 80.0, 30.0)
        """
        corners = [self.point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def then(self, older: Place) -> Place:
        """This map, and after it the one from the old picture to a still older one."""
        return Place(
            older.a * self.a + older.b * self.d,
            older.a * self.b + older.b * self.e,
            older.a * self.c + older.b * self.f + older.c,
            older.d * self.a + older.e * self.d,
            older.d * self.b + older.e * self.e,
            older.d * self.c + older.e * self.f + older.f,
        )


def turned(quarters: int, width: float, height: float) -> Place:
    """The map back from a picture that was turned counter-clockwise by so many quarters; width and height before it."""
    match quarters % 4:
        case 1:
            return Place(0.0, -1.0, float(width), 1.0, 0.0, 0.0)
        case 2:
            return Place(-1.0, 0.0, float(width), 0.0, -1.0, float(height))
        case 3:
            return Place(0.0, 1.0, 0.0, -1.0, 0.0, float(height))
        case _:
            return Place()


def straightened(degrees: float, width: int, height: int) -> tuple[Place, tuple[int, int]]:
    """The map back from a picture whose lines, which fell by so many degrees from left to right, were made level; its size.

    >>> straightened(90.0, 40, 20)[1]
    (20, 40)
    """
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    across = math.ceil(abs(width * cosine) + abs(height * sine) - 1e-6)
    down = math.ceil(abs(width * sine) + abs(height * cosine) - 1e-6)
    c = width / 2 - cosine * across / 2 + sine * down / 2
    f = height / 2 - sine * across / 2 - cosine * down / 2
    return Place(cosine, -sine, c, sine, cosine, f), (across, down)
