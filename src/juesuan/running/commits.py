"""Committed documents: what was made of each, in one file that is there whole or not at all.

A file holds a mark, the length and checksum of the head, the head (JSON: the result, the recipe, where each table
lies), and for each table an Arrow stream, compressed. A file that does not fulfil its checksums is as good as none.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from struct import Struct
from typing import Any

import pyarrow as pa

from juesuan.errors import JuesuanError
from juesuan.running.result import Layout, Result, Segment
from juesuan.writing.storage import Storage

MARK = b"juesuan1"
PREFIX = Struct("<8sII")
"""Mark, bytes of the head, checksum of the head."""
HEAD = 8192
"""Bytes read at first: nearly every head fits."""


class DamagedCommit(JuesuanError):
    """A committed document changed between its two readings in one run."""


@dataclass(frozen=True)
class Commits:
    """The committed documents of a storage, by the hash of their content."""

    storage: Storage

    def find(self, sha256: str) -> tuple[Result, dict[str, str]] | None:
        """The result committed for a content, and its recipe; None if there is none or it is damaged."""
        place = _place(sha256)
        start = self.storage.read(place, 0, HEAD)
        if start is None or len(start) < PREFIX.size:
            return None
        mark, size, checksum = PREFIX.unpack_from(start)
        if mark != MARK:
            return None
        head = start[PREFIX.size : PREFIX.size + size]
        if len(head) < size:
            head += self.storage.read(place, PREFIX.size + len(head), PREFIX.size + size) or b""
        if zlib.crc32(head) != checksum:
            return None
        told: dict[str, Any] = json.loads(head)
        body = PREFIX.size + size
        segments = {name: Segment(body + at, *rest) for name, (at, *rest) in told["tables"].items()}
        parts = tuple(Result(**part) for part in told["result"].pop("parts", ()))
        return Result(**told["result"], layout=Layout.of(segments), reused=True, parts=parts), told["recipe"]

    def whole(self, result: Result) -> bool:
        """Whether every table of a committed document fulfils its checksum."""
        return all(self._body(result, segment) is not None for segment in result.layout.segments())

    def put(self, sha256: str, result: Result, recipe: Mapping[str, str], tables: Mapping[str, pa.Table]) -> Result:
        """Commit a document; the result with the place of its rows. Raises `OutputUnwritable`."""
        bodies, segments, at = [], {}, 0
        for name, table in tables.items():
            if table.num_rows:
                body = _packed(table)
                bodies.append(body)
                segments[name] = Segment(at, len(body), zlib.crc32(body), table.num_rows)
                at += len(body)
        told = _plainly(result)
        if result.parts:
            told["parts"] = [_plainly(part) for part in result.parts]
        record = {"result": told, "recipe": dict(recipe), "tables": segments}
        head = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
        prefix = PREFIX.pack(MARK, len(head), zlib.crc32(head))
        self.storage.write(_place(sha256), b"".join([prefix, head, *bodies]))
        first = PREFIX.size + len(head)
        placed = {name: s._replace(start=first + s.start) for name, s in segments.items()}
        return replace(result, layout=Layout.of(placed))

    def rows(self, results: Iterable[Result], table: str) -> Iterator[pa.Table]:
        """The rows of a table, document by document. `DamagedCommit` if one changed since it was found."""
        for result in results:
            if (segment := result.layout.segment(table)) is not None:
                body = self._body(result, segment)
                if body is None:
                    raise DamagedCommit(f"{result.sha256}: its committed rows are damaged; run the same command again")
                yield _unpacked(body)

    def _body(self, result: Result, segment: Segment) -> bytes | None:
        body = self.storage.read(_place(str(result.sha256)), segment.start, segment.start + segment.size)
        return body if body is not None and zlib.crc32(body) == segment.checksum else None


def _plainly(result: Result) -> dict[str, Any]:
    """What is stored of a result, apart from where its rows lie and from its parts."""
    return {k: v for k, v in asdict(result).items() if k not in ("layout", "reused", "parts")}


def _place(sha256: str) -> str:
    return f".juesuan/documents/{sha256[:2]}/{sha256}"


def _packed(table: pa.Table) -> bytes:
    """A table as an Arrow stream without what the schema says of itself, compressed."""
    sink = pa.BufferOutputStream()
    plain = pa.schema([pa.field(f.name, f.type, f.nullable) for f in table.schema])
    options = pa.ipc.IpcWriteOptions(compression=None)
    with pa.ipc.new_stream(sink, plain, options=options) as writer:
        writer.write_table(table.cast(plain).combine_chunks())
    data = sink.getvalue()
    packed: bytes = pa.Codec("zstd").compress(data, asbytes=True)
    return len(data).to_bytes(8, "little") + packed


def _unpacked(body: bytes) -> pa.Table:
    size = int.from_bytes(body[:8], "little")
    return pa.ipc.open_stream(pa.Codec("zstd").decompress(body[8:], decompressed_size=size)).read_all()
