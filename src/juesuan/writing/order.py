"""The order of rows: report year, document, then as given."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from juesuan.writing.schema import Table


def in_order(table: Table, made: pa.Table, years: Mapping[str, int | None]) -> pa.Table:
    """The rows by report year and document, nulls last, those of a document in the order given.

    `years` gives the report year of a document; it stands in where the table has no `report_year`. Tables
    without `document_id` (the vocabulary) keep their order.
    """
    if "document_id" not in table.names:
        return made
    documents: list[str | None] = made["document_id"].to_pylist()
    own = made["report_year"].to_pylist() if "report_year" in table.names else None
    of_row = own or [None if document is None else years.get(document) for document in documents]
    ties = list(zip(*(made[column].to_pylist() for column in table.ties), strict=True))

    def place(row: int) -> tuple[object, ...]:
        year, document = of_row[row], documents[row]
        return year is None, year or 0, document is None, document or "", ties[row] if ties else ()

    return made.take(pa.array(sorted(range(len(documents)), key=place), pa.int64()))
