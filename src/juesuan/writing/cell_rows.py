"""Rows of `tables` and `line_items` from the tables of one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from juesuan.extracting.tabling.tabled import Tabled
from juesuan.normalising.cells import LineItem, table_ids
from juesuan.normalising.joined import confirmed
from juesuan.reading.page import Reading
from juesuan.validating.verdict import Verification
from juesuan.writing.record import record_of, verification_columns

Row = dict[str, Any]


def line_item_rows(
    document_id: str,
    unit_name: str | None,
    report_year: int | None,
    items: Sequence[LineItem],
    verification: Mapping[str, Verification],
) -> list[Row]:
    """The rows of `line_items`, in reading order; `verification` has every cell, by cell_id."""
    head = {"document_id": document_id, "unit_name": unit_name, "report_year": report_year}
    return [head | record_of(item) | verification_columns(verification[item.cell_id]) for item in items]


def table_rows(
    document_id: str, reading: Reading, tables: Sequence[Tabled], items: Sequence[LineItem]
) -> list[Row]:
    """The rows of `tables`, in reading order: where each stands, how it was read, and how many cells it has."""
    own: dict[str, list[LineItem]] = {}
    for item in items:
        own.setdefault(item.table_id, []).append(item)
    rows = []
    for table, table_id in zip(tables, table_ids(document_id, tables), strict=True):
        source, shown = table.source, [item.print for item in own.get(table_id, [])]
        pages = list(table.pages)
        if source is not None:
            pages += [
                page
                for index in (source.first_line, source.last_line)
                if (page := reading.lines[index].page) is not None
            ]
        reason = source.empty_reason if source is not None else None
        read = bool(table.pieces)
        notes = [*((source.note,) if source is not None and source.note else ()), *table.notes]
        rows.append(
            {
                "document_id": document_id,
                "table_id": table_id,
                "table": table.kind,
                "title": table.title,
                "number": source.number if source is not None else None,
                "unit": source.unit if source is not None else None,
                "page_first": min(pages, default=None),
                "page_last": max(pages, default=None),
                "body_rows": table.body_rows if read else None,
                "number_columns": sum(1 for _ in table.numbers) if read else None,
                "numbers": sum(p in ("number", "zero") for p in shown) if read else None,
                "note": "\n".join(notes) or None,
                "empty": "number" not in shown if read else (True if reason else None),
                "empty_reason": reason,
                "method": table.method,
                "merged_from": " ".join(table.pieces) if len(table.pieces) > 1 else None,
                "merge_confirmed": confirmed(own.get(table_id, [])) if len(table.pieces) > 1 else None,
            }
        )
    return rows
