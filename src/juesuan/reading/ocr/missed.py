"""Ink that the detector passed over: lone dashes, single digits, ordinals before a label, the 一 that begins a line."""

from __future__ import annotations

import cv2
import numpy as np

from juesuan.reading.ocr.ink import Trace, erase
from juesuan.reading.ocr.scan import Grey, Quads

MOST = 60
"""Places at most, those with the most ink: a dirty page has no end of them."""

SPECK = 0.012
"""Square type sizes below which a mark is dust."""


def marks_of(trace: Trace) -> Grey:
    """1 where there is ink that is no ruling, 0 elsewhere."""
    marks: Grey = trace.ink.copy()
    marks[cv2.dilate(trace.level | trace.upright, np.ones((5, 5), np.uint8)) > 0] = 0
    return marks


def widened(quads: Quads, ink: Grey) -> Quads:
    """Boxes of a level sheet drawn on to take in whole what they cut at their ends; `ink` is of `marks_of`."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    x0, y0, wide, high, area = (stats[1:, i].astype(np.float64) for i in range(5))
    x1, middle = x0 + wide, y0 + high / 2
    grown = quads.copy()
    for quad in grown:
        (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
        tall = bottom - top
        near = (top < middle) & (middle < bottom) & (high <= tall) & (area >= SPECK * tall * tall)
        cut = near & (x0 < left - 1) & (x1 > left + 1) & (left - x0 <= tall)
        if cut.any():
            quad[[0, 3], 0] -= left - x0[cut].min() + 1
        cut = near & (x0 < right - 1) & (x1 > right + 1) & (x1 - right <= tall)
        if cut.any():
            quad[[1, 2], 0] += x1[cut].max() - right + 1
    return grown


def missed(quads: Quads, marks: Grey, size: float) -> Quads:
    """Boxes around what could be characters outside the detected ones, in pixels.

    `marks` are those of `marks_of`, `size` is the usual type size.
    """
    ink = marks.copy()
    known = np.zeros_like(ink)
    cv2.fillPoly(known, list(quads.round().astype(np.int32)), 1)
    erase(ink, known, float("inf"))
    _, marks, sizes, _ = cv2.connectedComponentsWithStats(ink)
    ink[sizes[:, cv2.CC_STAT_AREA][marks] < SPECK * size * size] = 0
    # Strokes of a character and characters of a word together; lines stay apart.
    reach, rise = max(3, round(0.5 * size)) | 1, max(3, round(0.35 * size)) | 1
    joined = cv2.dilate(ink, np.ones((rise, reach), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    drawn = np.bincount(labels[ink > 0], minlength=count)
    found: list[tuple[int, tuple[float, float, float, float]]] = []
    for i in range(1, count):
        x, y, wide, high = (float(v) for v in stats[i, :4])
        x, wide = x + reach // 2, wide - 2 * (reach // 2)
        y, high = y + rise // 2, high - 2 * (rise // 2)
        whole = wide >= 0.25 * size and high >= 0.5 * size
        dash = 0.25 * size <= wide <= 2.5 * size and high <= 0.3 * size and drawn[i] > 0.5 * wide * high
        # A whole line is missed under a seal; dirt of that length is fainter or solid.
        line = wide <= 8 * size or 0.08 < drawn[i] / max(1.0, wide * high) < 0.6
        if high > 1.6 * size or not line or not (whole or dash) or not drawn[i]:
            continue
        # As high as a line, like the boxes of the detector, and a dash with room around it: alone it would fill its
        # crop and look like a character's stroke.
        middle, half, margin = y + high / 2, 0.64 * size, (0.7 if dash else 0.15) * size
        found.append((int(drawn[i]), (x - margin, middle - half, x + wide + margin, middle + half)))
    if not found:
        return np.zeros((0, 4, 2), np.float32)
    likely = sorted(found, key=lambda place: -place[0])[:MOST]
    return np.array([((a, b), (c, b), (c, d), (a, d)) for _, (a, b, c, d) in likely], np.float32)
