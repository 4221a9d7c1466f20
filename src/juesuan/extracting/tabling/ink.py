"""The ink of a page: its characters with their boxes, upright, and the words they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from juesuan.extracting.tabling.turning import Turn, turn_of
from juesuan.reading.page import Box, Line, Page, Role
from juesuan.reading.ruled import Rulings
from juesuan.reading.words import GAP

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Ink:
    """The visible characters of a page.

    `boxes` has shape (n, 4), PDF points from the top left of the page turned so that its text stands upright.
    `word` numbers the words, shape (n,), rising; `confidences` is shape (n,), 0 to 1, NaN for a text layer.
    `rulings` has shape (m, 5): 1 for a horizontal one, then its box. `anchor` says where the page is, where its number
    does not. `turn` leads back to the page as it was read, `displayed` from there to the page as a viewer shows it.
    """

    number: int | None
    text: str
    boxes: Floats
    word: Ints
    confidences: Floats
    rulings: Floats
    width: float
    height: float
    turn: Turn
    anchor: str | None
    displayed: Callable[[Box], Box]

    @cached_property
    def places(self) -> list[list[float]]:
        """The boxes as plain numbers: for the few characters of one cell they are faster than an array."""
        rows: list[list[float]] = self.boxes.tolist()
        return rows

    def printed_box(self, box: Box) -> Box:
        """A box of this ink on the page as displayed, to a hundredth of a point."""
        there = self.displayed(Box(*self.turn.back(box)) if self.turn.quarters else box)
        return Box(round(there.x0, 2), round(there.y0, 2), round(there.x1, 2), round(there.y1, 2))


def ink_of(page: Page) -> Ink | None:
    """The ink of a page, None where it has no layout. Page numbers and running heads are no part of it."""
    lines = [line for line in page.lines if line.boxes is not None and line.role is not Role.FURNITURE]
    if not (lines or page.rulings):
        return None
    text = "".join(line.text for line in lines)
    kept = [line.boxes for line in lines if line.boxes is not None]
    printed = np.concatenate(kept) if kept else np.zeros((0, 4), np.float32)
    owner = np.repeat(np.arange(len(lines)), [len(line.text) for line in lines])
    turn = turn_of(printed, owner, page)
    boxes = turn.boxes(printed)
    rulings = Rulings.of(page.rulings)
    level = rulings.level.astype(np.float32)
    if turn.quarters % 2:
        level = 1 - level
    seen = np.ones(len(text), bool)
    for gap in _WHITE.finditer(text):
        seen[gap.start() : gap.end()] = False
    return Ink(
        number=page.number,
        text="".join(text.split()),
        boxes=boxes[seen],
        word=_words(boxes, owner, seen),
        confidences=_confidences(lines)[seen],
        rulings=np.column_stack((level, turn.boxes(rulings.boxes.astype(np.float32)))),
        width=page.height if turn.quarters % 2 else page.width,
        height=page.width if turn.quarters % 2 else page.height,
        turn=turn,
        anchor=lines[0].anchor if lines else None,
        displayed=page.displayed,
    )


def _words(boxes: Floats, owner: Ints, seen: npt.NDArray[np.bool_]) -> Ints:
    """The word each visible character belongs to: words end at white space, gaps, steps back and line ends."""
    if not len(boxes):
        return np.zeros(0, np.int64)
    before, here = boxes[:-1], boxes[1:]
    high = np.maximum(before[:, 3] - before[:, 1], here[:, 3] - here[:, 1])
    down = np.abs(here[:, 1] + here[:, 3] - before[:, 1] - before[:, 3]) / 2
    apart = (
        (here[:, 0] - before[:, 2] > GAP * high) | (here[:, 2] < before[:, 0]) | (down > GAP * high)
        | (owner[1:] != owner[:-1]) | ~seen[1:] | ~seen[:-1]
    )  # fmt: skip
    word = np.concatenate(([0], np.cumsum(apart)))[seen]
    return np.cumsum(np.concatenate(([0], np.diff(word) != 0))) if len(word) else word


def _confidences(lines: list[Line]) -> Floats:
    """One confidence per character, NaN where a line has none."""
    parts = []
    for line in lines:
        given = line.confidences
        parts.append(np.full(len(line.text), np.nan, np.float32) if given is None else given)
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)
