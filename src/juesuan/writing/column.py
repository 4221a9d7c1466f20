"""A column: its type, what it means, and the one way values enter it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from numbers import Real

import pyarrow as pa

from juesuan.writing.enumerations import Enumeration


class SchemaError(ValueError):
    """Rows do not fit the schema: a fault of the program that made them, never of a document's author."""


_EXACT = Context(prec=40, traps=[Inexact, InvalidOperation])
_PLACES = {"money": Decimal("0.01"), "value": Decimal("0.000001"), "wide": Decimal("0.000001")}

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "money": pa.decimal128(18, 2),
    "value": pa.decimal128(18, 6),
    "wide": pa.decimal128(28, 6),
    "rounded": pa.float32(),
}
"""Type names of `tables.toml`. 18 digits are what Parquet stores as a plain 64-bit integer; `wide` is for
numbers without 万 and 亿, where 1.5万亿 takes 13 digits before the point."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `type` is a key of `ARROW_TYPES`; an enumeration's codes are strings."""

    name: str
    type: str
    says: str
    nullable: bool = True
    enumeration: Enumeration | None = None

    @property
    def field(self) -> pa.Field:
        """The Arrow field, its meaning and the Chinese labels of its codes in the metadata."""
        metadata = {"description": self.says}
        if self.enumeration:
            metadata["labels"] = json.dumps(
                {c.code: c.zh for c in self.enumeration.codes}, ensure_ascii=False
            )
        return pa.field(self.name, ARROW_TYPES[self.type], self.nullable, metadata)

    def array(self, values: Sequence[object]) -> pa.Array:
        """The values as Arrow, shape (n,).

        Decimals are padded to the column's places, never rounded; `rounded` floats are rounded to 2 places.

        Raises:
            SchemaError: a value of another type, a null in a column that has none, an unknown code, a decimal
                that does not fit exactly.
        """
        if not self.nullable and any(value is None for value in values):
            raise SchemaError("a null where none may be")
        fit = self._fit
        fitted = [None if value is None else fit(value) for value in values]
        try:
            return pa.array(fitted, ARROW_TYPES[self.type])
        except (pa.ArrowException, OverflowError, UnicodeEncodeError) as error:
            raise SchemaError(f"a value that does not fit {ARROW_TYPES[self.type]}: {error}") from error

    @property
    def _fit(self) -> Callable[[object], object]:
        if self.enumeration:
            codes = frozenset(self.enumeration.names)
            return lambda value: _code(value, codes)
        if self.type in _PLACES:
            places = _PLACES[self.type]
            return lambda value: _decimal(value, places)
        return {"string": _string, "bool": _bool, "rounded": _rounded}.get(self.type, _integer)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise SchemaError(f"{value!r} is not a string")
    return str(value)


def _code(value: object, codes: frozenset[str]) -> str:
    if not isinstance(value, str) or value not in codes:
        raise SchemaError(f"{value!r} is not one of its codes ({', '.join(sorted(codes))})")
    return str(value)


def _bool(value: object) -> bool:
    if not isinstance(value, bool):
        raise SchemaError(f"{value!r} is not true or false")
    return value


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise SchemaError(f"{value!r} is not an integer")
    return value


def _rounded(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise SchemaError(f"{value!r} is not a finite number")
    # Adding zero makes a negative zero plain: both mean the same and must give the same bytes.
    return round(float(value), 2) + 0.0


def _decimal(value: object, places: Decimal) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise SchemaError(f"{value!r} is not a Decimal")
    try:
        # Adding zero makes a negative zero plain.
        return _EXACT.add(Decimal(value).quantize(places, context=_EXACT), 0)
    except (Inexact, InvalidOperation) as error:
        raise SchemaError(f"{value} cannot be written exactly in steps of {places}") from error
