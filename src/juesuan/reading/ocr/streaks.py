"""Streaks: the lines that a speck of dust on a scanner's glass draws over the whole sheet, in the way it was fed."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from juesuan.reading.ocr.scan import Grey

DARKER = 25
"""How much darker than what is around it a streak is."""
AROUND = 0.08
"""Inches to either side that are around it."""
WIDEST = 0.05
"""Inches across of a streak at most."""
WHOLE = 0.9
"""Share of the sheet that a streak covers at least, noise breaks it here and there."""
EDGE = 0.015
"""Share of the sheet at either end where no table reaches and a streak does."""
SEEN = 0.7
"""Share of either end that a streak covers at least."""
BLANK = 0.05
"""Share of either end that may be dark: with print there the sheet was cut to a table, whose rulings are no streaks."""
MOST = 4
"""Streaks of a sheet at most: what has more lines from end to end is a table itself."""
DEEPER = 40
"""How much darker ink is than the paper, and than the streak where it was printed there."""


def without_streaks(picture: Grey, dpi: float) -> Grey:
    """The picture without lines from end to end, upright and level ones: a streak would be a column of each table."""
    across = _without_upright(picture, dpi)
    turned: Grey = np.ascontiguousarray(across.T)
    clean = _without_upright(turned, dpi)
    # Most sheets have none: they need not be turned back.
    return across if clean is turned else np.ascontiguousarray(clean.T)


def _without_upright(picture: Grey, dpi: float) -> Grey:
    """The picture without upright streaks: what is beside them is drawn across, but for ink that is darker."""
    edge = max(3, round(EDGE * len(picture)))
    # The ends of a sheet tell.
    found = np.logical_and(*(_covered(end, dpi) >= SEEN for end in (picture[:edge], picture[-edge:])))
    if not found.any():
        return picture
    found &= _covered(picture, dpi) >= WHOLE
    ink = picture[:, ~found] < np.median(picture) - DEEPER
    if max(ink[:edge].mean(), ink[-edge:].mean()) > BLANK:
        return picture
    bounds = np.flatnonzero(np.diff(found, prepend=False, append=False)).tolist()
    # The flanks of a streak are paler, not white.
    streaks = [(x0 - 2, x1 + 2) for x0, x1 in list(pairwise(bounds))[::2] if x1 - x0 <= WIDEST * dpi]
    if len(streaks) > MOST:
        return picture
    clean = picture.copy()
    for left, right in streaks:
        if left <= 0 or right >= picture.shape[1]:
            continue
        share = np.linspace(0, 1, right - left + 2)[1:-1]
        beside = picture[:, [left - 1, right]].astype(np.float32)
        drawn = beside[:, :1] * (1 - share) + beside[:, 1:] * share
        inside = picture[:, left:right]
        printed = inside < np.median(inside, axis=0) - DEEPER
        clean[:, left:right] = np.where(printed, inside, np.rint(drawn)).astype(np.uint8)
    return clean


def _covered(picture: Grey, dpi: float) -> npt.NDArray[np.float64]:
    """The share of each column of pixels that is darker than what is beside it, shape (width,)."""
    reach = round(AROUND * dpi)
    dark = cv2.subtract(cv2.blur(picture, (2 * reach + 1, 1)), picture) > DARKER
    covered: npt.NDArray[np.float64] = dark.mean(axis=0)
    return covered
