"""Excel 97-2003 workbooks (.xls) and those of WPS (.et): the sheets as they are shown."""

from __future__ import annotations

import struct
from decimal import Decimal
from io import StringIO
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from juesuan.errors import BadInput
from juesuan.reading.forms.number_format import GENERAL, shown
from juesuan.reading.forms.sheets import Sheet

DAMAGE = (XLRDError, CompDocError, struct.error, IndexError, AssertionError, KeyError, ValueError,
          UnicodeDecodeError, TypeError, AttributeError, RecursionError,
          ArithmeticError)  # fmt: skip
"""What the library raises on a damaged workbook: it checks little of what it reads."""


def sheets_of(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    """The sheets of a workbook that are not hidden, and notes on what is not shown. `name` is the file's.

    Raises `BadInput`: encrypted, truncated, too_large.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
        found = [_sheet(book, sheet) for sheet in book.sheets() if not sheet.visibility]
        unseen = [sheet.name for sheet in book.sheets() if sheet.visibility]
    except BadInput:
        raise
    except DAMAGE as error:
        if "encrypted" in str(error):
            message = f"{name}: encrypted; open it with its password and save it without one"
            raise BadInput("encrypted", message) from error
        why = f"{type(error).__name__}: {error}"
        raise BadInput("truncated", f"{name}: cut off or damaged ({why}); get it again from its source") from error
    return found, [f"hidden sheets are not read: {', '.join(unseen)}"] if unseen else []


def _sheet(book: Any, of: Any) -> Sheet:
    sheet = Sheet(of.name)
    sheet.hidden_rows = {row for row, info in of.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in of.colinfo_map.items() if info.hidden}
    sheet.merged = [(top, left, bottom, right) for top, bottom, left, right in of.merged_cells]
    for row in range(of.nrows):
        for column, cell in enumerate(of.row(row)):
            sheet.put(row, column, _shown(book, cell, zeros=bool(of.show_zero_values)))
    return sheet


def _shown(book: Any, cell: Any, *, zeros: bool) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        value = Decimal(repr(float(cell.value)))
        if not zeros and not value:
            return ""
        look = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
        form = book.format_map.get(look.format_key) if look is not None else None
        code = form.format_str if form is not None else GENERAL
        return shown(value, code, from_1904=book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERR"))
    return str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
