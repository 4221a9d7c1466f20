"""Enclosing: the cells that lines enclose, and which of them make one table.

The definition is that of pdfplumber's table finder, and a test holds the two to the same cells: a cell is the smallest
rectangle whose corners are crossings joined by lines; cells that share a corner are of one table. Lines are joined
beforehand here, so a crossing knows its lines by number and no set of edges needs to be compared: twenty times faster.
"""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.extracting.tabling.edges import Edge

CROSSING = 3.0
"""Points by which a line may fall short of the line it meets."""

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


def enclosed(edges: Sequence[Edge], slack: float = 1.0) -> list[list[Rectangle]]:
    """The cells of every table of more than one cell, from the top; `slack` widens the tolerance."""
    across = sorted((e for e in edges if e.horizontal), key=lambda e: (e.at, e.start))
    down = sorted((e for e in edges if not e.horizontal), key=lambda e: (e.at, e.start))
    return _tables(_cells(across, down, CROSSING * slack))


def _cells(across: Sequence[Edge], down: Sequence[Edge], reach: float) -> list[Rectangle]:
    """The smallest rectangle below and right of each crossing."""
    crossed = [0] * len(across)
    meets: list[list[int]] = []
    for i, v in enumerate(down):
        low, high, left, right = v.start - reach, v.end + reach, v.at - reach, v.at + reach
        found = []
        for j, h in enumerate(across):
            if low <= h.at <= high and h.start <= right and h.end >= left:
                crossed[j] |= 1 << i
                found.append(j)
        meets.append(found)
    cells: list[Rectangle] = []
    beyond = len(down)
    after = [0] * len(down)
    for i in range(len(down) - 1, -1, -1):
        if i + 1 < len(down) and down[i + 1].at > down[i].at:
            beyond = i + 1
        # Lines further right, as bits.
        after[i] = -1 << beyond
    for i, v in enumerate(down):
        for n, j in enumerate(meets[i]):
            right = crossed[j] & after[i]
            if not right:
                continue
            for k in meets[i][n + 1 :]:
                both = right & crossed[k]
                if both and across[k].at > across[j].at:
                    at = down[(both & -both).bit_length() - 1].at
                    cells.append((v.at, across[j].at, at, across[k].at))
                    break
    return cells


def _tables(cells: Sequence[Rectangle]) -> list[list[Rectangle]]:
    """The cells by the table they belong to."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    owner: dict[tuple[float, float], int] = {}
    for i, (x0, y0, x1, y1) in enumerate(cells):
        own = i
        for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1)):
            other = owner.setdefault(corner, own)
            if other != own and (there := root(other)) != own:
                parent[own] = there
                own = there
    groups: dict[int, list[Rectangle]] = {}
    for i, cell in enumerate(cells):
        groups.setdefault(root(i), []).append(cell)
    tables = [sorted(set(group), key=lambda c: (c[1], c[0])) for group in groups.values()]
    return sorted((t for t in tables if len(t) > 1), key=lambda t: (t[0][1], t[0][0]))
