"""What reading a scan loses: every report as text and as scanned twins, compared fact by fact.

    python benchmarks/scan.py [FILE.pdf …] [--kinds clean seal …] [--pages 5-14,19] [--json] [--differences 20]

By default the two sample PDFs and all kinds of twins.py. With --pages only these pages of the twins are pictures, the
others stay text, so that a run can be short. `silent` are facts that are wrong, were read with a confidence of 0.9 or
more (or from a text layer), and that no failing check names: there should be none. A twin that cannot be read shows
its error. The exit code is 1 if there is a silent fact or an unread twin.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twinning.comparison import AXES, Comparison, Difference, Row, compare
from twins import KINDS, make_twin, page_numbers

from juesuan.running.document import Outcome, engine, process

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DEFAULT = (SAMPLES / "six-part-report.pdf", SAMPLES / "item-level-report.pdf")


@dataclass(frozen=True)
class Result:
    """A twin, read: how long it took, what it lost against the text form; nothing to compare if it failed."""

    file: str
    kind: str
    seconds: float
    outcome: Outcome
    compared: Comparison | None

    def told(self, most: int) -> str:
        """The result in words, with at most so many differences."""
        head = f"{self.kind:12} {self.seconds:6.1f} s  {self.outcome.pages_ocr or 0:3} pages by OCR  "
        if self.compared is None:
            return f"{head}{self.outcome.status}: {self.outcome.error_code}: {self.outcome.error_message}"
        c = self.compared
        share = 100 * c.right / c.facts if c.facts else 0.0
        others = ", ".join(
            f"{name} {alike}/{text}" + (f" of {twin}" if twin != text else "")
            for name, (alike, text, twin) in c.others.items()
            if text or twin
        )
        counts = f"missing {c.count('missing')}, wrong {c.count('wrong')} (other section {c.elsewhere})"
        lines = [
            f"{head}facts fully right {c.right}/{c.facts} ({share:.2f} %), {counts}, extra {c.count('extra')}, "
            f"cells {c.cells.exact}/{c.cells.numbers} ({c.cells.named} with their names), "
            f"silent {c.silent}; alike: {others}"
        ]
        if self.outcome.status != "ok":
            lines.append(f"    {self.outcome.status}: {(self.outcome.error_message or '')[:300]}")
        # What nothing warns of comes first.
        shown = sorted(c.differences, key=lambda d: not d.silent)[:most]
        told = [_line(d) for d in shown] + [
            d.told() for d in sorted(c.cells.differences, key=lambda d: not d.silent)[:most]
        ]
        lines += [f"    {line}" for line in told]
        if (left := len(c.differences) + len(c.cells.differences) - len(told)) > 0:
            lines.append(f"    … and {left} more")
        return "\n".join(lines)

    def record(self) -> dict[str, Any]:
        """The result for programs."""
        made: dict[str, Any] = {
            "file": self.file, "kind": self.kind, "seconds": round(self.seconds, 2), "status": self.outcome.status,
            "error_code": self.outcome.error_code, "error_message": self.outcome.error_message,
            "pages": self.outcome.pages, "pages_ocr": self.outcome.pages_ocr,
        }  # fmt: skip
        if (c := self.compared) is not None:
            made |= {
                "facts": c.facts, "right": c.right, "missing": c.count("missing"), "wrong": c.count("wrong"),
                "elsewhere": c.elsewhere, "extra": c.count("extra"), "silent": c.silent, "others": c.others,
                "cells": c.cells.numbers, "cells_exact": c.cells.exact, "cells_named": c.cells.named,
                "cell_differences": [d.told() for d in c.cells.differences],
                "differences": [_told(d) for d in c.differences],
            }  # fmt: skip
        return made


def _told(difference: Difference) -> dict[str, Any]:
    """A difference for programs."""
    wanted, made = (_fact(row) if row is not None else None for row in (difference.wanted, difference.made))
    return {"what": difference.what, "silent": difference.silent, "wanted": wanted, "made": made}


def _fact(row: Row) -> dict[str, Any]:
    """What tells a fact."""
    names = ("page", "part", "section_concept", *AXES, "value", "unit", "ocr_confidence", "verification", "quote")
    return {name: row.get(name) for name in names}


def _line(difference: Difference) -> str:
    """A difference in one line: only what differs is said twice."""
    a, b = difference.wanted, difference.made
    row = b or a
    assert row is not None
    told = f"{row['concept']} {row['item'] or ''} {row['measure']} {row['value']} {row['unit']}"
    if a is not None and b is not None:
        names = ("part", "section_concept", *AXES, "value", "unit")
        told += ": " + "; ".join(f"{n} {b.get(n)} not {a.get(n)}" for n in names if a.get(n) != b.get(n))
    sure = f", confidence {b.get('ocr_confidence')}, {b.get('verification')}" if b is not None else ""
    silent = "SILENT " if difference.silent else ""
    return f"{silent}{difference.what} (page {row.get('page')}{sure}) {told} | {str(row['quote'])[:60]}"


def read_twin(path: Path, kind: str, text: Outcome, folder: Path, pages: list[int] | None, seed: int) -> Result:
    """Make a twin, read it and compare it; making it is not timed."""
    twin = folder / f"{path.stem}.{kind}.pdf"
    make_twin(path, kind, twin, pages=pages, seed=seed)
    start = time.perf_counter()
    outcome = process(twin)
    seconds = time.perf_counter() - start
    return Result(path.name, kind, seconds, outcome, compare(text.rows, outcome.rows) if outcome.rows else None)


def main() -> int:
    """Compare; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=DEFAULT, help="PDFs with a text layer")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    parser.add_argument("--pages", type=page_numbers, help="only these pages become pictures, such as 5-14,19")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--differences", type=int, default=20, help="how many differences of a twin to show")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, with all differences")
    parser.add_argument("--keep", type=Path, help="a folder to keep the twins in")
    options = parser.parse_args()
    engine()
    bad = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for path in options.files:
            start = time.perf_counter()
            text = process(path)
            if not text.rows:
                parser.error(f"{path.name}: its text form cannot be read: {text.error_message}")
            if not options.json:
                print(f"{path.name}: {len(text.rows['facts'])} facts as text, {time.perf_counter() - start:.1f} s")
            for kind in options.kinds:
                result = read_twin(path, kind, text, folder, options.pages, options.seed)
                bad |= result.compared is None or result.compared.silent > 0
                told = json.dumps(result.record(), ensure_ascii=False, default=str) if options.json else None
                print(told or result.told(options.differences), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
