"""Strips of text become printed lines, as a text layer has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from juesuan.reading.ocr.order import groups, halves
from juesuan.reading.ocr.scan import Scan, Strip
from juesuan.reading.page import Ruling
from juesuan.reading.words import GAP

LEVEL = 0.5
"""Share of the lower height by which two strips of one line overlap."""
GAP_OF_CELLS = float("-inf")
"""No gap is needed between the text of two cells."""


def lines_of(scan: Scan) -> list[list[Strip]]:
    """The printed lines of a page in reading order, one list for each page on the sheet.

    What stands side by side is one line, a space between its parts: also the cells of a table, if each is one
    line at the same height. A strip that the detector drew across an upright ruling is parted there.
    """
    strips = [part for strip in scan.strips for part in _parted(strip, scan.rulings)]
    return [
        _joined([row for group in groups(half, scan.rulings) for row in _rows(group)])
        for half in halves(strips, scan.rulings, scan.width, scan.height)
    ]


def _parted(strip: Strip, rulings: Sequence[Ruling]) -> Iterable[Strip]:
    """The strip in pieces between the upright rulings that cross it."""
    inset = 0.3 * strip.height
    crossing = [
        (r.box.x0 + r.box.x1) / 2
        for r in rulings
        if not r.horizontal
        and r.box.y0 < strip.middle < r.box.y1
        and strip.x0 + inset < (r.box.x0 + r.box.x1) / 2 < strip.x1 - inset
    ]
    if not crossing:
        return [strip]
    middles = (strip.boxes[:, 0] + strip.boxes[:, 2]) / 2
    edges = sorted({0, *np.searchsorted(middles, sorted(crossing)).tolist(), len(strip.text)})
    pieces = [strip.part(start, end) for start, end in pairwise(edges)]
    return [piece for piece in pieces if piece.text.strip()]


def _rows(group: Sequence[Strip]) -> list[list[Strip]]:
    """The strips of a cell or of running text by printed line, top to bottom, left to right."""
    rows: list[list[Strip]] = []
    for strip in sorted(group, key=lambda s: s.middle):
        # The nearest neighbour decides: what is left of the skew adds up over a line.
        near = [
            (min(abs(strip.x0 - other.x1), abs(other.x0 - strip.x1)), row)
            for row in rows[-4:]
            for other in row
            if _level(strip, other)
        ]
        if near:
            min(near, key=lambda pair: pair[0])[1].append(strip)
        else:
            rows.append([strip])
    for row in rows:
        row.sort(key=lambda s: s.x0)
    return rows


def _level(one: Strip, two: Strip) -> bool:
    """Whether two strips stand on one line and not one above the other."""
    apart = abs(one.middle - two.middle)
    beside = min(one.x1, two.x1) - max(one.x0, two.x0) < 0.5 * min(one.height, two.height)
    return beside and (one.height + two.height) / 2 - apart > LEVEL * min(one.height, two.height)


def _joined(rows: Sequence[list[Strip]]) -> list[Strip]:
    """Rows as lines; rows that follow each other at one height, in neighbouring cells, are one line."""
    lines: list[list[Strip]] = []
    for row in rows:
        if lines and lines[-1][-1].x1 <= row[0].x0 + 1 and _level(lines[-1][-1], row[0]):
            lines[-1].append(_line(row))
        else:
            lines.append([_line(row)])
    # Two cells are two words, however close their text stands to the ruling between them.
    return [_line(line, GAP_OF_CELLS) for line in lines]


def _line(strips: Sequence[Strip], gap: float = GAP) -> Strip:
    """Strips as one, a space as wide as the gap wherever it is more than `gap` times their height."""
    text, boxes, confidences = strips[0].text, [strips[0].boxes], [strips[0].confidences]
    for before, strip in pairwise(strips):
        if strip.x0 - before.x1 > gap * min(before.height, strip.height):
            last, first = before.boxes[-1], strip.boxes[0]
            text += " "
            boxes.append(np.array([[last[2], last[1], max(first[0], last[2]), last[3]]], np.float32))
            confidences.append(np.ones(1, np.float32))
        text += strip.text
        boxes.append(strip.boxes)
        confidences.append(strip.confidences)
    return Strip(text, np.concatenate(boxes), np.concatenate(confidences))
