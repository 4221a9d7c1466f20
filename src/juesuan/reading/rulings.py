"""Rulings: the horizontal and vertical lines that a page draws."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from juesuan.reading.display import Matrix
from juesuan.reading.outlines import Flags, Floats, Ints, Outlines, outlines_of
from juesuan.reading.ruled import Rulings

SLANT = 0.5
"""Points a ruling may deviate from level over its length."""
THICK = 3.0
"""A filled rectangle up to this many points thick is a ruling drawn as an area, a thicker one is shading."""
SHORT = 1.0
"""Anything up to this many points long is a dot or a corner."""

Found = tuple[Ints, Flags, Floats]
"""Rulings with the point each begins at, whether each is horizontal, and their boxes."""


def rulings_of(paths: Iterable[tuple[int, Matrix]]) -> Rulings:
    """The rulings among path objects, each given by its address with the map of its surroundings.

    Stroked segments that are level or upright, and filled rectangles thin enough to be a line, in the order drawn;
    boxes in PDF points from the top left of the displayed page. Paths that leave no ink (clips) give none.
    """
    outlines = outlines_of(list(paths))
    if not len(outlines.of):
        return Rulings(np.zeros(0, np.bool_), np.zeros((0, 4)))
    at, level, boxes = (np.concatenate(both) for both in zip(_strokes(outlines), _areas(outlines), strict=True))
    order = np.argsort(at, kind="stable")
    return Rulings(level[order], boxes[order])


def _strokes(outlines: Outlines) -> Found:
    """Stroked segments, but for those that are slanted or too short."""
    at = np.flatnonzero(outlines.stroked[1:] & (outlines.of[1:] == outlines.of[:-1]))
    x, y = (np.stack((v[at], v[at + 1])) for v in (outlines.x, outlines.y))
    wide, high = np.abs(x[0] - x[1]), np.abs(y[0] - y[1])
    level, upright = (high <= SLANT) & (wide > SHORT), (wide <= SLANT) & (high > SHORT)
    half = outlines.thick[at] / 2
    middle = np.where(level, y[0] + y[1], x[0] + x[1]) / 2
    x0, x1 = np.where(level, x.min(axis=0), middle - half), np.where(level, x.max(axis=0), middle + half)
    y0, y1 = np.where(level, middle - half, y.min(axis=0)), np.where(level, middle + half, y.max(axis=0))
    kept = level | upright
    return at[kept], level[kept], np.column_stack((x0, y0, x1, y1))[kept]


def _areas(outlines: Outlines) -> Found:
    """Filled outlines, but for those that are no thin rectangles along an axis."""
    at = np.flatnonzero(np.diff(outlines.of, prepend=-1))
    x0, x1 = np.minimum.reduceat(outlines.x, at), np.maximum.reduceat(outlines.x, at)
    y0, y1 = np.minimum.reduceat(outlines.y, at), np.maximum.reduceat(outlines.y, at)
    wide, high = x1 - x0, y1 - y0
    thin, long = np.minimum(wide, high), np.maximum(wide, high)
    corners = np.diff(at, append=len(outlines.of))
    kept = ~outlines.stroked[at] & (corners >= 4) & (thin <= THICK) & (long > np.maximum(SHORT, 2 * thin))
    return at[kept], (wide > high)[kept], np.column_stack((x0, y0, x1, y1))[kept]
