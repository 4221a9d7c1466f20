"""Small pages for the tests of tables: words and rulings put where a printer would put them. And tests of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from juesuan.extracting.flow import flow_of
from juesuan.extracting.tabling.tabled import Tabled
from juesuan.extracting.tabling.tables import TableReader
from juesuan.knowledge.pattern_set import load_pattern_set
from juesuan.knowledge.phrases import Phrases
from juesuan.knowledge.table_forms import TableForms, load_table_forms
from juesuan.normalising.cells import CellMaker, LineItem
from juesuan.normalising.coding import load_codes
from juesuan.reading.page import Box, Line, Page, Reading, Ruling

SIZE = 10.0
LEFT, UP = "<", "^"
"""Cells that belong to the one on their left, or above."""
Rows = Sequence[Sequence[str]]


def wide(text: str) -> float:
    return sum(SIZE if ord(c) > 0x2E80 else SIZE / 2 for c in text)


@dataclass
class Sheet:
    """A page in the making; `number` is 1-based."""

    number: int = 1
    width: float = 842.0
    height: float = 595.0
    lines: list[Line] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)

    def text(self, x: float, y: float, text: str) -> None:
        """A line whose upper left corner is x, y."""
        boxes, at = [], x
        for c in text:
            w = SIZE if ord(c) > 0x2E80 else SIZE / 2
            boxes.append((at, y, at + w, y + SIZE))
            at += w
        line = Line(text, len(self.lines) + 1, self.number - 1, self.number, np.array(boxes, np.float32))
        self.lines.append(line)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.rulings.append(Ruling(y0 == y1, Box(x0, y0, x1, y1)))

    def table(
        self, rows: Rows, widths: Sequence[float], *, x: float = 40.0, y: float = 80.0, high: float = 20.0,
        head: int = 0, lines: str = "hv", borders: bool = True,
    ) -> float:  # fmt: skip
        """A table; its lower edge. `head` rows are centred; `lines` are drawn level (h) and upright (v)."""
        xs = [x + sum(widths[:k]) for k in range(len(widths) + 1)]
        ys = [y + high * k for k in range(len(rows) + 1)]
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text not in (LEFT, UP):
                    self._cell(rows, r, c, xs, ys, head)
        if "h" in lines:
            for r in range(len(rows) + 1):
                for c in range(len(widths)):
                    inner = 0 < r < len(rows)
                    if not (inner and rows[r][c] == UP):
                        self.rule(xs[c], ys[r], xs[c + 1], ys[r])
        if "v" in lines:
            for c in range(0 if borders else 1, len(widths) + (1 if borders else 0)):
                for r in range(len(rows)):
                    if not (0 < c < len(widths) and self._left(rows, r, c)):
                        self.rule(xs[c], ys[r], xs[c], ys[r + 1])
        return ys[-1]

    def _left(self, rows: Rows, r: int, c: int) -> bool:
        while rows[r][c] == UP:
            r -= 1
        return rows[r][c] == LEFT

    def _cell(self, rows: Rows, r: int, c: int, xs: Sequence[float], ys: Sequence[float], head: int) -> None:
        text = rows[r][c]
        if not text:
            return
        right, bottom = c + 1, r + 1
        while right < len(rows[r]) and rows[r][right] == LEFT:
            right += 1
        while bottom < len(rows) and rows[bottom][c] == UP:
            bottom += 1
        x0, x1, room = xs[c] + 2, xs[right] - 2, xs[right] - xs[c] - 4
        parts, part = [], ""
        for char in text:
            if wide(part + char) > room and part:
                parts.append(part)
                part = ""
            part += char
        parts.append(part)
        top = (ys[r] + ys[bottom]) / 2 - len(parts) * SIZE / 2
        number = text == "-" or (text.replace(",", "").replace(".", "").replace("-", "").isdigit() and "." in text)
        for k, part in enumerate(parts):
            at = x1 - wide(part) if number else (x0 + x1 - wide(part)) / 2 if r < head else x0
            self.text(at, top + k * SIZE, part)

    def page(self) -> Page:
        return Page(self.number, self.width, self.height, tuple(self.lines), rulings=tuple(self.rulings))


def sheet(title: str, *, number: int = 1, unit: str = "单位：万元") -> Sheet:
    """A page with the title and the unit of a table."""
    made = Sheet(number)
    made.text(300, 40, title)
    made.text(700, 60, unit)
    return made


def report(*sheets: Sheet) -> Reading:
    return Reading("small.pdf", "0" * 64, 1, "application/pdf", tuple(s.page() for s in sheets))


@cache
def forms() -> TableForms:
    patterns = load_pattern_set()
    return load_table_forms(patterns.directory, Phrases.load(patterns.directory), patterns.vocabulary)


def tables_of(reading: Reading) -> list[Tabled]:
    """The tables of a reading; rows × columns = cells in each of them."""
    found = flow_of(reading, load_pattern_set().structure).tables
    tables = TableReader(forms()).read(reading, found)
    for table in tables:
        assert len(table.cells) == table.body_rows * len(list(table.numbers))
    return tables


def items_of(reading: Reading, tables: Sequence[Tabled] | None = None) -> list[LineItem]:
    patterns = load_pattern_set()
    codes = load_codes(patterns.directory, patterns.vocabulary)
    maker = CellMaker(reading.document_id, reading, patterns.vocabulary, patterns.units, codes)
    return maker.items(tables_of(reading) if tables is None else tables)


def cells(reading: Reading) -> dict[tuple[str | None, str], str | None]:
    """What is printed, by label and column, blanks included; where labels recur the last counts."""
    return {(i.label, i.column): i.value_text for i in items_of(reading)}


def of(items: Sequence[LineItem], label: str | None, column: str) -> LineItem:
    """The one item of a label and column."""
    (found,) = [i for i in items if i.label == label and i.column == column]
    return found


def test_a_sheet_holds_every_character_it_was_given() -> None:
    made = Sheet()
    made.table([["项目", "金额"], ["一、一般公共预算财政拨款收入", "1.00"]], [60, 60], head=1)
    assert "".join(line.text for line in made.lines) == "项目金额一、一般公共预算财政拨款收入1.00"
    assert len(made.lines) == 6
