"""Ink that the detector passed over: lone dashes, single digits, ordinals before a label, the 一 that begins a line."""

from __future__ import annotations

import cv2
import numpy as np

from juesuan.reading.ocr.ink import Trace
from juesuan.reading.ocr.parts import Parts, parts_of
from juesuan.reading.ocr.scan import Grey, Quads

MOST = 60
"""Places at most, those with the most ink: a dirty page has no end of them."""

SPECK = 0.012
"""Square type sizes below which a mark is dust."""


def marks_of(trace: Trace) -> Parts:
    """The marks on a sheet: ink that is no ruling."""
    marks: Grey = trace.ink.copy()
    marks[cv2.dilate(trace.level | trace.upright, np.ones((5, 5), np.uint8)) > 0] = 0
    return parts_of(marks)


def widened(quads: Quads, marks: Parts) -> Quads:
    """Boxes of a level sheet drawn on to take in whole the marks that they cut at their ends."""
    x0, y0, x1, y1 = marks.boxes.T
    high, middle, area = y1 - y0, (y0 + y1) / 2, marks.areas
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


def missed(quads: Quads, marks: Parts, size: float) -> Quads:
    """Boxes around the marks that could be characters outside the detected boxes, in pixels.

    `size` is the usual type size.
    """
    known = np.zeros(marks.labels.shape, np.uint8)
    cv2.fillPoly(known, list(quads.round().astype(np.int32)), 1)
    left = ~marks.within(known) & (marks.areas >= SPECK * size * size)
    if not left.any():
        return np.zeros((0, 4, 2), np.float32)
    ink = marks.drawn(left)
    # Strokes of a character and characters of a word together; lines stay apart.
    reach, rise = max(3, round(0.5 * size)) | 1, max(3, round(0.35 * size)) | 1
    words = parts_of(cv2.dilate(ink, np.ones((rise, reach), np.uint8)))
    drawn = np.bincount(words.labels[ink > 0], minlength=len(words) + 1)[1:]
    found: list[tuple[int, tuple[float, float, float, float]]] = []
    for i, (x0, y0, x1, y1) in enumerate(words.boxes.astype(float).tolist()):
        x, wide = x0 + reach // 2, x1 - x0 - 2 * (reach // 2)
        y, high = y0 + rise // 2, y1 - y0 - 2 * (rise // 2)
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
