"""Ink that the detector passed over: lone dashes, single digits, ordinals before a label, now and then a line."""

from __future__ import annotations

import cv2
import numpy as np

from juesuan.reading.ocr.ink import erase, inked, ruled
from juesuan.reading.ocr.scan import Quads
from juesuan.reading.ocr.sheet import Sheet

MOST = 60
"""Places at most: a page with more is dirty, not badly detected."""


def missed(sheet: Sheet, quads: Quads, size: float) -> Quads:
    """Boxes around what could be characters outside the detected ones, in pixels; `size` is the usual type size."""
    ink = inked(sheet.picture)
    level, upright = ruled(ink, sheet.dpi)
    ink[cv2.dilate(level | upright, np.ones((5, 5), np.uint8)) > 0] = 0
    known = np.zeros_like(ink)
    cv2.fillPoly(known, list(quads.round().astype(np.int32)), 1)
    erase(ink, known, float("inf"))
    # Strokes of a character and characters of a word together; lines stay apart.
    reach, rise = max(3, round(0.5 * size)) | 1, max(3, round(0.35 * size)) | 1
    joined = cv2.dilate(ink, np.ones((rise, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    drawn = np.bincount(labels[ink > 0], minlength=count)
    found: list[tuple[float, float, float, float]] = []
    for i in range(1, count):
        x, y, wide, high = (float(v) for v in stats[i, :4])
        x, wide = x + reach // 2, wide - 2 * (reach // 2)
        y, high = y + rise // 2, high - 2 * (rise // 2)
        whole = wide >= 0.25 * size and high >= 0.5 * size
        dash = 0.25 * size <= wide <= 2.5 * size and high <= 0.3 * size and drawn[i] > 0.5 * wide * high
        # A whole line is missed under a seal; dirt of that length is fainter or solid.
        line = wide <= 8 * size or 0.08 < drawn[i] / max(1.0, wide * high) < 0.6
        if high > 1.6 * size or not line or not (whole or dash) or drawn[i] < 0.012 * size * size:
            continue
        # As high as a line, like the boxes of the detector, and a dash with room around it: alone it would fill its
        # crop and look like a character's stroke.
        middle, half, margin = y + high / 2, 0.64 * size, (0.7 if dash else 0.15) * size
        found.append((x - margin, middle - half, x + wide + margin, middle + half))
    if not 0 < len(found) <= MOST:
        return np.zeros((0, 4, 2), np.float32)
    return np.array([((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in found], np.float32)
