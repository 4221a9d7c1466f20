"""The pictures of a page: the share they cover, where they are, and what they hide."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from math import ceil, floor
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from juesuan.reading.display import Display, Matrix, product
from juesuan.reading.drawing import own
from juesuan.reading.page import Box

CELLS = 100
"""The page is measured on a grid of 100 × 100, so that overlapping strips of one scan count once."""


LEAST = (20.0, 8.0)
"""Points in width and height from which a picture can hold words."""


def covered(pictures: Iterable[Box], display: Display) -> float:
    """Share of the displayed page under pictures, 0 to 1."""
    if not (display.width > 0 and display.height > 0):
        return 0.0
    grid = np.zeros((CELLS, CELLS), dtype=bool)
    for box in pictures:
        left, right = (max(0.0, v * CELLS / display.width) for v in (box.x0, box.x1))
        top, bottom = (max(0.0, v * CELLS / display.height) for v in (box.y0, box.y1))
        grid[floor(top) : ceil(bottom), floor(left) : ceil(right)] = True
    return round(float(grid.mean()), 4)


def places_of(pictures: Iterable[tuple[int, Matrix]]) -> tuple[Box, ...]:
    """Where image objects are on the displayed page, each given by its address with the map of its surroundings."""
    found = []
    for picture, around in pictures:
        a, b, c, d, e, f = product(own(picture), around)
        # A picture is the unit square under its matrix.
        x = sorted((e, e + a, e + c, e + a + c))
        y = sorted((f, f + b, f + d, f + b + d))
        found.append(Box(x[0], y[0], x[-1], y[-1]))
    return tuple(found)


def wordy(pictures: Iterable[Box], display: Display) -> tuple[Box, ...]:
    """The pictures large enough to hold words, cut to the page; none if together they are less than 1 % of it."""
    cut = [
        Box(max(0.0, b.x0), max(0.0, b.y0), min(display.width, b.x1), min(display.height, b.y1)) for b in pictures
    ]
    large = tuple(b for b in cut if b.x1 - b.x0 >= LEAST[0] and b.y1 - b.y0 >= LEAST[1])
    return large if covered(large, display) >= 0.01 else ()


def buried(page: Any, display: Display) -> float:
    """Share of a raw page's text objects that a picture of most of the page is drawn over, 0 to 1.

    Scanners put what they recognised below the picture, where nobody sees it.
    """
    seen, under = 0, 0
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, i)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            seen += 1
        elif (
            kind == pdfium.FPDF_PAGEOBJ_IMAGE
            and not pdfium.FPDFPageObj_HasTransparency(thing)
            and covered(places_of([(ctypes.addressof(thing.contents), display.matrix)]), display) > 0.5
        ):
            under = seen
    return under / seen if seen else 0.0
