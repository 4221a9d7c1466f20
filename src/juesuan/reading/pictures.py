"""The share of a page that pictures cover."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import Any

import numpy as np

from juesuan.reading.display import Display, Matrix, product
from juesuan.reading.drawing import own

CELLS = 100
"""The page is measured on a grid of 100 × 100, so that overlapping strips of one scan count once."""


def covered(pictures: Iterable[tuple[Any, Matrix]], display: Display) -> float:
    """Share of the displayed page under raw image objects, 0 to 1; each comes with its surroundings' map."""
    if not (display.width > 0 and display.height > 0):
        return 0.0
    grid = np.zeros((CELLS, CELLS), dtype=bool)
    for picture, around in pictures:
        a, b, c, d, e, f = product(own(picture), around)
        # A picture is the unit square under its matrix.
        x = sorted((e, e + a, e + c, e + a + c))
        y = sorted((f, f + b, f + d, f + b + d))
        left, right = (max(0.0, v * CELLS / display.width) for v in (x[0], x[-1]))
        top, bottom = (max(0.0, v * CELLS / display.height) for v in (y[0], y[-1]))
        grid[floor(top) : ceil(bottom), floor(left) : ceil(right)] = True
    return round(float(grid.mean()), 4)
