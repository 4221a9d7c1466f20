"""How long extraction takes, against what pdfplumber takes for `extract_text` alone on the same pages.

    python benchmarks/extraction.py [FILE.pdf …]      the sample PDFs by default

One process, start-up excluded: patterns and libraries are loaded and every file is read once before the clock starts.
The two take turns, file by file, so that a machine whose speed drifts slows both; the ratio of the sums is what counts.
Goal: at most 0.4.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from statistics import median

import pdfplumber

from juesuan.running.document import engine, process

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def seconds_of_pdfplumber(path: Path) -> tuple[float, int]:
    start = time.perf_counter()
    with pdfplumber.open(path) as pdf:
        pages = len(pdf.pages)
        for page in pdf.pages:
            page.extract_text()
            page.close()
    return time.perf_counter() - start, pages


def seconds_of_juesuan(path: Path) -> float:
    start = time.perf_counter()
    outcome = process(path)
    assert outcome.rows, outcome.error_message
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs with a text layer")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = options.files or [p for p in sorted(SAMPLES.glob("*.pdf")) if "scanned" not in p.stem]
    engine()
    for path in files:
        process(path)
    ratios = []
    for _ in range(options.rounds):
        ours = theirs = 0.0
        pages = 0
        for path in files:
            ours += seconds_of_juesuan(path)
            seconds, count = seconds_of_pdfplumber(path)
            theirs += seconds
            pages += count
        ratios.append(ours / theirs)
        print(
            f"{len(files)} files, {pages} pages: juesuan {ours:.2f} s ({1000 * ours / pages:.1f} ms a page), "
            f"pdfplumber extract_text {theirs:.2f} s ({1000 * theirs / pages:.1f} ms a page), ratio {ours / theirs:.3f}"
        )
    print(f"median ratio {median(ratios):.3f} (goal: at most 0.4)")


if __name__ == "__main__":
    main()
