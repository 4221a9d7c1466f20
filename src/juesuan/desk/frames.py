"""Arrow tables as the frames that analysts work with; money stays decimal unless floats are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from juesuan.desk.extras import needed
from juesuan.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Money = Literal["decimal", "float"]
"""How money and other exact numbers are held: as decimals, or as float64 for those who divide."""
MONEY = ("decimal", "float")


def money_of(money: str) -> Money:
    """The word for how money is held, or `UsageError`."""
    if money == "decimal":
        return "decimal"
    if money == "float":
        return "float"
    raise UsageError(f"money={money!r}: it is one of {', '.join(map(repr, MONEY))}")


def held(table: pa.Table, money: Money) -> pa.Table:
    """The table with its exact numbers as asked: with "float" every decimal column is float64, metadata kept."""
    if money == "decimal":
        return table
    for place, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            column = pc.cast(table.column(place), pa.float64())
            table = table.set_column(place, field.with_type(pa.float64()), column)
    return table


def as_pandas(table: pa.Table) -> pd.DataFrame:
    """A pandas frame with Arrow types: exact decimals, nulls that stay nulls, integers that stay integers."""
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def as_polars(table: pa.Table) -> Any:
    """A polars frame, decimals exact. Raises `MissingExtra`."""
    return needed("polars", "a polars frame").from_arrow(table)
