"""The commands of the desk: `juesuan query`, `juesuan export`, `juesuan schema`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from juesuan.errors import UsageError


class Form(StrEnum):
    """How what a query found is told."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Out = Annotated[Path, typer.Argument(help="The folder of a dataset.", metavar="OUT")]


def query(
    dataset: Out,
    sql: Annotated[
        str | None, typer.Argument(help="What to ask: select …", metavar="SQL", show_default=False)
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="A table to look at, CSV, or JSON.")] = Form.TABLE,
) -> None:
    """Ask a dataset in SQL (DuckDB); without SQL, list its tables and ready views.

    juesuan query output "select unit_name, sum(amount) from expenditure_by_function group by 1"
    """
    from juesuan.desk import answers
    from juesuan.desk.dataset import opened
    from juesuan.desk.views import REPORTS, views

    held = opened(dataset, "decimal", None)
    if sql is None:
        typer.echo(held.listed())
        typer.echo(f"{REPORTS}: documents, one for each unit, year and scope; copies left out")
        for view in views():
            typer.echo(f"{view.name}: {view.says}")
        return
    found = held.sql(sql).to_arrow_table()
    tell = {Form.TABLE: answers.as_table, Form.CSV: answers.as_csv, Form.JSON: answers.as_json}[form]
    typer.echo(tell(found))


def export(
    dataset: Out,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help="One workbook, a sheet for each table.", metavar="FILE.xlsx")
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="A folder of CSV files, one for each table.", metavar="FOLDER")
    ] = None,
) -> None:
    """Write a dataset as a workbook or as CSV files, for people who work in spreadsheets."""
    from juesuan.desk.commas import write_csv
    from juesuan.desk.dataset import opened
    from juesuan.desk.workbook import write_workbook

    if xlsx is None and csv is None:
        raise UsageError("nothing to write: say --xlsx FILE.xlsx or --csv FOLDER")
    held = opened(dataset, "decimal", None)
    if xlsx is not None:
        typer.echo(f"{xlsx}: {len(write_workbook(held, xlsx))} sheets")
    if csv is not None:
        typer.echo(f"{csv}: {len(write_csv(held, csv))} files")


def schema(
    table: Annotated[
        str | None, typer.Argument(help="One table.", metavar="TABLE", show_default="all tables")
    ] = None,
) -> None:
    """Print the tables of a dataset, column by column: name, type, meaning; the same as docs/tables."""
    from juesuan.writing.dictionary import dictionary, page

    typer.echo((dictionary() if table is None else page(table)).rstrip("\n"))
