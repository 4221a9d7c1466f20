"""`datapackage.json`: the dataset described in the Data Package standard (datapackage.org, version 2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juesuan import SCHEMA_VERSION
from juesuan.writing.column import Column
from juesuan.writing.schema import Table

_FIELD_TYPES = {
    "string": "string", "int32": "integer", "int64": "integer", "bool": "boolean",
    "money": "number", "value": "number", "wide": "number", "rounded": "number",
}  # fmt: skip
_NAN_FOR_NULL = frozenset({"int32", "int64", "rounded"})
"""Types whose nulls readers by way of pandas show as nan."""


@dataclass(frozen=True, slots=True)
class FileOfTable:
    """A file written for a table: its name in the dataset, rows, bytes and SHA-256 in hex."""

    path: str
    rows: int
    size: int
    sha256: str


def datapackage(
    tables: Mapping[str, Table], written: Mapping[str, Sequence[FileOfTable]], meta: Mapping[str, str]
) -> str:
    """The JSON text of the package.

    `written` are the files of each table; `meta` are properties of the run under the key `juesuan`.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "juesuan",
        "title": "Final accounts of Chinese public bodies (部门决算公开)",
        "version": SCHEMA_VERSION,
        "juesuan": dict(sorted(meta.items())),
        "resources": [_resource(table, written[name], tables) for name, table in tables.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, files: Sequence[FileOfTable], tables: Mapping[str, Table]) -> dict[str, object]:
    return {
        "name": table.name,
        "description": table.says,
        **_place(files),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": sum(file.rows for file in files),
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            # In Parquet a null is a null: an empty text is a text.
            "missingValues": [],
            "primaryKey": [table.key],
            "foreignKeys": [
                _foreign_key(table, column, tables[target]) for column, target in table.references.items()
            ],
        },
    }


def _place(files: Sequence[FileOfTable]) -> dict[str, object]:
    """Where a table is: one file, or the parts of a folder. `parts` has rows, bytes and hash of each.

    They do not stand as `bytes` and `hash` of the resource: validators compare those with what they counted while
    they read a stream of text, which they do not do with Parquet.
    """
    return {
        "path": files[0].path if len(files) == 1 else [file.path for file in files],
        "parts": [
            {"path": f.path, "rows": f.rows, "bytes": f.size, "hash": f"sha256:{f.sha256}"} for f in files
        ],
    }


def _field(column: Column, table: Table) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.name == table.key:
        constraints["unique"] = True
    if column.enumeration:
        constraints["enum"] = list(column.enumeration.names)
    field: dict[str, object] = {
        "name": column.name, "type": _FIELD_TYPES[column.type], "description": column.says
    }  # fmt: skip
    if column.nullable and column.type in _NAN_FOR_NULL:
        field["missingValues"] = ["nan"]
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: str, target: Table) -> dict[str, object]:
    reference: dict[str, object] = {"fields": [target.key]}
    # The standard leaves the resource out where a table refers to itself.
    if target.name != table.name:
        reference["resource"] = target.name
    return {"fields": [column], "reference": reference}
