"""Workbooks inside of Word documents: a table that was pasted as an object, behind the picture of it that is shown."""

from __future__ import annotations

from juesuan.errors import BadInput
from juesuan.reading.forms import workbook, workbook_97
from juesuan.reading.forms.blocks import Entry, Table, Text
from juesuan.reading.forms.layout_tables import table_of
from juesuan.reading.forms.sheets import pages_of
from juesuan.reading.page import Page
from juesuan.reading.sniff import Form, form_of


def table_in(data: bytes, name: str) -> Table | None:
    """The table on the first sheet of an embedded workbook; None of anything else, and of a damaged one.

    A damaged workbook still has its picture.
    """
    form = form_of(data)
    if form not in (Form.EXCEL, Form.EXCEL_97):
        return None
    try:
        sheets, _ = (workbook if form is Form.EXCEL else workbook_97).sheets_of(data, name)
    except BadInput:
        return None
    page = next(iter(pages_of(sheets[:1])), None)
    return _table(page) if page is not None and page.grids else None


def _table(page: Page) -> Table:
    (grid,) = page.grids
    rows: list[list[Entry]] = [[] for _ in range(grid.rows)]
    at = {(cell.top, cell.left): cell for cell in grid.cells}
    taken: set[tuple[int, int]] = set()
    for row in range(grid.rows):
        for column in range(grid.columns):
            if (row, column) in taken:
                continue
            cell = at.get((row, column))
            if cell is None:
                rows[row].append(Entry(()))
                continue
            words = tuple(Text(page.lines[i].text) for i in cell.lines)
            rows[row].append(Entry(words, cell.bottom - cell.top, cell.right - cell.left))
            taken.update((r, c) for r in range(cell.top, cell.bottom) for c in range(cell.left, cell.right))
    return table_of(rows)
