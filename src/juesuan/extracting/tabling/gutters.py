"""Gutters: the columns that words keep to where no rulings part them."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.extracting.tabling.printed_words import PrintedWord

STRAY = 0.06
"""Share of the lines that may cross a gutter: a total or a name that is too long."""
NARROW = 1.5
"""Points that a gutter is wide at least."""

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
    bodies = list(intervals)
    for line in reversed(header):
        for word in line:
            over = [k for k, (a, b) in enumerate(intervals) if a < word.x1 and word.x0 < b]
            if not over:
                intervals.append((word.x0, word.x1))
                bodies.append((word.x0, word.x1))
            elif len(over) == 1 and not _parent(word, over[0], line, intervals):
                # A name is wider than the numbers below it, and says how wide its column is.
                a, b = intervals[over[0]]
                intervals[over[0]] = (min(a, word.x0), max(b, word.x1))
            order = sorted(range(len(intervals)), key=lambda k: bodies[k])
            intervals, bodies = [intervals[k] for k in order], [bodies[k] for k in order]
    return intervals


def _parent(word: PrintedWord, at: int, line: Sequence[PrintedWord], intervals: Sequence[Interval]) -> bool:
    """Whether a name may stand over neighbours too: they have none on its line, and it is off its column's middle."""
    a, b = intervals[at]
    if abs(word.centre - (a + b) / 2) < (word.y1 - word.y0) or word.x0 >= a and word.x1 <= b:
        return False
    near = [intervals[k] for k in (at - 1, at + 1) if 0 <= k < len(intervals)]
    return any(not any(w.x0 < d and c < w.x1 for w in line if w is not word) for c, d in near)


def column_edges(intervals: Sequence[Interval]) -> list[float]:
    """The edges of columns: half-way between the words of neighbours, and around all of them."""
    middles = [(b[0] + a[1]) / 2 for a, b in zip(intervals, intervals[1:], strict=False)]
    return [intervals[0][0] - 2.0, *middles, intervals[-1][1] + 2.0]
