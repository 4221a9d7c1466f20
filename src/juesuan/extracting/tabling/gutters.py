"""Gutters: the columns that words keep to where no rulings part them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from juesuan.extracting.tabling.printed_words import PrintedWord

STRAY = 0.06
"""Share of the lines that may cross a gutter: a total or a name that is too long."""
NARROW = 1.5
"""Points that a gutter is wide at least."""

CODE_PARTS = frozenset("类款项")
WORD_GAP = 4.0
"""Heights of a word that names of one column may stand apart."""

Interval = tuple[float, float]


def column_intervals(body: Sequence[Sequence[PrintedWord]], header: Sequence[Sequence[PrintedWord]]) -> list[Interval]:
    """From where to where the words of each column stand, from the left.

    The gutters are where (nearly) no word of the body stands; a column that is blank throughout the body is known
    from its name in the header alone.
    """
    allowed = int(STRAY * len(body))
    events = sorted([(w.x0, 1) for line in body for w in line] + [(w.x1, -1) for line in body for w in line])
    intervals: list[Interval] = []
    depth, start, end = 0, None, 0.0
    for x, step in events:
        depth += step
        if step > 0 and depth == allowed + 1:
            if start is not None and x - end <= NARROW:
                continue
            if start is not None:
                intervals.append((start, end))
            start = x
        elif step < 0 and depth == allowed:
            end = x
    if start is not None:
        intervals.append((start, end))
    intervals = _whole(intervals, body)
    bodies = [_Column(a, b, None, True) for a, b in intervals]
    for number, line in reversed(list(enumerate(header))):
        for word in line:
            over = [c for c in bodies if c.start < word.x1 and word.x0 < c.end]
            levels = [c.line for c in over if c.line is not None]
            if sum(c.filled for c in over) > 1 or len(levels) > len(set(levels)):
                # The name of several columns.
                for column in over:
                    inside = min(column.end, word.x1) - max(column.start, word.x0)
                    if inside > 0.5 * (column.end - column.start) and column.line is None:
                        column.line = number
                continue
            # A name is wider than its rest on the line below, and than the numbers: it says how wide its column is.
            start, end = min([word.x0, *(c.start for c in over)]), max([word.x1, *(c.end for c in over)])
            bodies = [c for c in bodies if c not in over]
            part = word.text in CODE_PARTS
            bodies.append(_Column(start, end, min([number, *levels]), any(c.filled for c in over), part))
        bodies.sort(key=lambda c: c.start)
    return [(c.start, c.end) for c in _married(bodies)]


def _whole(intervals: Sequence[Interval], body: Sequence[Sequence[PrintedWord]]) -> list[Interval]:
    """The columns, those of names made whole: 合计 stands in the middle of a column whose names begin at its left.

    Nothing else tells that from a narrow gutter than that no line has words on both sides of it.
    """
    made: list[Interval] = []
    for interval in intervals:
        if made and interval[0] - made[-1][1] < WORD_GAP * _height(body) and _exclusive(made[-1], interval, body):
            made[-1] = (made[-1][0], interval[1])
        else:
            made.append(interval)
    return made


def _height(body: Sequence[Sequence[PrintedWord]]) -> float:
    heights = sorted(w.y1 - w.y0 for line in body for w in line)
    return heights[len(heights) // 2]


def _exclusive(one: Interval, two: Interval, body: Sequence[Sequence[PrintedWord]]) -> bool:
    """Whether two intervals hold names alone and no line has words in both."""
    for line in body:
        there = [[w for w in line if w.x0 < end and start < w.x1] for start, end in (one, two)]
        if any(w.number for words in there for w in words) or all(there):
            return False
    return True


@dataclass(eq=False)
class _Column:
    """What is known of a column: its extent, the highest line of its name, whether anything stands below it.

    `part`: it holds a part of the code, which is as wide as its name.
    """

    start: float
    end: float
    line: int | None
    filled: bool
    part: bool = False


def _married(columns: Sequence[_Column]) -> list[_Column]:
    """Names without numbers and numbers without a name, side by side, are one column.

    Names stand in the middle, numbers at the right of their column: a short number is right of its name.
    """
    made: list[_Column] = []
    for column in columns:
        last = made[-1] if made else None
        name_first = last is not None and not (last.filled or last.part) and column.filled and column.line is None
        number_first = last is not None and last.filled and last.line is None and not column.filled
        if last is not None and (name_first or number_first):
            made[-1] = _Column(last.start, column.end, 0, True)
        else:
            made.append(column)
    return made


def column_edges(intervals: Sequence[Interval]) -> list[float]:
    """The edges of columns: half-way between the words of neighbours, and around all of them."""
    middles = [(b[0] + a[1]) / 2 for a, b in pairwise(intervals)]
    return [intervals[0][0] - 2.0, *middles, intervals[-1][1] + 2.0]
