"""A dataset on disk, opened in a notebook: `juesuan.open("output")`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.dataset as arrow_dataset

from juesuan.desk.desk import Desk
from juesuan.desk.files import Reports
from juesuan.desk.frames import as_pandas, held
from juesuan.desk.html import grid, text
from juesuan.desk.panel import panel
from juesuan.desk.rows import Row
from juesuan.errors import UsageError
from juesuan.reading.content import Content
from juesuan.writing.schema import tables as schema_tables

if TYPE_CHECKING:
    import pandas as pd

NAMES = tuple(schema_tables(()))


class Dataset(Desk):
    """What `juesuan extract` left in a folder.

    `dataset.facts`, `dataset.line_items`, `dataset.summary` … are pandas frames, read from their files once.
    """

    def __init__(self, path: Path, money: str, reports: Path | None) -> None:
        super().__init__(money)
        missing = [name for name in NAMES if not (path / f"{name}.parquet").exists()]
        if missing:
            make = f"make the dataset first: juesuan extract REPORTS -o {path}"
            raise UsageError(f"{path}: there is no {missing[0]}.parquet in it; {make}")
        self.path = path
        self._reports = Reports(path, reports)
        self._read = cache(self._from_file)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables."""
        return NAMES

    def panel(self, *names: str) -> pd.DataFrame:
        """Headline figures over units and years, one row for each figure and year of a unit.

        `names` are columns of `summary` (all figures by default): `dataset.panel("three_public")`. One report counts
        for each unit, year and scope; 汇总 and 本级 of a unit are rows of their own and are never added.

        Columns: unit_name, unit_kind, scope, year; `figure`, its Chinese `label` and `unit` (元, 个 for counts, 分 for
        scores); `value`; `origin` (`report`: the year's own; `next_report`: there is no own, the figure is what
        the next year's report states or implies by its change); document_id; `stated_later`, what the next year's
        report makes of this year, with `later_document_id`; `difference` (stated_later - value) and `agrees`: whether
        the two can be the same number, given how finely each is printed; null where only one of them is there.

        Raises:
            UsageError: a name that is no headline figure of `summary`.
        """
        made = panel(
            self._exact("documents"), self._exact("summary"), self._exact("facts"), self._exact("line_items"), names
        )
        return as_pandas(held(made, self.money))

    def __repr__(self) -> str:
        """One line: where it is, and how much it holds."""
        counts = ", ".join(f"{self._rows(name):,} {name}" for name in ("documents", "facts", "line_items", "checks"))
        return f"<juesuan dataset {self.path}: {counts}>"

    def listed(self) -> str:
        """Its tables, a line each: name, rows, what a row is."""
        schema = schema_tables(())
        return "\n".join(f"{name} ({self._rows(name):,}): {schema[name].says}" for name in NAMES)

    def _repr_html_(self) -> str:
        schema = schema_tables(())
        rows = ((name, f"{self._rows(name):,}", schema[name].says) for name in NAMES)
        return f"<p>{text(self.path)}</p>" + grid(("table", "rows", ""), rows)

    def _rows(self, name: str) -> int:
        return int(self._file(name).count_rows())

    def _file(self, name: str) -> arrow_dataset.Dataset:
        path = self.path / f"{name}.parquet"
        try:
            return arrow_dataset.dataset(path, format="parquet")
        except (pa.ArrowException, OSError) as error:
            raise _damaged(path, error) from error

    def _from_file(self, name: str) -> pa.Table:
        try:
            return self._file(name).to_table()
        except (pa.ArrowException, OSError) as error:
            raise _damaged(self.path / f"{name}.parquet", error) from error

    def _exact(self, name: str) -> pa.Table:
        return self._read(name)

    def _schema(self, name: str) -> pa.Schema:
        return self._file(name).schema

    def _where(self, name: str, column: str, value: str) -> list[Row]:
        found = self._file(name).to_table(filter=arrow_dataset.field(column) == value)
        return list(found.to_pylist())

    def _sources(self) -> Mapping[str, pa.Table | Path]:
        return {name: self.path / f"{name}.parquet" for name in NAMES}

    def _content(self, row: Row) -> Content:
        inputs = self._where("inputs", "document_id", row["document_id"])
        return self._reports.content(inputs, row["anchor"])


def _damaged(path: Path, error: Exception) -> UsageError:
    return UsageError(f"{path}: this is no table of a dataset ({error}); make it again with juesuan extract")


def opened(path: Path, money: str, reports: Path | None) -> Dataset:
    """Open a dataset. Raises `UsageError` if the folder holds none."""
    return Dataset(path, money, reports)
