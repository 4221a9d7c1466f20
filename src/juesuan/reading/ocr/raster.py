"""A page as a grey picture: rendered by pdfium, seals taken away, dark edges of copies whitened."""

from __future__ import annotations

import ctypes
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from juesuan.reading.display import Display
from juesuan.reading.ocr.parts import Parts, parts_of
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
    colours = parts_of(joined)
    for i, (x0, y0, x1, y1) in enumerate(colours.boxes.tolist(), start=1):
        wide, high = x1 - x0, y1 - y0
        if min(wide, high) < STAMP * dpi / 4 or not 0.4 < wide / high < 2.5:
            continue
        inside = colours.labels[y0:y1, x0:x1] == i
        if shaded[y0:y1, x0:x1][inside].sum() > 0.6 * wide * high:
            continue
        _bleached(plain, picture, colours, i - 1)
    return plain


def _bleached(plain: Grey, picture: Coloured, colours: Parts, stamp: int) -> None:
    """Whiten a stamp, and the parts of it that are pressed so faintly that they hang together with nothing.

    `colours` are all coloured things, `stamp` is the index of one, on a copy of a quarter of the size.
    """
    sizes, middles = colours.boxes[:, 2:] - colours.boxes[:, :2], (colours.boxes[:, :2] + colours.boxes[:, 2:]) / 2
    near = (np.abs(middles - middles[stamp]) <= sizes[stamp] * BREADTH).all(axis=1)
    near &= (sizes <= sizes[stamp]).all(axis=1)
    x0, y0 = colours.boxes[near, :2].min(axis=0).tolist()
    x1, y1 = colours.boxes[near, 2:].max(axis=0).tolist()
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
    bands = parts_of(dark)
    high, wide = dark.shape
    x0, y0, x1, y1 = bands.boxes.T
    at_edge = (x0 <= 1) | (y0 <= 1) | (x1 >= wide - 1) | (y1 >= high - 1)
    if not at_edge.any():
        return picture
    edge = cv2.dilate(bands.drawn(at_edge), np.ones((5, 5), np.uint8))
    mask = cv2.resize(edge, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST)
    cleaned = picture.copy()
    cleaned[mask > 0] = 255
    return cleaned
