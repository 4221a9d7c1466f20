"""The tables of very many reports written from their commits: time and memory.

    python benchmarks/compaction.py [--reports 5000] [--keep DIR]

Commits one sample under many contents, each with keys of its own, then writes the tables. Goal: within 1 GB.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.running import dataset
from juesuan.running.commits import Commits
from juesuan.running.document import process
from juesuan.running.inputs import Input
from juesuan.running.ledger import Ledger
from juesuan.running.result import Result
from juesuan.writing.dataset import prove_document
from juesuan.writing.headline import load_headlines
from juesuan.writing.schema import tables as schema_tables
from juesuan.writing.storage import LocalStorage

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "item-level-report.pdf"


def renamed(table: pa.Table, mark: str) -> pa.Table:
    """The table with a mark at the beginning of every key, so that no two reports share one."""
    for i, name in enumerate(table.column_names):
        if name.endswith("_id") or name == "document_id":
            table = table.set_column(i, table.field(i), pc.utf8_replace_slice(table[name], 0, len(mark), mark))
    return table


def main() -> int:
    """Measure and print; 1 above the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    out = args.keep or Path(tempfile.mkdtemp(prefix="juesuan-compaction-"))
    patterns = load_pattern_set()
    tables = schema_tables(load_headlines(patterns.directory, patterns.vocabulary))
    outcome = process(SAMPLE)
    made = prove_document(outcome.rows, tables, frozenset(patterns.vocabulary))
    commits = Commits(LocalStorage(out))
    ledger = Ledger([Input(f"{i}", f"{i:07d}.pdf", False) for i in range(args.reports)])
    for i in range(args.reports):
        mark = hashlib.sha256(str(i).encode()).hexdigest()[:8]
        sha256 = mark + str(outcome.sha256)[8:]
        result = Result("ok", sha256=sha256, document_id=sha256[:16], report_year=2015 + i % 10)
        rows = {name: renamed(table, mark) for name, table in made.items()}
        ledger.settle(i, commits.put(sha256, result, {}, rows))
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    totals = dataset.write(ledger, commits, patterns, tables)
    after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    written = sum(p.stat().st_size for p in out.rglob("*.parquet") if p.is_file())
    memory = after.ru_maxrss >> 10
    print(
        f"{args.reports} reports, {totals.rows.total():,} rows: {time.monotonic() - start:.0f} s, {processor:.0f} s of "
        f"processor, {1000 * processor / args.reports:.1f} ms a report, {memory} MB at most, "
        f"{written / args.reports / 1000:.0f} kB of tables a report"
    )
    return 0 if memory <= 1000 else 1


if __name__ == "__main__":
    raise SystemExit(main())
