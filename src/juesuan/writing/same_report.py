"""Documents that hold the same report: one unit, one year, one scope, published twice or in two forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def same_reports(documents: Iterable[Row]) -> dict[str, str]:
    """For every document that another stands for: that other's id. The first of a report's documents by id has none.

    `documents` are rows of the table; neither their order nor that of the files matters. Names like 财政局 are borne
    by thousands of bodies: where the division is not known, the reports must also print as many numbers.
    """
    groups: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for row in documents:
        if row["report_key"] is None:
            continue
        known = row["region_code"] is not None
        place = row["region_code"] if known else ("numbers", row["numbers_total"])
        if known or row["numbers_total"]:
            groups[row["report_key"], place].add(row["document_id"])
    found: dict[str, str] = {}
    for group in groups.values():
        first, *others = sorted(group)
        found |= dict.fromkeys(others, first)
    return found
