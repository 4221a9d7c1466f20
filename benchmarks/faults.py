"""Damaged and hostile files among good ones: nothing may crash the run, every file has its outcome, good rows stay.

    python benchmarks/faults.py [--bad 400] [--good 50] [--scale 1] [--workers 2] [--keep DIR]

Makes the good files, runs them alone, then runs them among the bad ones, and compares the rows of the good documents
(without `same_report_as`, which tells of the other documents of a run: some damaged copies still say what theirs does).
Prints the outcomes, the time, and the highest memory of the parent and of any worker.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from juesuan.running.events import Ended, Event, Lost
from juesuan.running.limits import Limits
from juesuan.running.run import run

OF_OTHERS = ("same_report_as",)
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import hostile  # noqa: E402 (shared with the tests)


class Gauge:
    """Watches a run: memory, and what was slow or lost."""

    def __init__(self) -> None:
        self.parent = self.worker = 0
        self.lost = Counter[str]()
        self.slow: list[tuple[float, str]] = []
        self.codes: dict[str, tuple[str, str | None]] = {}

    def planned(self, documents: int, settled: int) -> None:
        """Say how many."""
        print(f"{documents} documents", file=sys.stderr)

    def saw(self, event: Event) -> None:
        """Look at the memory, and note what was slow or lost."""
        here = psutil.Process()
        self.parent = max(self.parent, here.memory_info().rss)
        for child in here.children():
            try:
                self.worker = max(self.worker, child.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        if isinstance(event, Lost):
            self.lost[event.loss.code] += 1
            print(f"  lost: {event.task.source}: {event.loss.words} {event.loss.spot}", file=sys.stderr)
        if isinstance(event, Ended):
            self.slow.append((event.seconds, event.task.source))
            self.codes[event.task.source] = (event.result.status, event.result.error_code)


def good_files(folder: Path, count: int) -> None:
    """Good reports: the samples, and texts of them with other figures."""
    import re

    for i in range(count):
        source = ROOT / "samples" / ("six-part-report.txt" if i % 2 else "township-report.txt")
        text = source.read_text(encoding="utf-8")
        changed = re.sub(r"(\d)(?=\.\d\d万元)", lambda m, i=i: str((int(m[1]) + i) % 10), text)
        (folder / f"good-{i:03d}.txt").write_text(f"{changed}\n附注{i}。\n", encoding="utf-8")
    for name in ("item-level-report.pdf", "six-part-report.pdf"):
        (folder / name).write_bytes((ROOT / "samples" / name).read_bytes())


def bad_files(folder: Path, count: int, scale: int) -> None:
    """Damaged copies of two reports, and files made to hurt."""
    item = (ROOT / "samples" / "item-level-report.pdf").read_bytes()
    six = (ROOT / "samples" / "six-part-report.pdf").read_bytes()
    special = list(hostile.made_to_hurt(scale))
    left = max(0, count - len(special))
    damaged = [
        *hostile.truncated(item, left * 3 // 8),
        *hostile.flipped(six, left * 2 // 8, 1),
        *((f"item-{name}", data) for name, data in hostile.flipped(item, left // 8, 2)),
        *hostile.fuzzed(item, left - left * 3 // 8 - left * 2 // 8 - left // 8, 3),
    ]
    for name, data in [*special, *damaged]:
        (folder / name).write_bytes(data)
    hostile.odd_names(folder, (ROOT / "samples" / "township-report.txt").read_bytes())
    for name, target in (("out-link.pdf", Path("/etc/hostname")), ("loop-link", folder)):
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(target)


def rows_of(out: Path, documents: set[str]) -> dict[str, pa.Table]:
    """The rows of some documents, by table."""
    found = {}
    for path in sorted(out.glob("*.parquet")):
        table = pq.read_table(path)
        if "document_id" in table.column_names and path.stem != "inputs":
            kept = table.filter(pa.compute.is_in(table["document_id"], pa.array(sorted(documents))))
            found[path.stem] = kept.drop_columns([name for name in OF_OTHERS if name in kept.column_names])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bad", type=int, default=400)
    parser.add_argument("--good", type=int, default=50)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--memory", type=int, default=1024, help="MB")
    parser.add_argument("--keep", type=Path, help="a folder to work in and leave")
    args = parser.parse_args()
    place = args.keep or Path(tempfile.mkdtemp(prefix="juesuan-faults-"))
    good, bad = place / "in" / "good", place / "in" / "bad"
    good.mkdir(parents=True, exist_ok=True)
    bad.mkdir(parents=True, exist_ok=True)
    good_files(good, args.good)
    bad_files(bad, args.bad, args.scale)
    limits = Limits(seconds=args.timeout, memory=args.memory << 20)
    alone = run([good], place / "alone", workers=args.workers, limits=limits)
    gauge, start = Gauge(), time.monotonic()
    among = run([place / "in"], place / "among", workers=args.workers, limits=limits, watchers=[gauge])
    seconds = time.monotonic() - start
    documents = set(pq.read_table(place / "alone" / "documents.parquet")["document_id"].to_pylist())
    before, after = rows_of(place / "alone", documents), rows_of(place / "among", documents)
    changed = [name for name, table in before.items() if not table.equals(after[name])]
    inputs = pq.read_table(place / "among" / "inputs.parquet").to_pylist()
    print(f"{len(inputs)} inputs in {seconds:.0f} s: {dict(among.counts)}; alone {dict(alone.counts)}")
    print(f"errors: {dict(Counter(r['error_code'] for r in inputs if r['error_code']))}")
    print(f"lost workers: {dict(gauge.lost)}")
    print(f"highest memory: parent {gauge.parent >> 20} MB, a worker {gauge.worker >> 20} MB")
    print(f"slowest: {[(round(s, 1), n) for s, n in sorted(gauge.slow, reverse=True)[:8]]}")
    for row in inputs:
        if row["error_code"] in ("internal_error", "worker_died", "out_of_time", "out_of_memory"):
            print(f"  {row['source']}: {row['error_message'][:300]}")
    print("good rows:", "unchanged" if not changed else f"CHANGED in {changed}")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
