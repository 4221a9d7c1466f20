"""Wide statutory forms: the cells of `line_items` laid out as the form is printed, one row for each of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from juesuan.errors import UsageError
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.knowledge.table_forms import plain
from juesuan.writing.enumerations import enumerations

YUAN = "元"
HEAD = pa.schema(
    [
        ("document_id", pa.string()), ("unit_name", pa.string()), ("report_year", pa.int32()),
        ("table_id", pa.string()), ("title", pa.string()), ("row", pa.int32()), ("side", pa.string()),
        ("block", pa.int32()), ("code", pa.string()), ("label", pa.string()), ("parent_label", pa.string()),
        ("level", pa.string()), ("is_leaf", pa.bool_()), ("unit", pa.string()),
    ]
)  # fmt: skip
"""The columns before those of the form. `unit` is of the numbers in the row: 元, or what counts are printed in."""
MONEY = pa.decimal128(18, 2)
NUMBER = pa.decimal128(18, 6)

Cell = Mapping[str, Any]


class Key(NamedTuple):
    """What makes a row: a row of a side-by-side list is one for each list, and one for each unit it prints."""

    table_id: str
    row: int
    side: str | None
    block: int | None
    unit: str | None


def kinds() -> tuple[str, ...]:
    """The names of the statutory forms: the codes of `line_items.table`."""
    return enumerations()["table"].names


def wide(kind: str, cells: pa.Table, tables: pa.Table) -> pa.Table:
    """The form `kind` of several documents: `cells` are their rows of `line_items`, `tables` those of `tables`.

    One row for each printed row, in the order of the cells; columns `HEAD`, then those of the form under their
    standard Chinese names (one that the form does not know keeps its printed name). Money is in 元, decimal(18, 2); a
    row of counts has its `unit` and shares the columns, which then have six places. A blank or a dash is null.

    Raises:
        UsageError: there is no form of that name.
    """
    if kind not in kinds():
        raise UsageError(f"form({kind!r}): there is no such form; there are {', '.join(kinds())}")
    titles = dict(zip(tables["table_id"].to_pylist(), tables["title"].to_pylist(), strict=True))
    rows: dict[Key, dict[str, Any]] = {}
    columns: dict[str, None] = {}
    counted: set[str] = set()
    for cell, key in _keyed(cells.to_pylist()):
        row = rows.setdefault(key, _head(cell, key, titles))
        name = heading(kind, cell["column"], cell["side"])
        if name in row:
            # Two columns of one standard name (a form that prints 合计 twice) are told apart by what is printed.
            name = f"{cell['column']} [{cell['column_index']}]"
        row[name] = _number(cell)
        columns[name] = None
        if row[name] is not None and cell["amount"] is None:
            counted.add(name)
    fields = [*HEAD, *(pa.field(name, NUMBER if name in counted else MONEY) for name in columns)]
    return pa.Table.from_pylist([*rows.values()], pa.schema(fields))


@cache
def heading(kind: str, column: str, side: str | None) -> str:
    """The standard name of a form's column: the first example of the column that knows it; else as printed.

    Where a form prints budget and actual in columns, some print 预算数 above the names and some below: it goes last.
    """
    known = load_pattern_set().table_forms
    for form in known.forms:
        if form.table == kind and kind != "other" and (found := form.column(plain(column), side)) is not None:
            return found.examples[0]
    parts = column.split("/")
    measures = [part for part in parts if known.headers.measure(plain(part)) is not None]
    return "/".join([*(part for part in parts if part not in measures), *measures])


def _keyed(cells: Iterable[Cell]) -> Iterator[tuple[Cell, Key]]:
    """Every cell with the key of its row; a cell without a number goes with the numbers of its row."""
    waiting: list[Cell] = []
    at: tuple[object, ...] | None = None
    for cell in [*cells, None]:
        place = None if cell is None else (cell["table_id"], cell["row"], cell["side"], cell["block"])
        if place != at:
            yield from _of_row(waiting)
            waiting, at = [], place
        if cell is not None:
            waiting.append(cell)


def _of_row(cells: list[Cell]) -> Iterator[tuple[Cell, Key]]:
    units = [_unit(cell) for cell in cells]
    first = next((unit for unit in units if unit is not None), None)
    for cell, unit in zip(cells, units, strict=True):
        yield cell, Key(cell["table_id"], cell["row"], cell["side"], cell["block"], unit or first)


def _unit(cell: Cell) -> str | None:
    if cell["value"] is None:
        return None
    return YUAN if cell["amount"] is not None else cell["unit"]


def _number(cell: Cell) -> Decimal | None:
    number: Decimal | None = cell["amount"] if cell["amount"] is not None else cell["value"]
    return number


def _head(cell: Cell, key: Key, titles: Mapping[str, str | None]) -> dict[str, Any]:
    own = {name: cell.get(name) for name in HEAD.names}
    return own | {
        "title": titles.get(key.table_id), "unit": key.unit, "code": cell["code"] or cell["code_resolved"]
    }  # fmt: skip
