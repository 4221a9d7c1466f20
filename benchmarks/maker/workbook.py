"""The tables of a made report as a workbook: a sheet each, merged heads, numbers shown by their formats."""

from __future__ import annotations

from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from maker.statutory import Statutory
from maker.telling import Made


def xlsx(made: Made, path: Path, rng: Random) -> None:
    """Write the tables; the running text is left out, as offices do that publish the workbook of the tables."""
    book = Workbook()
    book.remove(book.worksheets[0])
    typed = rng.random() < 0.3
    for n, table in enumerate(made.tables, 1):
        sheet = book.create_sheet(f"{n}.{table.title[:20].replace('：', '')}")
        _fill(sheet, table, typed)
    book.save(path)


def _fill(sheet: Worksheet, table: Statutory, typed: bool) -> None:
    width = len(table.paths)
    sheet.append([table.title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.append([*[None] * (width - 1), table.form])
    sheet.append([f"编制单位：{table.agency}", *[None] * (width - 2), f"单位：{table.unit}"])
    top = 4
    for head in table.heads():
        sheet.cell(top + head.top, head.left + 1, head.text)
        if (head.bottom - head.top, head.right - head.left) != (1, 1):
            sheet.merge_cells(
                start_row=top + head.top, end_row=top + head.bottom - 1,
                start_column=head.left + 1, end_column=head.right,
            )  # fmt: skip
    numbers = {str(cell.value) for cell in table.cells}
    for y, row in enumerate(table.rows, top + table.depth):
        for x, text in enumerate(row, 1):
            plain = text.replace(",", "")
            if not typed and plain in numbers and "." in plain:
                cell = sheet.cell(y, x, float(plain))
                places = "0" * len(plain.partition(".")[2])
                cell.number_format = ("#,##0." if "," in text else "0.") + places
            elif text:
                sheet.cell(y, x, text)
    sheet.append([table.note])
