"""Strokes of characters that were taken for ruling lines: in a tight row that of 事 reaches from ruling to ruling."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from juesuan.reading.ocr.scan import Strip
from juesuan.reading.ocr.strips import narrow
from juesuan.reading.page import Ruling

TALLEST = 1.8
"""Heights of a character up to which a stroke can look like a ruling: row and character are nearly as high."""
INSIDE = 0.05
"""Heights of a character by which a stroke keeps away from its sides."""
NEAR = 2.0
"""Points by which two pieces of one upright ruling stand apart at most."""


def without_strokes(rulings: Sequence[Ruling], strips: Sequence[Strip]) -> tuple[Ruling, ...]:
    """The rulings without those that are strokes: as high as a line of text and inside one.

    A piece of a ruling that has other pieces above or below it is one, if any of them is surely no stroke.
    """
    upright = [r for r in rulings if not r.horizontal]
    sure = [_middle(r) for r in upright if not any(_within(r, strip) for strip in strips)]
    return tuple(r for r in rulings if r.horizontal or any(abs(x - _middle(r)) <= NEAR for x in sure))


def _within(ruling: Ruling, strip: Strip) -> bool:
    """Whether a ruling may be a stroke of one of a strip's characters, and does not run between two of them.

    Digits are lower than a row, and where a code meets a name there is a ruling: places of characters are not exact.
    """
    if not ruling.box.y0 < strip.middle < ruling.box.y1 or ruling.box.y1 - ruling.box.y0 > TALLEST * strip.height:
        return False
    inset = INSIDE * strip.height
    inside = (strip.boxes[:, 0] + inset < _middle(ruling)) & (_middle(ruling) < strip.boxes[:, 2] - inset)
    return any(not any(narrow(c) for c in strip.text[max(0, i - 1) : i + 2]) for i in np.flatnonzero(inside).tolist())


def _middle(ruling: Ruling) -> float:
    return (ruling.box.x0 + ruling.box.x1) / 2
