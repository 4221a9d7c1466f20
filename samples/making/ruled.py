"""A ruled table of figures: columns with merged headers, rows with joined cells, and its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Row = tuple[str | None, ...]
"""The cells of a printed row; None joins a cell to the one on its left."""


@dataclass(frozen=True)
class Column:
    """A leaf column: the merged headers above it, its width in points, its name in the answers."""

    path: tuple[str, ...]
    width: float
    kind: Literal["label", "code", "number"] = "number"
    key: str = "决算数"
    side: str | None = None


@dataclass(frozen=True)
class HeaderCell:
    """A header cell and the rectangle of leaf cells it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True)
class RuledTable:
    """A statutory table; `kind` is 1 to 9 in the order of the national template, `form` as printed."""

    kind: int
    title: str
    form: str
    agency: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    serial: bool = True

    @property
    def depth(self) -> int:
        """Rows of the header, without the row of column numbers."""
        return max(len(column.path) for column in self.columns)

    def header(self) -> list[HeaderCell]:
        """The header cells, equal neighbours under one parent merged."""
        cells: list[HeaderCell] = []

        def place(low: int, high: int, level: int) -> None:
            at = low
            while at < high:
                path = self.columns[at].path
                end = at + 1
                if len(path) > level + 1:
                    while end < high and self.columns[end].path[: level + 1] == path[: level + 1]:
                        end += 1
                    cells.append(HeaderCell(level, at, 1, end - at, path[level]))
                    place(at, end, level + 1)
                else:
                    cells.append(HeaderCell(level, at, self.depth - level, 1, path[level]))
                at = end

        place(0, len(self.columns), 0)
        return cells

    def numbering(self) -> Row:
        """The 栏次 row: every number column has its number."""
        texts: list[str | None] = []
        count = 0
        for column in self.columns:
            if column.kind == "number":
                count += 1
                texts.append(str(count))
            else:
                first = not texts or self.columns[len(texts) - 1].kind == "number"
                texts.append("栏次" if first else None)
        return tuple(texts)

    def answers(self, pages: list[int]) -> dict[str, object]:
        """The table as the answers name it; `pages` has the page of each row."""
        rows: list[tuple[str, dict[str, object]]] = []
        sides = list(dict.fromkeys(column.side for column in self.columns))
        for side in sides:
            places = [i for i, column in enumerate(self.columns) if column.side == side]
            for row, page in zip(self.rows, pages, strict=True):
                answer = self._answer(row, places)
                if answer:
                    rows.append((side or "", {**answer, "side": side, "page": page}))
        numbers = [column for column in self.columns if column.kind == "number"]
        keys = {str(side): [c.key for c in numbers if c.side == side] for side in sides}
        return {
            "table": self.kind, "title": self.title, "unit": self.unit, "pages": sorted(set(pages)),
            "columns": keys if len(sides) > 1 else next(iter(keys.values())),
            "notes": list(self.notes), "rows": [answer for _, answer in rows],
        }  # fmt: skip

    def _answer(self, row: Row, places: list[int]) -> dict[str, object] | None:
        numbers = [i for i in places if self.columns[i].kind == "number"]
        if row[numbers[0]] is None:
            return None
        named = [i for i in places if self.columns[i].kind == "label"]
        at = named[0] if named else None
        while at is not None and row[at] is None:
            at -= 1
        label = row[at] if at is not None else self.title
        if not label:
            return None
        codes = [row[i] for i in places if self.columns[i].kind == "code" and row[i]]
        parts = [c for c in codes if c and c.isdigit()]
        answer: dict[str, object] = {"label": label, "code": "".join(parts) or None}
        if len(parts) > 1:
            answer["code_parts"] = parts
        answer["cells"] = {self.columns[i].key: row[i] or None for i in numbers}
        return answer
