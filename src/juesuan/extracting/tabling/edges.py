"""Edges: rulings joined into the lines that a reader sees."""

from __future__ import annotations

from dataclasses import dataclass

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
    found: list[Edge] = []
    for horizontal in (True, False):
        boxes = rulings[rulings[:, 0] == float(horizontal)][:, 1:]
        if not len(boxes):
            continue
        if horizontal:
            at, start, end = (boxes[:, 1] + boxes[:, 3]) / 2, boxes[:, 0], boxes[:, 2]
        else:
            at, start, end = (boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 1], boxes[:, 3]
        order = np.argsort(at, kind="stable")
        group = np.cumsum(np.concatenate(([0], np.diff(at[order]) > SNAP * slack)))
        for members in np.split(order, np.flatnonzero(np.diff(group)) + 1):
            level = round(float(at[members].mean()), 3)
            spans = sorted(zip(start[members].tolist(), end[members].tolist(), strict=True))
            low, high = spans[0]
            for a, b in spans[1:]:
                if a > high + JOIN * slack:
                    found.append(Edge(horizontal, level, low, high))
                    low, high = a, b
                else:
                    high = max(high, b)
            found.append(Edge(horizontal, level, low, high))
    return [edge for edge in found if edge.end - edge.start > SHORT]
