"""A dataset as one workbook: a sheet for each table, heads that stay, numbers that are numbers, codes that are text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from juesuan.desk.dataset import Dataset
from juesuan.desk.extras import needed
from juesuan.desk.harmless import for_cell, is_formula_like
from juesuan.desk.heads import head
from juesuan.desk.layout import columns_of
from juesuan.errors import OutputUnwritable
from juesuan.writing.column import Column
from juesuan.writing.schema import tables as schema_tables

FIRST = ("summary", "documents", "facts", "line_items", "projects", "findings", "checks")
"""The sheets one looks at first; the others follow in the dataset's order."""
MOST_ROWS = 1_048_575
"""Rows of a sheet below its head; a longer table goes on on a sheet of its own."""
EXACT = 15
"""Digits that a spreadsheet keeps of a number; one with more is written as text."""
FORMATS = {"money": "#,##0.00", "value": "General", "wide": "General", "rounded": "0.00"}
TEXT = "@"
WIDTHS = {"string": 18.0, "money": 18.0, "value": 14.0, "wide": 18.0}
LONG = frozenset({"quote", "text", "message", "says", "evidence", "definition", "results", "error_message", "goal"})
CONTENTS = "contents"


def write_workbook(dataset: Dataset, path: Path) -> list[str]:
    """Write a dataset to one .xlsx file; the names of its sheets.

    Heads are frozen and carry the unit; money is a number with two places, codes and ids are text. Texts stay texts:
    none is run, whatever it begins with, also when its cell is edited. A number of more than 15 digits is written as
    text, since spreadsheets round it.

    Raises:
        MissingExtra: openpyxl is not installed; it comes with juesuan[desk].
        OutputUnwritable: the file cannot be written.
    """
    openpyxl = needed("openpyxl", "a workbook")
    try:
        # Asked before the work: a workbook is written at its end.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise _unwritable(path, error) from error
    book = openpyxl.Workbook(write_only=True)
    contents = book.create_sheet(CONTENTS)
    sheets: list[tuple[str, str, int]] = []
    for name in [*FIRST, *(name for name in dataset.names if name not in FIRST)]:
        table = dataset.arrow(name)
        for part, start in enumerate(range(0, max(1, len(table)), MOST_ROWS), 1):
            piece = table.slice(start, MOST_ROWS)
            title = name if part == 1 else f"{name} ({part})"
            _sheet(book.create_sheet(title), columns_of(name, table), piece)
            sheets.append((title, schema_tables(())[name].says, len(piece)))
    _contents(contents, sheets)
    try:
        book.save(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    return [CONTENTS, *(title for title, _, _ in sheets)]


def _unwritable(path: Path, error: OSError) -> OutputUnwritable:
    return OutputUnwritable(f"{path}: cannot be written ({error.strerror or error}); choose another file")


def _contents(sheet: Any, sheets: Sequence[tuple[str, str, int]]) -> None:
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    for letter, width in (("A", 18), ("B", 12), ("C", 80)):
        sheet.column_dimensions[letter].width = width
    sheet.append([_text(sheet, words, Font(bold=True)) for words in ("sheet", "rows", "one row for")])
    for title, says, rows in sheets:
        link = _text(sheet, title, Font(color="0563C1", underline="single"))
        link.hyperlink = f"#'{title}'!A1"
        sheet.append([link, rows, _text(sheet, says)])


def _sheet(sheet: Any, columns: Sequence[Column], table: pa.Table) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    for place, column in enumerate(columns, 1):
        width = 48.0 if column.name in LONG else WIDTHS.get(column.type, 10.0)
        sheet.column_dimensions[get_column_letter(place)].width = max(width, len(head(column)) + 2.0)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(table) + 1}"
    fill = PatternFill("solid", fgColor="DDE6F0")
    sheet.append([_text(sheet, head(column), Font(bold=True), fill) for column in columns])
    for row in _rows(table):
        sheet.append([_cell(sheet, value, column) for value, column in zip(row, columns, strict=True)])


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cell(sheet: Any, value: object, column: Column) -> Any:
    if value is None:
        return None
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > EXACT:
        return _text(sheet, f"{value:f}")
    form = FORMATS.get(column.type)
    if form is None:
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _text(sheet: Any, words: str, font: Any = None, fill: Any = None) -> Any:
    """A cell that is text whatever it says; the apostrophe of the spreadsheet keeps it one when it is edited."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, None)
    cell.value = for_cell(words)
    cell.data_type = "s"
    cell.number_format = TEXT
    cell.quotePrefix = is_formula_like(words)
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    return cell
