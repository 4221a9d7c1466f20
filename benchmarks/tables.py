"""How long the tables take, against what pdfplumber takes for `extract_tables` on the same pages.

    python benchmarks/tables.py [FILE.pdf …]      the sample PDFs with a text layer by default

Ours is what the cells cost beside the words: the rulings of the pages, grids, headers, cells, and line items with
their values. The second ratio counts the reading of the characters too, which a run needs in any case and pdfplumber
does again. Only the pages that statutory tables take are read, by both. One process, start-up excluded; the two take
turns, file by file, so that a machine whose speed drifts slows both. Medians of the rounds count; goal: at most 0.2.
"""

from __future__ import annotations

import argparse
import io
import time
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2

from juesuan.extracting.flow import flow_of
from juesuan.extracting.tabling.gathering import pages_of
from juesuan.extracting.tabling.tables import TableReader
from juesuan.knowledge.pattern_set import PatternSet, load_pattern_set
from juesuan.knowledge.phrases import Phrases
from juesuan.knowledge.table_forms import load_table_forms
from juesuan.normalising.cells import CellMaker
from juesuan.normalising.coding import load_codes
from juesuan.reading.file import read
from juesuan.reading.page import Source

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


class Ours:
    """Everything loaded once, as a run loads it."""

    def __init__(self) -> None:
        self.patterns: PatternSet = load_pattern_set()
        root = self.patterns.directory
        forms = load_table_forms(root, Phrases.load(root), self.patterns.vocabulary)
        self.reader, self.codes = TableReader(forms), load_codes(root, self.patterns.vocabulary)

    def table_pages(self, path: Path) -> list[int]:
        """The indexes of the pages that tables take; none where any page was recognised."""
        reading = read(path, rulings=True)
        if any(page.source is Source.OCR for page in reading.pages):
            return []
        return sorted(pages_of(reading, flow_of(reading, self.patterns.structure).tables))

    def seconds(self, path: Path) -> tuple[float, float, int]:
        """Seconds of the tables, of the whole way to their line items, and how many cells there are."""
        start = time.perf_counter()
        read(path)
        words = time.perf_counter() - start
        start = time.perf_counter()
        reading = read(path, rulings=True)
        tables = self.reader.read(reading, flow_of(reading, self.patterns.structure).tables)
        maker = CellMaker(
            reading.document_id, reading, self.patterns.vocabulary, self.patterns.units, self.codes
        )
        cells = len(maker.items(tables))
        whole = time.perf_counter() - start
        return whole - words, whole, cells


def seconds_of_pdfplumber(path: Path) -> float:
    start = time.perf_counter()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
    return time.perf_counter() - start


def only(path: Path, pages: list[int], folder: Path) -> Path:
    """A copy of a PDF with these pages alone."""
    source, target = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    target.import_pages(source, pages)
    buffer = io.BytesIO()
    target.save(buffer)
    made = folder / f"{path.stem}.tables.pdf"
    made.write_bytes(buffer.getvalue())
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs with a text layer")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path("build/benchmark-tables"), help="for the copies")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    ours = Ours()
    given = options.files or sorted(p for p in SAMPLES.glob("*.pdf") if "scanned" not in p.name)
    taken = {path: pages for path in given if (pages := ours.table_pages(path))}
    files = [only(path, pages, options.folder) for path, pages in taken.items()]
    for path in files:
        ours.seconds(path)
        seconds_of_pdfplumber(path)
    total = sum(map(len, taken.values()))
    alone: list[float] = []
    whole: list[float] = []
    for _ in range(options.rounds):
        added = mine = theirs = 0.0
        cells = 0
        for path in files:
            more, seconds, count = ours.seconds(path)
            added, mine, cells = added + more, mine + seconds, cells + count
            theirs += seconds_of_pdfplumber(path)
        alone.append(added / theirs)
        whole.append(mine / theirs)
        tables, words, plumber = (1000 * s / total for s in (added, mine, theirs))
        print(
            f"{len(files)} files, {total} pages, {cells} cells: tables {tables:.1f} ms a page, with the words "
            f"{words:.1f} ms; pdfplumber extract_tables {plumber:.1f} ms; ratios {alone[-1]:.3f} and {whole[-1]:.3f}"
        )
    print(f"median ratio {median(alone):.3f} (goal: at most 0.2), with the words {median(whole):.3f}")


if __name__ == "__main__":
    main()
