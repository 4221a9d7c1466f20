"""The dataset: rows become Parquet files, all of them or none."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from juesuan.errors import OutputUnwritable
from juesuan.knowledge.files import default_directory
from juesuan.knowledge.vocabulary import Concept, load_vocabulary
from juesuan.writing.column import SchemaError
from juesuan.writing.datapackage import FileOfTable, datapackage
from juesuan.writing.enumerations import label_rows
from juesuan.writing.headline import Headline, shipped_headlines
from juesuan.writing.order import in_order
from juesuan.writing.proof import arrow, prove_keys, prove_names
from juesuan.writing.schema import tables as schema_tables

Row = Mapping[str, object]

ROW_GROUP = 65_536
"""Rows of a row group: fixed, so that a file depends on its rows alone."""


def concept_rows(vocabulary: Mapping[str, Concept]) -> list[dict[str, object]]:
    """The rows of the `concepts` table."""
    return [
        {
            "concept": c.id,
            "zh": c.zh,
            "en": c.en,
            "kind": c.kind,
            "parent": c.parent,
            "notes": c.notes or None,
        }
        for c in vocabulary.values()
    ]


def prove(
    rows: Mapping[str, Sequence[Row]], *, headlines: Sequence[Headline] | None = None
) -> dict[str, pa.Table]:
    """Every table of the dataset as Arrow, in order, proven against the schema.

    `rows` are by table and column; a table or a nullable column may be missing. `labels` is made here, and
    `concepts` from the shipped vocabulary unless `rows` brings another. Money is in 元. Call it with the rows
    of one document to keep a faulty one from stopping a whole run.

    Raises:
        SchemaError: an unknown table, column or code, a value that does not fit its column exactly, a key
            that occurs twice, a reference that leads nowhere; the message names table and column.
    """
    tables = schema_tables(shipped_headlines() if headlines is None else headlines)
    prove_names(tables, rows)
    if "labels" in rows:
        raise SchemaError("labels: made from the enumerations; add the code there instead")
    given = {**rows, "labels": label_rows()}
    given.setdefault("concepts", concept_rows(load_vocabulary(default_directory())))
    made = {name: arrow(table, given.get(name, ())) for name, table in tables.items()}
    prove_keys(tables, made)
    documents = made["documents"]
    years = dict(zip(documents["document_id"].to_pylist(), documents["report_year"].to_pylist(), strict=True))
    return {name: in_order(table, made[name], years) for name, table in tables.items()}


def write_dataset(
    out: Path,
    rows: Mapping[str, Sequence[Row]],
    *,
    meta: Mapping[str, str],
    headlines: Sequence[Headline] | None = None,
) -> None:
    """Write every table as `out/<table>.parquet`, also empty ones, then `out/datapackage.json`.

    `rows` are as for `prove`. `meta` are properties of the run for `datapackage.json` (versions and hashes;
    no times, hosts or paths, so that equal rows give equal bytes). `headlines` are the columns of `summary`,
    the shipped ones by default. All files are written beside their places before the first takes its place,
    so a run killed while it writes leaves the old dataset.

    Raises:
        SchemaError: the rows do not fit the schema; nothing is written.
        OutputUnwritable: the folder cannot be made or written, or the disk is full.
    """
    tables = schema_tables(shipped_headlines() if headlines is None else headlines)
    made = prove(rows, headlines=headlines)
    contents: dict[str, bytes] = {}
    written: dict[str, FileOfTable] = {}
    for name, table in made.items():
        content = contents[f"{name}.parquet"] = _parquet(table)
        written[name] = FileOfTable(table.num_rows, len(content), hashlib.sha256(content).hexdigest())
    # The package comes last: a reader who finds its hashes fulfilled has one run's files.
    contents["datapackage.json"] = datapackage(tables, written, meta).encode()
    try:
        prepare(out)
        _replace_all(out, contents)
    except OSError as error:
        raise _unwritable(out, error) from error


def prepare(out: Path) -> None:
    """Make the output folder; `OutputUnwritable` if it cannot be made or written, before any work is done for it."""
    probe = out / ".writable.partial"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> OutputUnwritable:
    return OutputUnwritable(
        f"{out}: the dataset cannot be written ({error.strerror or error}). Free space, change the "
        "permissions or choose another output folder; no file already there was damaged."
    )


def _replace_all(out: Path, contents: Mapping[str, bytes]) -> None:
    """Every file safe on the disk beside its place first, then each into its place."""
    beside = {name: out / f".{name}.partial" for name in contents}
    try:
        for name, content in contents.items():
            # A partial file left by a killed run is overwritten.
            with beside[name].open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        for name in contents:
            beside[name].replace(out / name)
        _sync(out)
    finally:
        for partial in beside.values():
            partial.unlink(missing_ok=True)


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        row_group_size=ROW_GROUP,
        store_decimal_as_integer=True,
        version="2.6",
    )
    return sink.getvalue()


def _sync(folder: Path) -> None:
    """Make the renames last. A system that cannot open a folder (Windows) keeps them by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
