"""Setting a sheet upright: which way its text runs, and whether it stands on its head."""

from __future__ import annotations

import numpy as np

from juesuan.reading.ocr.engine import Engine
from juesuan.reading.ocr.level import levelled
from juesuan.reading.ocr.scan import Quads
from juesuan.reading.ocr.sheet import Sheet, moved
from juesuan.reading.ocr.strips import crops_of, detected, sideways

WITNESSES = 8
"""How many of the longest lines are asked whether they stand on their head."""
DOUBT = 0.5
"""Share of them that must say so before both ways are read and compared."""


def upright(sheet: Sheet, dpi: float, engine: Engine) -> tuple[Sheet, Quads]:
    """The sheet set upright and level, and where text stands on it. Turned by quarters, then by its skew.

    `dpi` is the resolution that is enough to find its text.
    """
    sheet = levelled(sheet)
    quads = detected(sheet, dpi, engine)
    if len(quads) and sideways(quads):
        sheet = levelled(sheet.turned(1))
        quads = detected(sheet, dpi, engine)
    if len(quads) and _on_its_head(sheet, quads, engine):
        high, wide = sheet.picture.shape
        half_turn = np.array([[-1, 0, wide], [0, -1, high], [0, 0, 1]], np.float64)
        # The corners come to stand crosswise: the first is the top left again.
        quads = np.ascontiguousarray(moved(quads, half_turn)[:, [2, 3, 0, 1]])
        sheet = sheet.turned(2)
    return sheet, quads


def _on_its_head(sheet: Sheet, quads: Quads, engine: Engine) -> bool:
    """Whether its text is upside down: the direction model suspects it, the recogniser decides."""
    run = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    crops = crops_of(sheet.picture, quads[np.argsort(-run, kind="stable")[:WITNESSES]])
    # The model sees three times the height of a line and no more.
    short = [c[:, : 4 * c.shape[0]] for c in crops]
    if engine.upside_down(short) < DOUBT:
        return False
    flipped = [np.ascontiguousarray(np.rot90(c, 2)) for c in crops]
    as_is, turned = (sum(d.score for d in engine.recognise(way)) for way in (crops, flipped))
    return turned > as_is
