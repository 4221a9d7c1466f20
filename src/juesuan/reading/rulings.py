"""Rulings: the horizontal and vertical lines that a page draws."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from juesuan.reading.bound import ADDRESS, bound
from juesuan.reading.display import Matrix, product
from juesuan.reading.drawing import own
from juesuan.reading.page import Box, Ruling

SLANT = 0.5
"""Points a ruling may deviate from level over its length."""
THICK = 3.0
"""A filled rectangle up to this many points thick is a ruling drawn as an area, a thicker one is shading."""
SHORT = 1.0
"""Anything up to this many points long is a dot or a corner."""

Point = tuple[float, float]

_COUNT = bound(pdfium.FPDFPath_CountSegments, ctypes.c_int, ADDRESS)
_GET = bound(pdfium.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, ctypes.c_int)
_POINT = bound(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, ADDRESS, ADDRESS, ADDRESS)
_TYPE = bound(pdfium.FPDFPathSegment_GetType, ctypes.c_int, ADDRESS)
_CLOSE = bound(pdfium.FPDFPathSegment_GetClose, ctypes.c_int, ADDRESS)


def rulings_of(paths: Iterable[tuple[Any, Matrix]]) -> tuple[Ruling, ...]:
    """The rulings among raw path objects, each given with the map of its surroundings.

    Stroked segments that are level or upright, and filled rectangles thin enough to be a line; boxes in PDF
    points from the top left of the displayed page. Paths that leave no ink (clips) give none.
    """
    found: list[Ruling] = []
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    for path, around in paths:
        pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        if not (fill.value or stroke.value):
            continue
        matrix = product(own(path), around)
        pdfium.FPDFPageObj_GetStrokeWidth(path, ctypes.byref(width))
        thick = width.value * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        for outline in _outlines(path, matrix):
            if stroke.value:
                found.extend(r for p, q in pairwise(outline) if (r := _segment(p, q, thick)) is not None)
            elif (r := _area(outline)) is not None:
                found.append(r)
    return tuple(found)


def _outlines(path: Any, matrix: Matrix) -> list[list[Point]]:
    """The subpaths, closed ones ending where they began. A curve parts a subpath: rulings have none."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    address = ctypes.addressof(path.contents)
    outlines: list[list[Point]] = []
    for i in range(_COUNT(address)):
        segment = _GET(address, i)
        _POINT(segment, at_x, at_y)
        px, py = x.value, y.value
        point = (a * px + c * py + e, b * px + d * py + f)
        if outlines and _TYPE(segment) == pdfium.FPDF_SEGMENT_LINETO:
            outlines[-1].append(point)
        else:
            outlines.append([point])
        if _CLOSE(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def _segment(p: Point, q: Point, thick: float) -> Ruling | None:
    """A stroked segment as a ruling, None when it is slanted or too short."""
    wide, high = abs(p[0] - q[0]), abs(p[1] - q[1])
    half = thick / 2
    if high <= SLANT and wide > SHORT:
        middle = (p[1] + q[1]) / 2
        return Ruling(True, Box(min(p[0], q[0]), middle - half, max(p[0], q[0]), middle + half))
    if wide <= SLANT and high > SHORT:
        middle = (p[0] + q[0]) / 2
        return Ruling(False, Box(middle - half, min(p[1], q[1]), middle + half, max(p[1], q[1])))
    return None


def _area(outline: list[Point]) -> Ruling | None:
    """A filled outline as a ruling, None when it is not a thin rectangle along an axis."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if len(outline) < 4 or min(wide, high) > THICK or max(wide, high) <= max(SHORT, 2 * min(wide, high)):
        return None
    return Ruling(wide > high, box)
