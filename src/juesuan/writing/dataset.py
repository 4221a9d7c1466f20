"""The dataset: rows become Parquet files, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from juesuan.knowledge.files import default_directory
from juesuan.knowledge.vocabulary import Concept, load_vocabulary
from juesuan.writing.column import SchemaError
from juesuan.writing.compaction import Rows, compact
from juesuan.writing.enumerations import label_rows
from juesuan.writing.headline import Headline, shipped_headlines
from juesuan.writing.order import in_order
from juesuan.writing.proof import arrow, prove_keys, prove_names
from juesuan.writing.schema import Table
from juesuan.writing.schema import tables as schema_tables
from juesuan.writing.storage import LocalStorage

Row = Mapping[str, object]

OF_THE_RUN = frozenset({"inputs", "concepts", "labels"})
"""Tables that no document has rows of."""


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


def prove_document(
    rows: Mapping[str, Sequence[Row]], tables: Mapping[str, Table], concepts: frozenset[str]
) -> dict[str, pa.Table]:
    """The tables of one document as Arrow, rows as given, proven like `prove` does; `concepts` are the known ones.

    Raises:
        SchemaError: see `prove`.
    """
    prove_names(tables, rows)
    made = {name: arrow(table, rows.get(name, ())) for name, table in tables.items() if name not in OF_THE_RUN}
    prove_keys(tables, made, {"concepts": concepts})
    return made


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
    the shipped ones by default. See `compact` for what a run killed while it writes leaves.

    Raises:
        SchemaError: the rows do not fit the schema; nothing is written.
        OutputUnwritable: the folder cannot be made or written, or the disk is full.
    """
    tables = schema_tables(shipped_headlines() if headlines is None else headlines)
    made = prove(rows, headlines=headlines)
    compact(LocalStorage(out), tables, {name: Rows.of(made[name]) for name in made}, meta)
