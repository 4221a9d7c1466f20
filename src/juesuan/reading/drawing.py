"""The drawn objects of a page: paths and pictures, also those inside form XObjects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from juesuan.reading.bound import ADDRESS, bound
from juesuan.reading.display import Matrix, product

DEPTH = 8
"""Forms nested deeper than this are left alone: real ones nest two or three deep, a loop would not end."""

_OBJECT = bound(pdfium.FPDFPage_GetObject, ADDRESS, ADDRESS, ctypes.c_int)
_PART = bound(pdfium.FPDFFormObj_GetObject, ADDRESS, ADDRESS, ctypes.c_ulong)
_KIND = bound(pdfium.FPDFPageObj_GetType, ctypes.c_int, ADDRESS)
_PARTS = bound(pdfium.FPDFFormObj_CountObjects, ctypes.c_int, ADDRESS)
_MATRIX = bound(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, ADDRESS, ADDRESS)


def drawn(page: Any, display: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    """Type, address and map to the displayed page of every object that is not text.

    `page` is a raw pdfium page, `display` the map of `display_of`. The map is that of the object's
    surroundings; its own matrix, which only pictures and paths need, is left to `own`.
    """
    address = ctypes.addressof(page.contents)
    return _walk(map(_OBJECT, repeat(address), range(pdfium.FPDFPage_CountObjects(page))), display, DEPTH)


def _walk(things: Iterable[int], around: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    for thing in things:
        kind = _KIND(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, thing, around
        elif depth:
            parts = map(_PART, repeat(thing), range(_PARTS(thing)))
            yield from _walk(parts, product(own(thing), around), depth - 1)


def own(thing: int) -> Matrix:
    """The object's own matrix."""
    m = pdfium.FS_MATRIX()
    _MATRIX(thing, ctypes.addressof(m))
    return (m.a, m.b, m.c, m.d, m.e, m.f)
