"""Filling: which character stands in which cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.extracting.tabling.ink import Ink
from juesuan.reading.page import Box

Ints = npt.NDArray[np.int64]
Span = tuple[int, int, int, int]
"""Top row, left column, bottom row, right column of a cell, the last two exclusive."""
Print = tuple[str, Box, float | None]
"""Text, box of the ink and lowest confidence of a cell that is not blank."""


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
    prints = _prints(ink, _cells_of(ink, np.asarray(xs), np.asarray(ys), owner, whole))
    cells = []
    for i, (top, left, bottom, right) in enumerate(every):
        text, box, sure = prints.get(i) or ("", Box(xs[left], ys[top], xs[right], ys[bottom]), None)
        cells.append(GridCell(top, left, bottom, right, text, ink.printed_box(box), sure, ink.anchor))
    cells.sort(key=lambda c: (c.top, c.left))
    return Grid(ink.number, tuple(xs), tuple(ys), tuple(cells), method)


def _cells_of(
    ink: Ink, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64], owner: Ints, whole: bool
) -> Ints:
    """The cell of each character, -1 for those outside the grid."""
    if not len(ink.text):
        return np.zeros(0, np.int64)
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
    return cell


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


def _prints(ink: Ink, cells: Ints) -> dict[int, Print]:
    """What each cell that has any characters prints."""
    known = np.flatnonzero(cells >= 0)
    if not len(known):
        return {}
    at = known[np.argsort(cells[known], kind="stable")]
    starts = np.flatnonzero(np.diff(cells[at], prepend=-1))
    low = np.minimum.reduceat(ink.boxes[at, :2], starts).tolist()
    high = np.maximum.reduceat(ink.boxes[at, 2:], starts).tolist()
    boxes = [Box(*corner, *other) for corner, other in zip(low, high, strict=True)]
    least = np.fmin.reduceat(ink.confidences[at], starts).tolist()
    sure = [None if math.isnan(confidence) else confidence for confidence in least]
    return dict(zip(cells[at[starts]].tolist(), zip(_texts(ink, at, starts), boxes, sure, strict=True), strict=True))


def _texts(ink: Ink, at: Ints, starts: Ints) -> list[str]:
    """The texts of cells as they are read; `at` are their characters, those of a cell from one of `starts` on."""
    sizes = np.diff(starts, append=len(at))
    left, top, _, bottom = ink.boxes[at].astype(np.float64).T
    middle, half = top + bottom, (bottom - top) / 2
    # Most cells have one line: all those are put in order at once.
    lower = np.abs(middle - np.repeat(middle[starts], sizes)) > np.repeat(half[starts], sizes)
    several = np.logical_or.reduceat(lower, starts).tolist()
    across = at[np.lexsort((left, np.repeat(starts, sizes)))]
    line = "".join([ink.text[i] for i in across.tolist()])
    bounds = pairwise([*starts.tolist(), len(at)])
    return [
        "".join([ink.text[i] for i in _in_order(ink.places, at[start:end].tolist())]) if lines else line[start:end]
        for (start, end), lines in zip(bounds, several, strict=True)
    ]


def _in_order(boxes: Sequence[Sequence[float]], at: Sequence[int]) -> list[int]:
    """The characters of a cell with several lines: line by line, from left to right."""
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
