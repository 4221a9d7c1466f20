"""What a dataset and a single report have in common: tables, SQL, forms, pages and explanations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from juesuan.desk import forms, views
from juesuan.desk.explanation import Explanation, explained
from juesuan.desk.frames import as_pandas, as_polars, held, money_of
from juesuan.desk.picture import Picture, picture
from juesuan.desk.rows import KEYS, Row, found
from juesuan.errors import UsageError
from juesuan.reading.content import Content
from juesuan.reading.page import Box
from juesuan.workshop.records import read_by

if TYPE_CHECKING:
    import pandas as pd

FIGURES = {name: KEYS[name] for name in ("fact_id", "cell_id")}


class Desk(ABC):
    """Tables by name, in the frame one works with.

    Every table of the dataset's documentation is an attribute: `desk.facts` is a pandas frame with Arrow types, exact
    decimals and nulls that stay nulls. Money is in 元.
    """

    def __init__(self, money: str) -> None:
        self.money = money_of(money)
        self._connection = cache(self._connected)

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""

    @abstractmethod
    def _exact(self, name: str) -> pa.Table:
        """A table with its decimals, rows in the dataset's order."""

    @abstractmethod
    def _schema(self, name: str) -> pa.Schema:
        """The schema of a table."""

    @abstractmethod
    def _where(self, name: str, column: str, value: str) -> list[Row]:
        """The rows of a table whose column has a value."""

    @abstractmethod
    def _sources(self) -> Mapping[str, pa.Table | Path]:
        """The tables for DuckDB."""

    @abstractmethod
    def _content(self, row: Row) -> Content:
        """The file that a row was read from. Raises `UsageError`."""

    def arrow(self, name: str) -> pa.Table:
        """A table as Arrow: decimal128, or float64 where the desk was opened with money="float".

        Raises:
            UsageError: there is no table of that name, or its file is damaged.
        """
        return held(self._known(name), self.money)

    def pandas(self, name: str) -> pd.DataFrame:
        """A table as a pandas frame with Arrow types; the same as `desk.<name>`.

        Sums of decimals are exact. Divide last, and as floats: `(a.sum() / 10_000)` of a decimal is a decimal, but
        frames of decimals that are divided grow digits until Arrow refuses; `column.astype("float64") / 10_000` after
        the sums are done gives 万元.

        Raises:
            UsageError: there is no table of that name, or its file is damaged.
        """
        return as_pandas(self.arrow(name))

    def polars(self, name: str) -> Any:
        """A table as a polars frame, decimals exact.

        Raises:
            UsageError: there is no table of that name, or its file is damaged.
            MissingExtra: polars is not installed; it comes with juesuan[desk].
        """
        return as_polars(self.arrow(name))

    def duckdb(self, name: str) -> Any:
        """A table or ready view as a DuckDB relation, read as it is asked.

        Raises:
            UsageError: there is no table or view of that name.
            MissingExtra: DuckDB is not installed; it comes with juesuan[desk].
        """
        return self.sql(f'select * from "{name}"')

    def sql(self, query: str) -> Any:
        """What a query over the tables and ready views gives, as a DuckDB relation (`.df()`, `.fetchall()`, `.pl()`).

        Ready views: `reports` (documents, one for each unit, year and scope), `figures`, `expenditure_by_function`,
        `three_public_expenses`, `project_completion`, `contradictions`.

        Raises:
            UsageError: DuckDB refuses the query.
            MissingExtra: DuckDB is not installed; it comes with juesuan[desk].
        """
        return views.asked(self._connection(), query)

    def form(self, kind: str) -> pd.DataFrame:
        """A statutory form, wide: one row for each printed row, one column for each of the form's, in 元.

        `kind` is a code of `line_items.table`: "expenditure" is 支出决算表. Before the form's columns stand the
        document, unit, year, table, row, side and block, code, label, level, `is_leaf` (safe to add up) and unit. A
        blank or a dash is null. Copies of a report (`documents.same_report_as`) are left out.

        Raises:
            UsageError: there is no such form.
        """
        documents = self._known("documents")
        mine = documents.filter(pc.is_null(documents["same_report_as"]))["document_id"]
        cells = self._known("line_items")
        here = pc.and_(pc.equal(cells["table"], kind), pc.is_in(cells["document_id"], mine.combine_chunks()))
        return as_pandas(held(forms.wide(kind, cells.filter(here), self._known("tables")), self.money))

    def source(self, row: object) -> Picture:
        """The page that a row was read from, with the figure's box; a notebook shows it.

        `row` is a row of facts, line_items or findings (or of projects, key_work, terms or reasons, which have a page
        and no box), as `frame.iloc[0]`, a dictionary or an id.

        Raises:
            UsageError: no such row; a form without pages (its `anchor` says where the figure stands); the file is
                not where it was, or has changed.
        """
        _, whole = found(row, self._find)
        if whole["page"] is None:
            raise UsageError(f"this figure stands in a form without pages: {whole['anchor'] or 'a plain text'}")
        edges = [whole.get(name) for name in ("x0", "y0", "x1", "y1")]
        box = None if None in edges else Box(*(float(edge) for edge in edges if edge is not None))
        return picture(self._content(whole), whole["page"], box)

    def explain(self, row: object) -> Explanation:
        """A figure explained: quote and place, the pattern that read it, the checks that confirm or contradict it.

        `row` is a row of facts or line_items, as `frame.iloc[0]`, a dictionary or an id.

        Raises:
            UsageError: no such row.
        """
        table, whole = found(row, self._find, FIGURES)
        return explained(table, whole, self._where, list(_read_by(table, whole)))

    def __getattr__(self, name: str) -> pd.DataFrame:
        """A table by its name."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self.names:
            raise AttributeError(f"{type(self).__name__} has no {name!r}; its tables are {', '.join(self.names)}")
        return self.pandas(name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.names})

    def _connected(self) -> Any:
        sources = self._sources()
        return views.connection(sources, {name: self._schema(name) for name in sources}, self.money)

    def _find(self, table: str, column: str, value: str) -> Row | None:
        rows = self._where(table, column, value)
        return rows[0] if rows else None

    def _known(self, name: str) -> pa.Table:
        if name not in self.names:
            raise UsageError(f"there is no table {name!r}; there are {', '.join(self.names)}")
        return self._exact(name)


def _read_by(table: str, row: Row) -> Sequence[str]:
    """How a figure was read, a line for each record that took part."""
    if table != "facts":
        return [f"column “{row['column']}” of the table"]
    return read_by(row["pattern"])
