"""What recognition found on a page: strips of text and ruling lines, before they are ordered into lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from juesuan.reading.page import Boxes, Ruling

Grey = npt.NDArray[np.uint8]
"""A grey picture, shape (height, width), 0 is black."""
Quads = npt.NDArray[np.float32]
"""Corners of slanted rectangles, shape (n, 4, 2): top left, top right, bottom right, bottom left; x, y in pixels."""
Transform = npt.NDArray[np.float64]
"""A projective map of the plane, shape (3, 3), for column vectors (x, y, 1)."""


@dataclass(frozen=True)
class Strip:
    """A run of text as detected: one box and one confidence (0 to 1) per character, without white space.

    White space is kept only between Latin letters or digits, where it parts words.
    """

    text: str
    boxes: Boxes
    confidences: npt.NDArray[np.float32]

    def part(self, start: int, end: int) -> Strip:
        """Some of its characters."""
        return Strip(self.text[start:end], self.boxes[start:end], self.confidences[start:end])

    @property
    def x0(self) -> float:
        """Left edge."""
        return float(self.boxes[0, 0])

    @property
    def x1(self) -> float:
        """Right edge."""
        return float(self.boxes[-1, 2])

    @cached_property
    def middle(self) -> float:
        """Height of its middle, from the top of the page."""
        return float(self.boxes[:, 1].mean() + self.boxes[:, 3].mean()) / 2

    @cached_property
    def height(self) -> float:
        """Height of its characters."""
        return float((self.boxes[:, 3] - self.boxes[:, 1]).mean())


@dataclass(frozen=True)
class Scan:
    """A page as recognised. Lengths are PDF points of the straightened page, origin at its top left.

    `straightening` maps a point of the straightened page to the page as displayed. `faint` counts the places
    that look like text and could not be read.
    """

    width: float
    height: float
    strips: tuple[Strip, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    straightening: Transform = field(default_factory=lambda: np.eye(3))
    faint: int = 0
