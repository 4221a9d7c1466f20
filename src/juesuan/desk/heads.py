"""The head of a column in a workbook or CSV file: its name, with the unit of its numbers."""

from __future__ import annotations

from juesuan.writing.column import Column

YUAN = "元"
POINTS = frozenset({"x0", "y0", "x1", "y1"})


def head(column: Column) -> str:
    """`amount (元)`, `completion_pct (%)`, `x0 (pt)`: the unit where one holds for the whole column."""
    unit = unit_of(column)
    return f"{column.name} ({unit})" if unit else column.name


def unit_of(column: Column) -> str | None:
    """The unit of a column's numbers; None for texts, counts, and numbers in the row's own unit."""
    if column.type == "money":
        return YUAN
    if column.name.endswith("_pct"):
        return "%"
    if column.name == "size_bytes":
        return "bytes"
    return "pt" if column.name in POINTS else None
