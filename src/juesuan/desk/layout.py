"""The columns of a table as it is in a dataset: those of the schema, and the headline figures of `summary`."""

from __future__ import annotations

import pyarrow as pa

from juesuan.writing.column import Column
from juesuan.writing.headline import shipped_headlines
from juesuan.writing.schema import tables


def columns_of(name: str, table: pa.Table) -> list[Column]:
    """A column of the schema for each of the table's; one of a user's own headline figure is told by its type."""
    known = {column.name: column for column in tables(shipped_headlines())[name].columns}
    return [known.get(field.name) or _of(field) for field in table.schema]


def _of(field: pa.Field) -> Column:
    kinds = {pa.decimal128(18, 2): "money", pa.decimal128(18, 6): "value", pa.int64(): "int64"}
    says = (field.metadata or {}).get(b"description", b"").decode()
    return Column(field.name, kinds.get(field.type, "string"), says)
