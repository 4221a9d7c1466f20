"""The margins of a page: its outermost rows of text and how far from the edge they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juesuan.reading.page import Line, Page, Role

ZONE = 90.0
"""Points from the edge within which running heads and page numbers stand (35 mm is the widest in use)."""
ROW = 6.0
"""Lines whose middles are closer than this many points stand in one row."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a margin: which page (index), which edge, how many rows from the edge, points from it.

    Without layout the distance is 0 and every line is a row.
    """

    page: int
    top: bool
    depth: int
    distance: float
    lines: tuple[Line, ...]


def spots(pages: Sequence[Page], depth: int) -> list[Spot]:
    """The outermost rows of body lines of every page, at most `depth` at each edge, outermost first."""
    return [
        Spot(index, top, at, distance, lines)
        for index, page in enumerate(pages)
        for top in (True, False)
        for at, (distance, lines) in enumerate(_rows(page, top)[:depth])
    ]


def _rows(page: Page, top: bool) -> list[tuple[float, tuple[Line, ...]]]:
    """Distance from the edge and lines of the rows within the margin, from the edge inward."""
    lines = [line for line in page.lines if line.role is Role.BODY]
    if not page.height:
        return [(0.0, (line,)) for line in (lines if top else lines[::-1])]
    placed = sorted(
        ((_middle(line) if top else page.height - _middle(line), line) for line in lines),
        key=lambda pair: pair[0],
    )
    rows: list[tuple[float, tuple[Line, ...]]] = []
    # On a small or landscape page the margin is narrower.
    zone = min(ZONE, 0.14 * page.height)
    for distance, line in placed:
        if rows and distance - rows[-1][0] < ROW:
            rows[-1] = (rows[-1][0], (*rows[-1][1], line))
        elif distance <= zone:
            rows.append((distance, (line,)))
        else:
            break
    return rows


def _middle(line: Line) -> float:
    """Height of the line's middle, in points from the top of the page."""
    return (line.box.y0 + line.box.y1) / 2 if line.box else 0.0
