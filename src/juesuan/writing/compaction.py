"""Many documents into one dataset: each table streamed to Parquet in the dataset's order, in bounded memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from juesuan.writing.datapackage import FileOfTable, datapackage
from juesuan.writing.schema import Table
from juesuan.writing.storage import Storage, unwritable

ROW_GROUP = 65_536
"""Rows of a row group: fixed, so that a file depends on its rows alone."""
PART = 64 * ROW_GROUP
"""Rows of a part file: a table of more is a folder of parts, read by the same path."""


@dataclass(frozen=True)
class Rows:
    """The rows of a table in the dataset's order: how many, and in pieces, each time from the first."""

    count: int
    pieces: Callable[[], Iterable[pa.Table]]

    @classmethod
    def of(cls, rows: pa.Table) -> Rows:
        """Rows that are all at hand."""
        return cls(rows.num_rows, lambda: (rows,))


def compact(
    storage: Storage, tables: Mapping[str, Table], rows: Mapping[str, Rows], meta: Mapping[str, str], part: int = PART
) -> None:
    """Write every table as `<table>.parquet`, a file or a folder of parts, then `datapackage.json`.

    Every file is written beside its place before the first takes its place, so a run killed while it writes leaves
    the old dataset. At most a row group of one table is held. `part` is the most rows of a file: a multiple of
    `ROW_GROUP`, or less than it. Raises `OutputUnwritable`.
    """
    written: dict[str, list[FileOfTable]] = {}
    try:
        # What a killed run left beside the places.
        storage.discard()
        try:
            for name, table in tables.items():
                written[name] = list(_files(storage, table, rows[name], part))
            # The package comes last: a reader who finds its hashes fulfilled has one run's files.
            with storage.sink("datapackage.json") as stream:
                stream.write(datapackage(tables, written, meta).encode())
            storage.publish([*(f"{name}.parquet" for name in tables), "datapackage.json"])
        finally:
            storage.discard()
    except OSError as error:
        raise unwritable(getattr(storage, "root", storage), error) from error


def _files(storage: Storage, table: Table, rows: Rows, part: int) -> Iterator[FileOfTable]:
    groups = _groups(table, rows, min(ROW_GROUP, part))
    if rows.count <= part:
        yield _file(storage, f"{table.name}.parquet", table, groups, rows.count)
        return
    for number, start in enumerate(range(0, rows.count, part)):
        name = f"{table.name}.parquet/part-{number:05d}.parquet"
        yield _file(storage, name, table, groups, min(part, rows.count - start))


def _file(storage: Storage, name: str, table: Table, groups: Iterator[pa.Table], rows: int) -> FileOfTable:
    with storage.sink(name) as stream:
        sink = _Hashed(stream)
        with pq.ParquetWriter(
            pa.PythonFile(sink, mode="w"),
            table.arrow,
            compression="zstd",
            store_decimal_as_integer=True,
            version="2.6",
        ) as writer:
            left = rows
            while left > 0:
                group = next(groups)
                writer.write_table(group, row_group_size=ROW_GROUP)
                left -= group.num_rows
            if not rows:
                writer.write_table(table.arrow.empty_table())
        return FileOfTable(name, rows, sink.size, sink.digest.hexdigest())


def _groups(table: Table, rows: Rows, size: int) -> Iterator[pa.Table]:
    """The rows in groups of `size`, each in one chunk: how they came in pieces leaves no trace in the file."""
    waiting: list[pa.Table] = []
    count = 0
    for piece in rows.pieces():
        waiting.append(piece)
        count += piece.num_rows
        while count >= size:
            joined = pa.concat_tables(waiting)
            yield _one_chunk(table, joined.slice(0, size))
            waiting, count = [joined.slice(size)], count - size
    if count:
        yield _one_chunk(table, pa.concat_tables(waiting))


def _one_chunk(table: Table, rows: pa.Table) -> pa.Table:
    return rows.combine_chunks().cast(table.arrow)


class _Hashed(io.RawIOBase):
    """A stream that knows what went through it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.size = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.stream.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        return self.size
