"""What a query found, for a terminal or for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

import pyarrow as pa

from juesuan.running.progress import printable

MOST_ROWS = 200
"""Rows that a terminal is shown; CSV and JSON have all."""
WIDEST = 60
"""Characters of a cell on a terminal."""


def as_table(found: pa.Table) -> str:
    """A table for a terminal, numbers to the right; beyond `MOST_ROWS` rows it says how many more there are."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False)
    for field in found.schema:
        grid.add_column(Text(printable(field.name)), justify="right" if _is_number(field.type) else "left")
    for row in _rows(found.slice(0, MOST_ROWS)):
        # As Text: brackets in what a report says are no markup of rich.
        grid.add_row(*(Text(_short(value)) for value in row))
    sink = StringIO()
    Console(file=sink, width=10_000, no_color=True).print(grid)
    lines = [line.rstrip() for line in sink.getvalue().splitlines()]
    if len(found) > MOST_ROWS:
        lines.append(f"… and {len(found) - MOST_ROWS:,} more rows; --format csv has all")
    return "\n".join(lines)


def as_csv(found: pa.Table) -> str:
    """CSV with a head line; decimals as they are, null as nothing."""
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(found.schema.names)
    writer.writerows([_plain(value) for value in row] for row in _rows(found))
    return sink.getvalue().rstrip("\n")


def as_json(found: pa.Table) -> str:
    """An array of objects; decimals are texts, so that no digit is lost."""
    return json.dumps(found.to_pylist(), ensure_ascii=False, indent=1, default=str)


def _rows(found: pa.Table) -> list[tuple[Any, ...]]:
    columns: Sequence[list[Any]] = [column.to_pylist() for column in found.columns]
    return list(zip(*columns, strict=True))


def _plain(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _short(value: object) -> str:
    if value is None:
        return ""
    words = printable(" ".join(str(_plain(value)).split()))
    return words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_decimal(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind))
