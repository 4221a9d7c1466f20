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
    for line in reversed(header):
        for word in line:
            if not any(a - NARROW < word.x1 and word.x0 < b + NARROW for a, b in intervals):
                intervals.append((word.x0, word.x1))
                intervals.sort()
    return intervals


def column_edges(intervals: Sequence[Interval]) -> list[float]:
    """The edges of columns: half-way between the words of neighbours, and around all of them."""
    middles = [(b[0] + a[1]) / 2 for a, b in zip(intervals, intervals[1:], strict=False)]
    return [intervals[0][0] - 2.0, *middles, intervals[-1][1] + 2.0]
