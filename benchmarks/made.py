"""Random reports read back: what is read must be what was told.

    python benchmarks/made.py [--reports 300] [--seed 0] [--show 20] [--manner 云南] [--form pdf] [--keep DIR]

`same%` are the figures said in words to have stayed the same (与上年持平) that are read.

Every report is told from random consistent accounts in the manner of one province, printed in one form, damaged a
little, and read. The table counts facts right, missing, wrong and invented, cells, and the share of money and
percentages that a specific pattern claims. Exit code 1 below the goals.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from maker import plain, printed, webpage, word, workbook
from maker.comparison import Verdict, compare
from maker.damage import damaged
from maker.manners import MANNERS
from maker.telling import Made, make

from juesuan.running.document import process

GOALS = {"facts": 99.5, "cells": 99.9, "specific": 99.0}
Printer = Callable[[Made, Path, Random], None]


def _web(made: Made, path: Path, rng: Random) -> None:
    path.write_text(plain.web(made, rng), encoding="utf-8")


def _paged(made: Made, path: Path, rng: Random) -> None:
    path.write_text(plain.paged(made, rng), encoding="utf-8")


@dataclass(frozen=True)
class Form:
    """A form of file: its ending, how it is written, whether its tables can be read, whether it has running text."""

    name: str
    ending: str
    printer: Printer
    tables: bool
    words: bool = True


FORMS = (
    Form("web", "txt", _web, False), Form("paged", "txt", _paged, False), Form("pdf", "pdf", printed.pdf, True),
    Form("docx", "docx", word.docx, True), Form("html", "html", webpage.html, True),
    Form("xlsx", "xlsx", workbook.xlsx, True, words=False),
)  # fmt: skip


@dataclass(frozen=True)
class Trial:
    """One report made, printed, read and compared."""

    made: Made
    form: str
    damages: tuple[str, ...]
    verdict: Verdict
    error: str = ""


def trial(seed: int, folder: Path, form: Form | None = None, *, damage: bool = True) -> Trial:
    """Make, print, read and compare the report of a seed."""
    made = make(seed)
    rng = Random(seed * 7 + 1)
    chosen = form or rng.choice(FORMS)
    damages: tuple[str, ...] = ()
    told = made
    if damage:
        told, damages = damaged(made, rng)
    said = told.said if chosen.words else ()
    path = folder / f"{made.name}-{chosen.name}.{chosen.ending}"
    chosen.printer(told, path, rng)
    outcome = process(path)
    if outcome.status == "failed":
        lost = Verdict(facts=len(said), missing=[f"{outcome.error_message}"] * len(said))
        return Trial(told, chosen.name, damages, lost, outcome.error_message or "failed")
    cells = [cell for table in made.tables for cell in table.cells] if chosen.tables else None
    return Trial(told, chosen.name, damages, compare(said, outcome.rows, cells))


def percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def line(name: str, n: int, v: Verdict) -> str:
    return (
        f"{name:8} {n:4} {v.facts:6} {percent(v.right, v.facts):7.2f} {len(v.missing):7} {len(v.wrong):6} "
        f"{len(v.invented):8} {percent(v.specific, v.figures):8.2f} {percent(v.still_read, v.still):7.2f} "
        f"{v.cells:6} {percent(v.cells_right, v.cells):7.2f} "
        f"{sum(1 for c in v.cells_wrong if c.startswith('extra')):6} {len(v.contradicted):7}"
    )


def table(trials: list[Trial]) -> str:
    """Sums by manner, by form, by damage, and of all."""
    head = (
        f"{'':8} {'n':>4} {'facts':>6} {'right%':>7} {'missing':>7} {'wrong':>6} {'invented':>8} {'specific%':>8} "
        f"{'same%':>7} {'cells':>6} {'right%':>7} {'extra':>6} {'accused':>7}"
    )
    rows = [head]
    keys: tuple[Callable[[Trial], tuple[str, ...]], ...] = (
        lambda t: (t.made.manner,), lambda t: (t.form,), lambda t: t.damages or ("-",), lambda t: ("all",),
    )  # fmt: skip
    for key in keys:
        sums: dict[str, Verdict] = {}
        counts: Counter[str] = Counter()
        for one in trials:
            for name in key(one):
                sums.setdefault(name, Verdict()).add(one.verdict)
                counts[name] += 1
        rows += [line(name[:16], counts[name], sums[name]) for name in sorted(sums)]
        rows.append("")
    return "\n".join(rows)


def met(v: Verdict) -> bool:
    """Whether the goals are met."""
    return (
        percent(v.right, v.facts) >= GOALS["facts"]
        and percent(v.cells_right, v.cells) >= GOALS["cells"]
        and percent(v.specific, v.figures) >= GOALS["specific"]
        and not v.invented
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0, help="of the first report")
    parser.add_argument("--manner", choices=[m.name for m in MANNERS])
    parser.add_argument("--form", choices=[f.name for f in FORMS])
    parser.add_argument("--clean", action="store_true", help="without damage")
    parser.add_argument("--show", type=int, default=0, help="how many faults of each kind to print")
    parser.add_argument("--keep", type=Path, help="leave the files in this folder")
    options = parser.parse_args()
    form = next((f for f in FORMS if f.name == options.form), None)
    manners = [m.name for m in MANNERS]
    seeds = [
        s for s in range(options.seed, options.seed + options.reports)
        if options.manner in (None, manners[s % len(manners)])
    ]  # fmt: skip
    trials = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in seeds:
            trials.append(trial(seed, folder, form, damage=not options.clean))
            if not options.keep:
                next(folder.glob(f"made-{seed}-*")).unlink()
    whole = Verdict()
    for one in trials:
        whole.add(one.verdict)
    shown = Random(options.seed)
    for kind in ("missing", "wrong", "invented", "unread", "cells_wrong", "contradicted"):
        faults = [
            f"{t.made.name} {t.made.manner} {t.form} {fault}" for t in trials for fault in getattr(t.verdict, kind)
        ]
        for fault in shown.sample(faults, min(options.show, len(faults))):
            print(f"{kind}: {fault}")
    print(table(trials))
    return 0 if met(whole) else 1


if __name__ == "__main__":
    sys.exit(main())
