"""What became of a document, without its rows: small enough to keep for every file of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from struct import Struct
from typing import NamedTuple

from juesuan.writing.schema import tables

_RECORD = Struct("<QQII")


class Segment(NamedTuple):
    """Where the rows of a table lie in a committed document: first byte, bytes, checksum; and how many they are."""

    start: int
    size: int
    checksum: int
    rows: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The segments of a committed document, packed: a run keeps one for every input."""

    packed: bytes = b""

    @classmethod
    def of(cls, segments: Mapping[str, Segment]) -> Layout:
        """Pack segments by table; a table without rows has none."""
        if not segments:
            return cls()
        none = Segment(0, 0, 0, 0)
        return cls(b"".join(_RECORD.pack(*segments.get(name, none)) for name in _places()))

    def segment(self, table: str) -> Segment | None:
        """Where the rows of a table are; None if there are none."""
        if not self.packed:
            return None
        found = Segment(*_RECORD.unpack_from(self.packed, _places()[table] * _RECORD.size))
        return found if found.rows else None

    def segments(self) -> Iterator[Segment]:
        """All segments."""
        return (s for name in _places() if (s := self.segment(name)) is not None)


@cache
def _places() -> Mapping[str, int]:
    return {name: place for place, name in enumerate(tables(()))}


WAITING = "waiting"
"""The status of an input before anything became of it."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file, as in the columns of `inputs` of these names."""

    status: str
    error_code: str | None = None
    error_message: str | None = None
    sha256: str | None = None
    size_bytes: int | None = None
    media_type: str | None = None
    document_id: str | None = None
    pages: int | None = None
    pages_ocr: int | None = None


@dataclass(frozen=True, slots=True)
class Result(Fate):
    """What became of a document: as in `inputs`, its report year, and where its rows are.

    `passing` says that it is owed to this run and not to the content (a time or memory bound, a worker that was
    killed): a later run tries again, unless its `bounds` are the same. `reused` says that an earlier run made it.
    `parts` are those of the files of a group, in the order of its task.
    """

    report_year: int | None = None
    layout: Layout = field(default_factory=Layout)
    passing: bool = False
    bounds: str = ""
    reused: bool = False
    parts: tuple[Result, ...] = ()

    def rows(self, table: str) -> int:
        """How many rows it has of a table."""
        segment = self.layout.segment(table)
        return segment.rows if segment is not None else 0
