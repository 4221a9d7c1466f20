"""Which pages of a report hold ruled tables, and where."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from juesuan.reading.display import display_of
from juesuan.reading.drawing import drawn
from juesuan.reading.page import Box
from juesuan.reading.rulings import rulings_of

LONG = 100.0
"""Points: a table is at least this wide."""
EDGE = 1.0
"""Points around the rulings."""


def ruled_box(page: Any) -> Box | None:
    """The rectangle around the rulings of a page in points from the top left, None if it holds no table."""
    display = display_of(page.raw)
    paths = [(t, m) for kind, t, m in drawn(page.raw, display.matrix) if kind == pdfium.FPDF_PAGEOBJ_PATH]
    rulings = rulings_of(paths)
    # A row that a page break left over has short uprights, and cells that are drawn one by one short levels.
    level = [r.box for r in rulings if r.horizontal]
    upright = [r.box for r in rulings if not r.horizontal]
    if len(level) < 2 or len(upright) < 3:
        return None
    boxes = level + upright
    # Half of a ruling's ink may lie outside its box.
    box = Box(
        max(0.0, min(b.x0 for b in boxes) - EDGE),
        max(0.0, min(b.y0 for b in boxes) - EDGE),
        min(display.width, max(b.x1 for b in boxes) + EDGE),
        min(display.height, max(b.y1 for b in boxes) + EDGE),
    )
    return box if box.x1 - box.x0 >= LONG else None


def ruled_pages(document: Any) -> list[int]:
    """Indices of the pages that hold a ruled table."""
    return [i for i, page in enumerate(document) if ruled_box(page) is not None]


def statutory_pages(document: Any) -> list[int]:
    """Indices of the pages of the statutory tables: they stand together, and are the longest run of ruled pages."""
    runs = [[i for _, i in run] for _, run in groupby(enumerate(ruled_pages(document)), lambda x: x[1] - x[0])]
    return max(runs, key=len, default=[])
