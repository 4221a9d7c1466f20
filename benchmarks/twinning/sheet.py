"""A sheet of paper: the picture of a page on its way to becoming a scan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
"""Grey (height, width) or RGB (height, width, 3)."""

COLOURED = 24
"""Channels that differ by more than this somewhere make a page a coloured one."""


@dataclass(frozen=True)
class Sheet:
    """The picture of one page and its size in points; `page` is the pdfium page, `rng` the chance of this page."""

    page: Any
    picture: Picture
    size: tuple[float, float]
    rng: np.random.Generator

    @property
    def dpi(self) -> float:
        """Pixels per inch."""
        return float(self.picture.shape[1] * 72 / self.size[0])

    def worn(self, picture: npt.NDArray[Any]) -> Sheet:
        """The same sheet with another picture of its size; values are cut to 0 … 255."""
        return replace(self, picture=np.clip(np.rint(picture), 0, 255).astype(np.uint8))


Wear = Callable[[Sheet], Sheet]
"""What happened to a sheet before or while it was scanned."""


def sheet_of(page: Any, dpi: float, rng: np.random.Generator) -> Sheet:
    """The displayed page as a picture: RGB if it has colours, grey otherwise."""
    drawn = page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()[:, :, :3]
    picture: Picture = np.ascontiguousarray(drawn)
    if int((picture.max(axis=2) - picture.min(axis=2)).max()) <= COLOURED:
        picture = np.ascontiguousarray(picture[:, :, 1])
    return Sheet(page, picture, page.get_size(), rng)


def in_colour(picture: Picture) -> Picture:
    """The picture in RGB."""
    return picture if picture.ndim == 3 else np.repeat(picture[:, :, None], 3, axis=2)
