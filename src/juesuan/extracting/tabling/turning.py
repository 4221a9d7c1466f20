"""Turning: a table drawn sideways on an upright page is read as if the page were turned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from juesuan.reading.page import Box, Page

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Turn:
    """Quarter turns clockwise (0 to 3) that make the text upright, and the size of the displayed page in points."""

    quarters: int
    width: float
    height: float

    def boxes(self, boxes: Floats) -> Floats:
        """Boxes of the displayed page, shape (n, 4), on the turned page."""
        x0, y0, x1, y1 = boxes.T
        match self.quarters:
            case 1:
                return np.column_stack((self.height - y1, x0, self.height - y0, x1)).astype(np.float32)
            case 2:
                return np.column_stack(
                    (self.width - x1, self.height - y1, self.width - x0, self.height - y0)
                ).astype(np.float32)
            case 3:
                return np.column_stack((y0, self.width - x1, y1, self.width - x0)).astype(np.float32)
            case _:
                return boxes

    def there(self, box: Box) -> Box:
        """A box of the displayed page on the turned page."""
        x0, y0, x1, y1 = self.boxes(np.array([[box.x0, box.y0, box.x1, box.y1]], np.float32))[0].tolist()
        return Box(x0, y0, x1, y1)

    def back(self, box: Box) -> tuple[float, float, float, float]:
        """A box of the turned page on the displayed page."""
        match self.quarters:
            case 1:
                return box.y0, self.height - box.x1, box.y1, self.height - box.x0
            case 2:
                return self.width - box.x1, self.height - box.y1, self.width - box.x0, self.height - box.y0
            case 3:
                return self.width - box.y1, box.x0, self.width - box.y0, box.x1
            case _:
                return box.x0, box.y0, box.x1, box.y1


def turn_of(boxes: Floats, owner: npt.NDArray[np.int64], page: Page) -> Turn:
    """The turn that makes most characters of a page follow each other from left to right.

    `boxes` are those of the displayed page, shape (n, 4), `owner` numbers their lines, shape (n,).
    """
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    moved = np.diff(middle, axis=0)[owner[1:] == owner[:-1]]
    across = np.abs(moved[:, 0]) >= np.abs(moved[:, 1])
    ahead = np.where(across, moved[:, 0], moved[:, 1]) > 0
    ways = (across & ahead, ~across & ~ahead, across & ~ahead, ~across & ahead)
    steps = np.array([way.sum() for way in ways])
    # A step back within a line is common, a page upside down is rare: it must be plain.
    quarters = int(steps.argmax()) if steps.max() > 0.7 * steps.sum() else 0
    return Turn(quarters, page.width, page.height)
