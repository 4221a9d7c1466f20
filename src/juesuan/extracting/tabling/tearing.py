"""Tearing: cells that a broken ruling made into one come apart where their words do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from juesuan.extracting.tabling.filling import Span
from juesuan.extracting.tabling.ink import Ink
from juesuan.extracting.tabling.printed_words import PrintedWord, printed_words

CLEAR = 1.0
"""Points by which a word must keep away from an edge to be on one side of it."""
MOST = 0.6
"""Share of the rows (columns) of the body that must end at an edge for the others to be broken there."""
INDENT = 6.0
"""Points from the edge of a cell to the first word of a name in it; what is merged stands in the middle."""
CENTRED = 0.2
"""Share of a row's height by which words may stand off its middle."""


def torn(ink: Ink, xs: Sequence[float], ys: Sequence[float], spans: Sequence[Span]) -> list[Span]:
    """The cells, those parted that only a broken ruling joined.

    Anywhere: words on both sides of a column's edge and none across it. In the body, where most rows end at an edge:
    a cell without words or with numbers alone, which nobody merges, or a name beside a column of amounts. Rows come
    apart like columns, but names that run over lines only where each line stands in the middle of its row.
    """
    large = [s for s in spans if s[3] - s[1] > 1 or s[2] - s[0] > 1]
    if not large:
        return list(spans)
    words = [w for w in printed_words(ink) if ys[0] <= w.middle < ys[-1]]
    body = _body(words, ys)
    inside = [s for s in spans if s[0] >= body]
    columns = _usual([s[3] for s in inside for _ in range(s[2] - s[0])], len(xs) - 1, len(ys) - 1 - body)
    rows = _usual([s[2] for s in inside for _ in range(s[3] - s[1])], len(ys) - 1, len(xs) - 1)
    centres = sorted(w.centre for w in words if "." in w.text and w.number)
    amounts = [bisect_left(centres, a) < bisect_left(centres, b) for a, b in pairwise(xs)]
    by_row: list[list[PrintedWord]] = [[] for _ in ys]
    for word in words:
        by_row[bisect_right(ys, word.middle) - 1].append(word)
    made: list[Span] = []
    for span in spans:
        top, left, bottom, right = span
        if right - left == 1 and bottom - top == 1:
            made.append(span)
            continue
        held = [w for row in range(top, bottom) for w in by_row[row] if xs[left] <= w.centre < xs[right]]
        plain = top >= body and all(w.number for w in held)
        across = [left, right]
        for edge in range(left + 1, right):
            usual = top >= body and columns[edge]
            # A name and an amount are never merged; a name over two columns of names often is.
            odd = right - left == 2 and amounts[left] != amounts[left + 1]
            if _parts(held, xs[edge]) or (usual and (plain or odd) and _one_sided(held, xs[edge], xs[left], plain)):
                across.insert(-1, edge)
        down = [top, bottom]
        if top < body < bottom and _stands_apart(held, ys[body]):
            down.insert(1, body)
        elif top >= body and (plain or _centred(held, ys, top, bottom)):
            down[1:1] = [e for e in range(top + 1, bottom) if rows[e]]
        made += [(a, c, b, d) for a, b in pairwise(down) for c, d in pairwise(across)]
    return made


def _body(words: Sequence[PrintedWord], ys: Sequence[float]) -> int:
    """The first row with an amount; below all rows if there is none."""
    first = min((w.middle for w in words if "." in w.text and w.number), default=ys[-1])
    return max(sum(1 for y in ys if y <= first) - 1, 0) if first < ys[-1] else len(ys) - 1


def _usual(lasts: Sequence[int], edges: int, lines: int) -> list[bool]:
    """For every edge whether most of the lines across it have a cell that ends there."""
    ends = [0] * (edges + 1)
    for end in lasts:
        ends[end] += 1
    return [n >= MOST * max(lines, 1) for n in ends]


def _parts(held: Sequence[PrintedWord], edge: float) -> bool:
    """Whether words stand on both sides of an upright edge and keep clear of it."""
    clear = not any(w.x0 < edge - CLEAR and w.x1 > edge + CLEAR for w in held)
    return clear and any(w.centre < edge for w in held) and any(w.centre >= edge for w in held)


def _one_sided(held: Sequence[PrintedWord], edge: float, left: float, plain: bool) -> bool:
    """Whether words keep to one side of an edge and are numbers, or begin where a cell of that side begins."""
    if any(w.x0 < edge - CLEAR and w.x1 > edge + CLEAR for w in held):
        return False
    start = min((w.x0 for w in held), default=left)
    return plain or 0 <= start - edge <= INDENT or (start < edge and start - left <= INDENT)


def _stands_apart(held: Sequence[PrintedWord], edge: float) -> bool:
    """Whether words stand above and below a level edge and keep clear of it."""
    clear = not any(w.y0 < edge - CLEAR and w.y1 > edge + CLEAR for w in held)
    return clear and any(w.middle < edge for w in held) and any(w.middle >= edge for w in held)


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
