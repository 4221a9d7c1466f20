"""Rows with layout: which of the white strips between two sequence numbers parts the rows."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from juesuan.extracting.word_columns import Column
from juesuan.extracting.word_wrap import depth_change, end_cost, print_width, start_cost, wrap_cost

SHRUNK = 0.2
"""Share of a line's height that may overlap its neighbour's: some fonts' boxes are too tall."""
ALIGNED = 1.5
"""Cost per line that a cell is off both the top and the middle of its row."""
ALIGNED_BROKEN = 0.4
ADRIFT = 8.0
"""A row whose number stands on a later page than its first line, where numbers stand at the top."""
UNBALANCED = 2.5
SPACED = 1.0


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line of a cell: its column (0 is the sequence), place, text and the pieces it was read from."""

    column: int
    block: int
    y0: float
    y1: float
    text: str
    pieces: tuple[tuple[int, int, int], ...]


Band = tuple[CellLine, ...]
"""Lines that no horizontal white strip parts."""


class Alignment(Enum):
    """Where the cells of a column stand in their rows."""

    TOP = "top"
    MIDDLE = "middle"


def make_bands(lines: Sequence[CellLine]) -> list[Band]:
    """The lines in bands from the top of the first page to the end of the last."""
    bands: list[list[CellLine]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda x: (x.block, x.y0, x.column)):
        slack = SHRUNK * (line.y1 - line.y0)
        if bands and bands[-1][0].block == line.block and line.y0 + slack < bottom:
            bands[-1].append(line)
            bottom = max(bottom, line.y1 - slack)
        else:
            bands.append([line])
            bottom = line.y1 - slack
    return [tuple(band) for band in bands]


def part_rows(
    bands: Sequence[Band],
    numbered: Sequence[int],
    columns: Sequence[Column],
    aligned: Mapping[int, Alignment] = MappingProxyType({}),
) -> list[Sequence[Band]]:
    """The bands of each row. `numbered[k]` is the band that holds the number of row k; it rises with k.

    `columns` are those after the sequence; `aligned` says where the cells of a column stand, by its number.
    Rows are parted where their cells keep the law of wrapped lines and stand at the top or in the middle.
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for k, here in enumerate(numbered):
        after = range(here + 1, numbered[k + 1] + 1) if k + 1 < len(numbered) else [len(bands)]
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, path) in best.items():
            for end in after:
                total = cost + _row_cost(bands[start:end], columns, aligned) + _edge_cost(bands, end)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, (*path, end))
        best = reached
    path = best[len(bands)][1]
    return [bands[i:j] for i, j in itertools.pairwise(path)]


def _row_cost(bands: Sequence[Band], columns: Sequence[Column], aligned: Mapping[int, Alignment]) -> float:
    lines = [line for band in bands for line in band]
    total = _alignment_cost(lines, aligned)
    cells = _cells(lines)
    for number, column in enumerate(columns, 1):
        cell = cells.get(number)
        if cell is None:
            total += column.empty
            continue
        total += start_cost(cell[0].text) + end_cost(cell[-1].text, column.width, column.closing)
        total += sum(wrap_cost(a.text, b.text, column.width) for a, b in itertools.pairwise(cell))
        total += UNBALANCED * abs(sum(depth_change(line.text) for line in cell))
    return total


def _cells(lines: Sequence[CellLine]) -> dict[int, list[CellLine]]:
    """The lines by their columns."""
    cells: dict[int, list[CellLine]] = {}
    for line in lines:
        cells.setdefault(line.column, []).append(line)
    return cells


def alignments(rows: Sequence[Sequence[Band]]) -> dict[int, Alignment]:
    """How each column's cells stand in their rows, as most of the rows on one page have it."""
    off: dict[int, tuple[float, float]] = {}
    for bands in rows:
        lines = [line for band in bands for line in band]
        if len({line.block for line in lines}) == 1:
            for column, top, middle in _offsets(lines):
                before = off.get(column, (0.0, 0.0))
                off[column] = (before[0] + top, before[1] + middle)
    return {c: Alignment.TOP if top <= middle else Alignment.MIDDLE for c, (top, middle) in off.items()}


def _offsets(lines: Sequence[CellLine]) -> Iterator[tuple[int, float, float]]:
    """For each column, how far its lines are from the top and from the middle of all lines, in lines."""
    top, bottom = min(line.y0 for line in lines), max(line.y1 for line in lines)
    for column, cell in sorted(_cells(lines).items()):
        first, last = min(line.y0 for line in cell), max(line.y1 for line in cell)
        height = cell[0].y1 - cell[0].y0
        yield column, abs(first - top) / height, abs(first + last - top - bottom) / 2 / height


def _alignment_cost(lines: Sequence[CellLine], known: Mapping[int, Alignment]) -> float:
    """How far the row's cells are from where the cells of their columns stand, page by page."""
    blocks = sorted({line.block for line in lines})
    numbered = {line.block for line in lines if line.column == 0}
    total = ADRIFT if known.get(0) is Alignment.TOP and blocks[0] not in numbered else 0.0
    for block in blocks:
        for column, top, middle in _offsets([line for line in lines if line.block == block]):
            aligned = known.get(column)
            if aligned is Alignment.TOP and block == blocks[0]:
                total += ALIGNED * min(top, 4.0)
            elif aligned is Alignment.MIDDLE and len(blocks) == 1:
                total += ALIGNED * min(middle, 4.0)
            else:
                total += (ALIGNED if len(blocks) == 1 else ALIGNED_BROKEN) * min(top, middle, 4.0)
    return total


def _edge_cost(bands: Sequence[Band], end: int) -> float:
    """Rows are parted more gladly where the white strip is wide: below 0 for a strip of a line's height."""
    if end >= len(bands) or bands[end][0].block != bands[end - 1][0].block:
        return 0.0
    above, below = bands[end - 1], bands[end]
    gap = min(line.y0 for line in below) - max(line.y1 for line in above)
    return -SPACED * min(max(gap, 0.0) / (below[0].y1 - below[0].y0), 2.0)


def widest(lines: Sequence[CellLine], column: int) -> float:
    """The width of a column in half characters: that of its widest line."""
    return max((print_width(line.text) for line in lines if line.column == column), default=2.0)
