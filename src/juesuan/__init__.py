"""juesuan (决算): final-accounts disclosures of Chinese public bodies as validated Parquet.

`juesuan.extract("report.pdf")` reads one report, `juesuan.open("output")` opens what `juesuan extract` left.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from juesuan.desk.dataset import Dataset
    from juesuan.desk.report import Report

__version__ = "0.1.0"
SCHEMA_VERSION = "1.0"
__all__ = ["SCHEMA_VERSION", "__version__", "extract", "open"]


def extract(
    path: str | PathLike[str],
    *,
    money: Literal["decimal", "float"] = "decimal",
    patterns: str | PathLike[str] | None = None,
    ocr_cache: str | PathLike[str] | None = None,
) -> Report:
    """Read one report of any form; a notebook shows what was understood.

    `report.facts`, `report.line_items`, `report.projects`, `report.checks`, `report.findings` and the other tables of
    the dataset are pandas frames with Arrow types, amounts in 元. `report.form("expenditure")` is a statutory form,
    `report.source(row)` the page with the figure's box, `report.explain(row)` what speaks for and against it.

    `money="float"` gives float64 in place of decimals. `patterns` is a folder of your own patterns (docs/patterns.md).
    `ocr_cache` is a folder where recognised pages are kept, so that a scan is recognised once.

    Raises:
        juesuan.errors.BadInput: the file cannot be read as a report; the message says why and what to do.
        juesuan.errors.BadKnowledge: the patterns are malformed.
        juesuan.errors.UsageError: `money` is another word.
    """
    from pathlib import Path

    from juesuan.desk.report import extracted

    own = None if patterns is None else Path(patterns)
    return extracted(Path(path), own, None if ocr_cache is None else Path(ocr_cache), money)


def open(
    path: str | PathLike[str],
    *,
    money: Literal["decimal", "float"] = "decimal",
    reports: str | PathLike[str] | None = None,
) -> Dataset:
    """Open the dataset that `juesuan extract REPORTS -o path` left.

    `dataset.facts`, `dataset.line_items`, `dataset.summary` … are pandas frames with Arrow types, amounts in 元;
    `dataset.polars("facts")` and `dataset.duckdb("facts")` the same elsewhere, `dataset.sql("select …")` asks.
    `dataset.form("expenditure")` is a statutory form, `dataset.panel()` the headline figures over units and years,
    `dataset.source(row)` the page with the figure's box, `dataset.explain(row)` what speaks for and against it.

    `money="float"` gives float64 in place of decimals, for those who divide. `reports` is the folder of the reports,
    if they are no longer where the dataset was made from; only `source` needs them.

    Raises:
        juesuan.errors.UsageError: the folder holds no dataset, or `money` is another word.
    """
    from pathlib import Path

    from juesuan.desk.dataset import opened

    return opened(Path(path), money, None if reports is None else Path(reports))
