"""A picture of a page on its way to being straight, and the way back to the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from juesuan.reading.ocr.scan import Grey, Quads, Transform


@dataclass(frozen=True)
class Sheet:
    """A grey picture of `scale` pixels to a point; `back` maps its pixels to those of the page as displayed."""

    picture: Grey
    scale: float
    back: Transform

    @classmethod
    def of(cls, picture: Grey, scale: float) -> Sheet:
        """A page as rendered."""
        return cls(picture, scale, np.eye(3))

    @property
    def dpi(self) -> float:
        """Pixels to an inch."""
        return 72 * self.scale

    def turned(self, quarters: int) -> Sheet:
        """Turned by quarters of a circle, clockwise."""
        quarters %= 4
        if not quarters:
            return self
        high, wide = self.picture.shape
        # Where a pixel (x, y) of the turned picture was before.
        before = {
            1: [[0, 1, 0], [-1, 0, high], [0, 0, 1]],
            2: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
            3: [[0, -1, wide], [1, 0, 0], [0, 0, 1]],
        }[quarters]
        picture = np.ascontiguousarray(np.rot90(self.picture, -quarters))
        return Sheet(picture, self.scale, self.back @ np.array(before, np.float64))

    def warped(self, forward: Transform) -> Sheet:
        """Redrawn by a projective map of its pixels, same size, white where nothing was."""
        high, wide = self.picture.shape
        picture = cv2.warpPerspective(
            self.picture, forward, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        )
        return Sheet(picture, self.scale, self.back @ np.linalg.inv(forward))

    def straightening(self) -> Transform:
        """The map from points of the straightened page to points of the page as displayed."""
        to_pixels = np.diag((self.scale, self.scale, 1.0))
        return np.linalg.inv(to_pixels) @ self.back @ to_pixels


def moved(points: Quads, transform: Transform) -> Quads:
    """Points, shape (n, 4, 2), under a projective map."""
    if not len(points):
        return points
    flat = points.reshape(-1, 1, 2).astype(np.float64)
    result: Quads = cv2.perspectiveTransform(flat, transform).reshape(points.shape).astype(np.float32)
    return result
