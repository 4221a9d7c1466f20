"""Tearing: cells that a broken ruling made into one come apart where their words do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from juesuan.extracting.tabling.filling import Span
from juesuan.extracting.tabling.ink import Ink
from juesuan.extracting.tabling.printed_words import PrintedWord, printed_words

CLEAR = 1.0
"""Points by which a word must keep away from an edge to be on one side of it."""
MOST = 0.6
"""Share of the rows (columns) of the body that must end at an edge for the others to be broken there."""
CENTRED = 0.2
"""Share of a row's height by which words may stand off its middle."""


def torn(ink: Ink, xs: Sequence[float], ys: Sequence[float], spans: Sequence[Span]) -> list[Span]:
    """The cells, those parted that only a broken ruling joined.

    Anywhere: words on both sides of a column's edge and none across it. In the body, where most rows end at an edge:
    a cell without words or with numbers alone, which nobody merges. Rows come apart like columns, but names that run
    over lines only where each line stands in the middle of its row.
    """
    large = [s for s in spans if s[3] - s[1] > 1 or s[2] - s[0] > 1]
    if not large:
        return list(spans)
    words = printed_words(ink)
    body = _body(words, ys)
    columns = _usual([(s[1], s[3]) for s in spans if s[0] >= body for _ in range(s[2] - s[0])], len(xs) - 1, len(ys) - 1 - body)
    rows = _usual([(s[0], s[2]) for s in spans if s[0] >= body for _ in range(s[3] - s[1])], len(ys) - 1, len(xs) - 1)
    made: list[Span] = []
    for span in spans:
        top, left, bottom, right = span
        if right - left == 1 and bottom - top == 1:
            made.append(span)
            continue
        held = [w for w in words if ys[top] <= w.middle < ys[bottom] and xs[left] <= w.centre < xs[right]]
        plain = top >= body and all(w.number for w in held)
        across = [left, *(e for e in range(left + 1, right) if _parts(held, xs[e], plain and columns[e])), right]
        down = [top, bottom]
        if top >= body and (plain or _centred(held, ys, top, bottom)):
            down[1:1] = [e for e in range(top + 1, bottom) if rows[e]]
        made += [(a, c, b, d) for a, b in pairwise(down) for c, d in pairwise(across)]
    return made


def _body(words: Sequence[PrintedWord], ys: Sequence[float]) -> int:
    """The first row with an amount; below all rows if there is none."""
    first = min((w.middle for w in words if w.number and "." in w.text and ys[0] <= w.middle < ys[-1]), default=ys[-1])
    return max(sum(1 for y in ys if y <= first) - 1, 0) if first < ys[-1] else len(ys) - 1


def _usual(extents: Sequence[tuple[int, int]], edges: int, lines: int) -> list[bool]:
    """For every edge whether most of the lines across it have a cell that ends there."""
    ends = [0] * (edges + 1)
    for _, end in extents:
        ends[end] += 1
    return [n >= MOST * max(lines, 1) for n in ends]


def _parts(held: Sequence[PrintedWord], edge: float, plain: bool) -> bool:
    """Whether words keep clear of an upright edge and stand on both sides of it; on any, in a plain cell."""
    if any(w.x0 < edge - CLEAR and w.x1 > edge + CLEAR for w in held):
        return False
    return plain or (any(w.centre < edge for w in held) and any(w.centre >= edge for w in held))


def _centred(held: Sequence[PrintedWord], ys: Sequence[float], top: int, bottom: int) -> bool:
    """Whether each of several rows has words of its own, in its middle."""
    for upper, lower in pairwise(ys[top : bottom + 1]):
        own = [w for w in held if upper <= w.middle < lower]
        if not own:
            return False
        middle = (min(w.y0 for w in own) + max(w.y1 for w in own)) / 2
        if abs(middle - (upper + lower) / 2) > CENTRED * (lower - upper):
            return False
    return True
