"""Filling: which character stands in which cell."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.extracting.tabling.ink import Ink
from juesuan.reading.page import Box

Ints = npt.NDArray[np.int64]
Span = tuple[int, int, int, int]
"""Top row, left column, bottom row, right column of a cell, the last two exclusive."""


def filled(
    ink: Ink, xs: Sequence[float], ys: Sequence[float], spans: Sequence[Span], method: str, *, whole: bool = False
) -> Grid:
    """The grid of these cells with the ink inside it. `xs`, `ys` rise; `spans` cover each place at most once.

    A place that no cell covers (a broken ruling) becomes a cell of its own, so that no ink is lost. `whole`: a word
    belongs to the cell its middle is in, for edges that were only guessed from the words.
    """
    owner = np.full((len(ys) - 1, len(xs) - 1), -1)
    for i, (top, left, bottom, right) in enumerate(spans):
        owner[top:bottom, left:right] = i
    every = list(spans)
    for row, column in np.argwhere(owner < 0).tolist():
        owner[row, column] = len(every)
        every.append((row, column, row + 1, column + 1))
    held = _held(ink, np.asarray(xs), np.asarray(ys), owner, whole)
    boxes = ink.places
    cells = []
    for i, span in enumerate(every):
        top, left, bottom, right = span
        cells.append(_cell(ink, boxes, held.get(i, ()), span, Box(xs[left], ys[top], xs[right], ys[bottom])))
    cells.sort(key=lambda c: (c.top, c.left))
    return Grid(ink.number, tuple(xs), tuple(ys), tuple(cells), method)


def _held(
    ink: Ink, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64], owner: Ints, whole: bool
) -> dict[int, list[int]]:
    """The characters of each cell that has any."""
    if not len(ink.text):
        return {}
    starts = np.flatnonzero(np.diff(ink.word, prepend=-1))
    if whole:
        low, high = np.minimum.reduceat(ink.boxes, starts), np.maximum.reduceat(ink.boxes, starts)
        middle = ((low[:, :2] + high[:, 2:]) / 2)[ink.word]
    else:
        middle = (ink.boxes[:, :2] + ink.boxes[:, 2:]) / 2
    column = np.searchsorted(xs, middle[:, 0], side="right") - 1
    row = np.searchsorted(ys, middle[:, 1], side="right") - 1
    inside = (column >= 0) & (column < len(xs) - 1) & (row >= 0) & (row < len(ys) - 1)
    cell = np.full(len(column), -1)
    cell[inside] = owner[row[inside], column[inside]]
    # Only words that cross a ruling need a look.
    crossing = np.flatnonzero(np.minimum.reduceat(cell, starts) != np.maximum.reduceat(cell, starts))
    ends = np.append(starts[1:], len(cell))
    for w in crossing.tolist():
        start, end = int(starts[w]), int(ends[w])
        cell[start:end] = _settled(ink.text[start:end], cell[start:end])
    known = np.flatnonzero(cell >= 0)
    if not len(known):
        return {}
    order = known[np.argsort(cell[known], kind="stable")]
    at, first = np.unique(cell[order], return_index=True)
    parts = [part.tolist() for part in np.split(order, first[1:])]
    return dict(zip(at.tolist(), parts, strict=True))


def _settled(text: str, cells: Ints) -> Ints:
    """The cells of the characters of a word that crosses a ruling.

    A single character beyond the ruling is a word too wide for its cell (a number touching the ruling); more
    are words of two cells that stand too close to be told apart.
    """
    found, counts = np.unique(cells, return_counts=True)
    most = int(counts.argmax())
    if len(text) < 3 or counts[most] < len(text) - 1:
        return cells
    odd = int(np.flatnonzero(cells != found[most])[0])
    neighbour = text[odd - 1] if odd else text[1]
    alike = (text[odd].isdigit() or text[odd] in ".,") == (neighbour.isdigit() or neighbour in ".,")
    return np.full(len(cells), found[most]) if alike else cells


def _cell(ink: Ink, boxes: Sequence[Sequence[float]], at: Sequence[int], span: Span, area: Box) -> GridCell:
    top, left, bottom, right = span
    if not at:
        return GridCell(top, left, bottom, right, "", ink.printed_box(area), anchor=ink.anchor)
    held = [boxes[i] for i in at]
    box = Box(min(b[0] for b in held), min(b[1] for b in held), max(b[2] for b in held), max(b[3] for b in held))
    sure = [c for i in at if not math.isnan(c := float(ink.confidences[i]))] if ink.recognised else []
    text = "".join(ink.text[i] for i in _in_order(boxes, at))
    return GridCell(top, left, bottom, right, text, ink.printed_box(box), min(sure, default=None), ink.anchor)


def _in_order(boxes: Sequence[Sequence[float]], at: Sequence[int]) -> list[int]:
    """The characters of a cell as they are read: line by line, from left to right."""
    first = boxes[at[0]]
    half = first[3] - first[1]
    middle = first[1] + first[3]
    if all(abs(boxes[i][1] + boxes[i][3] - middle) <= half / 2 for i in at):
        return sorted(at, key=lambda i: boxes[i][0])
    # Twice the middles of the characters: half a height parts two lines.
    down = sorted((boxes[i][1] + boxes[i][3], boxes[i][0], i) for i in at)
    half = sorted(boxes[i][3] - boxes[i][1] for i in at)[len(at) // 2]
    lines: list[list[tuple[float, int]]] = [[]]
    before = down[0][0]
    for middle, x, i in down:
        if middle - before > half / 2:
            lines.append([])
        lines[-1].append((x, i))
        before = middle
    return [i for line in lines for _, i in sorted(line)]
