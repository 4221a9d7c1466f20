"""The dataset of a run: what is committed of its documents, and the ledger, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa

from juesuan import SCHEMA_VERSION, __version__
from juesuan.knowledge.pattern_set import PatternSet
from juesuan.running.commits import Commits
from juesuan.running.ledger import Ledger
from juesuan.writing.compaction import ROW_GROUP, Rows, compact
from juesuan.writing.dataset import OF_THE_RUN, concept_rows
from juesuan.writing.enumerations import label_rows
from juesuan.writing.proof import arrow
from juesuan.writing.same_report import same_reports
from juesuan.writing.schema import Table

SAME = "same_report_as"


@dataclass
class Totals:
    """What the documents of a dataset come to."""

    documents: int = 0
    contradicting: int = 0
    """Documents with a check that cannot hold."""
    rows: Counter[str] = field(default_factory=Counter)
    """Rows by table."""
    numbers: Counter[str] = field(default_factory=Counter)
    """Sums of the counts in `documents`, by column."""


def write(ledger: Ledger, commits: Commits, patterns: PatternSet, tables: Mapping[str, Table]) -> Totals:
    """Write the tables of the documents that the ledger tells of. Raises `OutputUnwritable`."""
    documents = ledger.documents()
    totals = Totals(documents=len(documents))
    rows = {
        "inputs": Rows(len(ledger.inputs), lambda: _in_chunks(tables["inputs"], ledger.rows_in_order())),
        "concepts": Rows.of(arrow(tables["concepts"], concept_rows(patterns.vocabulary))),
        "labels": Rows.of(arrow(tables["labels"], label_rows())),
    }
    for name in tables.keys() - OF_THE_RUN:
        totals.rows[name] = sum(result.rows(name) for result in documents)
        rows[name] = Rows(totals.rows[name], partial(commits.rows, documents, name))
    same = same_reports(row for piece in rows["documents"].pieces() for row in _counted(piece, totals))
    rows["documents"] = Rows(totals.rows["documents"], partial(_linked, rows["documents"], same))
    meta = {"schema_version": SCHEMA_VERSION, "version": __version__, "patterns_hash": patterns.hash}
    compact(commits.storage, tables, rows, meta)
    return totals


def _counted(document: pa.Table, totals: Totals) -> list[dict[str, Any]]:
    """The row of a document, counted in the totals."""
    found: list[dict[str, Any]] = document.to_pylist()
    for row in found:
        totals.contradicting += bool(row["checks_fail"])
        totals.numbers.update({k: v for k, v in row.items() if k.startswith(("numbers_", "checks_"))})
    return found


def _linked(documents: Rows, same: Mapping[str, str]) -> Iterator[pa.Table]:
    """The rows of `documents`, told of the document that holds the same report: only a whole run can know."""
    for piece in documents.pieces():
        place = piece.schema.get_field_index(SAME)
        others = pa.array([same.get(document) for document in piece["document_id"].to_pylist()], pa.string())
        yield piece.set_column(place, piece.schema.field(place), others)


def _in_chunks(table: Table, rows: Iterable[Mapping[str, Any]]) -> Iterator[pa.Table]:
    left = iter(rows)
    while chunk := list(islice(left, ROW_GROUP)):
        yield arrow(table, chunk)
