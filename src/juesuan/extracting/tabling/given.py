"""Grids whose cells are given, made into the grids that tables are read from: parted where a table ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juesuan.extracting.given_cells import GivenCells, GivenGrid
from juesuan.extracting.statutory import StatutoryTable
from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.reading.page import Reading

METHOD = "cells"


def given_grids(
    reading: Reading, tables: Sequence[StatutoryTable], loose: Sequence[GivenGrid]
) -> list[tuple[int | None, Grid, str]]:
    """The grids of a reading with the table (its index) that each is of, None for the loose ones; and their names."""
    cells = GivenCells(reading)
    owners = {line: i for i, table in enumerate(tables) for line in table.lines}
    found: list[tuple[int | None, Grid, str]] = []
    for given in cells.grids:
        parts = _parts(given, owners)
        if len(parts) == 1 and cells.is_frame(given, tables[parts[0][0]].title):
            continue
        for n, (owner, rows) in enumerate(parts, start=1):
            name = given.grid.name + (f" part {n}" if len(parts) > 1 else "")
            found.append((owner, _grid(cells, given, rows), name))
    found += [(None, _grid(cells, given, range(given.grid.rows)), given.grid.name) for given in loose]
    return found


def _parts(given: GivenGrid, owners: Mapping[int, int]) -> list[tuple[int, list[int]]]:
    """The rows of a grid for each table that has some; a row of words alone, like a note, is of none."""
    parts: list[tuple[int, list[int]]] = []
    for row in range(given.grid.rows):
        lines = [line for cell in given.rows.get(row, ()) for line in given.lines(cell)]
        owner = next((owners[line] for line in lines if line in owners), None)
        if owner is None and (lines or not parts):
            continue
        if owner is not None and (not parts or parts[-1][0] != owner):
            parts.append((owner, []))
        parts[-1][1].append(row)
    return parts


def _grid(cells: GivenCells, given: GivenGrid, rows: Sequence[int]) -> Grid:
    """The grid of some rows, every place in a cell."""
    at = {row: k for k, row in enumerate(rows)}
    made: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for cell in given.grid.cells:
        own = [at[row] for row in range(cell.top, cell.bottom) if row in at]
        if not own:
            continue
        top, bottom = own[0], own[-1] + 1
        anchor = given.grid.anchor(cell.top, cell.left)
        made.append(_cell(top, cell.left, bottom, cell.right, cells.text(given, cell), anchor))
        taken.update((row, column) for row in range(top, bottom) for column in range(cell.left, cell.right))
    for k in range(len(rows)):
        for column in range(given.grid.columns):
            if (k, column) not in taken:
                made.append(_cell(k, column, k + 1, column + 1, "", given.grid.anchor(rows[k], column)))
    made.sort(key=lambda c: (c.top, c.left))
    edges = [tuple(map(float, range(n + 1))) for n in (given.grid.columns, len(rows))]
    return Grid(None, edges[0], edges[1], tuple(made), METHOD)


def _cell(top: int, left: int, bottom: int, right: int, text: str, anchor: str) -> GridCell:
    return GridCell(top, left, bottom, right, text, None, anchor=anchor)
