"""Setting a sheet straight: its skew, and the mild perspective of a photographed or curled one."""

from __future__ import annotations

import math

import cv2
import numpy as np

from juesuan.reading.ocr.ink import inked, ruled
from juesuan.reading.ocr.parts import parts_of
from juesuan.reading.ocr.scan import Grey, Transform
from juesuan.reading.ocr.sheet import Sheet

STEEPEST = 6.0
"""Degrees of skew that a feeder leaves; more is a slanted drawing."""
SLIGHT = 0.05
"""Degrees of skew that harm nothing."""
KEYSTONE = (0.002, 0.04)
"""Shares of a side by which the opposite corners of a table may be off: less needs no mending, more is no frame."""


def levelled(sheet: Sheet) -> Sheet:
    """The sheet with its lines level and the frame of its largest table a rectangle."""
    angle = skew(sheet.picture)
    if abs(angle) > SLIGHT:
        high, wide = sheet.picture.shape
        turn = np.vstack((cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1), (0, 0, 1)))
        sheet = sheet.warped(turn)
    squared = _squared(sheet)
    return sheet if squared is None else sheet.warped(squared)


def skew(picture: Grey) -> float:
    """Degrees by which its lines fall to the right, from ruling lines or else lines of text; 0 if there are none."""
    factor = min(1.0, 1200 / max(picture.shape))
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 15, 10)
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, 14), np.uint8))
    angle = _slope(cv2.dilate(lines, np.ones((3, 3), np.uint8)), 0.12, 2.5)
    if angle is None:
        words = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 25), np.uint8))
        angle = _slope(cv2.morphologyEx(words, cv2.MORPH_OPEN, np.ones((1, 25), np.uint8)), 0.3, 6.0)
    return angle or 0.0


def _slope(mask: Grey, longest: float, scatter: float) -> float | None:
    """The median slope, weighted by length, of the long thin parts of a mask, in degrees; None if it has none.

    A part is at least `longest` of the width, and its pixels lie within `scatter` of a straight line on average.
    """
    parts = parts_of(mask)
    found: list[tuple[float, int]] = []
    for i in np.flatnonzero((parts.wide >= longest * mask.shape[1]) & (parts.high <= 0.15 * parts.wide)).tolist():
        x0, y0, x1, y1 = parts.boxes[i].tolist()
        ys, xs = np.nonzero(parts.labels[y0:y1, x0:x1] == i + 1)
        slope, offset = np.polyfit(xs, ys, 1)
        degrees = math.degrees(math.atan(slope))
        if np.abs(slope * xs + offset - ys).mean() <= scatter and abs(degrees) < STEEPEST:
            found.append((degrees, x1 - x0))
    if not found:
        return None
    found.sort()
    total = np.cumsum([weight for _, weight in found])
    return found[int(np.searchsorted(total, total[-1] / 2))][0]


def _squared(sheet: Sheet) -> Transform | None:
    """The map that makes the frame of the largest table a rectangle, None if it is one or there is none."""
    factor = min(1.0, 100 / sheet.dpi)
    small = cv2.resize(sheet.picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    # Slanted lines leave steps: they must still count as lines.
    level, upright = ruled(cv2.dilate(inked(small), np.ones((2, 2), np.uint8)), sheet.dpi * factor)
    frames = parts_of(cv2.dilate(level | upright, np.ones((3, 3), np.uint8)))
    if not len(frames):
        return None
    largest = int(np.argmax(frames.wide * frames.high))
    if min(frames.wide[largest], frames.high[largest]) < 0.2 * min(small.shape):
        return None
    frame = frames.labels == largest + 1
    ys, xs = np.nonzero(frame)
    ends = (xs + ys).argmin(), (xs - ys).argmax(), (xs + ys).argmax(), (xs - ys).argmin()
    corners = np.array([(xs[i], ys[i]) for i in ends], np.float32)
    x0, y0 = (corners[0] + corners[3])[0] / 2, (corners[0] + corners[1])[1] / 2
    x1, y1 = (corners[1] + corners[2])[0] / 2, (corners[2] + corners[3])[1] / 2
    straight = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)
    off = float(np.abs(corners - straight).max() / max(x1 - x0, y1 - y0, 1))
    if not KEYSTONE[0] < off < KEYSTONE[1] or not all(
        _drawn(frame, corners[i], corners[(i + 1) % 4]) for i in range(4)
    ):
        return None
    found: Transform = cv2.getPerspectiveTransform(corners / factor, straight / factor)
    return found


def _drawn(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], one: Grey, two: Grey) -> bool:
    """Whether a line of the mask runs from one corner to the other: without it the corners frame nothing."""
    steps = int(max(abs(two - one).max(), 1))
    path = one + (two - one) * np.linspace(0.02, 0.98, steps)[:, None]
    x, y = path.round().astype(int).T
    high, wide = mask.shape
    near = [mask[np.clip(y + dy, 0, high - 1), np.clip(x + dx, 0, wide - 1)]
            for dx, dy in ((0, 0), (2, 0), (-2, 0), (0, 2), (0, -2))]  # fmt: skip
    return bool(np.any(near, axis=0).mean() > 0.9)
