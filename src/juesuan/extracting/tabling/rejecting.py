"""Rejecting: what on a page was looked at as a table and is none, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juesuan.extracting.statutory import StatutoryTable, table_titled
from juesuan.extracting.tabling.alignment import Aligner, Rejected
from juesuan.extracting.tabling.finding import crowded, ruled_grids
from juesuan.extracting.tabling.gathering import owner, pages_of
from juesuan.extracting.tabling.grid import Grid
from juesuan.extracting.tabling.ink import Ink, ink_of
from juesuan.extracting.tabling.tabled import Tabled
from juesuan.knowledge.structure import Structure
from juesuan.knowledge.table_forms import HeaderWords
from juesuan.reading.folding import fold
from juesuan.reading.page import Box, Reading, Role

LONGEST = 40
"""Characters of a line that may be meant as a title."""


@dataclass(frozen=True, slots=True)
class Considered:
    """Something that is no table: what it is, why it was rejected, and its box on the page as displayed."""

    what: str
    why: str
    box: Box | None


@dataclass(frozen=True)
class Rejections:
    """Looks again at the pages of one report, with what was understood of it."""

    reading: Reading
    titles: Sequence[StatutoryTable]
    tables: Sequence[Tabled]
    structure: Structure
    words: HeaderWords

    def on(self, index: int) -> list[Considered]:
        """What was rejected on a page (its index): titles without a table, grids without a title, rulings alone."""
        ink = ink_of(self.reading.pages[index])
        if ink is None:
            return []
        return [*self._titles(index), *self._grids(ink, index)]

    def _titles(self, index: int) -> Iterator[Considered]:
        start = sum(len(p.lines) for p in self.reading.pages[:index])
        page = self.reading.pages[index]
        bare = {t.source.first_line: t for t in self.tables if t.source is not None and not t.pieces}
        known = {line for t in self.titles for line in t.lines}
        for at, line in enumerate(page.lines, start):
            if line.role is not Role.BODY or line.box is None:
                continue
            text = "".join(line.text.split())
            if at in bare:
                yield Considered(f"title {text}", self._unread(bare[at], index), page.displayed(line.box))
            elif fold(text).endswith("表") and len(text) <= LONGEST and at not in known:
                listed = table_titled(fold(text), self.structure) is not None
                why = "nothing stands below it that is a table" if listed else (
                    "no title of patterns/structure/tables.toml reads so"
                )  # fmt: skip
                yield Considered(f"line {text}", why, page.displayed(line.box))

    def _unread(self, table: Tabled, index: int) -> str:
        """Why nothing below a title is a table."""
        assert table.source is not None
        if table.source.empty_reason:
            return f"no grid; the report says it is empty: {table.source.empty_reason}"
        found = Aligner(self.reading, table.source, table.form, self.words).grid(index, None)
        return found.why if isinstance(found, Rejected) else "its cells are on no page that was looked at"

    def _grids(self, ink: Ink, index: int) -> Iterator[Considered]:
        page = self.reading.pages[index]
        taken = [g for t in self.tables for g in t.grids if g.page == ink.number]
        grids = ruled_grids(ink, page.source)
        stretches = pages_of(self.reading, self.titles).get(index, [])
        for grid in grids:
            if any(_covers(grid, other) for other in taken):
                continue
            box = ink.printed_box(Box(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]))
            what = f"grid of {grid.rows} rows and {grid.columns} columns"
            if owner(stretches, ink, grid.xs[0], grid.xs[-1], grid.middle) is None:
                why = "no title of a statutory table stands above it, here or on the pages before"
            elif grid.columns < 2:
                why = "one column is a frame"
            elif crowded(grid):
                why = "its rows are not ruled, and the words in it make no table"
            else:
                why = "it goes on with no table before it and holds no cell of a number column"
            yield Considered(what, why, box)
        if len(ink.rulings) and not grids and not taken:
            yield Considered(f"{len(ink.rulings)} rulings", "they enclose no two cells", None)


def _covers(grid: Grid, other: Grid) -> bool:
    """Whether two grids take the same place: one may be a part of the other."""
    return grid.ys[0] - 1 <= (other.ys[0] + other.ys[-1]) / 2 <= grid.ys[-1] + 1 and (
        grid.xs[0] - 9 <= (other.xs[0] + other.xs[-1]) / 2 <= grid.xs[-1] + 9
    )
