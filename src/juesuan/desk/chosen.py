"""One report for each unit, year and scope: of several documents that tell the same, the one to count."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

ORDER = [
    ("checks_fail", "ascending"), ("checks_pass", "descending"), ("numbers_claimed", "descending"),
    ("document_id", "ascending"),
]  # fmt: skip
"""The best of several: fewest contradictions, most confirmed, most read; then by id, so that it never varies."""


def chosen(documents: pa.Table) -> pa.Table:
    """The rows of `documents` to count: copies left out (`same_report_as`), one for each `report_key`.

    Scope and kind of unit are part of the key: 汇总 and 本级 of one body stay two reports, and are never added. A
    document without a key (no unit or no year was found) stands for itself. The order of the rows is kept.
    """
    originals = documents.filter(pc.is_null(documents["same_report_as"]))
    ranked = originals.append_column("_place", pa.array(range(len(originals)), pa.int64())).sort_by(ORDER)
    taken: set[str] = set()
    places: list[int] = []
    for key, document, place in zip(
        *(ranked[name].to_pylist() for name in ("report_key", "document_id", "_place")), strict=True
    ):
        name = key or document
        if name not in taken:
            taken.add(name)
            places.append(place)
    return originals.take(pa.array(sorted(places), pa.int64()))
