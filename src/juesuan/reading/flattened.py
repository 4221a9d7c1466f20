"""Text that pdfium would leave out: set upright in memory before the text is read, with the way back.

pdfium drops a text object whose box has no width. Where neither the PDF nor the machine has the font, boxes have no
height; text that runs up or down the page (a landscape table under /Rotate 90) then has none in width, and the whole
page would pass for blank.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from juesuan.reading.display import Display, Matrix, inverse, product
from juesuan.reading.drawing import DEPTH, own

FLAT = 1e-3
"""Points of width from which pdfium keeps a text object."""
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CLOCKWISE: Matrix = (0.0, -1.0, 1.0, 0.0, 0.0, 0.0)
_COUNTER: Matrix = (0.0, 1.0, -1.0, 0.0, 0.0, 0.0)


def may_be_flat(page: Any, display: Display, characters: int) -> bool:
    """Whether to look for such text: the page is turned, or has fewer characters than objects."""
    return display.matrix[0] == 0 or characters < pdfium.FPDFPage_CountObjects(page)


def set_level(page: Any) -> dict[int, Matrix]:
    """Turn the flat text objects of an open raw page; the map back of each, by its address."""
    back: dict[int, Matrix] = {}
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        for thing, form in _texts(pdfium.FPDFPage_GetObject(page, i), _SAME, DEPTH):
            if _flat(thing):
                rises = own(thing)[1] > 0
                pdfium.FPDFPageObj_Transform(thing, *(_CLOCKWISE if rises else _COUNTER))
                # It was turned in the space of the form that it belongs to.
                turned_back = product(inverse(form), _COUNTER if rises else _CLOCKWISE)
                back[ctypes.addressof(thing.contents)] = product(turned_back, form)
    return back


def _texts(thing: Any, around: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """The text objects in an object, each with the map of the forms around it."""
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield thing, around
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
        inside = product(own(thing), around)
        if inside[0] * inside[3] == inside[1] * inside[2]:
            return  # a form without extent shows nothing
        for i in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _texts(pdfium.FPDFFormObj_GetObject(thing, i), inside, depth - 1)


def _flat(thing: Any) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return right.value - left.value < FLAT < top.value - bottom.value
