"""A grid: the cells of one table on one page, merged ones included, each with what is printed in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from juesuan.reading.page import Box


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A cell from row `top` to before `bottom`, column `left` to before `right` (from 0), and its print.

    A cell is itself alone: two blank ones are never the same.

    `text` has no white space. `box` is on the page as displayed: that of the ink, of the cell where it is
    blank; None where the form has no layout, `anchor` then says where the cell is. `confidence` is the lowest of its
    characters, None for a text layer and a blank.
    """

    top: int
    left: int
    bottom: int
    right: int
    text: str
    box: Box | None
    confidence: float | None = None
    anchor: str | None = None


@dataclass(frozen=True)
class Grid:
    """The cells of a table on a page. `xs` and `ys` are the edges of its columns and rows, in points, upright.

    Without layout they are counted, and `page` is None.

    Every place of rows × columns belongs to exactly one cell. `method` says how it was found: `rulings`,
    `mended` (rulings, some of them missing), `alignment` (words alone) or `cells` (its form tells them). `header`
    counts the rows that are surely the header's, None where that is for others to find out.
    """

    page: int | None
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    method: str
    header: int | None = None

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def middle(self) -> float:
        """Half of its height."""
        return (self.ys[0] + self.ys[-1]) / 2

    @cached_property
    def places(self) -> Sequence[Sequence[GridCell]]:
        """The cell at each row and column."""
        found: list[list[GridCell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for row in range(cell.top, cell.bottom):
                for column in range(cell.left, cell.right):
                    found[row][column] = cell
        return [[cell for cell in row if cell is not None] for row in found]

    def row(self, index: int) -> list[GridCell]:
        """The cells of a row from left to right, those that reach into it from above included, each once."""
        return list(dict.fromkeys(self.places[index]))

    def cut(self, top: int, bottom: int) -> Grid:
        """The rows from `top` to before `bottom` as a grid of their own, with the columns that their cells have.

        No cell may reach over either edge.
        """
        own = [c for c in self.cells if top <= c.top < bottom]
        edges = sorted({edge for c in own for edge in (c.left, c.right)})
        at = {edge: k for k, edge in enumerate(edges)}
        cells = tuple(
            replace(c, top=c.top - top, bottom=c.bottom - top, left=at[c.left], right=at[c.right]) for c in own
        )
        return Grid(self.page, tuple(self.xs[e] for e in edges), self.ys[top : bottom + 1], cells, self.method)
