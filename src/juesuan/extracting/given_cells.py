"""Tables that their form tells cell by cell (Word, web pages, workbooks): which line stands in which cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

from juesuan.reading.folding import fold
from juesuan.reading.page import CellGrid, CellPlace, Reading

FRAME = regex.compile(
    r"(?:财决)?公开\d{1,2}(?:-\d)?表?|(?:附)?表[一二三四五六七八九十\d]{1,3}|(?:金额)?单位[:：].{0,8}|"
    r"(?:编制|填报|公开|预算)?(?:单位|部门)(?:名称)?(?:（.{1,8}）)?[:：].*|(?:19|20)\d\d年度?"
)
"""What stands around a table: its number, its unit of money, whose it is, the year."""
NUMBER = regex.compile(r"[-+（]?[￥¥]?\d[\d,]*(?:\.\d+)?[%）]?|-{1,2}")


@dataclass(frozen=True)
class GivenGrid:
    """A grid of the reading: on which page (its index), and the index of that page's first line."""

    page: int
    first: int
    grid: CellGrid

    def lines(self, cell: CellPlace) -> tuple[int, ...]:
        """The lines of a cell, by their index in the reading."""
        return tuple(self.first + i for i in cell.lines)

    @cached_property
    def rows(self) -> Mapping[int, list[CellPlace]]:
        """The cells that say anything, by the row they begin in, from left to right."""
        found: dict[int, list[CellPlace]] = {}
        for cell in self.grid.cells:
            if cell.lines:
                found.setdefault(cell.top, []).append(cell)
        return {top: sorted(cells, key=lambda c: c.left) for top, cells in sorted(found.items())}


@dataclass(frozen=True)
class GivenCells:
    """All grids of a reading, and where each of their lines stands."""

    reading: Reading
    _told: dict[int, Mapping[int, list[CellPlace]]] = field(default_factory=dict)

    @cached_property
    def grids(self) -> tuple[GivenGrid, ...]:
        """The grids, in reading order."""
        return tuple(
            GivenGrid(i, first, grid)
            for i, (page, first) in enumerate(zip(self.reading.pages, self.reading.firsts, strict=True))
            for grid in page.grids
        )

    @cached_property
    def places(self) -> Mapping[int, tuple[int, CellPlace]]:
        """For every line in a cell the grid (its index) and the cell."""
        return {line: (k, cell) for k, given in enumerate(self.grids) for cell in given.grid.cells
                for line in given.lines(cell)}  # fmt: skip

    @cached_property
    def starts(self) -> frozenset[int]:
        """The lines where a sheet or another file begins: what began before ends there."""
        return frozenset(
            first for page, first in zip(self.reading.pages, self.reading.firsts, strict=True) if page.apart
        )

    def text(self, given: GivenGrid, cell: CellPlace) -> str:
        """What a cell says, without white space."""
        return "".join("".join(self.reading.lines[i].text.split()) for i in given.lines(cell))

    def alone(self, line: int) -> bool:
        """Whether a line stands in no cell, or in one that has no other in its row but those of a table's frame."""
        if line not in self.places:
            return True
        k, cell = self.places[line]
        telling = self._telling(k)[cell.top]
        return not telling or (len(telling) == 1 and telling[0] is cell)

    def _telling(self, k: int) -> Mapping[int, list[CellPlace]]:
        """By row, the cells of a grid that are no part of a table's frame."""
        if k not in self._told:
            given = self.grids[k]
            self._told[k] = {
                top: [c for c in cells if not FRAME.fullmatch(fold(self.text(given, c)))]
                for top, cells in given.rows.items()
            }
        return self._told[k]

    def is_frame(self, given: GivenGrid, title: str) -> bool:
        """Whether a grid holds nothing but the frame of the table below: its title, number, owner and unit."""
        texts = (self.text(given, c) for c in given.grid.cells if c.lines)
        return all(text == title or FRAME.fullmatch(fold(text)) for text in texts)

    def same_cell(self, line: int, other: int) -> bool:
        """Whether two lines stand in one cell, or both in none."""
        here, there = self.places.get(line), self.places.get(other)
        return here is there is None or (here is not None and there is not None and here[1] is there[1])
