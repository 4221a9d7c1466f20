"""A page as a grey picture: rendered by pdfium, seals taken away, dark edges of copies whitened."""

from __future__ import annotations

import ctypes
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from juesuan.reading.display import Display
from juesuan.reading.ocr.scan import Grey

Coloured = npt.NDArray[np.uint8]
"""A picture in colour, shape (height, width, 3): blue, green, red."""

LONGEST = 3400
"""Pixels of the longer side at most: an A3 sheet at 200 dpi. Some scans declare pages of metres."""
DARK, PALE = 70, 165
"""Brightest channel up to which coloured pixels of a stamp are print, and from which on they are its ink alone."""
SHADE = 60
"""Difference between the channels from which a pixel has a colour."""
TINT = 25
"""The same within a stamp, whose colour compression smears over the white around it."""
STAMP = 18 / 25.4
"""Inches across, at least, of a seal or stamp; coloured words are lower."""

BREADTH = 0.9
"""Widths of what hangs together of a stamp within which the rest of it lies, from the middle."""


def pixels_per_point(display: Display, dpi: float) -> float:
    """The scale to render a page at."""
    longest = max(display.width, display.height, 1.0)
    return min(dpi / 72, LONGEST * max(1.0, dpi / 200) / longest)


def rendered(page: Any, display: Display, scale: float) -> Coloured:
    """An open raw pdfium page as displayed, `scale` pixels to a point, on white, with annotations."""
    wide, high = max(1, round(display.width * scale)), max(1, round(display.height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(wide, high, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError(f"no room for a picture of {wide} × {high} pixels")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        start = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        rows = np.ctypeslib.as_array(start, shape=(high, stride))
        return rows[:, : wide * 3].reshape(high, wide, 3).copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def grey(picture: Coloured, dpi: float) -> Grey:
    """The picture without colours. Seals and stamps vanish: there the brightest channel of each pixel counts.

    Only where a colour covers something as large as a stamp and hollow like one, so that red figures, blue
    headings and white words on a coloured row stay.
    """
    plain: Grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA).astype(np.int16)
    shaded = ((small.max(axis=2) - small.min(axis=2)) > SHADE).astype(np.uint8)
    if not shaded.any():
        return plain
    reach = max(3, round(dpi / 4 * 0.06)) | 1
    joined = cv2.morphologyEx(shaded, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    for i in range(1, count):
        x, y, wide, high = (int(v) for v in stats[i, :4])
        if min(wide, high) < STAMP * dpi / 4 or not 0.4 < wide / high < 2.5:
            continue
        inside = labels[y : y + high, x : x + wide] == i
        if shaded[y : y + high, x : x + wide][inside].sum() > 0.6 * wide * high:
            continue
        _bleached(plain, picture, stats, (x, y, wide, high))
    return plain


def _bleached(plain: Grey, picture: Coloured, stats: Any, stamp: tuple[int, int, int, int]) -> None:
    """Whiten a stamp, and the parts of it that are pressed so faintly that they hang together with nothing.

    `stats` are OpenCV's of all coloured things, `stamp` is the box of one, on a copy of a quarter of the size.
    """
    x, y, wide, high = stamp
    middles = stats[1:, :2] + stats[1:, 2:4] / 2
    reach = np.array((wide, high)) * BREADTH
    near = (np.abs(middles - (x + wide / 2, y + high / 2)) <= reach).all(axis=1)
    near &= (stats[1:, 2:4] <= (wide, high)).all(axis=1)
    boxes = np.vstack((stats[1:, :4][near], stamp))
    x0, y0 = boxes[:, :2].min(axis=0)
    x1, y1 = (boxes[:, :2] + boxes[:, 2:]).max(axis=0)
    grown = slice(max(0, 4 * y0 - 8), 4 * y1 + 8), slice(max(0, 4 * x0 - 8), 4 * x1 + 8)
    peak = picture[grown].max(axis=2).astype(np.float32)
    tinted = peak - picture[grown].min(axis=2) > TINT
    # What is left of a stamp is pale but still a shape, and one can hide a line from the detector. Stretched, not cut:
    # the edges of characters under it are pale, too.
    peak[tinted] = np.clip((peak[tinted] - DARK) * (255 / (PALE - DARK)), 0, 255)
    plain[grown] = peak.astype(np.uint8)


def without_edges(picture: Grey, dpi: float) -> Grey:
    """The picture with the dark bands whitened that a copier leaves along the edges of a sheet."""
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    thick = max(3, round(dpi / 4 * 0.08))
    dark = cv2.morphologyEx((small < 100).astype(np.uint8), cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    if not dark.any():
        return picture
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    high, wide = dark.shape
    at_edge = [
        i
        for i in range(1, count)
        if stats[i, 0] <= 1 or stats[i, 1] <= 1
        or stats[i, 0] + stats[i, 2] >= wide - 1 or stats[i, 1] + stats[i, 3] >= high - 1
    ]  # fmt: skip
    if not at_edge:
        return picture
    edge = cv2.dilate(np.isin(labels, at_edge).astype(np.uint8), np.ones((5, 5), np.uint8))
    mask = cv2.resize(edge, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST)
    cleaned = picture.copy()
    cleaned[mask > 0] = 255
    return cleaned
