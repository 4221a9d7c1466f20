"""Tearing: cells that a broken ruling made into one come apart where their words do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from juesuan.extracting.tabling.filling import Span
from juesuan.extracting.tabling.ink import Ink
from juesuan.extracting.tabling.printed_words import PrintedWord, printed_words

CLEAR = 1.0
"""Points by which a word must keep away from an edge to be on one side of it."""


def torn(ink: Ink, xs: Sequence[float], ys: Sequence[float], spans: Sequence[Span]) -> list[Span]:
    """The cells, those parted that have words on both sides of a column's edge and none across it.

    Where that happens to two cells at one edge, the ruling is broken there, and cells of the rows between and below
    that keep to one side of it come apart too.
    """
    wide = [s for s in spans if s[3] - s[1] > 1]
    if not wide:
        return list(spans)
    words = printed_words(ink)
    inside = {s: _words_in(words, xs, ys, s) for s in wide}
    parted: dict[int, list[int]] = {}
    for span in wide:
        for edge in range(span[1] + 1, span[3]):
            if _sides(inside[span], xs[edge]) == (True, True):
                parted.setdefault(edge, []).append(span[0])
    made: list[Span] = []
    for span in spans:
        cuts = []
        for edge in range(span[1] + 1, span[3]):
            rows = parted.get(edge)
            sides = _sides(inside[span], xs[edge]) if rows and span in inside else None
            if rows and sides is not None and (sides == (True, True) or (len(rows) > 1 and span[0] >= min(rows))):
                cuts.append(edge)
        edges = [span[1], *cuts, span[3]]
        made += [(span[0], a, span[2], b) for a, b in pairwise(edges)]
    return made


def _words_in(words: Sequence[PrintedWord], xs: Sequence[float], ys: Sequence[float], span: Span) -> list[PrintedWord]:
    top, left, bottom, right = span
    return [w for w in words if ys[top] <= w.middle < ys[bottom] and xs[left] <= w.centre < xs[right]]


def _sides(words: Sequence[PrintedWord], edge: float) -> tuple[bool, bool] | None:
    """Whether words stand left and right of an edge; None where one stands across it."""
    if any(w.x0 < edge - CLEAR and w.x1 > edge + CLEAR for w in words):
        return None
    return any(w.centre < edge for w in words), any(w.centre >= edge for w in words)
