"""Edges: rulings joined into the lines that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

SNAP = 3.0
"""Points between rulings drawn for one line."""
JOIN = 3.0
"""Points of a gap inside one line."""
SHORT = 3.0
"""A line up to this long is a corner or a dot."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: horizontal at height `at` from `start` to `end`, or vertical at `at` from top to bottom, in points."""

    horizontal: bool
    at: float
    start: float
    end: float


def edges_of(rulings: Floats, slack: float = 1.0) -> list[Edge]:
    """The lines that rulings of shape (m, 5) make (see `Ink.rulings`); `slack` widens the tolerances."""
    level = rulings[:, 0] == 1.0
    x0, y0, x1, y1 = rulings[:, 1:].T
    across = _joined((y0 + y1)[level] / 2, x0[level], x1[level], slack)
    down = _joined((x0 + x1)[~level] / 2, y0[~level], y1[~level], slack)
    edges = [*(Edge(True, *line) for line in across), *(Edge(False, *line) for line in down)]
    return [edge for edge in edges if edge.end - edge.start > SHORT]


def _joined(at: Floats, start: Floats, end: Floats, slack: float) -> Iterator[tuple[float, float, float]]:
    """Place, start and end of the lines that rulings of one direction make."""
    order = np.argsort(at, kind="stable")
    at, start, end = at[order], start[order], end[order]
    begins = np.ones(len(at), np.bool_)
    begins[1:] = np.diff(at) > SNAP * slack
    order = np.lexsort((end, start, np.cumsum(begins)))
    spans = list(zip(start[order].tolist(), end[order].tolist(), strict=True))
    for first, last in pairwise([*np.flatnonzero(begins).tolist(), len(at)]):
        level = round(float(at[first:last].mean()), 3)
        low, high = spans[first]
        for a, b in spans[first + 1 : last]:
            if a > high + JOIN * slack:
                yield level, low, high
                low, high = a, b
            else:
                high = max(high, b)
        yield level, low, high
