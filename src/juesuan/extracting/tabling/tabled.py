"""The result: a table with its columns, rows and cells as printed, and what its form says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import regex

from juesuan.extracting.statutory import StatutoryTable
from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.knowledge.table_forms import Form, FormColumn, FormRow, Name
from juesuan.reading.folding import fold

DECIMALS = regex.compile(r"\d\.\d")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid, `index` from 0. Its role is code, ordinal, label, text or number.

    `block` counts the lists that stand side by side, from 1. `name` is its leaf header with the parents joined by
    /, without those that only name the side, the list or the table; `header` is its lowest header cell. `form` and
    `measure` are what the form knows.
    """

    index: int
    role: str
    block: int
    side: str | None
    name: str
    header: str = ""
    form: FormColumn | None = None
    measure: Name | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one block: `number` counts the body rows of the table from 1.

    `label` is without its `ordinal`; `codes` are the printed parts of its code, one for each code column (empty if no
    part is printed); `parents` the labels it stands
    under, as far as the print or the form say so, the nearest last. `fixed` is the row of the form, `measure` what a
    label like 决算数 says of the whole row; `sibling`: it is one of several units or projects, named by its label.
    """

    number: int
    block: int
    side: str | None
    label: str | None
    ordinal: str
    codes: tuple[str, ...]
    parents: tuple[str, ...]
    fixed: FormRow | None
    measure: Name | None = None
    sibling: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell of a number column. `blank_for` says why a print in it is none of its own.

    `merged`: it is part of a cell that begins elsewhere; `header`: a sub-header that shares the row.
    """

    row: Row
    column: Column
    page: int | None
    print: GridCell
    blank_for: str | None = None


@dataclass(frozen=True)
class Tabled:
    """A table of the report. Every body row has a cell for every number column: rows × columns = cells.

    `source` is where its title stands, None for a table without one. `pieces` names the grids it was joined
    from, as page.table, with + where a header was repeated, `grids` are these grids. `notes` are printed inside them.
    """

    source: StatutoryTable | None
    kind: str
    title: str | None
    form: Form
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    cells: tuple[Cell, ...] = ()
    body_rows: int = 0
    method: str = "title"
    pieces: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def pages(self) -> tuple[int, ...]:
        """The page of each piece, from 1."""
        return tuple(grid.page for grid in self.grids if grid.page is not None)

    @cached_property
    def decimal_columns(self) -> frozenset[int]:
        """The indexes of the columns in which any cell prints decimals."""
        return frozenset(c.column.index for c in self.cells if DECIMALS.search(fold(c.print.text)))

    @property
    def numbers(self) -> Iterator[Column]:
        """The columns that hold numbers, from the left."""
        return (column for column in self.columns if column.role == "number")
