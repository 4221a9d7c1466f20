"""Where pdfium puts the characters of a page: three questions a character, asked in bulk."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from juesuan.reading.bound import ADDRESS, bound, drain

_BOX = bound(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ADDRESS, ctypes.c_int, ADDRESS)
_ORIGIN = bound(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ADDRESS, ctypes.c_int, ADDRESS, ADDRESS)
_OWNER = bound(pdfium.FPDFText_GetTextObject, ADDRESS, ADDRESS, ctypes.c_int)


def places(
    textpage: Any, count: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.uint64]]:
    """Loose boxes (left, bottom, right, top), origins (x, y) and owning text objects of `count` characters.

    Shapes (n, 4), (n, 2) and (n,), in points of the page's own coordinates. An owner is an identity, 0 for
    a character that belongs to no object; what pdfium cannot place stays 0.
    """
    page = ctypes.addressof(textpage.contents)
    boxes, origins = np.zeros((count, 4), dtype=np.float32), np.zeros((count, 2))
    box, origin = boxes.ctypes.data, origins.ctypes.data
    indices, end = range(count), 16 * count
    drain(map(_BOX, repeat(page), indices, range(box, box + end, 16)))
    xs, ys = range(origin, origin + end, 16), range(origin + 8, origin + 8 + end, 16)
    drain(map(_ORIGIN, repeat(page), indices, xs, ys))
    owners = np.fromiter(map(_OWNER, repeat(page), indices), dtype=np.uint64, count=count)
    # FS_RECTF is left, top, right, bottom.
    return boxes[:, [0, 3, 2, 1]].astype(np.float64), origins, owners
