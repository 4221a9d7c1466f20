"""A dataset as CSV files, one for each table."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from juesuan.desk.dataset import Dataset
from juesuan.desk.harmless import for_csv
from juesuan.desk.heads import head
from juesuan.desk.layout import columns_of
from juesuan.errors import OutputUnwritable


def write_csv(dataset: Dataset, folder: Path) -> list[Path]:
    """Write every table of a dataset to `folder/<table>.csv`; the files written.

    UTF-8 with a mark, so that spreadsheets read the Chinese; units in the heads, decimals to the last digit, null as
    nothing. A text that a spreadsheet would run as a formula has an apostrophe before it.

    Raises:
        OutputUnwritable: the folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in dataset.names:
            table = dataset.arrow(name)
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([head(column) for column in columns_of(name, table)])
                for batch in table.to_batches(max_chunksize=10_000):
                    columns = [column.to_pylist() for column in batch.columns]
                    writer.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))
            written.append(path)
    except OSError as error:
        raise OutputUnwritable(
            f"{folder}: cannot be written ({error.strerror or error}); choose another folder"
        ) from error
    return written


def _cell(value: object) -> object:
    if isinstance(value, str):
        return for_csv(value)
    return f"{value:f}" if isinstance(value, Decimal) else value
