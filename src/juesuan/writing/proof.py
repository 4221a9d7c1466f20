"""The proof of rows: they fit the schema, keys are unique, references lead somewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from juesuan.writing.column import SchemaError
from juesuan.writing.schema import Table

Row = Mapping[str, object]


def prove_names(tables: Mapping[str, Table], rows: Mapping[str, Sequence[Row]]) -> None:
    """Every table and column of the rows is one of the schema's.

    Raises:
        SchemaError: naming the table, and the column.
    """
    for name, records in rows.items():
        if name not in tables:
            raise SchemaError(f"{name}: no such table; the dataset has {', '.join(tables)}")
        known = frozenset(tables[name].names)
        for record in records:
            if unknown := record.keys() - known:
                raise SchemaError(f"{name}.{min(unknown)}: no such column; name it in the schema first")


def prove_keys(
    tables: Mapping[str, Table], made: Mapping[str, pa.Table], known: Mapping[str, frozenset[str]] | None = None
) -> None:
    """No key occurs twice, and every reference is the key of a row, or one of `known` of a table not made here.

    A key that occurs twice would multiply figures in a join, so it is an error, not a matter of taste.

    Raises:
        SchemaError: naming the table, the column and the value.
    """
    keys = {name: made[name][table.key].to_pylist() for name, table in tables.items() if name in made}
    known = {**(known or {}), **{name: frozenset(values) for name, values in keys.items()}}
    for name in keys:
        table = tables[name]
        if len(known[name]) < len(keys[name]):
            twice, _ = Counter(keys[name]).most_common(1)[0]
            raise SchemaError(f"{name}.{table.key}: {twice} occurs twice")
        for column, target in table.references.items():
            if loose := set(made[name][column].unique().to_pylist()) - known[target] - {None}:
                raise SchemaError(f"{name}.{column}: {min(loose)} is no {tables[target].key} of {target}")


def arrow(table: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as Arrow; a column that a row lacks is null.

    Raises:
        SchemaError: a value that does not fit, naming the table and the column.
    """
    arrays = []
    for column in table.columns:
        try:
            arrays.append(column.array([row.get(column.name) for row in rows]))
        except SchemaError as error:
            raise SchemaError(f"{table.name}.{column.name}: {error}") from error
    return pa.Table.from_arrays(arrays, schema=table.arrow)
