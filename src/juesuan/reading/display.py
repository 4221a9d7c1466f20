"""From a page's own coordinates to those of the page as displayed."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]
"""An affine map as PDF writes it: x' = a x + c y + e, y' = b x + d y + f."""
Term = TypeVar("Term", float, npt.NDArray[np.float64])
Terms = tuple[Term, Term, Term, Term, Term, Term]
"""The terms of one map, or of many at once."""


def product(first: Terms[Term], then: Terms[Term]) -> Terms[Term]:
    """The map that applies `first` and then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Display:
    """How a page is shown: its size in points, and the map to an origin at its top left, y downward."""

    width: float
    height: float
    matrix: Matrix

    def boxes(self, boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Boxes of two opposite corners, shape (n, 4), as x0, y0, x1, y1 of the displayed page."""
        one, two = self.points(boxes[:, :2]), self.points(boxes[:, 2:])
        return np.hstack((np.minimum(one, two), np.maximum(one, two)))

    def points(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Points, shape (n, 2), on the displayed page."""
        a, b, c, d, e, f = self.matrix
        x, y = points[:, 0], points[:, 1]
        return np.column_stack((a * x + c * y + e, b * x + d * y + f))


def display_of(page: Any) -> Display:
    """How pdfium shows an open page (a raw handle): its visible box and its /Rotate, a multiple of 90°."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    wide, high = right - left, top - bottom
    match pdfium.FPDFPage_GetRotation(page):
        case 1:
            return Display(high, wide, (0.0, 1.0, 1.0, 0.0, -bottom, -left))
        case 2:
            return Display(wide, high, (-1.0, 0.0, 0.0, 1.0, right, -bottom))
        case 3:
            return Display(high, wide, (0.0, -1.0, -1.0, 0.0, top, right))
        case _:
            return Display(wide, high, (1.0, 0.0, 0.0, -1.0, -left, top))
