"""How the text objects of a page are drawn: their size, and whether what they say can be seen and is known."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from juesuan.reading.bound import ADDRESS, bound, drain
from juesuan.reading.display import Display

_MATRIX = bound(pdfium.FPDFText_GetMatrix, ctypes.c_int, ADDRESS, ctypes.c_int, ADDRESS)
_SIZE = bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, ADDRESS, ctypes.c_int)
_MODE = bound(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ADDRESS)
_MAPLESS = bound(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, ADDRESS, ctypes.c_int)


@dataclass(frozen=True, slots=True)
class Styles:
    """How text objects are drawn, one row for each of n.

    Size in points as displayed (0 if not upright), whether without ink, and whether the font does not say what it
    draws.
    """

    sizes: npt.NDArray[np.float64]
    inkless: npt.NDArray[np.bool_]
    mapless: npt.NDArray[np.bool_]


def styles_of(
    textpage: Any, objects: npt.NDArray[np.uint64], first: npt.NDArray[np.int64], display: Display
) -> Styles:
    """The styles of text objects, given by their addresses and by a character of each; address 0 is none."""
    page, count = ctypes.addressof(textpage.contents), len(objects)
    matrices = np.zeros((count, 6), np.float32)
    at = matrices.ctypes.data
    indices = first.tolist()
    drain(map(_MATRIX, repeat(page), indices, range(at, at + matrices.nbytes, 24)))
    a, b, c, d, _, _ = matrices.astype(np.float64).T
    p, q, r, s = display.matrix[:4]
    along, rise = p * a + r * b, q * a + s * b
    scale = [math.hypot(x, y) or 1.0 for x, y in zip(c.tolist(), d.tolist(), strict=True)]
    sizes = np.fromiter(map(_SIZE, repeat(page), indices), np.float64, count) * scale
    modes = np.fromiter(map(_MODE, objects.tolist()), np.int64, count)
    mapless = np.fromiter(map(_MAPLESS, repeat(page), indices), np.int64, count)
    known = objects != 0
    return Styles(
        sizes=np.where(known & (along > np.abs(rise)), sizes, 0.0),
        inkless=known & (modes == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE),
        mapless=known & (mapless == 1),
    )
