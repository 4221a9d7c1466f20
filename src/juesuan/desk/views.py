"""A dataset's tables and ready views in DuckDB."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa

from juesuan.desk.chosen import chosen
from juesuan.desk.extras import needed
from juesuan.desk.frames import Money, held
from juesuan.errors import UsageError

REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class View:
    """A ready view: its name, what it holds, and the query that makes it."""

    name: str
    says: str
    sql: str


@cache
def views() -> tuple[View, ...]:
    """The ready views of `views.toml`, in the order in which they are made."""
    source = tomllib.loads(files(__package__).joinpath("views.toml").read_text(encoding="utf-8"))
    return tuple(View(**record) for record in source["view"])


def connection(tables: Mapping[str, pa.Table | Path], schemas: Mapping[str, pa.Schema], money: Money) -> Any:
    """A DuckDB connection in memory, with every table and ready view by its name.

    A table is given as Arrow, or as the path of its Parquet file or folder of parts, which is read as queries ask.

    Raises:
        MissingExtra: DuckDB is not installed.
    """
    made = needed("duckdb", "SQL over a dataset").connect()
    for name, table in tables.items():
        if isinstance(table, Path):
            place = str(table / "*.parquet" if table.is_dir() else table).replace("'", "''")
            made.execute(f"create view \"{name}\" as select {_columns(schemas[name], money)} from '{place}'")
        else:
            made.register(name, held(table, money))
    documents = made.sql("select * from documents").to_arrow_table()
    made.register(REPORTS, chosen(documents))
    for view in views():
        made.execute(f'create view "{view.name}" as {view.sql}')
    return made


def asked(made: Any, query: str) -> Any:
    """What a query gives, as a relation.

    Raises:
        UsageError: DuckDB refuses the query; the message has its words and the names there are.
    """
    duckdb = needed("duckdb", "SQL over a dataset")
    try:
        found = made.sql(query)
    except duckdb.Error as error:
        names = sorted(row[0] for row in made.execute("select table_name from information_schema.tables").fetchall())
        raise UsageError(f"{error}\ntables and views: {', '.join(names)}") from error
    if found is None:
        raise UsageError("the query gives no rows; ask with select …")
    return found


def _columns(schema: pa.Schema, money: Money) -> str:
    """The columns of a table, exact numbers as asked."""
    return ", ".join(
        f'"{f.name}"::double as "{f.name}"' if money == "float" and pa.types.is_decimal(f.type) else f'"{f.name}"'
        for f in schema
    )
