"""The outlines of the paths of a page, in bulk: pdfium is asked the same of all paths, then of all their points."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from juesuan.reading.bound import ADDRESS, bound, drain
from juesuan.reading.display import Matrix, product

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_MODE = bound(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, ADDRESS, ADDRESS, ADDRESS)
_MATRIX = bound(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, ADDRESS, ADDRESS)
_WIDTH = bound(pdfium.FPDFPageObj_GetStrokeWidth, ctypes.c_int, ADDRESS, ADDRESS)
_COUNT = bound(pdfium.FPDFPath_CountSegments, ctypes.c_int, ADDRESS)
_SEGMENT = bound(pdfium.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, ctypes.c_int)
_POINT = bound(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, ADDRESS, ADDRESS, ADDRESS)
_TYPE = bound(pdfium.FPDFPathSegment_GetType, ctypes.c_int, ADDRESS)
_CLOSE = bound(pdfium.FPDFPathSegment_GetClose, ctypes.c_int, ADDRESS)


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines one after the other, those that leave no ink (clips) left out.

    `x` and `y` are their points on the displayed page, shape (n,), `of` the number of the outline that each belongs
    to, rising; a closed one ends where it began. A curve parts an outline: rulings have none. `stroked` says which
    points are of paths drawn as lines and not as areas, `thick` how many points wide these lines are.
    """

    x: Floats
    y: Floats
    of: Ints
    stroked: Flags
    thick: Floats


def outlines_of(paths: Sequence[tuple[int, Matrix]]) -> Outlines:
    """The outlines of path objects, each given by its address with the map of its surroundings."""
    things, around = [thing for thing, _ in paths], [matrix for _, matrix in paths]
    inked, stroked = _modes(things)
    maps = _maps(things, around)
    thick = _widths(things) * np.abs(maps[:, 0] * maps[:, 3] - maps[:, 1] * maps[:, 2]) ** 0.5
    counts = [_COUNT(thing) if ink else 0 for thing, ink in zip(things, inked.tolist(), strict=True)]
    parts = (map(_SEGMENT, repeat(thing), range(n)) for thing, n in zip(things, counts, strict=True))
    segments = list(chain.from_iterable(parts))
    path = np.repeat(np.arange(len(things)), counts)
    points = _points(segments)
    a, b, c, d, e, f = maps[path].T
    x, y = a * points[:, 0] + c * points[:, 1] + e, b * points[:, 0] + d * points[:, 1] + f
    kinds = np.fromiter(map(_TYPE, segments), np.int64, len(segments))
    begins = (kinds != pdfium.FPDF_SEGMENT_LINETO) | (np.diff(path, prepend=-1) > 0)
    of = np.cumsum(begins) - 1
    # What closes an outline draws one line more, to its first point.
    closing = np.flatnonzero(np.fromiter(map(_CLOSE, segments), np.bool_, len(segments)))
    firsts = np.flatnonzero(begins)
    order = np.insert(np.arange(len(segments)), closing + 1, firsts[of[closing]])
    return Outlines(x[order], y[order], of[order], stroked[path][order], thick[path][order])


def _modes(things: Sequence[int]) -> tuple[Flags, Flags]:
    """Which paths leave ink, and which are stroked."""
    modes = np.zeros((len(things), 2), np.intc)
    at = modes.ctypes.data
    fills, strokes = range(at, at + modes.nbytes, 8), range(at + 4, at + 4 + modes.nbytes, 8)
    drain(map(_MODE, things, fills, strokes))
    fill, stroke = modes.astype(np.bool_).T
    return fill | stroke, stroke


def _maps(things: Sequence[int], around: Sequence[Matrix]) -> Floats:
    """The maps from the points of paths to the displayed page, shape (n, 6): their own, then the given one."""
    own = np.zeros((len(things), 6), np.float32)
    at = own.ctypes.data
    drain(map(_MATRIX, things, range(at, at + own.nbytes, 24)))
    a, b, c, d, e, f = own.T.astype(np.float64)
    p, q, r, s, t, u = np.array(around, np.float64).reshape(-1, 6).T
    return np.column_stack(product((a, b, c, d, e, f), (p, q, r, s, t, u)))


def _widths(things: Sequence[int]) -> Floats:
    """The widths of strokes, in the paths' own points."""
    widths = np.zeros(len(things), np.float32)
    at = widths.ctypes.data
    drain(map(_WIDTH, things, range(at, at + widths.nbytes, 4)))
    return widths.astype(np.float64)


def _points(segments: Sequence[int]) -> Floats:
    """The points of segments, shape (n, 2)."""
    points = np.zeros((len(segments), 2), np.float32)
    at = points.ctypes.data
    drain(map(_POINT, segments, range(at, at + points.nbytes, 8), range(at + 4, at + 4 + points.nbytes, 8)))
    return points.astype(np.float64)
