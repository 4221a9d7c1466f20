"""A row that an analyst holds, told by whatever holds it: a frame's row, a dictionary, or the id of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from juesuan.errors import UsageError

Row = Mapping[str, Any]
KEYS = {
    "finding_id": "findings", "fact_id": "facts", "cell_id": "line_items", "project_id": "projects",
    "key_work_id": "key_work", "term_id": "terms", "reason_id": "reasons",
}  # fmt: skip
"""The keys of tables whose rows have a place, and their tables. A finding names the fact or cell it is about, too."""
Finder = Callable[[str, str, str], Row | None]
"""The row of a table whose column has a value: table, column, value."""


def found(row: object, find: Finder, keys: Mapping[str, str] = KEYS) -> tuple[str, Row]:
    """The table of a row, and the whole row.

    `row` is an id, a mapping, a row of a pandas frame (`frame.loc[…]`, or of `itertuples`), or a polars frame of one
    row; it must have the key of one of the tables of `keys`.

    Raises:
        UsageError: it has none, or the dataset has no such row.
    """
    if isinstance(row, str):
        for key, table in keys.items():
            if (whole := find(table, key, row)) is not None:
                return table, whole
        raise UsageError(f"{row!r}: no row of {', '.join(keys.values())} has this id")
    told = _mapping(row)
    for key, table in keys.items():
        name = told.get(key)
        if isinstance(name, str):
            if (whole := find(table, key, name)) is None:
                raise UsageError(f"{key} {name!r}: {table} has no such row; is it of another dataset?")
            return table, whole
    raise UsageError(f"a row is told by one of {', '.join(keys)}; this one has {', '.join(map(str, told)) or 'none'}")


def _mapping(row: object) -> Row:
    """A row as a mapping of its columns."""
    if isinstance(row, Mapping):
        return row
    for name in ("to_dicts", "to_dict", "_asdict"):
        if callable(as_mapping := getattr(row, name, None)):
            told = as_mapping()
            if isinstance(told, list):
                told = told[0] if len(told) == 1 else None
            if isinstance(told, Mapping) and not any(isinstance(v, Mapping) for v in told.values()):
                return told
    raise UsageError(
        f"one row is needed, as frame.iloc[0], a dictionary or an id; this is {type(row).__name__} of another shape"
    )
