"""The tables of a report as a workbook: numbers stored as numbers, shown in the format they are printed in."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from making.report import Report
from making.ruled import RuledTable
from making.spans import spans_of, width_of

AMOUNT = re.compile(r"-?\d[\d,]*\.\d+")


def workbook(report: Report) -> bytes:
    """One sheet for each statutory table, called as the finance program calls them; and a hidden one."""
    book = Workbook()
    book.remove(book.active)
    for table in report.blocks:
        if isinstance(table, RuledTable):
            _fill(book.create_sheet(f"GK{table.kind:02d} {table.title}"[:31]), table)
    hidden = book.create_sheet("参数")
    hidden.append(["本年收入合计", 12345.67])
    hidden.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, table: RuledTable) -> None:
    rows = spans_of(table)
    width = width_of(rows)
    sheet.cell(1, 1, table.title)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet.cell(2, width, table.form)
    sheet.cell(3, 1, f"部门：{table.agency}")
    sheet.cell(3, width, f"单位：{table.unit}")
    taken: set[tuple[int, int]] = set()
    at = 4
    for row in rows:
        column = 1
        for span in row:
            while (at, column) in taken:
                column += 1
            cell = sheet.cell(at, column)
            if AMOUNT.fullmatch(span.text):
                number = Decimal(span.text.replace(",", ""))
                cell.value = float(number)
                places = -int(number.as_tuple().exponent)
                cell.number_format = "#,##0." + "0" * places
            elif span.text.isdigit() and not span.head and at > 4 and len(span.text) > 4:
                cell.value = int(span.text)
            elif span.text:
                cell.value = span.text
            if span.rows > 1 or span.columns > 1:
                sheet.merge_cells(
                    start_row=at, end_row=at + span.rows - 1, start_column=column, end_column=column + span.columns - 1
                )
            taken.update((at + i, column + j) for i in range(span.rows) for j in range(span.columns))
            column += span.columns
        at += 1
    for note in table.notes:
        sheet.cell(at, 1, note)
        at += 1
