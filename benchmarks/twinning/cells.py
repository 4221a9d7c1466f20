"""What a twin lost of the statutory tables: its number cells against those of the text form, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twinning.named import SURE, contradicted

Row = Mapping[str, Any]
Place = tuple[object, ...]


@dataclass(frozen=True)
class CellDifference:
    """A number cell that is not the same: `wanted` of the text form, `made` of the twin, one may be absent.

    `what` is wrong (another number), lost (none where one is printed) or extra (one where none is).
    """

    what: str
    wanted: Row | None
    made: Row | None
    silent: bool

    def told(self) -> str:
        """The difference in one line."""
        row = self.wanted or self.made
        assert row is not None
        prints = [f"{r['print']} {r['value_text'] or ''}".strip() if r else "no such cell" for r in
                  (self.wanted, self.made)]  # fmt: skip
        sure = f", confidence {self.made['ocr_confidence']}, {self.made.get('verification')}" if self.made else ""
        where = f"page {row['page']}, {row['table']} row {row['row']} {row['code'] or ''}{row['label'] or ''}"
        silent = "SILENT " if self.silent else ""
        return f"{silent}cell {self.what} ({where} / {row['column']}{sure}) {prints[0]} read as {prints[1]}"


@dataclass(frozen=True)
class CellComparison:
    """The cells that print a number in the text form, how many of them are exact, and what differs.

    Exact: same table, row, column, number and unit. `named` counts those whose row also has the same code and label.
    """

    numbers: int
    exact: int
    named: int
    differences: tuple[CellDifference, ...]

    @property
    def silent(self) -> int:
        """Wrong numbers that nothing warns of."""
        return sum(d.silent for d in self.differences)


def compare_cells(text: Mapping[str, Sequence[Row]], twin: Mapping[str, Sequence[Row]]) -> CellComparison:
    """Compare the tables of two documents, each table by its place in the order of tables of its kind."""
    wanted, made = _placed(text), _placed(twin)
    named = contradicted(twin)
    numbers = exact = alike = 0
    differences = []
    for place in dict.fromkeys([*wanted, *made]):
        a, b = wanted.get(place), made.get(place)
        there, here = _number(a), _number(b)
        if there is not None:
            numbers += 1
        if there == here:
            if there is not None and a is not None and b is not None:
                exact += 1
                alike += (a["code"], a["label"]) == (b["code"], b["label"])
            continue
        what = "extra" if there is None else "lost" if here is None else "wrong"
        quiet = b is not None and here is not None and (b["ocr_confidence"] or 1) >= SURE and b["cell_id"] not in named
        differences.append(CellDifference(what, a, b, quiet))
    return CellComparison(numbers, exact, alike, tuple(differences))


def _placed(rows: Mapping[str, Sequence[Row]]) -> dict[Place, Row]:
    """The cells by kind of table, its turn among its kind, row, list and column."""
    turns: dict[str, tuple[str, int]] = {}
    for table in rows.get("tables", ()):
        kind = str(table["table"])
        turns[str(table["table_id"])] = (kind, sum(k == kind for k, _ in turns.values()))
    return {place: row for row in rows.get("line_items", ()) for place in _place(row, turns)}


def _place(row: Row, turns: Mapping[str, tuple[str, int]]) -> Iterable[Place]:
    yield (*turns[str(row["table_id"])], row["row"], row["column_index"])


def _number(row: Row | None) -> tuple[object, object] | None:
    """The number and unit a cell prints, None if it prints none."""
    return None if row is None or row["value"] is None else (row["value"], row["unit"])
