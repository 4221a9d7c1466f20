"""Columns without layout: a row's lines are cut into cells where the law of wrapped lines is broken least."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

import numpy as np
import numpy.typing as npt

from juesuan.extracting.word_names import ColumnRole
from juesuan.extracting.word_rows import Atom, RowLines
from juesuan.extracting.word_wrap import depth_change, end_cost, overflow_cost, start_cost, wrap_cost

Costs = npt.NDArray[np.float64]
Cut = npt.NDArray[np.intp]
"""Cuts of one piece, shape (cuts, columns + 1): column c holds the atoms from cut c to cut c + 1."""

GLUED = 1.0
"""Two pieces of one line in the same cell: a gap inside a cell is rare."""
UNBALANCED = 2.5
LATE = 1.5
"""A cell that begins only after a page break."""
RAGGED = 1.0
"""Per line that a continued cell is shorter than the tallest above a page break: why did it break?"""
KEPT = 250
EMPTY = {ColumnRole.REMARK: 1.0, ColumnRole.OTHER: 3.0, ColumnRole.RESULT: 5.0}


@dataclass(frozen=True)
class Column:
    """What is known of a column: its role, its width in half characters, the share of cells ending in 。."""

    role: ColumnRole
    width: float
    closed: float = 0.5

    @property
    def empty(self) -> float:
        """The cost of a blank cell."""
        return EMPTY.get(self.role, 8.0)

    @property
    def closing(self) -> float:
        """The cost of a cell that ends in a full stop, one that does not being free; below 0 if most do."""
        return -log(self.closed / (1 - self.closed))

    def closing_in(self, closed: Sequence[bool]) -> Column:
        """The column, of whose cells these ended in a full stop."""
        return replace(self, closed=min(0.93, (sum(closed) + 1) / (len(closed) + 2)))


class PieceCosts:
    """The atoms of a row on one page, and what it costs to put a run of them into one cell."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.atoms = tuple(atoms)
        self._runs: dict[float, Costs] = {}
        self._wholes: dict[Column, Costs] = {}

    @cached_property
    def _depths(self) -> Costs:
        return np.cumsum([0.0] + [float(depth_change(a.text)) for a in self.atoms])

    def runs(self, width: float) -> Costs:
        """Cost of the atoms i to j - 1 as lines of one cell, shape (n + 1, n + 1); infinite where i > j."""
        if width not in self._runs:
            over = np.cumsum([0.0] + [overflow_cost(a.text, width) for a in self.atoms])
            follow = [follow_cost(a, b, width) for a, b in itertools.pairwise(self.atoms)]
            wrap = np.cumsum([0.0, *follow, 0.0][: len(self.atoms) + 1])
            inner = np.append(0.0, wrap)[: len(over)]
            costs = over[None, :] - over[:, None] + inner[None, :] - wrap[:, None]
            costs[np.tril_indices(len(over), -1)] = np.inf
            np.fill_diagonal(costs, 0.0)
            self._runs[width] = costs
        return self._runs[width]

    def starts(self) -> Costs:
        """Cost of a cell beginning with each atom."""
        return np.array([start_cost(a.text) for a in self.atoms])

    def ends(self, column: Column) -> Costs:
        """Cost of a cell of the column ending with each atom."""
        return np.array([end_cost(a.text, column.width, column.closing) for a in self.atoms])

    def wholes(self, column: Column) -> Costs:
        """Cost of the atoms i to j - 1 as a whole cell of the column, blank on the diagonal."""
        if column not in self._wholes:
            costs = self.runs(column.width).copy()
            costs[:-1] += self.starts()[:, None]
            costs[:, 1:] += self.ends(column)[None, :]
            costs += UNBALANCED * np.abs(self._depths[None, :] - self._depths[:, None])
            np.fill_diagonal(costs, column.empty)
            self._wholes[column] = costs
        return self._wholes[column]


def follow_cost(a: Atom, b: Atom, width: float) -> float:
    """The cost of two atoms following each other in a cell."""
    return GLUED if b.glued else wrap_cost(a.text, b.text, width)


def pieces_of(row: RowLines) -> list[PieceCosts]:
    """The row cut at page breaks."""
    return [PieceCosts(list(group)) for _, group in itertools.groupby(row.atoms, key=lambda a: a.block)]


def least_cost(pieces: Sequence[PieceCosts], columns: Sequence[Column]) -> float:
    """A lower bound of the row's cost in these columns, exact for a row on one page."""
    total = 0.0
    for piece in pieces:
        reach = np.full(len(piece.atoms) + 1, np.inf)
        reach[0] = 0.0
        for column in columns:
            costs = piece.wholes(column) if len(pieces) == 1 else piece.runs(column.width)
            reach = np.min(reach[:, None] + costs, axis=0)
        total += float(reach[-1])
    return total


def cut_row(pieces: Sequence[PieceCosts], columns: Sequence[Column]) -> tuple[list[list[Atom]], float]:
    """The row's atoms by column, and the cost of that."""
    cells: list[list[Atom]] = [[] for _ in columns]
    if not pieces:
        return cells, sum(c.empty for c in columns)
    options = [_best_cuts(p, columns, whole=len(pieces) == 1) for p in pieces]
    costs = options[0][1]
    back: list[npt.NDArray[np.intp]] = []
    for k in range(1, len(pieces)):
        step = costs[:, None] + _break_costs(pieces, options, k, columns)
        back.append(np.argmin(step, axis=0))
        costs = np.min(step, axis=0) + options[k][1]
    if len(pieces) > 1:
        costs = costs + _last_ends(pieces[-1], options[-1][0], columns)
    chosen = int(np.argmin(costs))
    total = float(costs[chosen])
    chosen_cuts = [chosen]
    for pointers in reversed(back):
        chosen_cuts.append(int(pointers[chosen_cuts[-1]]))
    for piece, (cuts, _), pick in zip(pieces, options, reversed(chosen_cuts), strict=True):
        for c, cell in enumerate(cells):
            cell.extend(piece.atoms[cuts[pick, c] : cuts[pick, c + 1]])
    return cells, total


def _best_cuts(piece: PieceCosts, columns: Sequence[Column], *, whole: bool) -> tuple[Cut, Costs]:
    """The cheapest ways to cut a piece, and their costs without what depends on its neighbours."""
    n = len(piece.atoms)
    inner = list(itertools.combinations_with_replacement(range(n + 1), len(columns) - 1))
    middle = np.array(inner, dtype=np.intp).reshape(len(inner), len(columns) - 1)
    edge = np.full((len(inner), 1), n, dtype=np.intp)
    cuts = np.hstack([np.zeros_like(edge), middle, edge])
    costs = np.zeros(len(cuts))
    for c, column in enumerate(columns):
        table = piece.wholes(column) if whole else piece.runs(column.width)
        costs += table[cuts[:, c], cuts[:, c + 1]]
    best = np.argsort(costs, kind="stable")[: 1 if whole else KEPT]
    return cuts[best], costs[best]


def _break_costs(
    pieces: Sequence[PieceCosts], options: Sequence[tuple[Cut, Costs]], k: int, columns: Sequence[Column]
) -> Costs:
    """What the page break before piece k costs, shape (cuts of k - 1, cuts of k)."""
    above, below = pieces[k - 1], pieces[k]
    a, b = options[k - 1][0], options[k][0]
    lines = a[:, 1:] - a[:, :-1]
    tallest = lines.max(axis=1)
    total = np.zeros((len(a), len(b)))
    for c, column in enumerate(columns):
        follow = np.array([[follow_cost(x, y, column.width) for y in below.atoms] for x in above.atoms])
        last = a[:, c + 1] - 1
        first = np.minimum(b[:, c], len(below.atoms) - 1)
        in_above = lines[:, c] > 0
        in_below = b[:, c + 1] > b[:, c]
        ragged = np.minimum(RAGGED * (tallest - lines[:, c]), 3.0)
        goes_on = follow[last][:, first] + ragged[:, None]
        begins = LATE + below.starts()[first]
        ends = above.ends(column)[last]
        if k == 1:
            goes_on = goes_on + above.starts()[np.minimum(a[:, c], len(above.atoms) - 1)][:, None]
            ends = ends + above.starts()[np.minimum(a[:, c], len(above.atoms) - 1)]
        blank = column.empty if len(pieces) == 2 else 0.0
        total += np.where(
            in_above[:, None],
            np.where(in_below[None, :], goes_on, ends[:, None]),
            np.where(in_below[None, :], begins[None, :], blank),
        )
    return total


def _last_ends(piece: PieceCosts, cuts: Cut, columns: Sequence[Column]) -> Costs:
    """What it costs that the cells of the last piece end there."""
    total = np.zeros(len(cuts))
    for c, column in enumerate(columns):
        there = cuts[:, c + 1] > cuts[:, c]
        total += np.where(there, piece.ends(column)[cuts[:, c + 1] - 1], 0.0)
    return total
