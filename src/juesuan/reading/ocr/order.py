"""Reading order of strips: down the page, through tables cell by cell, one half of a spread after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from juesuan.reading.ocr.scan import Strip
from juesuan.reading.page import Box, Ruling
from juesuan.reading.page_number import page_number

NEAR = 3.0
"""Points within which rulings touch."""
SPAN = 0.9
"""Share of a region that a ruling must cover to part it."""
ALIGNED = 0.006
"""Share of the width of a sheet by which the left margins of its two pages differ at most."""
MANY = 8
"""Strips from which on a half of a landscape sheet is a page of its own."""

Group = tuple[Strip, ...]
"""Strips that belong together: those of a cell, or of the page between tables."""


def halves(strips: Sequence[Strip], rulings: Sequence[Ruling], width: float, height: float) -> list[list[Strip]]:
    """The strips of the two pages of a landscape spread, left before right; all of them if it is one page."""
    if width < 1.2 * height or not strips:
        return [list(strips)]
    x0, x1 = (np.array([getattr(s, side) for s in strips]) for side in ("x0", "x1"))
    for x in sorted(np.linspace(0.42, 0.58, 33) * width, key=lambda at: abs(at - width / 2)):
        free = 0.015 * width
        left, right = x1 <= x - free, x0 >= x + free
        if not (left | right).all() or not left.any() or not right.any():
            continue
        if any(r.horizontal and r.box.x0 < x - free and r.box.x1 > x + free for r in rulings):
            continue
        one, two = ([s for s, there in zip(strips, side, strict=True) if there] for side in (left, right))
        fewer = min(one, two, key=len)
        if len(fewer) >= MANY or _numbered(one, two) or _sparse(fewer, width, x) or _aligned(one, two, width):
            return [one, two]
    return [list(strips)]


def _numbered(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    """Whether both halves end in page numbers that follow each other."""
    feet = [page_number(max(half, key=lambda s: s.middle).text) for half in (left, right)]
    return feet[0] is not None and feet[1] is not None and feet[1].value == feet[0].value + 1


def _sparse(half: Sequence[Strip], width: float, cut: float) -> bool:
    """Whether a half with few strips is a page of its own: a cover, what it prints in the middle of the half."""
    middle = cut / 2 if half[0].x1 <= cut else (cut + width) / 2
    return len(half) > 1 and abs((min(s.x0 for s in half) + max(s.x1 for s in half)) / 2 - middle) < 0.04 * width


def _aligned(left: Sequence[Strip], right: Sequence[Strip], width: float) -> bool:
    """Whether both halves have lines that begin at the same margin: the end of a text stands beside a full page."""
    margins = [min(s.x0 for s in half) for half in (left, right)]
    return min(len(left), len(right)) > 1 and abs(margins[0] + width / 2 - margins[1]) < ALIGNED * width


def groups(strips: Sequence[Strip], rulings: Sequence[Ruling]) -> list[Group]:
    """The strips by cell of a table, in reading order; those outside tables in runs between them."""
    rest = list(strips)
    ordered: list[tuple[float, list[Group]]] = []
    for box, own in tables(rulings):
        inside = [s for s in rest if box.x0 <= (s.x0 + s.x1) / 2 <= box.x1 and box.y0 <= s.middle <= box.y1]
        if len(inside) > 1:
            taken = {id(s) for s in inside}
            rest = [s for s in rest if id(s) not in taken]
            ordered.append((box.y0, list(_cells(inside, own, box))))
    ordered.sort(key=lambda pair: pair[0])
    found: list[Group] = []
    for top, cells in ordered:
        found.append(tuple(s for s in rest if s.middle < top))
        rest = [s for s in rest if s.middle >= top]
        found.extend(cells)
    found.append(tuple(rest))
    return [group for group in found if group]


def tables(rulings: Sequence[Ruling]) -> list[tuple[Box, list[Ruling]]]:
    """The tables that rulings draw: those that touch, at least two level and one upright, with their frame."""
    left = list(rulings)
    found = []
    while left:
        own, queue = [], [left.pop()]
        while queue:
            one = queue.pop()
            own.append(one)
            touching = [_touch(one.box, other.box) for other in left]
            queue.extend(r for r, near in zip(left, touching, strict=True) if near)
            left = [r for r, near in zip(left, touching, strict=True) if not near]
        level = sum(r.horizontal for r in own)
        if level >= 2 and len(own) > level:
            found.append((_around([r.box for r in own]), own))
    return found


def _cells(strips: list[Strip], rulings: list[Ruling], region: Box) -> list[Group]:
    """The cells of a region, parted by the rulings that run through it, rows before columns."""
    if len(strips) < 2:
        return [tuple(strips)]
    for horizontal in (True, False):
        cuts = _cuts(rulings, region, horizontal)
        if not cuts:
            continue
        low, high = (region.y0, region.y1) if horizontal else (region.x0, region.x1)
        edges = [low, *cuts, high]
        found: list[Group] = []
        for start, end in pairwise(edges):
            part = Box(region.x0, start, region.x1, end) if horizontal else Box(start, region.y0, end, region.y1)
            own = [s for s in strips if start <= (s.middle if horizontal else (s.x0 + s.x1) / 2) < end]
            if own:
                found.extend(_cells(own, rulings, part))
        return found
    return [tuple(strips)]


def _cuts(rulings: list[Ruling], region: Box, horizontal: bool) -> list[float]:
    """Where rulings run through the whole region, from its start: heights of level ones, or places of upright ones."""
    low, high = (region.y0, region.y1) if horizontal else (region.x0, region.x1)
    start, end = (region.x0, region.x1) if horizontal else (region.y0, region.y1)
    pieces: list[tuple[float, float, float]] = []
    for r in rulings:
        if r.horizontal is not horizontal:
            continue
        at, a, b = (
            ((r.box.y0 + r.box.y1) / 2, r.box.x0, r.box.x1)
            if horizontal
            else ((r.box.x0 + r.box.x1) / 2, r.box.y0, r.box.y1)
        )
        if low + NEAR < at < high - NEAR and b > start and a < end:
            pieces.append((at, max(a, start), min(b, end)))
    pieces.sort()
    cuts: list[float] = []
    while pieces:
        same = [p for p in pieces if p[0] - pieces[0][0] <= NEAR]
        pieces = pieces[len(same) :]
        if _covered([(a, b) for _, a, b in same]) >= SPAN * (end - start):
            cuts.append(sum(at for at, _, _ in same) / len(same))
    return cuts


def _covered(spans: list[tuple[float, float]]) -> float:
    """Length of the union of spans."""
    total, reached = 0.0, float("-inf")
    for a, b in sorted(spans):
        total += max(0.0, b - max(a, reached))
        reached = max(reached, b)
    return total


def _touch(one: Box, two: Box) -> bool:
    return (
        one.x0 - NEAR <= two.x1 and two.x0 - NEAR <= one.x1 and one.y0 - NEAR <= two.y1 and two.y0 - NEAR <= one.y1
    )


def _around(boxes: list[Box]) -> Box:
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )
