"""Joining: does a grid continue the table before it, and does it repeat its header?"""

from __future__ import annotations

from dataclasses import replace

from juesuan.extracting.tabling.grid import Grid
from juesuan.extracting.tabling.header import NUMBER, Header
from juesuan.knowledge.table_forms import HeaderWords, plain

NEAR = 0.06
"""Share of the width by which the columns of two pages may stand apart."""
EXACT = 4.0
"""Points by which an edge may miss the one it is."""
ONCE = frozenset({"合计", "总计", "本年收入合计", "本年支出合计", "收入总计", "支出总计"})
ALIKE = 0.6
"""Share of a header row that must read the same: recognised characters differ now and then."""


def continues(grid: Grid, main: Grid, header: Header, *, own_header: bool) -> bool:
    """Whether a grid goes on with a table: as many columns, at the same places of its width.

    `own_header` says that it has a header unlike the table's: it then continues nothing.
    """
    if grid.columns != main.columns:
        return False
    if repeated(grid, main, header):
        return True
    return not own_header and apart(grid, main) <= NEAR


def fitted(grid: Grid, main: Grid) -> Grid:
    """A grid in the columns of the table before it, where it has some of their edges: a foot row has merged cells.

    The same grid where an edge of it is none of theirs, or it has them all.
    """
    width, other = grid.xs[-1] - grid.xs[0], main.xs[-1] - main.xs[0]
    if grid.columns >= main.columns or grid.columns < 2 or abs(width - other) > NEAR * other:
        return grid
    places = [main.xs[0] + (x - grid.xs[0]) * other / width for x in grid.xs]
    at = [min(range(len(main.xs)), key=lambda k: abs(main.xs[k] - x)) for x in places]
    if any(abs(main.xs[k] - x) > EXACT for k, x in zip(at, places, strict=True)) or len(set(at)) < len(at):
        return grid
    cells = tuple(replace(c, left=at[c.left], right=at[c.right]) for c in grid.cells)
    return replace(grid, xs=main.xs, cells=cells)


def totals_of(grid: Grid, first: int, words: HeaderWords) -> set[str]:
    """The names of the rows from `first` on that add a whole table up, each of which a table has once."""
    texts = {plain(c.text) for c in grid.cells if c.top >= first}
    return {t for t in texts if words.says("total", t) and t in ONCE}


def apart(grid: Grid, main: Grid) -> float:
    """How far apart their columns stand at most, as a share of the width."""
    if grid.xs[1:-1] == main.xs[1:-1]:
        # Without rulings the outer edges are those of the words that happen to stand there.
        return 0.0
    width, other = grid.xs[-1] - grid.xs[0], main.xs[-1] - main.xs[0]
    return max(
        abs((a - grid.xs[0]) / width - (b - main.xs[0]) / other) for a, b in zip(grid.xs, main.xs, strict=True)
    )


def repeated(grid: Grid, main: Grid, header: Header, words: HeaderWords | None = None) -> int:
    """How many rows at the top of a grid repeat the header of the table it continues, its frame included."""
    at = 0
    if words is not None:
        while at < grid.rows and (texts := _texts(grid, at)) and all(words.says("frame", t) for t in texts):
            at += 1
    for row in range(header.first, header.end):
        if at >= grid.rows or not _same(_texts(grid, at), _texts(main, row)):
            break
        at += 1
    else:
        # A header row that is also the first of the body is body again where it repeats nothing but names.
        return at
    return at if at and all(not NUMBER.fullmatch(t) for t in _texts(grid, at - 1)) and at > header.first else 0


def _texts(grid: Grid, row: int) -> list[str]:
    return [plain(c.text) for c in grid.row(row) if c.top == row and c.text]


def _same(these: list[str], those: list[str]) -> bool:
    if not these or not those:
        return these == those
    return len(set(these) & set(those)) >= ALIKE * len(set(these) | set(those))
