"""`datapackage.json`: the dataset described in the Data Package standard (datapackage.org, version 2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from juesuan import SCHEMA_VERSION
from juesuan.writing.column import Column
from juesuan.writing.schema import Table

_FIELD_TYPES = {
    "string": "string", "int32": "integer", "int64": "integer", "bool": "boolean",
    "money": "number", "value": "number", "wide": "number", "rounded": "number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileOfTable:
    """What was written for a table: rows, bytes and the SHA-256 of the file in hex."""

    rows: int
    size: int
    sha256: str


def datapackage(
    tables: Mapping[str, Table], written: Mapping[str, FileOfTable], meta: Mapping[str, str]
) -> str:
    """The JSON text of the package; `meta` are properties of the run under the key `juesuan`."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "juesuan",
        "title": "Final accounts of Chinese public bodies (部门决算公开)",
        "version": SCHEMA_VERSION,
        "juesuan": dict(sorted(meta.items())),
        "resources": [_resource(table, written[name], tables) for name, table in tables.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, file: FileOfTable, tables: Mapping[str, Table]) -> dict[str, object]:
    return {
        "name": table.name,
        "description": table.says,
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            "primaryKey": [table.key],
            "foreignKeys": [
                _foreign_key(table, column, tables[target]) for column, target in table.references.items()
            ],
        },
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
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: str, target: Table) -> dict[str, object]:
    reference: dict[str, object] = {"fields": [target.key]}
    # The standard leaves the resource out where a table refers to itself.
    if target.name != table.name:
        reference["resource"] = target.name
    return {"fields": [column], "reference": reference}
