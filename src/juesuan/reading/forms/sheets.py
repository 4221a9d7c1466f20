"""Sheets of a workbook as pages of the model: their cells as they are shown, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from juesuan.errors import BadInput
from juesuan.reading.a1 import a1
from juesuan.reading.page import CellGrid, CellPlace, Line, Page, Role

MOST_CELLS = 400_000
"""Cells with words or numbers, and rows × columns of a table; a workbook with more is no report."""
Range = tuple[int, int, int, int]
"""Top row, left column, bottom row, right column (the last two exclusive)."""


@dataclass
class Sheet:
    """A sheet: what its cells show, by row and column from 0, the cells that are merged, what is hidden."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, text: str) -> None:
        """Add what a cell shows. Raises `BadInput` (too_large)."""
        if text.strip():
            self.cells[row, column] = text
            if len(self.cells) > MOST_CELLS:
                raise BadInput("too_large", f"sheet {self.name} has more than {MOST_CELLS} cells; split the workbook")


def pages_of(sheets: Iterable[Sheet]) -> tuple[Page, ...]:
    """A page for every sheet that shows anything, its name first; anchors are `sheet!B7`."""
    found = []
    for block, sheet in enumerate(sheets):
        page = _page(sheet, block)
        if page is not None:
            found.append(page)
    return tuple(found)


def _page(sheet: Sheet, block: int) -> Page | None:
    inside, spans = _covered(sheet)
    shown = {
        place: text for place, text in sheet.cells.items()
        if place not in inside and place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns
    }  # fmt: skip
    if not shown:
        return None
    rows = {row: k for k, row in enumerate(sorted({row for row, _ in shown}))}
    columns = {column: k for k, column in enumerate(sorted({column for _, column in shown}))}
    if len(rows) * len(columns) > MOST_CELLS:
        raise BadInput("too_large", f"sheet {sheet.name} spans more than {MOST_CELLS} cells; split the workbook")
    lines = [Line(sheet.name, 1, block, role=Role.NAME, anchor=sheet.name)]
    cells = []
    for row, column in sorted(shown):
        anchor = f"{sheet.name}!{a1(row, column)}"
        _, _, bottom, right = spans.get((row, column), (row, column, row + 1, column + 1))
        first = len(lines)
        for text in shown[row, column].splitlines():
            if text.strip():
                lines.append(Line(text.strip(), len(lines) + 1, block, anchor=anchor, opens=True))
        cells.append(
            CellPlace(
                rows[row], columns[column], rows[row] + sum(r in rows for r in range(row, bottom)),
                columns[column] + sum(c in columns for c in range(column, right)), tuple(range(first, len(lines))),
            )
        )  # fmt: skip
    grid = CellGrid(sheet.name, tuple(rows), tuple(columns), tuple(cells))
    return Page(None, 0.0, 0.0, tuple(lines), grids=(grid,) if _is_table(cells) else (), apart=True)


def _covered(sheet: Sheet) -> tuple[set[tuple[int, int]], dict[tuple[int, int], Range]]:
    """The filled cells that a merged cell covers, and the range of each merged cell by its first place.

    A merged cell is as tall and wide as what is filled: nobody merges a million rows but by a slip.
    """
    last_row = max((row for row, _ in sheet.cells), default=0) + 1
    last_column = max((column for _, column in sheet.cells), default=0) + 1
    spans: dict[tuple[int, int], Range] = {}
    inside: set[tuple[int, int]] = set()
    by_row: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        by_row.setdefault(row, []).append(column)
    for top, left, bottom, right in sheet.merged:
        bottom, right = min(bottom, last_row), min(right, last_column)
        if top >= bottom or left >= right:
            continue
        # What begins in a hidden row or column is shown in the first that is not.
        spans[top, left] = (top, left, bottom, right)
        for row in range(top, bottom):
            inside.update((row, c) for c in by_row.get(row, ()) if left <= c < right and (row, c) != (top, left))
    return inside, spans


def _is_table(cells: Sequence[CellPlace]) -> bool:
    """Whether cells stand side by side; a sheet of words has one to a row."""
    tops = [cell.top for cell in cells]
    return len(set(tops)) < len(tops)
