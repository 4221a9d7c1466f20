"""Finding: the grids that the rulings of a page enclose, and borders that were left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import regex

from juesuan.extracting.tabling.edges import SHORT, Edge, edges_of
from juesuan.extracting.tabling.enclosing import Rectangle, enclosed
from juesuan.extracting.tabling.filling import Span, filled
from juesuan.extracting.tabling.grid import Grid
from juesuan.extracting.tabling.ink import Ink
from juesuan.extracting.tabling.tearing import torn
from juesuan.reading.page import Source

BEYOND = 8.0
"""Points that lines must reach past the outermost line of a table to say that its border was left out."""
SOURCES = {Source.TEXT: 1.0, Source.OCR: 1.5}
"""How much wider the tolerances are: rulings found in a picture are a pixel or two off."""

AMOUNT = regex.compile(r"\d\.\d{2}(?!\d\D|\d$)")
"""The end of an amount; 12.3.4 and 3.125 are none."""


def ruled_grids(ink: Ink, source: Source = Source.TEXT) -> list[Grid]:
    """The tables of a page that its rulings enclose, from the top, with borders that were left out put in."""
    slack = SOURCES[source]
    edges = edges_of(ink.rulings, slack)
    tables = enclosed(edges, slack)
    borders = [border for cells in tables for border in _missing_borders(ink, cells, edges)]
    if borders:
        tables = enclosed([*edges, *borders], slack)
    grids = []
    for cells in tables:
        columns, rows = {v for c in cells for v in (c[0], c[2])}, {v for c in cells for v in (c[1], c[3])}
        xs, ys = _places(columns), _places(rows)
        if len(xs) < 2 or len(ys) < 2:
            continue
        whole = _spans(cells, {x: _nearest(xs, x) for x in columns}, {y: _nearest(ys, y) for y in rows})
        spans = torn(ink, xs, ys, whole)
        mended = len(spans) > len(whole) or any(_borders(b, xs, ys) for b in borders)
        grids.append(filled(ink, xs, ys, spans, "mended" if mended else "rulings"))
    return sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))


def crowded(grid: Grid) -> bool:
    """Whether cells hold several amounts: the rulings between the rows were left out, and rows are where words are."""
    more = [len(AMOUNT.findall(c.text)) - 1 for c in grid.cells if c.text.count(".") > 1]
    return sum(n for n in more if n > 0) > 1


def _missing_borders(ink: Ink, cells: Sequence[Rectangle], edges: Sequence[Edge]) -> list[Edge]:
    """Outer borders that a table was printed without: its lines run on past the last one across them."""
    x0, x1 = min(c[0] for c in cells), max(c[2] for c in cells)
    y0, y1 = min(c[1] for c in cells), max(c[3] for c in cells)
    across = [e for e in edges if e.horizontal and y0 - SHORT <= e.at <= y1 + SHORT and e.end > x0 and e.start < x1]
    down = [e for e in edges if not e.horizontal and x0 - SHORT <= e.at <= x1 + SHORT and e.end > y0 and e.start < y1]
    found = []
    for lines, low, high, span, horizontal in ((across, x0, x1, (y0, y1), False), (down, y0, y1, (x0, x1), True)):
        before = [e.start for e in lines if e.start < low - BEYOND]
        after = [e.end for e in lines if e.end > high + BEYOND]
        for reach, at in ((before, min(before, default=0.0)), (after, max(after, default=0.0))):
            # All of them must end at one place, and most lines must go there: otherwise it is another drawing.
            if len(reach) >= max(2, 0.6 * len(lines)) and max(reach) - min(reach) <= BEYOND:
                found.append(Edge(horizontal, at, *span))
    return found


def _borders(edge: Edge, xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether a line is one of the outer borders of a table."""
    along = ys if edge.horizontal else xs
    return min(abs(edge.at - along[0]), abs(edge.at - along[-1])) <= SHORT


def _places(values: Iterable[float]) -> list[float]:
    """The distinct edges among coordinates, rising."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > 1.0:
            places.append(value)
    return places


def _spans(cells: Sequence[Rectangle], columns: Mapping[float, int], rows: Mapping[float, int]) -> list[Span]:
    """The rows and columns of cells from those of their sides, without slivers between lines that are one."""
    spans = [(rows[y0], columns[x0], rows[y1], columns[x1]) for x0, y0, x1, y1 in cells]
    return [(top, left, bottom, right) for top, left, bottom, right in spans if left < right and top < bottom]


def _nearest(places: Sequence[float], value: float) -> int:
    at = bisect_left(places, value)
    return at if at < len(places) and (not at or places[at] - value < value - places[at - 1]) else at - 1
