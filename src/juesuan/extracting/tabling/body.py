"""The body of a table: its rows in each list, and the cells of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from juesuan.extracting.tabling.grid import Grid, GridCell
from juesuan.extracting.tabling.tabled import Cell, Column, Row
from juesuan.knowledge.table_forms import Form, HeaderWords, plain
from juesuan.reading.folding import fold

ORDINAL = regex.compile(r"(?:[一二三四五六七八九十]+[、.，]|（[一二三四五六七八九十\d]+）|\d+[、.](?!\d)|[①-⑳])+")
NAMED_CODE = regex.compile(r"[\[［（(【]?(\d{3}|\d{5}|\d{7})[\]］）)】]?[-—:：、.．]?(?=\p{Han})")
"""A code in front of a name, in one cell."""
CODE = regex.compile(r"\d{1,12}")


class BodyReader:
    """Reads the body rows of the pieces of one table, one after the other."""

    def __init__(self, columns: Sequence[Column], form: Form, words: HeaderWords) -> None:
        self.columns, self.form, self.words = columns, form, words
        self.siblings = {c.block for c in columns if c.role == "label" and words.says("sibling", plain(c.header))}
        self.blocks = sorted({c.block for c in columns if c.role == "number"})
        self.above: dict[int, list[str]] = {block: [] for block in self.blocks}
        self.number = 0
        self.rows: list[Row] = []
        self.cells: list[Cell] = []
        self.notes: list[str] = []

    def read(self, grid: Grid, start: int, end: int) -> None:
        """Read the rows of a piece from `start` on; rows before `end` are its header (a shared row is both)."""
        for at in range(start, grid.rows):
            places = grid.places[at]
            texts = [c for c in grid.row(at) if c.text]
            if len(texts) == 1 and self._is_note(texts[0], grid.columns):
                self.notes.append(texts[0].text)
                continue
            if at == start and self.number and self._goes_on(places):
                continue
            self.number += 1
            for row in self._settled([self._row(places, block) for block in self.blocks], places):
                self.rows.append(row)
                for column in self.columns:
                    if column.block == row.block and column.role == "number":
                        self.cells.append(self._cell(grid, at, end, row, column))

    def _is_note(self, cell: GridCell, columns: int) -> bool:
        # A sheet lets a long text run over blank cells.
        wide = cell.right - cell.left > columns / 2 or cell.box is None
        return wide and self.words.says("note", plain(cell.text))

    def _goes_on(self, places: Sequence[GridCell]) -> bool:
        """Whether the first line of a page is the rest of names that a page break cut; they are made whole then.

        A row of its own has a code, an ordinal or a name that the form knows, where the row before has one.
        """
        held = [c for c in self.columns if places[c.index].text]
        if not held or any(c.role != "label" for c in held):
            return False
        rest = {c.block: places[c.index].text for c in held}
        last = {row.block: row for row in self.rows if row.block in rest}
        for block, text in rest.items():
            before = last.get(block)
            if before is None or not (before.codes or before.ordinal) or before.label is None:
                return False
            if bare_label(text)[1] or self.form.row(plain(text), before.side, self.above[block]):
                return False
        for block, text in rest.items():
            self._lengthen(last[block], text)
        return True

    def _lengthen(self, row: Row, rest: str) -> None:
        """Put the rest of a name behind it."""
        label = (row.label or "") + rest
        above = self.above[row.block]
        above[-1] = plain(label)
        whole = replace(row, label=label, fixed=self.form.row(plain(label), row.side, above[:-1]))
        self.rows = [whole if r is row else r for r in self.rows]
        self.cells = [replace(c, row=whole) if c.row is row else c for c in self.cells]

    def _settled(self, rows: list[Row], places: Sequence[GridCell]) -> list[Row]:
        """The rows of a line, a total moved to the list that has its number.

        公用经费合计 stands in the middle of two lists whose cells are merged, its amount at the end of the last.
        """
        for one, two in pairwise(range(len(rows))):
            total = rows[one].fixed is not None and rows[one].label is not None and not self._filled(rows[one], places)
            nameless = rows[two].label is None and not rows[two].codes and self._filled(rows[two], places)
            if total and nameless and self.words.says("total", plain(rows[one].label or "")):
                named = rows[one]
                rows[one] = replace(rows[two], block=named.block, side=named.side)
                rows[two] = replace(named, block=rows[two].block, side=rows[two].side)
        return rows

    def _filled(self, row: Row, places: Sequence[GridCell]) -> bool:
        numbers = (c for c in self.columns if c.block == row.block and c.role == "number")
        return any(places[c.index].text for c in numbers)

    def _row(self, places: Sequence[GridCell], block: int) -> Row:
        labels: list[GridCell] = []
        instead: list[GridCell] = []
        codes: list[str] = []
        side = None
        for column in self.columns:
            if column.block != block:
                continue
            side = column.side
            cell = places[column.index]
            if column.role == "label" and cell.text and cell not in labels:
                labels.append(cell)
            elif column.role == "code":
                folded = fold(cell.text)
                codes.append(folded if CODE.fullmatch(folded) else "")
                if not codes[-1] and folded and folded not in "类款项" and cell not in instead:
                    # 合计, or a name, in a cell merged over code and name.
                    instead.append(cell)
        printed = [c.text for c in labels or instead[:1]]
        label = printed[-1] if printed else None
        coded = NAMED_CODE.match(label) if label and self.form.scheme and not any(codes) else None
        if label and coded:
            label, codes = label[coded.end() :], [coded[1]]
        bare, ordinal = bare_label(label) if label else (None, "")
        above = self.above[block]
        fixed = self.form.row(plain(bare), side, above) if bare else None
        parents = tuple(bare_label(p)[0] for p in printed[:-1])
        if fixed is not None and fixed.after is not None and not parents:
            parents = tuple(a for a in reversed(above) if fixed.after.fullmatch(a))[:1]
        if bare:
            above.append(plain(bare))
        measure = self.words.measure(plain(bare)) if bare and fixed is None else None
        sibling = bool(bare) and fixed is None and measure is None and (self.form.listed or block in self.siblings)
        printed_codes = tuple(codes) if any(codes) else ()
        return Row(self.number, block, side, bare, ordinal, printed_codes, parents, fixed, measure, sibling)

    def _cell(self, grid: Grid, at: int, end: int, row: Row, column: Column) -> Cell:
        cell = grid.places[at][column.index]
        reason = None
        if (cell.top, cell.left) != (at, column.index):
            # What a merged cell prints belongs to its first place, a label that reaches over numbers to the label.
            reason = "merged"
        elif at < end and cell.text and self.words.says("sub", plain(cell.text)):
            reason = "header"
        return Cell(row, column, grid.page, cell, reason)


def bare_label(text: str) -> tuple[str, str]:
    """A label without its ordinal, and the ordinal."""
    found = ORDINAL.match(fold(text))
    if found is None or found.end() == len(text):
        return text, ""
    return text[found.end() :], text[: found.end()]
