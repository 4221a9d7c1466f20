"""The text of a page as runs that can be written again, right or mistaken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from juesuan.reading.display import display_of
from juesuan.reading.glyphs import DESCENT, glyphs_of
from juesuan.reading.page import Box, Boxes
from twinning.leaf import Said

MISTAKEN = str.maketrans("0123456789元预决未千工支万额", "8347509612无须块末干土友方颜")
"""No digit is right, and characters of reports are taken for others that look like them."""


def runs_of(page: Any) -> list[Said]:
    """The visible text of a pdfium page, parted at white space and wide gaps, in its order."""
    return [
        Said(part, float(rows[0, 0]), bottom - DESCENT * size, float(rows[-1, 2] - rows[0, 0]), size)
        for text, boxes in glyphs_of(page.raw, display_of(page.raw)).lines
        for part, rows in _parted(text, boxes)
        for size, bottom in [(float(rows[0, 3] - rows[0, 1]), float(rows[0, 3]))]
        if size > 0 and rows[-1, 2] > rows[0, 0]
    ]


def mistaken(runs: Sequence[Said]) -> list[Said]:
    """What another program's character recognition might have read: every figure wrong."""
    return [replace(run, text=run.text.translate(MISTAKEN)) for run in runs]


def beside(runs: Sequence[Said], box: Box) -> list[Said]:
    """The runs outside a rectangle."""
    return [
        run
        for run in runs
        if not (box.x0 <= run.x + run.width / 2 <= box.x1 and box.y0 <= run.baseline - 0.3 * run.size <= box.y1)
    ]


def _parted(text: str, boxes: Boxes) -> Iterator[tuple[str, Boxes]]:
    """The runs of a line; what UCS-2 cannot say is left out, as the font's encoding knows nothing else."""
    seen = [i for i, c in enumerate(text) if not c.isspace() and ord(c) < 0x10000]
    ends = [k for k, (i, j) in enumerate(pairwise(seen), start=1) if boxes[j, 0] - boxes[i, 2] > 0.6 or j != i + 1]
    for start, end in pairwise([0, *ends, len(seen)]):
        if start < end:
            run = seen[start:end]
            yield "".join(text[i] for i in run), boxes[run]
