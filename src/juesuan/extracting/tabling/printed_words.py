"""The words of some ink with their boxes, and the lines they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from juesuan.extracting.tabling.header import NUMBER
from juesuan.extracting.tabling.ink import Ink
from juesuan.reading.folding import fold


class PrintedWord(NamedTuple):
    """A word and its box, in points of the upright page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.y0 + self.y1) / 2

    @property
    def centre(self) -> float:
        """Its middle from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def number(self) -> bool:
        """Whether it is a number and no more."""
        return NUMBER.fullmatch(fold(self.text)) is not None


def printed_words(ink: Ink) -> list[PrintedWord]:
    """The words of a page in the order of its text."""
    if not len(ink.text):
        return []
    starts = np.flatnonzero(np.diff(ink.word, prepend=-1))
    low = np.minimum.reduceat(ink.boxes, starts, axis=0)[:, :2].tolist()
    high = np.maximum.reduceat(ink.boxes, starts, axis=0)[:, 2:].tolist()
    ends = [*starts[1:].tolist(), len(ink.text)]
    return [
        PrintedWord(ink.text[start:end], *a, *b)
        for start, end, a, b in zip(starts.tolist(), ends, low, high, strict=True)
    ]


def lines_of(words: Sequence[PrintedWord]) -> list[list[PrintedWord]]:
    """The words by their lines from the top, each from left to right.

    Words half a height apart part lines; but in a table the cells of one row are often not quite level: what stands
    less than a height lower, and beside, not below, is of the same line.
    """
    if not words:
        return []
    half = float(np.median([w.y1 - w.y0 for w in words])) / 2
    lines: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: w.middle):
        if lines and word.middle - lines[-1][-1].middle <= half and word.middle - lines[-1][0].middle <= 2 * half:
            lines[-1].append(word)
        else:
            lines.append([word])
    joined: list[list[PrintedWord]] = []
    for line in lines:
        near = bool(joined) and line[0].middle - joined[-1][-1].middle < 1.8 * half
        if near and not any(a.x0 < b.x1 and b.x0 < a.x1 for a in joined[-1] for b in line):
            joined[-1] += line
        else:
            joined.append(list(line))
    return [sorted(line, key=lambda w: w.x0) for line in joined]
