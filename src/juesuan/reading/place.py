"""Where pdfium puts the characters of a page: three questions a character, asked in bulk.

These calls are most of the time it takes to read a page. The package's own bindings convert every argument
of every call; bound here once more, on plain addresses, they take half as long.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., int]:
    """The same function of the same library, on addresses; it keeps Python's lock, each call being short."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    call: Callable[..., int] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return call


_ADDRESS = ctypes.c_size_t
_BOX = _bound(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS)
_ORIGIN = _bound(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS, _ADDRESS)
_OWNER = _bound(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, ctypes.c_int)


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
    _drain(map(_BOX, repeat(page), indices, range(box, box + end, 16)))
    xs, ys = range(origin, origin + end, 16), range(origin + 8, origin + 8 + end, 16)
    _drain(map(_ORIGIN, repeat(page), indices, xs, ys))
    owners = np.fromiter(map(_OWNER, repeat(page), indices), dtype=np.uint64, count=count)
    # FS_RECTF is left, top, right, bottom.
    return boxes[:, [0, 3, 2, 1]].astype(np.float64), origins, owners


def _drain(calls: Any) -> None:
    """Make all the calls."""
    deque(calls, maxlen=0)
