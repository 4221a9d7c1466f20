"""Ink on a grey picture: where it is, what of it are ruling lines, and whether any of it could be text."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from juesuan.reading.ocr.scan import Grey
from juesuan.reading.page import Box, Ruling

GLYPHS = 3
"""A page with fewer marks of the size of a character has nothing to read: specks, folds, shadows."""


def inked(picture: Grey) -> Grey:
    """1 where ink is darker than its surroundings, 0 elsewhere."""
    smooth = cv2.GaussianBlur(picture, (3, 3), 0)
    mask: Grey = cv2.adaptiveThreshold(smooth, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    return mask


def ruled(ink: Grey, dpi: float) -> tuple[Grey, Grey]:
    """The level and the upright lines in a mask of ink, two masks of the same shape."""
    short = max(18, round(dpi * 0.16))
    level = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, round(short * 1.6)), np.uint8)
    )
    upright = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((short, 1), np.uint8)
    )
    return (
        cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, 15), np.uint8)),
        cv2.morphologyEx(upright, cv2.MORPH_CLOSE, np.ones((15, 1), np.uint8)),
    )


def has_text(picture: Grey, dpi: float) -> bool:
    """Whether anything on it could be characters: enough marks of their size that are no ruling lines."""
    factor = min(1.0, 100 / dpi)
    small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else picture
    ink, dpi = inked(small), dpi * factor
    level, upright = ruled(ink, dpi)
    ink[cv2.dilate(level | upright, np.ones((3, 3), np.uint8)) > 0] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    wide, high, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    sized = (high >= 0.03 * dpi) & (high <= 0.8 * dpi) & (wide <= 3 * dpi) & (area >= (0.03 * dpi) ** 2)
    return int(sized.sum()) >= GLYPHS


def rulings_in(picture: Grey, scale: float) -> tuple[Ruling, ...]:
    """The ruling lines of a straight picture of `scale` pixels to a point; boxes in points.

    Strokes of characters are told apart by length, and by what they touch: an upright line of a table ends at
    level ones, a short level line meets upright ones.
    """
    dpi = 72 * scale
    level, upright = ruled(inked(picture), dpi)
    near, thick = dpi * 0.06, max(12, round(dpi * 0.06))
    across = _segments(level)
    across = across[(across[:, 3] - across[:, 1] <= thick) & (across[:, 2] - across[:, 0] >= 0.16 * dpi)]
    down = _segments(upright)
    down = down[(down[:, 2] - down[:, 0] <= thick) & (down[:, 3] - down[:, 1] >= 0.11 * dpi)]
    x = (down[:, 0] + down[:, 2]) / 2
    down = down[_touches(across, x, down[:, 1], near) & _touches(across, x, down[:, 3], near)]
    meets = _meets(across, down, near)
    across = across[(across[:, 2] - across[:, 0] >= dpi) | meets]
    return tuple(
        Ruling(horizontal, Box(*(float(v) / scale for v in _thinned(row, horizontal))))
        for rows, horizontal in ((across, True), (down, False))
        for row in rows
    )


def _segments(mask: Grey) -> npt.NDArray[np.float64]:
    """Boxes of the connected parts of a mask, shape (n, 4), in pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    x, y, wide, high = (stats[1:, i].astype(np.float64) for i in range(4))
    return np.column_stack((x, y, x + wide, y + high))


def _touches(
    across: npt.NDArray[np.float64], x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], near: float
) -> npt.NDArray[np.bool_]:
    """Whether each point (x, y) lies on one of the level lines."""
    on = (across[None, :, 0] - near <= x[:, None]) & (x[:, None] <= across[None, :, 2] + near)
    at = np.abs((across[None, :, 1] + across[None, :, 3]) / 2 - y[:, None]) <= near
    touched: npt.NDArray[np.bool_] = np.any(on & at, axis=1)
    return touched


def _meets(across: npt.NDArray[np.float64], down: npt.NDArray[np.float64], near: float) -> npt.NDArray[np.bool_]:
    """Whether each level line crosses or ends at an upright one."""
    x, y = (down[None, :, 0] + down[None, :, 2]) / 2, (across[:, 1, None] + across[:, 3, None]) / 2
    beside = (across[:, 0, None] - near <= x) & (x <= across[:, 2, None] + near)
    at = (down[None, :, 1] - near <= y) & (y <= down[None, :, 3] + near)
    met: npt.NDArray[np.bool_] = np.any(beside & at, axis=1)
    return met


def _thinned(row: npt.NDArray[np.float64], horizontal: bool) -> tuple[float, float, float, float]:
    """A line's box less the pixel that closing its gaps added on either side."""
    x0, y0, x1, y1 = row
    if horizontal:
        return (x0, y0 + 1, x1, max(y1 - 1, y0 + 2))
    return (x0 + 1, y0, max(x1 - 1, x0 + 2), y1)
