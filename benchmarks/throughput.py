"""Runs over many reports with a text layer: rate, speed-up, cost per report, memory, tables.

    python benchmarks/throughput.py [--reports 2000] [--small 200] [--rounds 3] [--keep DIR]

Makes the reports (random ones where benchmarks/maker is there, else the samples with a mark of their own each), runs
the small set with one worker and with two, in turns, and the whole set with two. Goals: by the medians of the rounds
two workers are at least 1.8 times one; the processor time of a report in the whole set is within 10 % of that in the
small one; no slope in the memory of parent and workers; tables written within 1 GB. Processor time is what counts on a
machine that others use too.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

import numpy as np
import psutil

from juesuan.running.events import Ended, Event
from juesuan.running.run import run

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("item-level-report.pdf", "six-part-report.pdf")


def make_reports(folder: Path, count: int) -> None:
    """So many PDFs, each with a content of its own; those already there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        sys.path.insert(0, str(ROOT / "benchmarks"))
        from maker import printed
        from maker.telling import make
    except ImportError:
        samples = [(ROOT / "samples" / name).read_bytes() for name in SAMPLES]
        for i in range(count):
            place = folder / f"{i:06d}.pdf"
            if not place.exists():
                place.write_bytes(samples[i % 2] + b"\n%% %06d\n" % i)
        return
    for i in range(count):
        place = folder / f"{i:06d}.pdf"
        if not place.exists():
            printed.pdf(make(i), place, Random(i * 7 + 1))


@dataclass
class Meter:
    """Watches a run: pages, memory of parent and workers as documents end."""

    pages: int = 0
    ended: int = 0
    parent: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)

    def planned(self, documents: int, settled: int) -> None:
        """Nothing to note."""

    def saw(self, event: Event) -> None:
        """Note memory at every tenth document, in MB."""
        if not isinstance(event, Ended):
            return
        self.ended += 1
        self.pages += event.result.pages or 0
        if self.ended % 10 == 0:
            here = psutil.Process()
            self.parent.append(here.memory_info().rss / (1 << 20))
            held = [c.memory_info().rss for c in here.children() if "spawn_main" in " ".join(c.cmdline())]
            self.workers.append(max(held, default=0) / (1 << 20))


@dataclass(frozen=True)
class Measure:
    """What a run took: seconds by the clock and of the processors, pages, memory in MB and its slope per 1000."""

    reports: int
    workers: int
    seconds: float
    processor: float
    pages: int
    parent: tuple[float, float]
    worker: tuple[float, float]

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.reports:6} reports, {self.workers} workers: {self.seconds:7.1f} s, "
            f"{self.reports / self.seconds:5.2f} reports/s, {self.pages / self.seconds:6.1f} pages/s, "
            f"{1000 * self.processor / self.reports:6.0f} ms of processor a report; "
            f"parent {self.parent[0]:.0f} MB {self.parent[1]:+.1f}/1000, "
            f"worker {self.worker[0]:.0f} MB {self.worker[1]:+.1f}/1000"
        )


def slope(series: list[float]) -> tuple[float, float]:
    """The highest value, and the slope per 1000 documents without the first fifth, in which caches fill."""
    kept = series[len(series) // 5 :]
    if len(kept) < 3:
        return max(series, default=0.0), 0.0
    return max(series), float(np.polyfit(np.arange(len(kept)) * 10, kept, 1)[0]) * 1000


def used() -> float:
    """Seconds of processor of this process and of its children that ended."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measured(files: list[Path], out: Path, workers: int) -> Measure:
    """Run, in this process."""
    meter, start, before = Meter(), time.monotonic(), used()
    run(files, out, workers=workers, watchers=[meter])
    seconds, processor = time.monotonic() - start, used() - before
    return Measure(
        len(files), workers, seconds, processor, meter.pages, slope(meter.parent), slope(meter.workers)
    )


def compacted(files: list[Path], out: Path) -> int:
    """Write the tables again from what is committed; the highest memory of the process, in MB."""
    run(files, out, workers=1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> int:
    """Measure and print; 1 below the goals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder to work in and leave; reports in it are used again")
    parser.add_argument("--compact", type=Path, nargs=2, metavar=("IN", "OUT"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.compact:
        print(compacted(sorted(args.compact[0].glob("*.pdf")), args.compact[1]))
        return 0
    place = args.keep or Path(tempfile.mkdtemp(prefix="juesuan-throughput-"))
    make_reports(place / "in", args.reports)
    files = sorted((place / "in").glob("*.pdf"))[: args.reports]
    mark = str(time.time_ns())
    small: dict[int, list[Measure]] = {1: [], 2: []}
    for turn in range(args.rounds):
        for workers, measures in small.items():
            measures.append(measured(files[: args.small], place / mark / f"{turn}-{workers}", workers))
            print(measures[-1], flush=True)
    two = min(small[2], key=lambda m: m.processor)
    gain = median(m.seconds for m in small[1]) / median(m.seconds for m in small[2])
    turns = ", ".join(f"{a.seconds / b.seconds:.2f}" for a, b in zip(small[1], small[2], strict=True))
    whole = measured(files, place / mark / "whole", 2) if args.reports > args.small else two
    print(whole, flush=True)
    out = place / mark / ("whole" if args.reports > args.small else "0-2")
    command = [sys.executable, __file__, "--compact", str(place / "in"), str(out)]
    start = time.monotonic()
    memory = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    written = sum(p.stat().st_size for p in out.glob("*.parquet"))
    kept = sum(p.stat().st_size for p in out.rglob(".juesuan/documents/*/*"))
    print(
        f"tables of {len(files)} reports written again in {time.monotonic() - start:.1f} s within {memory} MB; "
        f"{written / len(files) / 1000:.1f} kB of tables and {kept / len(files) / 1000:.1f} kB of commits a report"
    )
    goals = {
        f"two workers are {gain:.2f} times one (1.8), in turns {turns}": gain >= 1.8,
        f"a report costs {whole.processor / whole.reports / (two.processor / two.reports):.2f} of the small set (1.1)":
            whole.processor / whole.reports <= 1.1 * two.processor / two.reports,
        f"memory: parent {whole.parent[1]:+.1f}, worker {whole.worker[1]:+.1f} MB per 1000 reports (10)":
            whole.parent[1] <= 10 and whole.worker[1] <= 10,
        f"tables within {memory} MB (1000)": memory <= 1000,
    }  # fmt: skip
    for words, met in goals.items():
        print("ok  " if met else "MISS", words)
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
