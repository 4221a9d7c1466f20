"""What became of a document, without its rows: small enough to keep for every file of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Segment(NamedTuple):
    """Where the rows of a table lie in a committed document: first byte, bytes, checksum; and how many they are."""

    start: int
    size: int
    checksum: int
    rows: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a document: as in `inputs`, its report year, and where its rows are.

    `passing` says that it is owed to this run and not to the content (a time or memory bound, a worker that was
    killed): a later run tries again, unless its `bounds` are the same. `reused` says that an earlier run made it.
    """

    status: str
    error_code: str | None = None
    error_message: str | None = None
    sha256: str | None = None
    size_bytes: int | None = None
    media_type: str | None = None
    document_id: str | None = None
    pages: int | None = None
    pages_ocr: int | None = None
    report_year: int | None = None
    tables: Mapping[str, Segment] = field(default_factory=dict)
    passing: bool = False
    bounds: str = ""
    reused: bool = False

    def rows(self, table: str) -> int:
        """How many rows it has of a table."""
        return self.tables[table].rows if table in self.tables else 0
