"""The drawn objects of a page: paths and pictures, also those inside form XObjects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from juesuan.reading.display import Matrix, product

DEPTH = 8
"""Forms nested deeper than this are left alone: real ones nest two or three deep, a loop would not end."""


def drawn(page: Any, display: Matrix) -> Iterator[tuple[int, Any, Matrix]]:
    """Type, raw handle and map to the displayed page of every object that is not text.

    `page` is a raw pdfium page, `display` the map of `display_of`. The map is that of the object's
    surroundings; its own matrix, which only pictures and paths need, is left to `own`.
    """
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _walk(pdfium.FPDFPage_GetObject(page, i), display, DEPTH)


def _walk(thing: Any, around: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, thing, around
    elif depth:
        inside = product(own(thing), around)
        for i in range(pdfium.FPDFFormObj_CountObjects(thing)):
            yield from _walk(pdfium.FPDFFormObj_GetObject(thing, i), inside, depth - 1)


def own(thing: Any) -> Matrix:
    """The object's own matrix."""
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)
