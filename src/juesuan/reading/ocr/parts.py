"""What hangs together in a mask: its parts, their boxes and how many pixels they have."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from juesuan.reading.ocr.scan import Grey


@dataclass(frozen=True)
class Parts:
    """The parts of a mask, pixels that touch at sides or corners.

    `labels`, of the shape of the mask, has the number of the part a pixel belongs to, 0 for none. `boxes`, shape
    (n, 4), pixels (x0, y0, x1, y1), and `areas`, shape (n,), pixels, are those of part 1 to n.
    """

    labels: npt.NDArray[np.int32]
    boxes: npt.NDArray[np.int64]
    areas: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.areas)

    @property
    def wide(self) -> npt.NDArray[np.int64]:
        """Widths of the boxes, shape (n,)."""
        return self.boxes[:, 2] - self.boxes[:, 0]

    @property
    def high(self) -> npt.NDArray[np.int64]:
        """Heights of the boxes, shape (n,)."""
        return self.boxes[:, 3] - self.boxes[:, 1]

    def within(self, places: Grey) -> npt.NDArray[np.bool_]:
        """Which of the parts are at least partly in a mask of the same shape, shape (n,)."""
        touched = np.zeros(len(self) + 1, bool)
        touched[self.labels[places > 0]] = True
        return touched[1:]

    def drawn(self, chosen: npt.NDArray[np.bool_]) -> Grey:
        """A mask of the chosen parts alone, 1 where they are."""
        mask: Grey = np.concatenate(([False], chosen)).astype(np.uint8).take(self.labels)
        return mask


def parts_of(mask: Grey) -> Parts:
    """The parts of a mask, which is 0 where there is nothing.

    OpenCV's own statistics of a page take five times as long as its labels; here they are of runs, not of pixels.
    """
    count, labels = cv2.connectedComponents(mask)
    rows = np.pad(mask > 0, ((0, 0), (1, 1)))
    flat = rows.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    # Edge i is between pixels i and i + 1, and every row begins with a pixel that is not the mask's.
    y, x0 = np.divmod(edges[::2], rows.shape[1])
    x1 = edges[1::2] % rows.shape[1]
    of = labels[y, x0] - 1
    boxes = np.empty((count - 1, 4), np.int64)
    boxes[:, 0], boxes[:, 2] = mask.shape[1], 0
    np.minimum.at(boxes[:, 0], of, x0)
    np.maximum.at(boxes[:, 2], of, x1)
    # Runs come from top to bottom: the last one that is written stays.
    boxes[of[::-1], 1] = y[::-1]
    boxes[of, 3] = y + 1
    return Parts(labels, boxes, np.bincount(of, x1 - x0, count - 1).astype(np.int64))
