"""What a twin lost: the rows of a scanned form against those of the text form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from twinning.cells import CellComparison, compare_cells
from twinning.named import SURE, contradicted

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

AXES = (
    "concept", "item", "measure", "budget_kind", "compared_to", "base_concept", "base_item", "fund", "fiscal_year",
    "bound", "form",
)  # fmt: skip
"""What a figure is of."""
FACT = (*AXES, "value", "unit")
SECTION = ("part", "section_concept")
LIKENESS: tuple[tuple[str, ...], ...] = (
    (*SECTION, *AXES),
    (*SECTION, "value", "unit"),
    AXES,
    ("concept", "item"),
)
"""Which wrong fact stands for which right one, the likest first."""
PARTS: dict[str, tuple[str, ...]] = {
    "sections": ("level", "part", "number", "concept", "title"),
    "texts": ("part", "concept", "text"),
    "projects": ("name", "budget", "executed", "completion_pct", "results", "deviation_reason", "improvement"),
    "key_work": ("matter", "goal", "result", "text"),
    "line_items": ("table", "code", "label", "column", "print", "value", "unit"),
    "checks": ("identity", "expected", "actual", "outcome"),
}
"""Other rows and the columns by which they are the same; texts are those of the sections."""


@dataclass(frozen=True)
class Difference:
    """A fact that is not the same: `wanted` of the text form, `made` of the twin; one may be missing."""

    what: str
    wanted: Row | None
    made: Row | None
    silent: bool = False


@dataclass(frozen=True)
class Comparison:
    """A twin against its text form; `others` counts rows alike, of the text form, and of the twin."""

    facts: int
    right: int
    elsewhere: int
    differences: tuple[Difference, ...]
    cells: CellComparison
    others: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)

    def count(self, what: str) -> int:
        """How many differences are missing, wrong or extra."""
        return sum(1 for d in self.differences if d.what == what)

    @property
    def silent(self) -> int:
        """Wrong facts and number cells that nothing warns of."""
        return sum(1 for d in self.differences if d.silent) + self.cells.silent


def compare(text: Rows, twin: Rows) -> Comparison:
    """Compare two documents, whatever the order of their rows.

    A fact is right if concept, item, axes, value and unit are the same in the same section; one that is right in
    another section is `elsewhere`, and wrong. What remains is paired by section and axes (a wrong value), then by
    section and value (a wrong meaning); without a partner it is missing or extra.
    """
    wanted, made = list(text["facts"]), list(twin["facts"])
    total = len(wanted)
    right = len(_paired(wanted, made, (*SECTION, *FACT)))
    named = contradicted(twin)
    moved = _paired(wanted, made, FACT)
    pairs = moved + [pair for columns in LIKENESS for pair in _paired(wanted, made, columns)]
    differences = [Difference("wrong", a, b, _silent(b, named)) for a, b in pairs]
    differences += [Difference("missing", a, None) for a in wanted]
    differences += [Difference("extra", None, b, _silent(b, named)) for b in made]
    others = {}
    for name, same in PARTS.items():
        source = "sections" if name == "texts" else name
        one, two = (Counter(_keys(rows.get(source, ()), same)) for rows in (text, twin))
        others[name] = ((one & two).total(), one.total(), two.total())
    return Comparison(total, right, len(moved), tuple(differences), compare_cells(text, twin), others)


def _paired(wanted: list[Row], made: list[Row], columns: Sequence[str]) -> list[tuple[Row, Row]]:
    """Take out of both lists what is the same in these columns."""
    there: dict[tuple[object, ...], list[int]] = {}
    for i, key in enumerate(_keys(made, columns)):
        there.setdefault(key, []).append(i)
    pairs, kept, used = [], [], set()
    for row, key in zip(wanted, _keys(wanted, columns), strict=True):
        if there.get(key):
            i = there[key].pop(0)
            used.add(i)
            pairs.append((row, made[i]))
        else:
            kept.append(row)
    wanted[:] = kept
    made[:] = [row for i, row in enumerate(made) if i not in used]
    return pairs


def _keys(rows: Iterable[Row], columns: Sequence[str]) -> list[tuple[object, ...]]:
    """The columns of every row; numbers are the same whatever zeros they end in."""
    return [tuple(row.get(c) for c in columns) for row in rows]


def _silent(row: Row, named: set[str]) -> bool:
    """Whether nothing warns of a wrong fact: read surely (or from a text layer), and in no failing check."""
    confidence = row.get("ocr_confidence")
    return (confidence is None or confidence >= SURE) and row["fact_id"] not in named
