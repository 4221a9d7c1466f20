"""The name of a cell: B7."""

from __future__ import annotations

import re

NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


def a1(row: int, column: int) -> str:
    """The name of the cell in a row and a column, both from 0."""
    assert row >= 0 <= column, "rows and columns are counted from 0"
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def row_column(name: str) -> tuple[int, int] | None:
    """Row and column, both from 0, of a cell's name, with dollar signs or without; None if it is no name."""
    found = NAME.fullmatch(name.strip())
    if found is None:
        return None
    column = 0
    for char in found[1].upper():
        column = 26 * column + ord(char) - ord("A") + 1
    return int(found[2]) - 1, column - 1
