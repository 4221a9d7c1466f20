"""Columns with layout: the white strips between them, found below the header."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from juesuan.extracting.word_header import Header
from juesuan.extracting.word_wrap import NO_END, NO_START, is_wide
from juesuan.reading.page import Boxes, Line

JOINED = 0.45
"""Characters nearer than this share of a character's pitch belong to one run."""
DIGITS_JOINED = 0.75
"""The same for two digits: a recogniser puts them a quarter of a pitch beside their places."""
INK = 0.85
"""Share of its pitch that a wide character is taken to cover, however little ink it has (一, 。)."""
NARROWEST = 0.15


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one line without a wide gap between them; the box in PDF points of its page."""

    line: int
    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


def pitch_of(lines: Iterable[Line]) -> float:
    """The usual distance of neighbouring wide characters in points; 0 if no two are neighbours."""
    steps: list[float] = []
    for line in lines:
        boxes = line.boxes
        if boxes is None:
            continue
        for j in range(len(line.text) - 1):
            if is_wide(line.text[j]) and is_wide(line.text[j + 1]):
                step = float(boxes[j + 1, 0] + boxes[j + 1, 2] - boxes[j, 0] - boxes[j, 2]) / 2
                if step > 0:
                    steps.append(step)
    return float(np.median(steps)) if steps else 0.0


def runs_of(line: Line, index: int, pitch: float) -> list[Run]:
    """The runs of a line with layout, left to right as its text goes; `index` is kept in them."""
    runs: list[Run] = []
    if line.boxes is None:
        return runs
    for j, char in enumerate(line.text):
        if char.isspace():
            continue
        x0, y0, x1, y1 = (float(v) for v in line.boxes[j])
        x0, x1 = _covered(char, x0, x1, pitch)
        last = runs[-1] if runs else None
        near = DIGITS_JOINED if char.isdigit() and line.text[j - 1].isdigit() else JOINED
        if last is not None and -pitch < x0 - last.x1 <= near * pitch:
            box = (min(last.x0, x0), min(last.y0, y0), max(last.x1, x1), max(last.y1, y1))
            runs[-1] = Run(index, last.start, j + 1, *box)
        else:
            runs.append(Run(index, j, j + 1, x0, y0, x1, y1))
    return runs


def find_gutters(
    lines: Sequence[Line], header: Header, runs: Sequence[Run], pitch: float
) -> list[float] | None:
    """The x between each two columns, in points, one fewer than columns; None if the header's cells overlap.

    A gutter lies between two cells of the header, where the fewest runs cross it; among such strips the one
    at whose right edge most runs begin, then the widest.
    """
    edges: list[tuple[float, float]] = []
    for cell in header.cells:
        boxes = np.vstack([_boxes(lines[i])[start:end] for i, start, end in cell.pieces])
        edges.append((float(boxes[:, 0].min()), float(boxes[:, 2].max())))
    gutters: list[float] = []
    for (_, low), (high, _) in itertools.pairwise(edges):
        if high <= low:
            return None
        gutters.append(_gutter(low, high, runs, pitch))
    return gutters


def split_at(line: Line, index: int, gutters: Sequence[float], pitch: float) -> list[tuple[int, Run]]:
    """The runs of a line, each cut where it crosses a gutter, with the columns they lie in."""
    pieces: list[tuple[int, Run]] = []
    for run in runs_of(line, index, pitch):
        column = -1
        start = run.start
        for j in range(run.start, run.end):
            if line.text[j].isspace():
                continue
            box = _boxes(line)[j]
            here = int(np.searchsorted(gutters, float(box[0] + box[2]) / 2))
            if here != column and column >= 0:
                pieces.append((column, _part(line, index, start, j)))
                start = j
            column = here
        pieces.append((column, _part(line, index, start, run.end)))
    return pieces


def _boxes(line: Line) -> Boxes:
    if line.boxes is None:
        raise ValueError(f"line {line.number} has no layout")
    return line.boxes


def _part(line: Line, index: int, start: int, end: int) -> Run:
    boxes = _boxes(line)[[j for j in range(start, end) if not line.text[j].isspace()]]
    low, high = boxes.min(axis=0), boxes.max(axis=0)
    return Run(index, start, end, float(low[0]), float(low[1]), float(high[2]), float(high[3]))


def _covered(char: str, x0: float, x1: float, pitch: float) -> tuple[float, float]:
    """Where a character stands, white space of its own included."""
    missing = INK * pitch - (x1 - x0) if is_wide(char) else 0.0
    if missing <= 0:
        return x0, x1
    if char in NO_START:
        return x0, x1 + missing
    if char in NO_END:
        return x0 - missing, x1
    return x0 - missing / 2, x1 + missing / 2


def _gutter(low: float, high: float, runs: Sequence[Run], pitch: float) -> float:
    inside = [r for r in runs if r.x1 > low and r.x0 < high]
    stops = sorted({low, high, *(x for r in inside for x in (r.x0, r.x1) if low < x < high)})
    strips: list[tuple[int, float, float]] = []
    for left, right in itertools.pairwise(stops):
        middle = (left + right) / 2
        crossing = sum(r.x0 < middle < r.x1 for r in inside)
        if strips and strips[-1][0] == crossing and strips[-1][2] == left:
            strips[-1] = (crossing, strips[-1][1], right)
        else:
            strips.append((crossing, left, right))
    wide = [s for s in strips if s[2] - s[1] >= NARROWEST * pitch] or strips

    def rank(strip: tuple[int, float, float]) -> tuple[int, int, float]:
        begins = sum(abs(r.x0 - strip[2]) < NARROWEST * pitch for r in inside)
        return strip[0], -begins, strip[1] - strip[2]

    _, left, right = min(wide, key=rank)
    return (left + right) / 2
